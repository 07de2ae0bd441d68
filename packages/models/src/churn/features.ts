/** Orders by column, sorted by customer, then day. */
export interface ActivityColumns {
  customer: Int32Array;
  /** Local calendar day as days since 1970-01-01. */
  day: Int32Array;
  /** Minor units; refunds of an order already taken off. */
  value: Float64Array;
  items: Float64Array;
  /** 1 = given back whole, or a cancellation line. Counts in `returns` only. */
  cancelled: Uint8Array;
  /** Different categories in the order. */
  categories: Float64Array;
}

export interface FeatureName {
  id: string;
  zh: string;
  en: string;
}

/** What `churnFeaturesAt` tells of each customer, in the order of its columns; money in minor units, times in days. */
export const churnFeatures: readonly FeatureName[] = [
  { id: "recencyDays", zh: "距最近一单天数", en: "days since the last order" },
  { id: "tenureDays", zh: "距首单天数", en: "days since the first order" },
  { id: "purchaseDays", zh: "购买天数", en: "days with orders" },
  { id: "totalSpend", zh: "累计消费", en: "spend so far" },
  { id: "meanSpend", zh: "每次平均消费", en: "mean spend a visit" },
  { id: "totalItems", zh: "累计件数", en: "items so far" },
  { id: "days30", zh: "近30天购买天数", en: "days with orders in 30 days" },
  { id: "days90", zh: "近90天购买天数", en: "days with orders in 90 days" },
  { id: "days180", zh: "近180天购买天数", en: "days with orders in 180 days" },
  { id: "days365", zh: "近365天购买天数", en: "days with orders in 365 days" },
  { id: "spend30", zh: "近30天消费", en: "spend in 30 days" },
  { id: "spend90", zh: "近90天消费", en: "spend in 90 days" },
  { id: "spend365", zh: "近365天消费", en: "spend in 365 days" },
  { id: "meanGap", zh: "平均间隔天数", en: "mean gap in days" },
  { id: "gapDeviation", zh: "间隔波动", en: "spread of the gaps" },
  { id: "lastGap", zh: "最近一次间隔", en: "last gap in days" },
  { id: "recencyOverGap", zh: "未购时长与平均间隔之比", en: "silence against the mean gap" },
  { id: "trend90", zh: "近90天与全年节奏之比", en: "pace of 90 days against the year" },
  { id: "returns", zh: "退货次数", en: "orders given back" },
  { id: "categoryMean", zh: "每单品类数", en: "categories an order" },
  { id: "season", zh: "年内时点（余弦）", en: "time of the year (cosine)" },
  { id: "seasonSine", zh: "年内时点（正弦）", en: "time of the year (sine)" },
];

/**
 * What was known of each customer on the evening of `cutDay`: rows after it are never looked at. One column per `churnFeatures`; NaN = cannot be told (a gap of one purchase). `customers` are those with an order up to
 * the cut and within `withinDays` of it, in order.
 */
export function churnFeaturesAt(
  rows: ActivityColumns,
  cutDay: number,
  withinDays = 365,
): { customers: Int32Array; columns: Float64Array[] } {
  const customers: number[] = [];
  const columns: number[][] = churnFeatures.map(() => []);
  for (let start = 0; start < rows.customer.length; ) {
    let end = start;
    while (end < rows.customer.length && rows.customer[end] === rows.customer[start]) end += 1;
    const found = featuresOf(rows, start, end, cutDay, withinDays);
    if (found) {
      customers.push(rows.customer[start] as number);
      found.forEach((value, place) => {
        (columns[place] as number[]).push(value);
      });
    }
    start = end;
  }
  return { customers: Int32Array.from(customers), columns: columns.map((column) => Float64Array.from(column)) };
}

function featuresOf(
  rows: ActivityColumns,
  start: number,
  end: number,
  cut: number,
  withinDays: number,
): number[] | null {
  let first = -1;
  let last = -1;
  let before = -1;
  let days = 0;
  let spend = 0;
  let items = 0;
  let orders = 0;
  let categories = 0;
  let returns = 0;
  let gapSquares = 0;
  const recentDays = { 30: 0, 90: 0, 180: 0, 365: 0 };
  const recentSpend = { 30: 0, 90: 0, 180: 0, 365: 0 };
  const windows = [30, 90, 180, 365] as const;
  for (let row = start; row < end; row += 1) {
    const day = rows.day[row] as number;
    if (day > cut) break;
    if (rows.cancelled[row] === 1) {
      returns += 1;
      continue;
    }
    const value = rows.value[row] as number;
    const isNewDay = day !== last;
    if (first < 0) first = day;
    if (isNewDay) {
      if (last >= 0) gapSquares += (day - last) ** 2;
      before = last;
      last = day;
      days += 1;
    }
    spend += value;
    items += rows.items[row] as number;
    orders += 1;
    categories += rows.categories[row] as number;
    for (const window of windows)
      if (cut - day < window) {
        if (isNewDay) recentDays[window] += 1;
        recentSpend[window] += value;
      }
  }
  if (first < 0 || cut - last >= withinDays) return null;
  const recency = cut - last;
  const tenure = cut - first;
  const gaps = days - 1;
  const meanGap = gaps > 0 ? (last - first) / gaps : Number.NaN;
  const spread = gaps > 1 ? Math.sqrt(Math.max(0, gapSquares / gaps - meanGap ** 2)) : Number.NaN;
  const yearPace = recentDays[365] / Math.min(365, tenure + 1);
  const quarterPace = recentDays[90] / Math.min(90, tenure + 1);
  const angle = (2 * Math.PI * cut) / 365.25;
  return [
    recency,
    tenure,
    days,
    spend,
    spend / days,
    items,
    recentDays[30],
    recentDays[90],
    recentDays[180],
    recentDays[365],
    recentSpend[30],
    recentSpend[90],
    recentSpend[365],
    meanGap,
    spread,
    gaps > 0 ? last - before : Number.NaN,
    gaps > 0 ? recency / Math.max(1, meanGap) : Number.NaN,
    yearPace > 0 ? quarterPace / yearPace : Number.NaN,
    returns,
    orders > 0 ? categories / orders : Number.NaN,
    Math.cos(angle),
    Math.sin(angle),
  ];
}

/** 1 = no order that stands in (cutDay, cutDay + horizonDays]. */
export function churnLabelsAt(
  rows: ActivityColumns,
  customers: Int32Array,
  cutDay: number,
  horizonDays: number,
): Uint8Array {
  const came = new Set<number>();
  for (let row = 0; row < rows.customer.length; row += 1) {
    const day = rows.day[row] as number;
    if (day > cutDay && day <= cutDay + horizonDays && rows.cancelled[row] !== 1)
      came.add(rows.customer[row] as number);
  }
  return Uint8Array.from(customers, (customer) => (came.has(customer) ? 0 : 1));
}
