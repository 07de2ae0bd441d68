import {
  type CompiledProgramme,
  type Condition,
  type HistoryEvent,
  holds,
  type OrderView,
  POINTS_EARNED,
  pathRegistry,
  segmentTree,
  type World,
} from "@regulars/engine";
import type { Lens } from "../../platform/lens.ts";
import { sinceTierLadders } from "./members-where.ts";
import { tablesAt } from "./tables-at.ts";

interface MemberRow {
  joined_at: number;
  birthday: string | null;
  gender: string | null;
  kind: string;
  status: string;
  zone: string | null;
  channel: string | null;
  store_id: string | null;
  campaign: string | null;
  attributes: string;
  tags: string[];
  consents: string[];
  stage: string | null;
  stage_since: number | null;
}

interface OrderRow {
  at: number;
  net: number;
  gross: number;
  discount: number;
  store_id: string | null;
  channel: string | null;
  source: string;
  currency: string;
  line_sku: string[];
  line_name: string[];
  line_category: string[];
  line_quantity: number[];
  line_unit_price: number[];
  line_discount: number[];
  line_net: number[];
}

interface Wanted {
  id: string;
  asOf: Date;
  /** Whether the state of then is asked for, not that on the books. */
  isPast: boolean;
  /** Conditions that will be asked of the world. */
  condition: Condition;
}

const milliseconds = (column: string) => `toUnixTimestamp64Milli(${column})`;
const orderColumns = `net - refunded_amount AS net, gross, discount, store_id, channel, source, currency,
  line_sku, line_name, line_category, line_quantity, line_unit_price, line_discount, line_net`;

/** One member as conditions see it, out of the same tables of the lens that sets are asked of; null when no such member is on the books. */
export async function memberWorld(lens: Lens, programme: CompiledProgramme, wanted: Wanted): Promise<World | null> {
  const { id, asOf, isPast, condition } = wanted;
  const tables = tablesAt({ asOf: isPast ? "asOf" : null, sinceTier: "sinceTier" });
  const params = { id, asOf: asOf.getTime(), sinceTier: sinceTierLadders(programme) };
  const mine = <T>(table: string | undefined, columns: string, more = "") =>
    lens.query<T>(`SELECT ${columns} FROM ${table} AS t WHERE t.member_id = {id:UUID}${more}`, params);
  const [member] = await mine<MemberRow>(
    tables.members,
    `${milliseconds("joined_at")} AS joined_at, birthday, gender, kind, status, zone, channel, store_id, campaign, attributes, tags, consents, stage,
     if(isNull(stage_since), NULL, ${milliseconds("assumeNotNull(stage_since)")}) AS stage_since`,
  );
  if (!member || member.status === "merged" || member.status === "erased") return null;
  const types = typesAsked([condition, ...(isPast ? programme.stages.map((stage) => stage.when) : [])], programme);
  const until = (column: string) => ` AND t.${column} <= fromUnixTimestamp64Milli({asOf:Int64}, 'UTC')`;
  const nothing = Promise.resolve([]);
  const [tiers, counts, orders, events, earned, scores] = await Promise.all([
    mine<{ ladder: string; tier: string; since: number }>(
      tables.member_tiers,
      `ladder, tier, ${milliseconds("since")} AS since`,
    ),
    mine<{ ladder: string; counts_from: number }>(
      tables.tier_counts,
      `ladder, ${milliseconds("counts_from")} AS counts_from`,
    ),
    mine<OrderRow>(
      tables.orders,
      `${milliseconds("placed_at")} AS at, ${orderColumns}`,
      `${until("placed_at")} AND t.status != 'refunded'`,
    ),
    types.size > 0
      ? mine<{ type: string; at: number; properties: string }>(
          tables.events,
          `type, ${milliseconds("at")} AS at, properties`,
          until("at"),
        )
      : nothing,
    types.has(POINTS_EARNED)
      ? mine<OrderRow & { earned_at: number; wallet: string; points: number; placed_at: number | null }>(
          tables.points_earned,
          `${milliseconds("at")} AS earned_at, wallet, points, if(isNull(placed_at), NULL, ${milliseconds("assumeNotNull(placed_at)")}) AS placed_at, ${orderColumns}`,
          until("at"),
        )
      : nothing,
    mine<Record<string, string | number | null>>(tables.scores, "*"),
  ]);
  const history: HistoryEvent[] = [
    ...orders.map((row) => ({ type: "order", at: row.at, order: orderView(row, row.at) })),
    ...events.map((row) => ({ type: row.type, at: row.at, properties: JSON.parse(row.properties) })),
    ...earned.map((row) => ({
      type: POINTS_EARNED,
      at: row.earned_at,
      properties: { wallet: row.wallet, points: row.points },
      ...(row.placed_at !== null && { order: orderView(row, row.placed_at) }),
    })),
  ];
  const countsFrom = new Map(counts.map((row) => [row.ladder, row.counts_from]));
  const times = orders.map(({ at }) => at);
  const world: World = {
    profile: {
      id,
      joinedAt: member.joined_at,
      birthday: member.birthday,
      gender: member.gender || null,
      kind: member.kind,
      zone: member.zone,
      source: {
        ...(member.channel && { channel: member.channel }),
        ...(member.store_id && { storeId: member.store_id }),
        ...(member.campaign && { campaign: member.campaign }),
      },
      attributes: JSON.parse(member.attributes || "{}"),
      tags: member.tags,
      consents: member.consents,
    },
    zone: programme.zone,
    account: {
      settledAt: asOf.getTime(),
      wallets: {},
      // A tier that the programme no longer has is no tier.
      tiers: Object.fromEntries(
        tiers.flatMap(({ ladder, tier, since }) =>
          programme.ladderTiers[ladder]?.includes(tier)
            ? [[ladder, { tier, since, until: null, countsFrom: countsFrom.get(ladder) ?? since }]]
            : [],
        ),
      ),
      leaves: {},
      stage: member.stage ? { id: member.stage, since: member.stage_since ?? Number.POSITIVE_INFINITY } : null,
      orders: {
        count: orders.length,
        net: orders.reduce((sum, row) => sum + row.net, 0),
        firstAt: times.length > 0 ? times.reduce((least, at) => Math.min(least, at)) : null,
        lastAt: times.length > 0 ? times.reduce((most, at) => Math.max(most, at)) : null,
      },
    },
    history,
    ...(scores[0] && { scores: scoresOf(scores[0]) }),
    ladders: programme.ladderTiers,
    segment: programme.directory.segment,
    storeLocation: await storePlaces(lens),
  };
  return isPast ? withStageOf(world, programme, member.stage_since, asOf) : world;
}

/** For a past day the stage is the first that holds of what had happened by then. */
function withStageOf(world: World, programme: CompiledProgramme, since: number | null, asOf: Date): World {
  const stage = programme.stages.find(({ when }) => holds(when, world, asOf.getTime()));
  const of = stage ? { id: stage.id, since: since ?? Number.POSITIVE_INFINITY } : null;
  return { ...world, account: { ...world.account, stage: of } };
}

function orderView(row: OrderRow, placedAt: number): OrderView {
  return {
    net: row.net,
    gross: row.gross,
    discount: row.discount,
    storeId: row.store_id || null,
    channel: row.channel || null,
    source: row.source,
    currency: row.currency,
    placedAt,
    lines: row.line_sku.map((sku, index) => ({
      sku,
      ...(row.line_name[index] && { name: row.line_name[index] }),
      ...(row.line_category[index] && { category: row.line_category[index] }),
      quantity: row.line_quantity[index] ?? 0,
      unitPrice: row.line_unit_price[index] ?? 0,
      discount: row.line_discount[index] ?? 0,
      net: row.line_net[index] ?? 0,
    })),
  };
}

const zeroIsMissing = new Set(["rfmR", "rfmF", "rfmM"]);

/** What models say, by the name after `score.`. */
function scoresOf(row: Record<string, string | number | null>): NonNullable<World["scores"]> {
  const names = [...pathRegistry.values()].flatMap(({ scope, path }) =>
    scope === "score" ? [path.slice("score.".length)] : [],
  );
  return Object.fromEntries(
    names.map((name) => {
      const value = row[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] ?? null;
      if (name === "rising") return [name, row.scored === 1 ? value === 1 : null];
      return [name, value === "" || (value === 0 && zeroIsMissing.has(name)) ? null : value];
    }),
  );
}

async function storePlaces(lens: Lens): Promise<NonNullable<World["storeLocation"]>> {
  const rows = await lens.query<{ id: string; latitude: number | null; longitude: number | null }>(
    "SELECT id, latitude, longitude FROM stores",
  );
  const places = new Map(
    rows.flatMap(({ id, latitude, longitude }) =>
      latitude === null || longitude === null ? [] : [[id, { lat: latitude, lon: longitude }] as const],
    ),
  );
  return (id) => places.get(id);
}

/** The kinds of events beside orders that conditions ask about. */
function typesAsked(conditions: readonly Condition[], programme: CompiledProgramme): Set<string> {
  const types = new Set<string>();
  const look = (condition: Condition, following: readonly string[]): void => {
    if ("all" in condition) for (const child of condition.all) look(child, following);
    else if ("any" in condition) for (const child of condition.any) look(child, following);
    else if ("not" in condition) look(condition.not, following);
    else if ("segment" in condition)
      look(segmentTree(condition.segment, programme.directory, following), [...following, condition.segment]);
    else if ("event" in condition) types.add(condition.event);
    else if ("last" in condition) types.add(condition.last);
    else if ("sequence" in condition) for (const step of condition.sequence) types.add(step.event);
  };
  for (const condition of conditions) look(condition, []);
  types.delete("order");
  return types;
}
