import type { Condition, FieldLeaf, Leaf, TierLeaf } from "./condition.ts";
import type { Instant } from "./facts.ts";
import { type LensAggregate, LensAggregates, tierSinceSql } from "./lens-aggregate.ts";
import { fieldSql, type LensValue } from "./lens-field.ts";
import { type LensParam, LensParams, UnsupportedInLens } from "./lens-params.ts";
import { joinSql, type LensBasis, type LensTables } from "./lens-scope.ts";
import { type MeasureOf, measureOf } from "./measure.ts";
import { lookupPath, pathKey } from "./paths.ts";
import { scheduleHolds, segmentTree } from "./reader.ts";
import { localDate, startOf, subtractDuration } from "./time.ts";
import { LookupError, type World } from "./world.ts";

export type { LensAggregate } from "./lens-aggregate.ts";
export { type LensParam, UnsupportedInLens } from "./lens-params.ts";
export type { LensTable, LensTables } from "./lens-scope.ts";

/**
 * The reader of sets: a condition as ClickHouse SQL, over one row per member, with every literal as a named parameter.
 *
 * Tables, all named without a database (or by `tables`):
 * - `members (member_id String, joined_at DateTime64(3,'UTC'), birthday Nullable(Date32), gender, kind, channel, store_id, campaign String
 *   ('' or NULL = missing), attributes String (a JSON object), tags Array(String), consents Array(String), stage String)`.
 *   `member_id` is, as text, what `profile.id` is in process (a UUID column will do); `stage` is read only when no `stages` are given.
 * - `orders (order_id, member_id, placed_at DateTime64(3,'UTC'), net Int64, gross, discount, quantity, line_count, refunded_amount, store_id,
 *   channel, source, currency, status)`: `net` as recorded, what stands is `net - refunded_amount`; gross, discount and quantity as they now stand;
 *   `status = 'refunded'` when nothing is left, such rows count nowhere; and per line that still stands, as arrays in one order, `line_sku`, `line_name`,
 *   `line_category`, `line_quantity`, `line_unit_price`, `line_discount`, `line_net`.
 * - `order_lines (order_id, member_id, placed_at, sku, name, category, quantity, unit_price, discount, net)` as they now stand; no rows for lines
 *   (or orders) that are wholly refunded; with what they have of their order: `store_id, channel, source, currency, order_net, order_gross,
 *   order_discount, order_quantity, order_line_count`.
 * - `events (member_id, type, at DateTime64(3,'UTC'), properties String (a JSON object))`: everything but orders.
 * - `member_tiers (member_id, ladder, tier, since)`; `members` also has `stage_since Nullable(DateTime64)`, for windows since tier or stage.
 * - `stores (id, latitude, longitude)`, for the distance of an order's store.
 * - `scores (member_id, rfm_r, ..., engagement)`: the `score.*` paths in snake case, Nullable or '' / 0 = missing; joined only when asked about.
 *
 * A member's own zone is not known here: for members that have one, run the query for that zone (`zone`) and those members.
 */
export interface LensContext {
  asOf: Instant;
  zone: string;
  ladders: Record<string, string[]>;
  /** The life-cycle stages in order; a `stage` leaf is then worked out, else read from `members.stage`. */
  stages?: readonly { id: string; when: Condition }[] | undefined;
  segment?: World["segment"];
  tables?: Partial<LensTables> | undefined;
  /** Aggregates of the caller's own, computed in the same scan; `sql` names the columns as `o.` (orders), `l.` (lines), `e.` (events). */
  also?: readonly Pick<LensAggregate, "table" | "sql">[] | undefined;
  /** First letters of the parameter names; give two compilations in one query different ones. */
  paramPrefix?: string | undefined;
}

export interface CompiledLens {
  /** Per member; those of one table are computed in one scan. */
  aggregates: LensAggregate[];
  /** One boolean (0 / 1) expression per condition, in the order given, valid over `from`. */
  expressions: string[];
  /** The column over `from` of each of `context.also`, in the order given. */
  also: string[];
  /** `members AS m` joined with one scan per table that is needed: `SELECT m.member_id FROM <from> WHERE <expression>`. */
  from: string;
  params: Record<string, LensParam>;
}

interface Compiler {
  basis: LensBasis;
  context: LensContext;
  aggregates: LensAggregates;
  readsScores: boolean;
  /** Leaves so far, those of segments inside segments counted each time. */
  leaves: number;
}

const mostLeaves = 5_000;

const defaultTables: LensTables = {
  members: "members",
  orders: "orders",
  order_lines: "order_lines",
  events: "events",
  member_tiers: "member_tiers",
  scores: "scores",
  stores: "stores",
};

/**
 * Compiles several conditions (all stages of a life cycle, say) so that all that they ask about is aggregated in one scan per table.
 * Throws UnsupportedInLens for what SQL cannot answer, LookupError for unknown names or segments in a circle.
 */
export function compileForLens(conditions: readonly Condition[], context: LensContext): CompiledLens {
  const params = new LensParams(context.paramPrefix ?? "p");
  const basis: LensBasis = {
    params,
    asOf: context.asOf,
    zone: context.zone,
    tables: { ...defaultTables, ...context.tables },
  };
  const compiler: Compiler = { basis, context, aggregates: new LensAggregates(basis), readsScores: false, leaves: 0 };
  const expressions = conditions.map((condition) => conditionSql(condition, compiler, false, []));
  const also = (context.also ?? []).map(({ table, sql }) => compiler.aggregates.add(table, sql));
  const scans = compiler.aggregates
    .byTable()
    .map(
      ({ table, aggregates }) =>
        `LEFT JOIN (${compiler.aggregates.scanSql(table, aggregates)}) AS by_${table} ON by_${table}.member_id = m.member_id`,
    );
  if (compiler.readsScores) scans.push(`LEFT JOIN ${basis.tables.scores} AS v ON v.member_id = m.member_id`);
  if (compiler.aggregates.needsTierSince)
    scans.push(`LEFT JOIN ${tierSinceSql(basis.tables)} AS t ON t.member_id = m.member_id`);
  return {
    aggregates: compiler.aggregates.list,
    expressions,
    also,
    from: [`${basis.tables.members} AS m`, ...scans].join(" "),
    params: params.values,
  };
}

/** One condition as SQL: `SELECT m.member_id FROM <from> WHERE <sql>` with `params`. See `compileForLens`. */
export function toClickhouse(
  condition: Condition,
  context: LensContext,
): Omit<CompiledLens, "expressions"> & { sql: string } {
  const { expressions, ...compiled } = compileForLens([condition], context);
  return { ...compiled, sql: expressions[0] ?? "0" };
}

function conditionSql(
  condition: Condition,
  compiler: Compiler,
  negated: boolean,
  following: readonly string[],
): string {
  if ("all" in condition)
    return joinSql(
      condition.all.map((child) => conditionSql(child, compiler, negated, following)),
      "AND",
    );
  if ("any" in condition)
    return joinSql(
      condition.any.map((child) => conditionSql(child, compiler, negated, following)),
      "OR",
    );
  if ("not" in condition) return `(NOT ${conditionSql(condition.not, compiler, !negated, following)})`;
  if ("segment" in condition) {
    const tree = segmentTree(condition.segment, compiler.context, following);
    return conditionSql(tree, compiler, negated, [...following, condition.segment]);
  }
  compiler.leaves += 1;
  if (compiler.leaves > mostLeaves) throw new UnsupportedInLens(`more than ${mostLeaves} leaves, segments included`);
  if ("stage" in condition) return stageSql(condition.stage, compiler, following);
  return leafSql(condition, compiler, negated);
}

/** A stage is the first that holds, worked out from the same facts; never asked about from within a stage. */
function stageSql(wanted: string[], compiler: Compiler, following: readonly string[]): string {
  const { params } = compiler.basis;
  const { stages } = compiler.context;
  if (!stages) return `has(${params.texts(wanted)}, m.stage)`;
  if (following.includes("stage:")) throw new UnsupportedInLens("a stage inside a stage");
  const branches = stages.map(
    ({ id, when }) =>
      `${conditionSql(when, compiler, false, [...following, "stage:"])}, ${wanted.includes(id) ? "1" : "0"}`,
  );
  return branches.length === 0 ? "0" : `multiIf(${[...branches, "0"].join(", ")})`;
}

function leafSql(
  leaf: Exclude<Leaf, { segment: string } | { stage: string[] }>,
  compiler: Compiler,
  negated: boolean,
): string {
  const { params, zone, asOf } = compiler.basis;
  if ("field" in leaf) return memberFieldSql(leaf, compiler);
  if ("event" in leaf) {
    const fits = cmpSql(measureOf(leaf.is).cmp, compiler.aggregates.event(leaf), params);
    const knownFrom = leaf.mature ? matureFrom(leaf.window, compiler.basis) : null;
    if (knownFrom === null) return fits;
    const isKnown = `m.joined_at <= ${params.instant(knownFrom)}`;
    return negated ? `(${fits} OR NOT (${isKnown}))` : `(${fits} AND ${isKnown})`;
  }
  if ("last" in leaf) return `(${compiler.aggregates.last(leaf)} = 1)`;
  if ("sequence" in leaf) return compiler.aggregates.sequence(leaf);
  if ("tier" in leaf) return tierSql(leaf, compiler);
  if ("tag" in leaf) return `hasAny(m.tags, ${params.texts(leaf.tag)})`;
  if ("consent" in leaf) return `has(m.consents, ${params.text(leaf.consent)})`;
  if ("schedule" in leaf) return scheduleHolds(leaf, zone, asOf) ? "1" : "0";
  // Where a member is without an order at hand is not known.
  if ("store" in leaf) return "0";
  const bucket = `(murmurHash3_32(concat(${params.text(leaf.bucket.salt ?? "")}, ':', toString(m.member_id))) % 10000)`;
  return `(${bucket} >= ${params.number(leaf.bucket.from)} AND ${bucket} < ${params.number(leaf.bucket.to)})`;
}

function matureFrom(window: Extract<Leaf, { event: string }>["window"], { asOf, zone }: LensBasis): Instant | null {
  if (!window || "since" in window) return null;
  if ("last" in window) return subtractDuration(asOf, window.last, zone);
  if ("calendar" in window) return startOf(window.calendar, asOf, zone, window.offset ?? 0);
  return Date.parse(window.from);
}

function cmpSql(cmp: MeasureOf["cmp"], value: string, params: LensParams): string {
  const parts: string[] = [];
  const compare = (operator: string, wanted: number | undefined): void => {
    if (wanted !== undefined) parts.push(`${value} ${operator} ${params.number(wanted)}`);
  };
  compare("=", cmp.eq);
  compare("!=", cmp.ne);
  compare(">", cmp.gt);
  compare(">=", cmp.gte);
  compare("<", cmp.lt);
  compare("<=", cmp.lte);
  compare(">=", cmp.between?.[0]);
  compare("<", cmp.between?.[1]);
  return parts.length === 0 ? `isNotNull(${value})` : `ifNull(${parts.join(" AND ")}, 0)`;
}

function tierSql({ tier: wanted }: TierLeaf, { context, basis }: Compiler): string {
  const order = context.ladders[wanted.ladder];
  if (!order) throw new LookupError("ladder.unknown", wanted.ladder);
  const rank = order.indexOf(wanted.tier);
  if (rank < 0) throw new LookupError("tier.unknown", wanted.tier);
  const from = wanted.is === "at_most" ? 0 : rank;
  const to = wanted.is === "at_least" ? order.length : rank + 1;
  const tiers = basis.params.texts(order.slice(from, to));
  return `(m.member_id IN (SELECT member_id FROM ${basis.tables.member_tiers} WHERE ladder = ${basis.params.text(wanted.ladder)} AND has(${tiers}, tier)))`;
}

const memberColumns: Record<string, LensValue> = {
  "member.joinedAt": { kind: "instant", sql: "m.joined_at" },
  "member.birthday": { kind: "date", sql: "m.birthday" },
  "member.gender": { kind: "text", sql: "nullIf(m.gender, '')" },
  "member.kind": { kind: "text", sql: "nullIf(m.kind, '')" },
  "member.source.channel": { kind: "text", sql: "nullIf(m.channel, '')" },
  "member.source.storeId": { kind: "text", sql: "nullIf(m.store_id, '')" },
  "member.source.campaign": { kind: "text", sql: "nullIf(m.campaign, '')" },
};

function memberValue(path: string, { basis, aggregates }: Compiler): LensValue {
  const column = memberColumns[path];
  if (column) return column;
  const { params, asOf, zone } = basis;
  if (path === "member.age") return { kind: "number", sql: ageSql(localDate(asOf, zone), params) };
  if (path === "member.orders.count")
    return { kind: "number", sql: `ifNull(${aggregates.add("orders", "count()")}, 0)` };
  if (path === "member.orders.net")
    return { kind: "number", sql: `ifNull(${aggregates.add("orders", "sum(o.net - o.refunded_amount)")}, 0)` };
  if (path === "member.orders.firstAt")
    return { kind: "instant", sql: aggregates.add("orders", "minOrNull(o.placed_at)") };
  if (path === "member.orders.lastAt")
    return { kind: "instant", sql: aggregates.add("orders", "maxOrNull(o.placed_at)") };
  return { kind: "json", column: "m.attributes", key: params.text(pathKey(path)) };
}

/** Columns of `scores` that hold words ('' = missing), the days, and what is 0 where missing; the rest are nullable numbers. */
const scoreTexts = new Set([
  "rfmGroup",
  "consumptionType",
  "potential",
  "potentialFour",
  "topCategory",
  "channelPreference",
]);
const scoreZeroes = new Set(["rfmR", "rfmF", "rfmM"]);

function scoreValue(path: string): LensValue {
  const name = path.slice("score.".length);
  const column = `v.${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
  if (scoreTexts.has(name)) return { kind: "text", sql: `nullIf(toString(${column}), '')` };
  if (name === "churnDate") return { kind: "date", sql: column };
  if (name === "rising") return { kind: "boolean", sql: `if(v.scored = 1, toNullable(${column}), NULL)` };
  return { kind: "number", sql: scoreZeroes.has(name) ? `nullIf(${column}, 0)` : column };
}

/** Whole years from the birthday to a local date. */
function ageSql(today: string, params: LensParams): string {
  const year = params.number(Number(today.slice(0, 4)));
  const monthDay = params.number(Number(today.slice(5, 7)) * 100 + Number(today.slice(8, 10)));
  return `(${year} - toYear(m.birthday) - (toMonth(m.birthday) * 100 + toDayOfMonth(m.birthday) > ${monthDay}))`;
}

function memberFieldSql(leaf: FieldLeaf, compiler: Compiler): string {
  const info = lookupPath(leaf.field);
  if (!info) throw new LookupError("path.unknown", leaf.field);
  if (info.scope === "member") return fieldSql(leaf, memberValue(leaf.field, compiler), compiler.basis);
  if (info.scope === "score") {
    compiler.readsScores = true;
    return fieldSql(leaf, scoreValue(leaf.field), compiler.basis);
  }
  // No order, line or event is at hand for a set of members: the value is missing.
  return leaf.op === "notExists" && info.scope !== "line" ? "1" : "0";
}
