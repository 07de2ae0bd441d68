import type { Condition, FieldLeaf, Leaf } from "./condition.ts";
import type { Instant } from "./facts.ts";
import { type LensAggregate, LensAggregates } from "./lens-aggregate.ts";
import { fieldSql, type LensValue } from "./lens-field.ts";
import { memberColumnValue, RowMembers, scoreValue } from "./lens-member.ts";
import { type LensParam, LensParams, UnsupportedInLens } from "./lens-params.ts";
import { bucketSql, joinSql, type LensBasis, type LensTables, tierSql } from "./lens-scope.ts";
import { type MeasureOf, measureOf } from "./measure.ts";
import { lookupPath } from "./paths.ts";
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
 * - `tier_counts (member_id, ladder, counts_from)`, for windows since the tier of one ladder, and `points_earned (member_id, at, wallet, points)` with the columns of the
 *   order they came from (NULL, and no lines, without one), for `points.earned`: only when given by `tables`.
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
    ladders: context.ladders,
    hasStageColumn: context.stages === undefined,
    members: new RowMembers(),
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
  scans.push(...compiler.aggregates.outerJoins);
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
  if ("tier" in leaf) return tierSql(leaf, "m.member_id", compiler.basis);
  if ("tag" in leaf) return `hasAny(m.tags, ${params.texts(leaf.tag)})`;
  if ("consent" in leaf) return `has(m.consents, ${params.text(leaf.consent)})`;
  if ("schedule" in leaf) return scheduleHolds(leaf, zone, asOf) ? "1" : "0";
  // Where a member is without an order at hand is not known.
  if ("store" in leaf) return "0";
  return bucketSql(leaf, "m.member_id", compiler.basis);
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

function memberValue(path: string, { basis, aggregates }: Compiler): LensValue {
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
  const value = memberColumnValue(path, (name) => `m.${name}`, params);
  if (!value) throw new LookupError("path.unknown", path);
  return value;
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
    return fieldSql(
      leaf,
      scoreValue(leaf.field, (name) => `v.${name}`),
      compiler.basis,
    );
  }
  // No order, line or event is at hand for a set of members: the value is missing.
  return leaf.op === "notExists" && info.scope !== "line" ? "1" : "0";
}
