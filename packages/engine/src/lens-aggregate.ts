import { POINTS_EARNED } from "./compile-ladder.ts";
import type { EventLeaf, LastLeaf, SequenceLeaf, Window } from "./condition.ts";
import { localDateSql } from "./lens-field.ts";
import { tierCountsSql, tierSinceSql } from "./lens-member.ts";
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

const tableKeys: LensTable[] = ["orders", "order_lines", "events", "points_earned"];

/** Gathers the aggregates that expressions refer to by alias. Equal ones are computed once. */
export class LensAggregates {
  readonly list: LensAggregate[] = [];
  /** Joins of the outer query, for windows that begin with a tier. */
  readonly outerJoins = new Set<string>();
  readonly #ladders: string[] = [];
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
    return [...parts, this.#sinceSql(window, table)];
  }

  #sinceSql(window: Extract<Window, { since: unknown }>, table: LensTable): string {
    const at = rowTime(table);
    const { members } = this.#basis;
    const joinedAt = (): string => members.column(table, "joined_at", "k.joined_at");
    if (window.since === "stage") return `${at} >= ${members.column(table, "stage_since", "k.stage_since")}`;
    if (window.since === "joined") return `${at} >= ${joinedAt()}`;
    if (window.since === "tier" && "ladder" in window) {
      const { alias, sql } = this.#tierCounts(window.ladder);
      const join = `LEFT JOIN ${sql} AS ${alias} ON ${alias}.member_id = k.member_id`;
      return `${at} >= ${members.column(table, alias, `${alias}.counts_from`, { join })}`;
    }
    if (window.since === "tier") return `${at} >= ${members.column(table, "tier_since", "s.tier_since", "tier")}`;
    const { params, asOf, zone } = this.#basis;
    const zoneSql = params.zone(zone);
    const today = `toDate32(${params.text(localDate(asOf, zone))})`;
    const joined = localDateSql(joinedAt(), zoneSql);
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

  #tableOf(event: string): LensTable {
    if (event !== POINTS_EARNED) return event === "order" ? "orders" : "events";
    if (this.#basis.tables.points_earned === undefined) throw new UnsupportedInLens(POINTS_EARNED);
    return "points_earned";
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
    if ("ladder" in window) {
      const { alias, sql } = this.#tierCounts(window.ladder);
      this.outerJoins.add(`LEFT JOIN ${sql} AS ${alias} ON ${alias}.member_id = m.member_id`);
      return `${alias}.counts_from`;
    }
    this.outerJoins.add(`LEFT JOIN ${tierSinceSql(this.#basis.tables)} AS t ON t.member_id = m.member_id`);
    return "t.tier_since";
  }

  /** From when a ladder counts, joined under a name of its own. */
  #tierCounts(ladder: string): { alias: string; sql: string } {
    const { params, tables } = this.#basis;
    const sql = tierCountsSql(ladder, params, tables);
    if (!this.#ladders.includes(ladder)) this.#ladders.push(ladder);
    return { alias: `counts_${this.#ladders.indexOf(ladder)}`, sql };
  }

  #measure(leaf: EventLeaf): string {
    const { kind, of } = measureOf(leaf.is);
    const table: LensTable = readsLines(leaf) && leaf.event === "order" ? "order_lines" : this.#tableOf(leaf.event);
    if (table === "points_earned" && readsLines(leaf)) throw new UnsupportedInLens(`lines of ${leaf.event}`);
    const filter = this.#filter(leaf, leaf.window, table, leaf.including !== false);
    if (kind === "count") return `ifNull(${this.add(table, `countIf(${filter})`)}, 0)`;
    if (kind === "daysWith") {
      const day = localDateSql(rowTime(table), this.#basis.params.zone(this.#basis.zone));
      return `ifNull(${this.add(table, `uniqExactIf(${day}, ${filter})`)}, 0)`;
    }
    const value = rowMeasure(of ?? "", table, kind === "distinct" ? "text" : "number", this.#basis);
    if (kind === "distinct") return `ifNull(${this.add(table, `uniqExactIf(${value}, ${filter})`)}, 0)`;
    if (kind === "sum") return `ifNull(${this.add(table, `sumIf(ifNull(${value}, 0), ${filter})`)}, 0)`;
    return this.add(table, `${kind}OrNullIf(${value}, ${filter})`);
  }

  /** 1 when the latest event of the type fits; of several at the same instant, one is enough. */
  last(leaf: LastLeaf): string {
    const table = this.#tableOf(leaf.last);
    const fits = `toUInt8(${whereSql(leaf.where, table, this.#basis)})`;
    const filter = this.#filter({ event: leaf.last }, undefined, table, true);
    const alias = this.add(table, `tupleElement(maxIf(tuple(${rowTime(table)}, ${fits}), ${filter}), 2)`);
    return `ifNull(${alias}, 0)`;
  }

  /** 1 when the steps happened one after the other: times per step, chained member by member. */
  sequence(leaf: SequenceLeaf): string {
    const zone = this.#basis.params.zone(this.#basis.zone);
    const times = leaf.sequence.map((step) => {
      const table = this.#tableOf(step.event);
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
    const joined = this.#basis.members.joinSql(table, tables, params.instant(asOf));
    const standing = table === "orders" ? " AND o.status != 'refunded'" : "";
    return `SELECT ${alias}.member_id AS member_id, ${columns} FROM ${tables[table]} AS ${alias}${joined} WHERE ${rowTime(table)} <= ${params.instant(asOf)}${standing} GROUP BY ${alias}.member_id`;
  }
}

/** Epoch milliseconds plus a duration by calendar, in SQL. */
function laterMs(ms: string, duration: string, zone: string): string {
  const { months, days, time } = parseDuration(duration);
  if (months === 0 && days === 0) return `${ms} + ${time}`;
  const local = `toTimeZone(fromUnixTimestamp64Milli(${ms}), ${zone})`;
  return `toUnixTimestamp64Milli(addDays(addMonths(${local}, ${months}), ${days})) + ${time}`;
}
