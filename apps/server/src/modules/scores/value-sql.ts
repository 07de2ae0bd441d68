import { mostOften } from "../../platform/lens/sql.ts";
import { noMember } from "../../platform/lens/tables.ts";
import { rfmGroupOf } from "./rfm-groups.ts";
import type { PageScores } from "./score-members.ts";
import { valuesTable } from "./tables.ts";

interface Statement {
  sql: string;
  params: Record<string, unknown>;
}

/** Cannot be told, where arrays travel without NULL. */
const missing = -1e15;
const numbers = [
  "clvPredicted",
  "clvLow",
  "clvHigh",
  "expectedOrders",
  "probabilityAlive",
  "churnProbability",
  "churnInDays",
  "averageGapDays",
  "purchaseInDays",
  "recencyScore",
  "trendScore",
  "returnsScore",
] as const satisfies (keyof PageScores)[];

const known = (column: Float64Array): number[] =>
  Array.from(column, (value) => (Number.isFinite(value) ? value : missing));

/** Writes what was worked out of a page of members. */
export function insertPage(members: readonly string[], scores: PageScores, asOf: Date): Statement {
  const columns = numbers.map((name) => `{${name}:Array(Float64)}`).join(", ");
  const value = (name: (typeof numbers)[number]) => `nullIf(t.${numbers.indexOf(name) + 4}, toFloat64(${missing}))`;
  return {
    sql: `INSERT INTO ${valuesTable}_raw (member_id, scored, rising, explanation, clv_predicted, clv_low, clv_high, expected_orders, probability_alive,
        churn_probability, churn_date, average_gap_days, next_purchase_date, health_parts)
      SELECT toUUID(t.1), 1, toUInt8(t.2), t.3, toInt64(round(${value("clvPredicted")})), toInt64(round(${value("clvLow")})), toInt64(round(${value("clvHigh")})),
        ${value("expectedOrders")}, ${value("probabilityAlive")}, ${value("churnProbability")},
        ${dayAhead(value("churnInDays"))}, ${value("averageGapDays")}, ${dayAhead(value("purchaseInDays"))},
        toJSONString(map('recency', ${value("recencyScore")}, 'trend', ${value("trendScore")}, 'returns', ${value("returnsScore")}))
      FROM (SELECT arrayJoin(arrayZip({ids:Array(String)}, {rising:Array(Float64)}, {explanations:Array(String)}, ${columns})) AS t)`,
    params: {
      ids: members,
      rising: Array.from(scores.rising),
      explanations: scores.explanations,
      asOf: asOf.getTime(),
      ...Object.fromEntries(numbers.map((name) => [name, known(scores[name])])),
    },
  };
}

const dayAhead = (days: string) =>
  `addDays(toDate32(fromUnixTimestamp64Milli({asOf:Int64}, 'UTC')), toInt32(ceil(${days})))`;

const guest = `toUUID('${noMember}')`;

export interface FinishOptions {
  zone: string;
  currency: string;
  asOf: Date;
  margin: number;
  /** Types of events that show a need. */
  needEvents: { service: string[]; social: string[] };
  weights: { recency: number; trend: number; engagement: number; returns: number };
  /** Bounds of the eight RFM groups; null = the means of all scored members. */
  rfm: { recencyDays: number; frequency: number; monetary: number } | null;
  /** Cost of winning a member, by joining channel; `overall` for the others. */
  cac: { channels: string[]; amounts: number[]; overall: number };
}

/** How members buy: hours, weekdays, categories, channels, discounts, price level. */
const behaviour = `SELECT member_id, count() AS orders, avg(discount > 0 OR points_paid > 0) AS discounted, sum(net - refunded) AS net,
    ${mostOften("toHour(toTimeZone(placed_at, {zone:String}))", "hours")} AS hour, ${mostOften("toDayOfWeek(toTimeZone(placed_at, {zone:String}))", "weekdays")} AS weekday,
    ${mostOften("ifNull(toString(orders.channel), '')", "channels")} AS channel,
    (sumMap(arrayMap(c -> toString(c), lines.category), lines.net) AS spent).1 AS categories, spent.2 AS sums,
    avgOrNull(if(empty(lines.unit_price), NULL, arrayAvg(arrayMap((c, p) -> if(indexOf(prices.1, toString(c)) = 0 OR prices.2[indexOf(prices.1, toString(c))] = 0, 1, p / prices.2[indexOf(prices.1, toString(c))]),
      lines.category, lines.unit_price)))) AS price_level
  FROM orders
  WHERE member_id != ${guest} AND NOT complete_refund AND currency = {currency:String} AND placed_at <= fromUnixTimestamp64Milli({asOf:Int64}, 'UTC')
  GROUP BY member_id`;

/** The core line: the fewest categories that make three fifths of what members spent. */
const coreCategories = `SELECT groupArray(category) FROM (
    SELECT category, sum(spent) OVER (ORDER BY spent DESC, category ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - spent AS before, sum(spent) OVER () AS whole FROM (
      SELECT toString(category) AS category, sum(net - refunded_amount) AS spent FROM order_lines
      WHERE member_id != ${guest} AND NOT complete_refund AND category != '' AND currency = {currency:String} AND placed_at <= fromUnixTimestamp64Milli({asOf:Int64}, 'UTC')
      GROUP BY category HAVING spent > 0)
  ) WHERE before < 0.6 * whole`;

/** The scores of everybody, out of what was written page by page, the RFM scores and how members buy. */
export function finishValues(options: FinishOptions): Statement {
  const { weights, rfm } = options;
  const part = (name: string) => `JSONExtract(r.health_parts, '${name}', 'Nullable(Float64)')`;
  const parts: [string, number][] = [
    [part("recency"), weights.recency],
    [part("trend"), weights.trend],
    [part("returns"), weights.returns],
    ["engaged", weights.engagement],
  ];
  const whole = parts.map(([value, weight]) => `if(isNull(${value}), 0, ${weight})`).join(" + ");
  const sum = parts.map(([value, weight]) => `${weight} * ifNull(${value}, 0)`).join(" + ");
  return {
    sql: `INSERT INTO ${valuesTable}_next
      WITH (SELECT (groupArray(category), groupArray(price)) FROM (SELECT toString(category) AS category, avg(unit_price) AS price FROM order_lines GROUP BY category)) AS prices,
        (${rfm ? "SELECT (toFloat64({rfmRecency:Int64}), toFloat64({rfmFrequency:Int64}), toFloat64({rfmMonetary:Int64}))" : "SELECT (avgIf(recency_days, frequency > 0), avgIf(frequency, frequency > 0), avgIf(monetary, frequency > 0)) FROM member_scores"}) AS means,
        (SELECT quantilesExactIf(0.4, 0.5, 0.7, 0.8, 0.9)(assumeNotNull(clv_predicted), isNotNull(clv_predicted)) FROM ${valuesTable}_raw) AS q,
        (SELECT (count(), countIf(has({serviceEvents:Array(String)}, toString(type))), countIf(has({socialEvents:Array(String)}, toString(type)))) FROM events WHERE member_id != ${guest}) AS all_events,
        (${coreCategories}) AS core
      SELECT p.id, r.scored,
        ${rfmGroupOf("s", { recency: "means.1", frequency: "means.2", monetary: "means.3" })},
        multiIf(b.orders < 2, '', b.discounted >= 0.6, 'saver', ifNull(b.price_level, 1) >= 1.2, 'experience', 'value'),
        if(b.orders >= 3, toNullable(b.discounted), NULL),
        multiIf(isNull(r.clv_predicted), '', r.clv_predicted >= q[4], 'high', r.clv_predicted >= q[2], 'mid', 'low'),
        multiIf(isNull(r.clv_predicted), '', r.clv_predicted >= q[5], 'high', r.clv_predicted >= q[3], 'midHigh', r.clv_predicted >= q[1], 'midLow', 'low'),
        r.rising,
        if(b.orders = 0, NULL, toNullable(toInt64(round({margin:Float64} * b.net - if(has({cacChannels:Array(String)}, ifNull(toString(p.source_channel), '')),
          {cacAmounts:Array(Float64)}[indexOf({cacChannels:Array(String)}, ifNull(toString(p.source_channel), ''))], {cacOverall:Float64}))))),
        r.clv_predicted, r.clv_low, r.clv_high, r.expected_orders, r.probability_alive, r.churn_probability, r.churn_date,
        if(r.scored = 0 OR isNull(${part("recency")}) OR (${whole}) = 0, NULL, (${sum}) / (${whole})),
        if(r.scored = 0, '', toJSONString(map('recency', ${part("recency")}, 'trend', ${part("trend")}, 'returns', ${part("returns")}, 'engagement', engaged))),
        if(b.orders = 0, '', (arraySort((k, v) -> (-v, k), b.categories, b.sums))[1]), if(b.orders < 2, NULL, toNullable(b.hour)), if(b.orders < 2, NULL, toNullable(b.weekday)),
        r.average_gap_days, if(b.orders = 0, '', b.channel), engaged,
        if(all_events.2 = 0, NULL, toNullable(100 * (1 - exp(-e.service / 3)))), if(all_events.3 = 0, NULL, toNullable(100 * (1 - exp(-e.social / 3)))),
        r.next_purchase_date, if(has(p.refusals, 'personalisation'), '', o.sku), if(has(p.refusals, 'personalisation'), '', o.because),
        if(b.orders = 0 OR arraySum(b.sums) <= 0, NULL, toNullable(toFloat64(arrayMax(b.sums)) / arraySum(b.sums))),
        if(b.orders = 0 OR arraySum(b.sums) <= 0 OR empty(core), NULL, toNullable(toFloat64(arraySum((k, v) -> if(has(core, k), v, 0), b.categories, b.sums)) / arraySum(b.sums))),
        toUInt8(NOT has(p.refusals, 'personalisation')), if(r.scored = 0, '{}', r.explanation)
      FROM (SELECT * FROM members WHERE status NOT IN ('merged', 'erased')) AS p
      LEFT JOIN ${valuesTable}_raw AS r ON r.member_id = p.id
      LEFT JOIN member_scores AS s ON s.member_id = p.id
      LEFT JOIN (${behaviour}) AS b ON b.member_id = p.id
      LEFT JOIN next_offers AS o ON o.member_id = p.id
      LEFT JOIN (SELECT member_id, countIf(at > fromUnixTimestamp64Milli({asOf:Int64} - 7776000000, 'UTC')) AS n,
          countIf(has({serviceEvents:Array(String)}, toString(type))) AS service, countIf(has({socialEvents:Array(String)}, toString(type))) AS social
        FROM events WHERE member_id != ${guest} AND at > fromUnixTimestamp64Milli({asOf:Int64} - 31536000000, 'UTC')
        AND at <= fromUnixTimestamp64Milli({asOf:Int64}, 'UTC') GROUP BY member_id) AS e ON e.member_id = p.id
      ARRAY JOIN [if(all_events.1 = 0, NULL, toNullable(100 * (1 - exp(-e.n / 5))))] AS engaged`,
    params: {
      zone: options.zone,
      currency: options.currency,
      asOf: options.asOf.getTime(),
      margin: options.margin,
      serviceEvents: options.needEvents.service,
      socialEvents: options.needEvents.social,
      ...(rfm && { rfmRecency: rfm.recencyDays, rfmFrequency: rfm.frequency, rfmMonetary: rfm.monetary }),
      cacChannels: options.cac.channels,
      cacAmounts: options.cac.amounts,
      cacOverall: options.cac.overall,
    },
  };
}

/** Products that the same members bought: cosine over members' yes and no, the two hundred nearest of each; two years, the last two hundred products of a member. */
export const fillNeighbours = `INSERT INTO item_neighbours
  WITH pairs AS (
    SELECT member_id, toString(sku) AS sku FROM order_lines
    WHERE member_id != ${guest} AND NOT complete_refund AND placed_at > fromUnixTimestamp64Milli({asOf:Int64} - 63072000000, 'UTC') AND placed_at <= fromUnixTimestamp64Milli({asOf:Int64}, 'UTC')
    GROUP BY member_id, sku ORDER BY member_id, max(placed_at) DESC LIMIT 200 BY member_id
  ), counts AS (SELECT sku, count() AS n FROM pairs GROUP BY sku)
  SELECT co.a, co.b, co.n / sqrt(toFloat64(ca.n) * cb.n) AS cosine FROM (
    SELECT x.sku AS a, y.sku AS b, count() AS n FROM pairs AS x INNER JOIN pairs AS y ON x.member_id = y.member_id GROUP BY a, b
  ) AS co INNER JOIN counts AS ca ON ca.sku = co.a INNER JOIN counts AS cb ON cb.sku = co.b
  ORDER BY co.a, cosine DESC, co.b LIMIT 200 BY co.a`;
