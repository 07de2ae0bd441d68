import { tiersAt } from "../../platform/lens/facts-at.ts";
import { churnBandOf, layersAt } from "../scores/index.ts";
import type { MetricSource, Text } from "./metric.ts";

/** Columns of a member that facts can be grouped by. */
type MemberColumn =
  | "source_channel"
  | "source_store"
  | "source_campaign"
  | "gender"
  | "kind"
  | "stage"
  | "age"
  | "joined_month"
  | "tier"
  | "rfm_group"
  | "churn_band"
  | "potential"
  | "consumption_type";

export interface Dimension {
  id: string;
  name: Text;
  /** What its values are, and as of when; shown on hover. */
  definition: Text;
  /** What kind of names the values have, for showing them. */
  values:
    | "time"
    | "hour"
    | "weekday"
    | "dayOfMonth"
    | "store"
    | "channel"
    | "category"
    | "sku"
    | "stage"
    | "tier"
    | "rfmGroup"
    | "plain";
  /** SQL per source; absent = that source cannot be grouped so. */
  sql: (source: MetricSource) => string | null;
  member?: MemberColumn;
}

/** When a row counts. Points that die at midnight died on the day that ends, as in the overview and in the report of what is owed. */
export const timeOf: Record<MetricSource, string> = {
  orders: "o.placed_at",
  lines: "o.placed_at",
  members: "o.joined_at",
  events: "o.at",
  refunds: "o.refunded_at",
  entries: "if(o.kind = 'expire', subtractMilliseconds(o.effective_at, 1), o.effective_at)",
  tierChanges: "o.since",
  stageChanges: "o.since",
};

const local = (source: MetricSource) => `toTimeZone(${timeOf[source]}, {zone:String})`;
const text = (zh: string, en: string): Text => ({ zh, en });
const happened = ({ zh, en }: Text): Text =>
  text(
    `按发生的时间（${zh}，方案时区）；会员按入会时间，退款按退款时间`,
    `By when it happened (${en.toLowerCase()}, in the programme's zone); members by when they joined, refunds by when they were given`,
  );
const time = (id: string, name: Text, values: Dimension["values"], sql: (at: string) => string): Dimension => ({
  id,
  name,
  definition: happened(name),
  values,
  sql: (source) => sql(local(source)),
});

const member = (
  column: MemberColumn,
  id: string,
  name: Text,
  definition: Text,
  values: Dimension["values"] = "plain",
): Dimension => ({ id, name, definition, values, sql: () => `p.${column}`, member: column });

/** Of members whose state changes: a member is in one group, so that groups add up to the total. */
const atTheEnd = (zh: string, en: string): Text =>
  text(
    `${zh}。以所选时段的最后一刻为准（时段未结束则为现在），不是每笔订单当时的`,
    `${en}. As at the last instant of the period asked for (now, while it runs), not as at each order`,
  );
/** What models say cannot be worked out again. */
const asScored = (zh: string, en: string): Text =>
  text(
    `${zh}。以所选时段最后一天结束前最近一次评分为准；开始保存评分层级之前的日子不可知`,
    `${en}. By the last scoring up to the last day of the period asked for; not known of days before layers were kept`,
  );

const withStore = new Set<MetricSource>(["orders", "lines", "refunds", "events"]);
const withChannel = new Set<MetricSource>(["orders", "lines", "events"]);

const all: Dimension[] = [
  time("day", text("日", "Day"), "time", (at) => `toString(toDate(${at}))`),
  time("week", text("周", "Week"), "time", (at) => `toString(toMonday(${at}))`),
  time("month", text("月", "Month"), "time", (at) => `toString(toStartOfMonth(${at}))`),
  time("quarter", text("季度", "Quarter"), "time", (at) => `toString(toStartOfQuarter(${at}))`),
  time("year", text("年", "Year"), "time", (at) => `toString(toStartOfYear(${at}))`),
  time("hour", text("时段", "Hour"), "hour", (at) => `leftPad(toString(toHour(${at})), 2, '0')`),
  time("weekday", text("星期", "Weekday"), "weekday", (at) => `toString(toDayOfWeek(${at}))`),
  time(
    "dayOfMonth",
    text("月内日期", "Day of the month"),
    "dayOfMonth",
    (at) => `leftPad(toString(toDayOfMonth(${at})), 2, '0')`,
  ),
  {
    id: "store",
    name: text("门店", "Store"),
    definition: text("订单、退款或事件所在的门店", "The store of the order, refund or event"),
    values: "store",
    sql: (source) => (withStore.has(source) ? "ifNull(toString(o.store_id), '')" : null),
  },
  {
    id: "channel",
    name: text("渠道", "Channel"),
    definition: text("订单或事件的渠道", "The channel of the order or event"),
    values: "channel",
    sql: (source) => (withChannel.has(source) ? "ifNull(toString(o.channel), '')" : null),
  },
  {
    id: "category",
    name: text("品类", "Category"),
    definition: text("订单行的品类", "The category of the order's line"),
    values: "category",
    sql: (source) => (source === "lines" ? "toString(o.category)" : null),
  },
  {
    id: "sku",
    name: text("商品", "Product"),
    definition: text("订单行的商品", "The product of the order's line"),
    values: "sku",
    sql: (source) => (source === "lines" ? "toString(o.sku)" : null),
  },
  {
    id: "isMember",
    name: text("会员/非会员", "Member or guest"),
    definition: text(
      "订单是否属于会员；被会员认领的订单算会员的",
      "Whether the order is of a member; one that was claimed is",
    ),
    values: "plain",
    sql: (source) => (source === "orders" || source === "lines" ? "if(o.is_member, 'member', 'guest')" : null),
  },
  {
    id: "eventType",
    name: text("事件类型", "Kind of event"),
    definition: text("事件的类型", "What kind of event it was"),
    values: "plain",
    sql: (source) => (source === "events" ? "toString(o.type)" : null),
  },
  member(
    "tier",
    "tier",
    text("等级", "Tier"),
    atTheEnd("会员在所选等级体系中的等级", "The member's tier in the ladder"),
    "tier",
  ),
  member(
    "stage",
    "stage",
    text("生命周期阶段", "Life-cycle stage"),
    atTheEnd(
      "会员的生命周期阶段；过去的按截至那时的事实和现行条件重新判断",
      "The member's stage; a past one is worked out anew from what had happened by then, by the conditions in force now",
    ),
    "stage",
  ),
  member(
    "source_channel",
    "joinChannel",
    text("入会渠道", "Joining channel"),
    text("会员入会的渠道", "The channel by which the member joined"),
    "channel",
  ),
  member(
    "source_store",
    "joinStore",
    text("入会门店", "Joining store"),
    text("会员入会的门店", "The store at which the member joined"),
    "store",
  ),
  member(
    "source_campaign",
    "campaign",
    text("入会活动", "Joining campaign"),
    text("会员入会的活动", "The campaign by which the member joined"),
  ),
  member(
    "joined_month",
    "joinMonth",
    text("入会月份", "Joining month"),
    text("会员入会的月份，按方案时区", "The month in which the member joined, in the programme's zone"),
    "time",
  ),
  member(
    "gender",
    "gender",
    text("性别", "Gender"),
    atTheEnd("会员资料中的性别", "The gender in the member's profile"),
  ),
  member("age", "ageBand", text("年龄段", "Age band"), atTheEnd("会员的年龄", "The member's age")),
  member(
    "kind",
    "kind",
    text("会员类型", "Kind of member"),
    atTheEnd("个人、企业或合作伙伴", "Person, company or partner"),
  ),
  member(
    "rfm_group",
    "rfmGroup",
    text("RFM 分组", "RFM group"),
    atTheEnd(
      "八个 RFM 分组之一；过去的按截至那时的订单和现行分组界限重新计算",
      "One of the eight RFM groups; a past one is worked out anew from the orders until then, by the bounds in force now",
    ),
    "rfmGroup",
  ),
  member(
    "churn_band",
    "churnBand",
    text("流失风险", "Churn risk"),
    asScored("预测流失概率：80%起为高，50%起为中", "Predicted chance to stay away: high from 80%, medium from 50%"),
  ),
  member(
    "potential",
    "potential",
    text("潜力层级", "Potential"),
    asScored("按预测价值分三层", "Three layers of the value to come"),
  ),
  member(
    "consumption_type",
    "consumptionType",
    text("消费类型", "Kind of spending"),
    asScored("理财型、价值型或体验型", "Savers, value seekers or experience seekers"),
  ),
];

export const dimensions: ReadonlyMap<string, Dimension> = new Map(all.map((dimension) => [dimension.id, dimension]));

interface Statement {
  sql: string;
  params: Record<string, unknown>;
}

/** How members were at a past instant. */
export interface MembersThen {
  /** Epoch milliseconds. */
  at: number;
  /** Its local day, `YYYY-MM-DD`. */
  day: string;
  /** `member_id, stage` of everybody, where that is asked for. */
  stages: Statement | null;
  /** `member_id, rfm_group`, where that is asked for. */
  rfmGroups: Statement | null;
}

const scored = new Set<MemberColumn>(["churn_band", "potential", "consumption_type"]);

/** Whether the values come out of the scores, of which only layers of each day are kept. */
export const isScored = ({ member: column }: Dimension): boolean => column !== undefined && scored.has(column);

/** What members are joined by: one row a member with the columns asked for, '' where nothing is known; as they are now (`null`), or as they were. */
export function memberColumns(columns: ReadonlySet<MemberColumn>, then: MembersThen | null): Statement {
  const was = (column: string) => (then ? `if(h.found, h.${column}, m.${column})` : `m.${column}`);
  const age = `age('year', assumeNotNull(${was("birthday")}), toDate32({today:String}))`;
  const sql: Record<MemberColumn, string> = {
    source_channel: "ifNull(toString(m.source_channel), '')",
    source_store: "ifNull(toString(m.source_store), '')",
    source_campaign: "ifNull(toString(m.source_campaign), '')",
    gender: `ifNull(toString(${was("gender")}), '')`,
    kind: `toString(${was("kind")})`,
    stage: then ? "toString(g.stage)" : "ifNull(toString(m.stage), '')",
    age: `if(isNull(${was("birthday")}), '', multiIf(${age} < 18, '<18', ${age} < 25, '18-24', ${age} < 35, '25-34', ${age} < 45, '35-44', ${age} < 60, '45-59', '60+'))`,
    joined_month: "toString(toStartOfMonth(toTimeZone(m.joined_at, {zone:String})))",
    tier: "toString(t.tier)",
    rfm_group: then ? "toString(f.rfm_group)" : "toString(w.rfm_group)",
    churn_band: then ? "w.churn" : churnBandOf("w.churn_probability"),
    potential: "toString(w.potential)",
    consumption_type: then ? "w.consumption" : "toString(w.consumption_type)",
  };
  const picked = [...columns].map((column) => `${sql[column]} AS ${column}`).join(", ");
  const at = then && "fromUnixTimestamp64Milli({membersAt:Int64}, 'UTC')";
  const asks = (...names: MemberColumn[]) => names.some((column) => columns.has(column));
  const joined = [
    asks("tier") && `${tiersAt(at)} AS t ON t.member_id = m.id`,
    at && asks("gender", "kind", "age") && `${profilesUntil(at)} AS h ON h.member_id = m.id`,
    then?.stages && asks("stage") && `(${then.stages.sql}) AS g ON g.member_id = m.id`,
    then?.rfmGroups && asks("rfm_group") && `${then.rfmGroups.sql} AS f ON f.member_id = m.id`,
    asks(...scored) && then && `${layersAt("toDate32({membersOn:String})")} AS w ON w.member_id = m.id`,
    asks("rfm_group", ...scored) && !then && "member_values AS w ON w.member_id = m.id",
  ].flatMap((join) => (join ? [` LEFT JOIN ${join}`] : []));
  return {
    sql: `(SELECT m.id AS id, ${picked} FROM members AS m${joined.join("")})`,
    params: then ? { membersAt: then.at, membersOn: then.day, ...then.stages?.params, ...then.rfmGroups?.params } : {},
  };
}

/** What of a member's profile was written over after an instant: the state that the first later change ended. */
function profilesUntil(at: string): string {
  return `(SELECT member_id, 1 AS found, was.1 AS birthday, was.2 AS gender, was.3 AS kind
    FROM (SELECT s.member_id AS member_id, argMin(tuple(s.birthday, s.gender, s.kind), (s.until, s.id)) AS was FROM member_past_states AS s WHERE s.until > ${at} GROUP BY member_id))`;
}
