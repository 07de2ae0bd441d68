import { createHash } from "node:crypto";

/** How guests' orders are marked: no member has this id. */
export const noMember = "00000000-0000-0000-0000-000000000000";

export interface TableSpec {
  name: string;
  ddl: string;
  /** What is taken from the view `lens.<name>` of PostgreSQL, in the order of the columns. */
  columns: string;
  /**
   * Rows that an incoming version replaces: `key IN (SELECT replaces FROM incoming)`. Null for append-only tables.
   * A claimed order moves from the guests to its member, so it also replaces the row it had there.
   */
  replacing: { key: string; replaces: string } | null;
}

export type ReplacingTable = TableSpec & { replacing: NonNullable<TableSpec["replacing"]> };

/** Whether newer versions of a row replace it; the others are append-only. */
export const isReplacing = (spec: TableSpec): spec is ReplacingTable => spec.replacing !== null;

const instant = "DateTime64(6, 'UTC')";
const word = "LowCardinality(Nullable(String))";
const lineTuple =
  "Array(Tuple(lineNo UInt32, sku String, name String, category String, quantity Int64, unitPrice Int64, discount Int64, net Int64, refundedQuantity Int64, refundedAmount Int64))";
const index = "INDEX by_txid txid TYPE minmax GRANULARITY 4";
const guestId = `toUUID('${noMember}')`;

/** The lens's tables. One row is one thing; no query needs FINAL. */
export const tables: readonly TableSpec[] = [
  {
    name: "members",
    ddl: `(bucket UInt8, id UUID, birthday Nullable(Date32), gender ${word}, kind LowCardinality(String), status LowCardinality(String),
      zone ${word}, source_channel ${word}, source_store ${word}, source_campaign ${word}, attributes String, tags Array(String),
      consents Array(String), refusals Array(String), joined_at ${instant}, stage ${word}, stage_since Nullable(${instant}), demo UInt8, txid UInt64, ${index})
      ENGINE = MergeTree ORDER BY id`,
    columns: `bucket, id, birthday, gender, kind, status, zone, source_channel, source_store, source_campaign, attributes,
      JSONExtract(assumeNotNull(tags), 'Array(String)'), JSONExtract(assumeNotNull(consents), 'Array(String)'),
      JSONExtract(assumeNotNull(refusals), 'Array(String)'), joined_at, stage, stage_since, demo, txid`,
    replacing: { key: "id", replaces: "id" },
  },
  {
    name: "member_tiers",
    ddl: `(bucket UInt8, member_id UUID, ladder LowCardinality(String), tier LowCardinality(String), since ${instant}, until Nullable(${instant}),
      txid UInt64, ${index}) ENGINE = MergeTree ORDER BY (member_id, ladder)`,
    columns: "bucket, member_id, ladder, tier, since, until, txid",
    replacing: { key: "(member_id, ladder)", replaces: "member_id, ladder" },
  },
  {
    name: "orders",
    ddl: `(bucket UInt8, id UUID, member_id UUID, source LowCardinality(String), store_id ${word}, channel ${word}, currency LowCardinality(String),
      placed_at ${instant}, recorded_at ${instant}, gross Int64, discount Int64, points_paid Int64, net Int64, refunded Int64, complete_refund UInt8,
      lines Nested(line_no UInt32, sku LowCardinality(String), name LowCardinality(String), category LowCardinality(String), quantity Int64, unit_price Int64,
        discount Int64, net Int64, refunded_quantity Int64, refunded_amount Int64),
      demo UInt8, txid UInt64, ${index}) ENGINE = MergeTree PARTITION BY toYear(placed_at) ORDER BY (member_id, placed_at, id)`,
    columns: `bucket, id, member_id, source, store_id, channel, currency, placed_at, recorded_at, gross, discount, points_paid, net, refunded, complete_refund,
      (JSONExtract(assumeNotNull(lines), '${lineTuple}') AS parsed).lineNo, parsed.sku, parsed.name, parsed.category, parsed.quantity, parsed.unitPrice,
      parsed.discount, parsed.net, parsed.refundedQuantity, parsed.refundedAmount, demo, txid`,
    replacing: { key: "(member_id, placed_at, id)", replaces: `arrayJoin([member_id, ${guestId}]), placed_at, id` },
  },
  {
    name: "refunds",
    ddl: `(bucket UInt8, id UUID, order_id UUID, member_id UUID, store_id ${word}, currency LowCardinality(String), refunded_at ${instant}, recorded_at ${instant},
      amount Int64, lines Nested(line_no UInt32, quantity Int64, amount Int64), demo UInt8, txid UInt64, ${index}) ENGINE = MergeTree ORDER BY (member_id, refunded_at, id)`,
    columns: `bucket, id, order_id, member_id, store_id, currency, refunded_at, recorded_at, amount,
      (JSONExtract(assumeNotNull(lines), 'Array(Tuple(lineNo UInt32, quantity Int64, amount Int64))') AS parsed).lineNo, parsed.quantity, parsed.amount, demo, txid`,
    replacing: { key: "(member_id, refunded_at, id)", replaces: `arrayJoin([member_id, ${guestId}]), refunded_at, id` },
  },
  {
    name: "entries",
    ddl: `(bucket UInt8, member_id UUID, id UUID, wallet LowCardinality(String), kind LowCardinality(String), amount Int64, fact_kind LowCardinality(String),
      order_id Nullable(UUID), rule_id ${word}, lot_id Nullable(UUID), alloc_lot Array(UUID), alloc_amount Array(Int64), effective_at ${instant},
      recorded_at ${instant}, available_at Nullable(${instant}), expires_at Nullable(${instant}), demo UInt8, txid UInt64, ${index})
      ENGINE = MergeTree ORDER BY (member_id, effective_at, id)`,
    columns: `bucket, member_id, id, wallet, kind, amount, fact_kind, order_id, rule_id, lot_id,
      (JSONExtract(assumeNotNull(allocations), 'Array(Tuple(lotId UUID, amount Int64))') AS parsed).lotId, parsed.amount,
      effective_at, recorded_at, available_at, expires_at, demo, txid`,
    replacing: null,
  },
  {
    name: "tier_changes",
    ddl: `(bucket UInt8, member_id UUID, id UUID, ladder LowCardinality(String), from_tier ${word}, to_tier LowCardinality(String), since ${instant},
      until Nullable(${instant}), reason LowCardinality(String), recorded_at ${instant}, demo UInt8, txid UInt64, ${index})
      ENGINE = MergeTree ORDER BY (member_id, since, id)`,
    columns: "bucket, member_id, id, ladder, from_tier, to_tier, since, until, reason, recorded_at, demo, txid",
    replacing: null,
  },
  {
    name: "events",
    ddl: `(bucket UInt8, id UUID, member_id UUID, type LowCardinality(String), source LowCardinality(String), store_id ${word}, channel ${word},
      properties String, at ${instant}, recorded_at ${instant}, demo UInt8, txid UInt64, ${index})
      ENGINE = MergeTree PARTITION BY toYear(at) ORDER BY (member_id, at, id)`,
    columns: "bucket, id, member_id, type, source, store_id, channel, properties, at, recorded_at, demo, txid",
    replacing: { key: "(member_id, at, id)", replaces: `arrayJoin([member_id, ${guestId}]), at, id` },
  },
  {
    name: "stage_changes",
    ddl: `(bucket UInt8, member_id UUID, id UUID, from_stage ${word}, to_stage LowCardinality(String), since ${instant}, recorded_at ${instant},
      demo UInt8, txid UInt64, ${index}) ENGINE = MergeTree ORDER BY (member_id, since, id)`,
    columns: "bucket, member_id, id, from_stage, to_stage, since, recorded_at, demo, txid",
    replacing: null,
  },
  {
    name: "member_past_states",
    ddl: `(bucket UInt8, member_id UUID, id UUID, until ${instant}, birthday Nullable(Date32), gender ${word}, kind LowCardinality(String),
      status LowCardinality(String), zone ${word}, attributes String, tags Array(String), txid UInt64, ${index}) ENGINE = MergeTree ORDER BY (member_id, until, id)`,
    columns: `bucket, member_id, id, until, birthday, gender, kind, status, zone, attributes, JSONExtract(assumeNotNull(tags), 'Array(String)'), txid`,
    replacing: null,
  },
  {
    name: "member_consents",
    ddl: `(bucket UInt8, member_id UUID, id UUID, purpose LowCardinality(String), granted UInt8, at ${instant}, txid UInt64, ${index})
      ENGINE = MergeTree ORDER BY (member_id, at, id)`,
    columns: "bucket, member_id, id, purpose, granted, at, txid",
    replacing: null,
  },
  {
    name: "member_layers",
    ddl: `(bucket UInt8, member_id UUID, day Date32, churn LowCardinality(String), at_risk UInt8, potential LowCardinality(String),
      consumption LowCardinality(String), txid UInt64, ${index}) ENGINE = MergeTree ORDER BY (member_id, day)`,
    columns: "bucket, member_id, day, churn, at_risk, potential, consumption, txid",
    replacing: { key: "(member_id, day)", replaces: "member_id, day" },
  },
];

/** Small and without transaction ids: copied whole. */
export const storesTable = {
  name: "stores",
  ddl: "(id String, name String, city Nullable(String), latitude Nullable(Float64), longitude Nullable(Float64)) ENGINE = MergeTree ORDER BY id",
  columns: "id, name, city, latitude, longitude",
};

const metaTable = {
  name: "lens_meta",
  ddl: "(key String, value String, version UInt64) ENGINE = ReplacingMergeTree(version) ORDER BY key",
};

/** What of an order still stands, summed over its lines. */
const wholeOrder = (prefix: string) =>
  `arraySum(arrayMap((price, quantity, back) -> price * (quantity - back), lines.unit_price, lines.quantity, lines.refunded_quantity)) AS ${prefix}gross,
      arraySum(arrayMap((off, quantity, back) -> intDiv(off * (quantity - back), greatest(quantity, 1)), lines.discount, lines.quantity,
        lines.refunded_quantity)) AS ${prefix}discount,
      arraySum(lines.quantity) - arraySum(lines.refunded_quantity) AS ${prefix}quantity,
      arrayCount((quantity, back) -> quantity > back, lines.quantity, lines.refunded_quantity) AS ${prefix}line_count`;

const standing = (column: string, value = `lines.${column}`) =>
  `arrayFilter((value, quantity, back) -> quantity > back, ${value}, lines.quantity, lines.refunded_quantity) AS line_${column}`;

/** The lines that still stand, a column each. */
const lineArrays = [
  standing("sku"),
  standing("name"),
  standing("category"),
  standing("unit_price"),
  standing("quantity", "arrayMap((n, gone) -> n - gone, lines.quantity, lines.refunded_quantity)"),
  standing("net", "arrayMap((paid, gone) -> paid - gone, lines.net, lines.refunded_amount)"),
  standing(
    "discount",
    "arrayMap((off, n, gone) -> intDiv(off * (n - gone), greatest(n, 1)), lines.discount, lines.quantity, lines.refunded_quantity)",
  ),
].join(", ");

/** Orders as conditions see them; `source` has the columns of `orders`. */
export function ordersAsConditionsSee(source: string): string {
  return `SELECT id AS order_id, member_id, placed_at, net, refunded AS refunded_amount, store_id, channel, source, currency, ${wholeOrder("")},
      ${lineArrays}, CAST(complete_refund AS Enum8('kept' = 0, 'refunded' = 1)) AS status
      FROM ${source} WHERE member_id != ${guestId}`;
}

/** Lines that still stand as conditions see them; `source` has the columns of `orders`. */
export function linesAsConditionsSee(source: string): string {
  return `SELECT id AS order_id, member_id, placed_at, store_id, channel, source, currency, net - refunded AS order_net, ${wholeOrder("order_")},
      sku, name, category, bought - back AS quantity, unit_price, intDiv(off * (bought - back), greatest(bought, 1)) AS discount, paid - paid_back AS net
      FROM (SELECT id, member_id, placed_at, store_id, channel, source, currency, net, refunded, complete_refund, lines.unit_price, lines.quantity,
          lines.discount, lines.refunded_quantity, sku, name, category, bought, back, unit_price, off, paid, paid_back
        FROM ${source} ARRAY JOIN lines.sku AS sku, lines.name AS name, lines.category AS category, lines.quantity AS bought, lines.refunded_quantity AS back,
          lines.unit_price AS unit_price, lines.discount AS off, lines.net AS paid, lines.refunded_amount AS paid_back)
      WHERE member_id != ${guestId} AND bought > back AND NOT complete_refund`;
}

/** Orders as they stood at an instant (an expression): what later refunds took off is put back. */
export function ordersAt(at: string): string {
  const putBack = (column: string, taken: string) =>
    `arrayMap((no, gone) -> gone - arraySum(arrayMap((k, v) -> if(k = no, v, 0), late.line_nos, late.${taken})), o.lines.line_no, o.lines.${column})`;
  return `(SELECT o.id AS id, o.member_id AS member_id, o.placed_at AS placed_at, o.store_id AS store_id, o.channel AS channel, o.source AS source, o.currency AS currency,
      o.gross AS gross, o.discount AS discount, o.points_paid AS points_paid, o.net AS net, o.refunded - late.amount AS refunded, if(late.amount = 0 AND empty(late.line_nos), o.complete_refund, 0) AS complete_refund, o.lines.line_no AS \`lines.line_no\`, o.lines.sku AS \`lines.sku\`,
      o.lines.name AS \`lines.name\`, o.lines.category AS \`lines.category\`, o.lines.quantity AS \`lines.quantity\`, o.lines.unit_price AS \`lines.unit_price\`,
      o.lines.discount AS \`lines.discount\`, o.lines.net AS \`lines.net\`, ${putBack("refunded_quantity", "quantities")} AS \`lines.refunded_quantity\`,
      ${putBack("refunded_amount", "amounts")} AS \`lines.refunded_amount\`
    FROM orders AS o LEFT JOIN (
      SELECT order_id, sum(amount) AS amount, sumMap(lines.line_no, lines.quantity, lines.amount) AS by_line, by_line.1 AS line_nos, by_line.2 AS quantities, by_line.3 AS amounts
      FROM refunds WHERE refunded_at > ${at} GROUP BY order_id) AS late ON late.order_id = o.id)`;
}

/** Rows by line, and the shapes that conditions are compiled for (`compileForLens` of the engine, with `tables: conditionTables`). */
const views: readonly { name: string; sql: string }[] = [
  {
    name: "order_lines",
    sql: `SELECT id AS order_id, member_id, placed_at, store_id, channel, currency, complete_refund, lines.line_no AS line_no, lines.sku AS sku,
      lines.name AS name, lines.category AS category, lines.quantity AS quantity, lines.unit_price AS unit_price, lines.discount AS discount,
      lines.net AS net, lines.refunded_quantity AS refunded_quantity, lines.refunded_amount AS refunded_amount
      FROM orders ARRAY JOIN lines`,
  },
  {
    name: "condition_members",
    sql: `SELECT id AS member_id, joined_at, birthday, gender, kind, status, zone, source_channel AS channel, source_store AS store_id,
      source_campaign AS campaign, attributes, tags, consents, stage, stage_since FROM members`,
  },
  { name: "condition_orders", sql: ordersAsConditionsSee("orders") },
  { name: "condition_order_lines", sql: linesAsConditionsSee("orders") },
  {
    name: "condition_events",
    sql: `SELECT member_id, type, at, properties FROM events WHERE member_id != ${guestId}`,
  },
];

/** Table names for `compileForLens`. */
export const conditionTables = {
  members: "condition_members",
  orders: "condition_orders",
  order_lines: "condition_order_lines",
  events: "condition_events",
  member_tiers: "member_tiers",
  stores: "stores",
} as const;

/** A table that a module keeps in the lens; made with the lens, dropped with it. */
export interface ExtraTable {
  name: string;
  ddl: string;
}

export interface LensSchema {
  /** Every statement that makes the schema, in order. */
  statements: string[];
  /** Changes when the tables or what is loaded into them change; another version in the directory means a rebuild. */
  version: string;
  /** All that a reset of a ClickHouse server drops. */
  names: string[];
}

/** The whole schema: the copied tables, the views over them, and what modules add. */
export function lensSchema(extra: readonly ExtraTable[]): LensSchema {
  const replaced = tables.filter(isReplacing);
  const plain = [metaTable, storesTable, ...tables, ...extra];
  const statements = [
    ...plain.map((table) => `CREATE TABLE IF NOT EXISTS ${table.name} ${table.ddl}`),
    ...replaced.map((table) => `CREATE TABLE IF NOT EXISTS incoming_${table.name} AS ${table.name}`),
    ...views.map((view) => `CREATE OR REPLACE VIEW ${view.name} AS ${view.sql}`),
  ];
  const content = [...statements, ...tables.map((table) => table.columns)].join("\n");
  return {
    statements,
    version: createHash("sha256").update(content).digest("hex").slice(0, 16),
    names: [
      ...views.map((view) => view.name).reverse(),
      ...plain.map((table) => table.name),
      ...replaced.map((table) => `incoming_${table.name}`),
    ],
  };
}
