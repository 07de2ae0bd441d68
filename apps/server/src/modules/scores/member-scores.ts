import type { MemberScores, NotEnoughDataAnswer, ScoreSettings } from "@regulars/contracts";
import { churn, type PurchaseModel } from "@regulars/models";
import { noMember } from "../../platform/lens/tables.ts";
import type { Lens } from "../../platform/lens.ts";
import { noPurchase } from "./fit-models.ts";
import { productNames } from "./recommendations.ts";
import { localDayNumber } from "./run-scores.ts";
import type { ModelKind, RunOutcome, VersionRow } from "./store.ts";
import { featureName, notEnough, rfmGroups } from "./words.ts";

interface ValueRow {
  scored: number;
  rfm_group: string;
  consumption_type: string;
  price_sensitivity: number | null;
  potential: string;
  potential_four: string;
  rising: number;
  clv_historic: number | null;
  clv_predicted: number | null;
  clv_low: number | null;
  clv_high: number | null;
  expected_orders: number | null;
  probability_alive: number | null;
  churn_probability: number | null;
  churn_date: string | null;
  health: number | null;
  health_parts: string;
  top_category: string;
  favourite_hour: number | null;
  favourite_weekday: number | null;
  average_gap_days: number | null;
  channel_preference: string;
  engagement: number | null;
  need_service: number | null;
  need_social: number | null;
  next_purchase_date: string | null;
  next_offer: string;
  next_offer_because: string;
  top_category_share: number | null;
  core_fit: number | null;
  personalised: number;
  refused: number;
  source_channel: string;
  explanation: string;
  r: number;
  f: number;
  m: number;
  frequency: number;
}

interface PastRow {
  orders: number;
  net: number;
  first: number;
  last: number;
  x: number;
  tx: number;
  since: number;
}

const word = (text: string): string | null => (text === "" ? null : text);

export interface MemberScoreContext {
  lens: Lens;
  zone: string;
  currency: string;
  settings: ScoreSettings;
  versions: VersionRow[];
  /** What came of the last run, by kind of model. */
  outcome: RunOutcome | null;
  /** Channels that costs were entered for; null = shared by all. */
  costChannels: readonly (string | null)[];
}

/** All that the last scoring says of one member, with its inputs. */
export async function memberScores(id: string, context: MemberScoreContext): Promise<MemberScores> {
  const { lens, zone, currency, settings, versions, outcome } = context;
  const [[run], [row], [past]] = await Promise.all([
    lens.query<{ as_of: number; versions: string }>(
      "SELECT toUnixTimestamp64Milli(as_of) AS as_of, versions FROM value_runs ORDER BY computed_at DESC LIMIT 1",
    ),
    lens.query<ValueRow>(
      `SELECT w.* EXCEPT (member_id), w.member_id IN (SELECT id FROM members WHERE has(refusals, 'personalisation')) AS refused,
         (SELECT any(ifNull(toString(source_channel), '')) FROM members WHERE id = {id:UUID}) AS source_channel, s.r AS r, s.f AS f, s.m AS m, s.frequency AS frequency
       FROM member_values AS w LEFT JOIN member_scores AS s ON s.member_id = w.member_id WHERE w.member_id = {id:UUID}`,
      { id },
    ),
    pastOf(context, id),
  ]);
  const asOf = run ? new Date(run.as_of) : null;
  const used = run ? (JSON.parse(run.versions) as Record<string, number>) : {};
  const purchases = versions.find((version) => version.kind === "purchases" && version.version === used.purchases);
  const notScored = !run || !row ? notEnough("not_run") : row.scored === 0 ? notEnough("no_orders") : null;
  const orders = past?.orders ?? 0;
  // A refusal counts at once, not from the next scoring on.
  const personalised = row ? row.personalised === 1 && row.refused === 0 : true;
  const nextOffer = row && personalised && row.next_offer !== "" ? await offerOf(lens, row) : null;
  return {
    asOf: asOf?.toISOString() ?? null,
    currency,
    scored: notScored === null,
    notScored,
    personalised,
    rfm:
      row && row.frequency > 0 && row.rfm_group !== ""
        ? {
            r: row.r,
            f: row.f,
            m: row.m,
            group: row.rfm_group,
            groupName: rfmGroups[row.rfm_group] ?? { zh: row.rfm_group, en: row.rfm_group },
          }
        : null,
    value: {
      historic: row?.clv_historic ?? null,
      inputs: row && past && orders > 0 ? inputsOf(past, row, context) : null,
      predicted: row?.clv_predicted ?? null,
      low: row?.clv_low ?? null,
      high: row?.clv_high ?? null,
      expectedOrders: row?.expected_orders ?? null,
      probabilityAlive: row?.probability_alive ?? null,
      notEnoughData:
        notScored ??
        (row?.clv_predicted === null
          ? (refusalOf(outcome, ["purchases", "spend"]) ?? notEnough("no_repeat_purchases"))
          : null),
    },
    churn: {
      probability: row?.churn_probability ?? null,
      date: row?.churn_date ?? null,
      horizonDays: settings.horizonDays,
      threshold: settings.churnThreshold,
      reasons: row ? reasonsOf(row.explanation) : [],
      weeks: asOf && past && purchases && orders > 0 ? weeksOf(purchases, past, localDayNumber(asOf, zone)) : [],
      notEnoughData:
        notScored ??
        (row?.churn_probability === null
          ? (refusalOf(outcome, ["purchases", "churn"]) ?? notEnough("no_closed_window"))
          : null),
    },
    health: healthOf(row, settings),
    nextPurchaseDate: row?.next_purchase_date ?? null,
    nextOffer,
    needs: needsOf(row),
    consumptionType: word(row?.consumption_type ?? ""),
    priceSensitivity: row?.price_sensitivity ?? null,
    potential: word(row?.potential ?? ""),
    potentialFour: word(row?.potential_four ?? ""),
    rising: row && row.scored === 1 ? row.rising === 1 : null,
    engagement: row?.engagement ?? null,
    emotionalLoyalty: { value: null, reason: { zh: "还没有问卷或 NPS 回答", en: "No survey or NPS answers yet" } },
    habits: {
      topCategory: word(row?.top_category ?? ""),
      topCategoryShare: row?.top_category_share ?? null,
      coreFit: row?.core_fit ?? null,
      hour: row?.favourite_hour ?? null,
      weekday: row?.favourite_weekday ?? null,
      gapDays: row?.average_gap_days ?? null,
      channel: word(row?.channel_preference ?? ""),
    },
    versions: used,
  };
}

function pastOf({ lens, zone, currency }: MemberScoreContext, id: string): Promise<PastRow[]> {
  return lens.query<PastRow>(
    `SELECT count() AS orders, sum(net - refunded) AS net, min(day) AS first, max(day) AS last, uniqExact(day) - 1 AS x, last - first AS tx, first AS since
     FROM (SELECT net, refunded, toInt32(toRelativeDayNum(toDate(placed_at, {zone:String}))) AS day FROM orders
       WHERE member_id = {id:UUID} AND member_id != toUUID('${noMember}') AND NOT complete_refund AND currency = {currency:String})`,
    { id, zone, currency },
  );
}

/** Why the first of these models that is missing could not be fitted. */
function refusalOf(outcome: RunOutcome | null, kinds: readonly ModelKind[]): NotEnoughDataAnswer | null {
  for (const kind of kinds) {
    const refused = outcome?.[kind]?.notEnoughData;
    if (refused) return refused;
  }
  return null;
}

/** The inputs of the value so far: mean spend x orders a month x months x margin - cost of winning the member. */
function inputsOf(
  past: PastRow,
  row: ValueRow,
  { settings: { margin }, costChannels }: Pick<MemberScoreContext, "settings" | "costChannels">,
): NonNullable<MemberScores["value"]["inputs"]> {
  const isCostKnown =
    row.clv_historic !== null && costChannels.some((channel) => channel === null || channel === row.source_channel);
  const months = Math.max(1, (past.last - past.first + 1) / (365.25 / 12));
  return {
    meanSpend: past.net / past.orders,
    ordersPerMonth: past.orders / months,
    months,
    margin,
    acquisitionCost: isCostKnown ? Math.round(margin * past.net - (row.clv_historic ?? 0)) : null,
    acquisitionCostReason: isCostKnown ? null : notEnough("no_costs_of_member"),
  };
}

function reasonsOf(explanation: string): MemberScores["churn"]["reasons"] {
  const parsed = JSON.parse(explanation) as { churn?: churn.ChurnReason[] };
  return (parsed.churn ?? []).map(({ feature, value, effect }) => ({
    feature,
    name: featureName(feature),
    value,
    raises: effect > 0,
  }));
}

function weeksOf(version: VersionRow, past: PastRow, asOfDay: number): MemberScores["churn"]["weeks"] {
  const model = { model: version.method, params: version.params } as PurchaseModel;
  const customer = { x: past.x, tx: past.tx, T: Math.max(past.tx, asOfDay - past.since) };
  return churn
    .silenceTable((who, h) => noPurchase(model, who, h), customer, { step: 7, steps: 26 })
    .map(({ ahead, silent, purchase }) => ({ week: ahead / 7, silent, purchase }));
}

async function offerOf(
  lens: Lens,
  { next_offer: sku, next_offer_because: reason }: ValueRow,
): Promise<MemberScores["nextOffer"]> {
  const names = await productNames(lens, [sku, reason]);
  return {
    sku,
    name: names.get(sku) ?? null,
    because: reason === sku ? null : { sku: reason, name: names.get(reason) ?? null },
  };
}

const needs = {
  price: {
    name: { zh: "价格需求", en: "Price" },
    why: { zh: "订单不足三笔，无法判断", en: "Fewer than three orders" },
  },
  service: {
    name: { zh: "服务需求", en: "Service" },
    why: { zh: "还没有服务类事件", en: "No events of service yet" },
  },
  social: {
    name: { zh: "社交需求", en: "Company" },
    why: { zh: "还没有社交类事件", en: "No events of company yet" },
  },
};

function needsOf(row: ValueRow | undefined): MemberScores["needs"] {
  const sensitivity = row?.price_sensitivity ?? null;
  const values = {
    price: sensitivity === null ? null : 100 * sensitivity,
    service: row?.need_service ?? null,
    social: row?.need_social ?? null,
  };
  return (["price", "service", "social"] as const).map((need) => ({
    need,
    name: needs[need].name,
    value: values[need],
    reason: values[need] === null ? needs[need].why : null,
  }));
}

const partNames = {
  recency: { zh: "近期是否按时回来", en: "Comes back in time" },
  trend: { zh: "频次趋势", en: "Trend of visits" },
  engagement: { zh: "互动", en: "Engagement" },
  returns: { zh: "退货少", en: "Gives little back" },
  nps: { zh: "口碑（NPS）", en: "Recommends us (NPS)" },
};

function healthOf(row: ValueRow | undefined, { healthWeights }: ScoreSettings): MemberScores["health"] {
  const known = (row && row.health_parts !== "" ? JSON.parse(row.health_parts) : {}) as Record<string, number | null>;
  const tooFew = { zh: "订单不足两笔，无法判断", en: "Fewer than two orders" };
  const why = {
    recency: tooFew,
    trend: tooFew,
    returns: tooFew,
    nps: { zh: "还没有问卷回答，不计入", en: "No survey answers yet; left out" },
    engagement: { zh: "还没有互动事件，不计入", en: "No events yet; left out" },
  } as Record<string, { zh: string; en: string }>;
  return {
    value: row?.health ?? null,
    parts: (Object.keys(partNames) as (keyof typeof partNames)[]).map((part) => {
      const value = known[part] ?? null;
      return {
        part,
        name: partNames[part],
        value,
        weight: healthWeights[part],
        reason: value === null ? (why[part] ?? null) : null,
      };
    }),
  };
}
