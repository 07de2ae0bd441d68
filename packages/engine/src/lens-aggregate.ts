import { POINTS_EARNED } from "./compile-ladder.ts";
import type { EventLeaf, LastLeaf, SequenceLeaf, Window } from "./condition.ts";
import { localDateSql } from "./lens-field.ts";
import { UnsupportedInLens } from "./lens-params.ts";
import { type LensBasis, type LensTable, rowAlias, rowMeasure, rowTime, whereSql } from "./lens-scope.ts";
import { measureOf, readsLines } from "./measure.ts";
import { localDate, parseDuration, startOf, subtractDuration } from "./time.ts";

/** One aggregate per member over one table; all aggregates of a table are computed in one scan. */
export interface LensAggregate {
  alias: string;
  table: LensTable;
  sql: string;
}

const tableKeys: LensTable[] = ["orders", "order_lines", "events"];

/** Gathers the aggregates that expressions refer to by alias. Equal ones are computed once. */
export class LensAggregates {
  readonly list: LensAggregate[] = [];
  /** Tables whose rows must know when the member joined, got the tier or the stage. */
  readonly joinedAtTables = new Set<LensTable>();
  /** Whether the outer query must know when the latest tier began. */
  needsTierSince = false;
  readonly #known = new Map<string, string>();
  readonly #basis: LensBasis;

  constructor(basis: LensBasis) {
    this.#basis = basis;
  }

  add(table: LensTable, sql: string): string {
    const identity = `${table} ${sql}`;
    const known = this.#known.get(identity);
    if (known) return known;
    const alias = `agg_${this.list.length}`;
    this.list.push({ alias, table, sql });
    this.#known.set(identity, alias);
    return alias;
  }

  /** Conditions on a row's time: inside the window, and not after `asOf` (before it, when the event at hand does not count). */
  #timeSql(window: Window | undefined, table: LensTable, including: boolean): string[] {
    const { params, asOf, zone } = this.#basis;
    const at = rowTime(table);
    const parts = including ? [] : [`${at} < ${params.instant(asOf)}`];
    if (!window) return parts;
    if ("last" in window) return [...parts, `${at} >= ${params.instant(subtractDuration(asOf, window.last, zone))}`];
    if ("calendar" in window) {
      const offset = window.offset ?? 0;
      const from = startOf(window.calendar, asOf, zone, offset);
      const to = startOf(window.calendar, asOf, zone, offset + 1);
      return [...parts, `${at} >= ${params.instant(from)}`, `${at} < ${params.instant(to)}`];
    }
    if ("from" in window) {
      return [
        ...parts,
        `${at} >= ${params.instant(Date.parse(window.from))}`,
        `${at} < ${params.instant(Date.parse(window.to))}`,
      ];
    }
    return [...parts, this.#sinceSql(window.since, table)];
  }

  #sinceSql(since: "joined" | "tier" | "stage" | "anniversary", table: LensTable): string {
    this.joinedAtTables.add(table);
    const at = rowTime(table);
    if (since === "tier" || since === "stage") return `${at} >= j.${since}_since`;
    if (since === "joined") return `${at} >= j.joined_at`;
    const { params, asOf, zone } = this.#basis;
    const zoneSql = params.text(zone);
    const today = `toDate32(${params.text(localDate(asOf, zone))})`;
    const joined = localDateSql("j.joined_at", zoneSql);
    const years = `(toYear(${today}) - toYear(${joined}))`;
    const thisYear = `addYears(${joined}, ${years})`;
    return `${localDateSql(at, zoneSql)} >= if(${thisYear} <= ${today}, ${thisYear}, addYears(${joined}, ${years} - 1))`;
  }

  #filter(
    event: { event: string; where?: EventLeaf["where"] },
    window: Window | undefined,
    table: LensTable,
    including: boolean,
  ): string {
    const parts = this.#timeSql(window, table, including);
    if (table === "events") parts.unshift(`e.type = ${this.#basis.params.text(event.event)}`);
    if (event.where) parts.push(whereSql(event.where, table, this.#basis));
    return parts.length === 0 ? "1" : parts.join(" AND ");
  }

  /** The measure of an event leaf, per member: counts and sums of nothing are 0, the rest of nothing is NULL. */
  event(leaf: EventLeaf): string {
    const measure = this.#measure(leaf);
    const since = this.#startOf(leaf.window);
    return since === null ? measure : `if(isNull(${since}), NULL, ${measure})`;
  }

  /** When the member's own window begins, over the outer query; null for windows that always have begun. */
  #startOf(window: Window | undefined): string | null {
    if (!window || !("since" in window)) return null;
    if (window.since === "stage") return "m.stage_since";
    if (window.since !== "tier") return null;
    if ("ladder" in window) throw new UnsupportedInLens("a window since a tier of one ladder");
    this.needsTierSince = true;
    return "t.tier_since";
  }

  #measure(leaf: EventLeaf): string {
    const { kind, of } = measureOf(leaf.is);
    const table: LensTable = readsLines(leaf) && leaf.event === "order" ? "order_lines" : tableOf(leaf.event);
    const filter = this.#filter(leaf, leaf.window, table, leaf.including !== false);
    if (kind === "count") return `ifNull(${this.add(table, `countIf(${filter})`)}, 0)`;
    if (kind === "daysWith") {
      const day = localDateSql(rowTime(table), this.#basis.params.text(this.#basis.zone));
      return `ifNull(${this.add(table, `uniqExactIf(${day}, ${filter})`)}, 0)`;
    }
    const value = rowMeasure(of ?? "", table, kind === "distinct" ? "text" : "number", this.#basis);
    if (kind === "distinct") return `ifNull(${this.add(table, `uniqExactIf(${value}, ${filter})`)}, 0)`;
    if (kind === "sum") return `ifNull(${this.add(table, `sumIf(ifNull(${value}, 0), ${filter})`)}, 0)`;
    return this.add(table, `${kind}OrNullIf(${value}, ${filter})`);
  }

  /** 1 when the latest event of the type fits; of several at the same instant, one is enough. */
  last(leaf: LastLeaf): string {
    const table = tableOf(leaf.last);
    const fits = `toUInt8(${whereSql(leaf.where, table, this.#basis)})`;
    const filter = this.#filter({ event: leaf.last }, undefined, table, true);
    const alias = this.add(table, `tupleElement(maxIf(tuple(${rowTime(table)}, ${fits}), ${filter}), 2)`);
    return `ifNull(${alias}, 0)`;
  }

  /** 1 when the steps happened one after the other: times per step, chained member by member. */
  sequence(leaf: SequenceLeaf): string {
    const zone = this.#basis.params.text(this.#basis.zone);
    const times = leaf.sequence.map((step) => {
      const table = tableOf(step.event);
      const filter = this.#filter(step, leaf.window, table, true);
      return this.add(table, `groupArrayIf(toUnixTimestamp64Milli(${rowTime(table)}), ${filter})`);
    });
    const chained = times.reduce((reached, next, index) => {
      const within = leaf.sequence[index]?.within;
      const inTime = within === undefined ? "1" : `t${index} < ${laterMs(`p${index}`, within, zone)}`;
      return `arrayFilter(t${index} -> arrayExists(p${index} -> p${index} < t${index} AND ${inTime}, ${reached}), ${next})`;
    });
    const since = this.#startOf(leaf.window);
    return since === null ? `notEmpty(${chained})` : `(isNotNull(${since}) AND notEmpty(${chained}))`;
  }

  /** The tables used, each with its aggregates. */
  byTable(): { table: LensTable; aggregates: LensAggregate[] }[] {
    return tableKeys
      .map((table) => ({ table, aggregates: this.list.filter((aggregate) => aggregate.table === table) }))
      .filter(({ aggregates }) => aggregates.length > 0);
  }

  /** One scan of a table: all its aggregates, grouped by member. */
  scanSql(table: LensTable, aggregates: LensAggregate[]): string {
    const { params, asOf, tables } = this.#basis;
    const alias = rowAlias[table];
    const columns = aggregates.map((aggregate) => `${aggregate.sql} AS ${aggregate.alias}`).join(", ");
    const joined = this.joinedAtTables.has(table)
      ? ` INNER JOIN (SELECT k.member_id AS member_id, k.joined_at AS joined_at, k.stage_since AS stage_since, s.tier_since AS tier_since FROM ${tables.members} AS k LEFT JOIN ${tierSinceSql(tables)} AS s ON s.member_id = k.member_id) AS j ON j.member_id = ${alias}.member_id`
      : "";
    const standing = table === "orders" ? " AND o.status != 'refunded'" : "";
    return `SELECT ${alias}.member_id AS member_id, ${columns} FROM ${tables[table]} AS ${alias}${joined} WHERE ${rowTime(table)} <= ${params.instant(asOf)}${standing} GROUP BY ${alias}.member_id`;
  }
}

/** When the latest tier of each member began. */
export function tierSinceSql(tables: LensBasis["tables"]): string {
  return `(SELECT member_id, toNullable(max(since)) AS tier_since FROM ${tables.member_tiers} GROUP BY member_id)`;
}

function tableOf(event: string): LensTable {
  if (event === POINTS_EARNED) throw new UnsupportedInLens(POINTS_EARNED);
  return event === "order" ? "orders" : "events";
}

/** Epoch milliseconds plus a duration by calendar, in SQL. */
function laterMs(ms: string, duration: string, zone: string): string {
  const { months, days, time } = parseDuration(duration);
  if (months === 0 && days === 0) return `${ms} + ${time}`;
  const local = `toTimeZone(fromUnixTimestamp64Milli(${ms}), ${zone})`;
  return `toUnixTimestamp64Milli(addDays(addMonths(${local}, ${months}), ${days})) + ${time}`;
}
