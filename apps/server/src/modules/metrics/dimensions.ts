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

/** When a row counts. */
export const timeOf: Record<MetricSource, string> = {
  orders: "o.placed_at",
  lines: "o.placed_at",
  members: "o.joined_at",
  events: "o.at",
  refunds: "o.refunded_at",
  entries: "o.effective_at",
  tierChanges: "o.since",
  stageChanges: "o.since",
};

const local = (source: MetricSource) => `toTimeZone(${timeOf[source]}, {zone:String})`;
const time = (
  id: string,
  zh: string,
  en: string,
  values: Dimension["values"],
  sql: (at: string) => string,
): Dimension => ({
  id,
  name: { zh, en },
  values,
  sql: (source) => sql(local(source)),
});

const member = (
  id: string,
  zh: string,
  en: string,
  column: MemberColumn,
  values: Dimension["values"] = "plain",
): Dimension => ({
  id,
  name: { zh, en },
  values,
  sql: () => `p.${column}`,
  member: column,
});

const withStore = new Set<MetricSource>(["orders", "lines", "refunds", "events"]);
const withChannel = new Set<MetricSource>(["orders", "lines", "events"]);

const all: Dimension[] = [
  time("day", "日", "Day", "time", (at) => `toString(toDate(${at}))`),
  time("week", "周", "Week", "time", (at) => `toString(toMonday(${at}))`),
  time("month", "月", "Month", "time", (at) => `toString(toStartOfMonth(${at}))`),
  time("quarter", "季度", "Quarter", "time", (at) => `toString(toStartOfQuarter(${at}))`),
  time("year", "年", "Year", "time", (at) => `toString(toStartOfYear(${at}))`),
  time("hour", "时段", "Hour", "hour", (at) => `leftPad(toString(toHour(${at})), 2, '0')`),
  time("weekday", "星期", "Weekday", "weekday", (at) => `toString(toDayOfWeek(${at}))`),
  time(
    "dayOfMonth",
    "月内日期",
    "Day of the month",
    "dayOfMonth",
    (at) => `leftPad(toString(toDayOfMonth(${at})), 2, '0')`,
  ),
  {
    id: "store",
    name: { zh: "门店", en: "Store" },
    values: "store",
    sql: (source) => (withStore.has(source) ? "ifNull(toString(o.store_id), '')" : null),
  },
  {
    id: "channel",
    name: { zh: "渠道", en: "Channel" },
    values: "channel",
    sql: (source) => (withChannel.has(source) ? "ifNull(toString(o.channel), '')" : null),
  },
  {
    id: "category",
    name: { zh: "品类", en: "Category" },
    values: "category",
    sql: (source) => (source === "lines" ? "toString(o.category)" : null),
  },
  {
    id: "sku",
    name: { zh: "商品", en: "Product" },
    values: "sku",
    sql: (source) => (source === "lines" ? "toString(o.sku)" : null),
  },
  {
    id: "isMember",
    name: { zh: "会员/非会员", en: "Member or guest" },
    values: "plain",
    sql: (source) => (source === "orders" || source === "lines" ? "if(o.is_member, 'member', 'guest')" : null),
  },
  {
    id: "eventType",
    name: { zh: "事件类型", en: "Kind of event" },
    values: "plain",
    sql: (source) => (source === "events" ? "toString(o.type)" : null),
  },
  member("tier", "等级", "Tier", "tier", "tier"),
  member("stage", "生命周期阶段", "Life-cycle stage", "stage", "stage"),
  member("joinChannel", "入会渠道", "Joining channel", "source_channel", "channel"),
  member("joinStore", "入会门店", "Joining store", "source_store", "store"),
  member("campaign", "入会活动", "Joining campaign", "source_campaign"),
  member("joinMonth", "入会月份", "Joining month", "joined_month", "time"),
  member("gender", "性别", "Gender", "gender"),
  member("ageBand", "年龄段", "Age band", "age"),
  member("kind", "会员类型", "Kind of member", "kind"),
  member("rfmGroup", "RFM 分组", "RFM group", "rfm_group", "rfmGroup"),
  member("churnBand", "流失风险", "Churn risk", "churn_band"),
  member("potential", "潜力层级", "Potential", "potential"),
  member("consumptionType", "消费类型", "Kind of spending", "consumption_type"),
];

export const dimensions: ReadonlyMap<string, Dimension> = new Map(all.map((dimension) => [dimension.id, dimension]));

/** What members are joined by: one row a member with the columns asked for, '' where nothing is known. */
export function memberColumns(columns: ReadonlySet<MemberColumn>): string {
  const sql: Record<MemberColumn, string> = {
    source_channel: "ifNull(toString(m.source_channel), '')",
    source_store: "ifNull(toString(m.source_store), '')",
    source_campaign: "ifNull(toString(m.source_campaign), '')",
    gender: "ifNull(toString(m.gender), '')",
    kind: "toString(m.kind)",
    stage: "ifNull(toString(m.stage), '')",
    age: "if(isNull(m.birthday), '', multiIf(age('year', assumeNotNull(m.birthday), toDate32({today:String})) < 18, '<18', age('year', assumeNotNull(m.birthday), toDate32({today:String})) < 25, '18-24', age('year', assumeNotNull(m.birthday), toDate32({today:String})) < 35, '25-34', age('year', assumeNotNull(m.birthday), toDate32({today:String})) < 45, '35-44', age('year', assumeNotNull(m.birthday), toDate32({today:String})) < 60, '45-59', '60+'))",
    joined_month: "toString(toStartOfMonth(toTimeZone(m.joined_at, {zone:String})))",
    tier: "toString(t.tier)",
    rfm_group: "toString(w.rfm_group)",
    churn_band:
      "multiIf(isNull(w.churn_probability), '', w.churn_probability >= 0.8, 'high', w.churn_probability >= 0.5, 'medium', 'low')",
    potential: "toString(w.potential)",
    consumption_type: "toString(w.consumption_type)",
  };
  const picked = [...columns].map((column) => `${sql[column]} AS ${column}`).join(", ");
  const tiers = columns.has("tier")
    ? " LEFT JOIN (SELECT member_id, any(tier) AS tier FROM member_tiers WHERE ladder = {ladder:String} GROUP BY member_id) AS t ON t.member_id = m.id"
    : "";
  const needsValues = (["rfm_group", "churn_band", "potential", "consumption_type"] as const).some((column) =>
    columns.has(column),
  );
  const values = needsValues ? " LEFT JOIN member_values AS w ON w.member_id = m.id" : "";
  return `(SELECT m.id AS id, ${picked} FROM members AS m${tiers}${values})`;
}
