import type { CompiledProgramme } from "@regulars/engine";
import { DateTime } from "luxon";
import { AppError } from "../../platform/errors.ts";
import { factsAt } from "../../platform/lens/facts-at.ts";
import { noMember } from "../../platform/lens/tables.ts";
import type { Lens } from "../../platform/lens.ts";
import type { MembersWhere } from "../segments/index.ts";
import { type Dimension, dimensions, type MembersThen, memberColumns, timeOf } from "./dimensions.ts";
import { lineRows } from "./line-rows.ts";
import type { Counted, MetricSource } from "./metric.ts";
import { metrics } from "./registry.ts";

export interface Question {
  measures: string[];
  dimensions: string[];
  /** Half-open, epoch milliseconds. */
  start: number;
  end: number;
  /** Facts later than this count nowhere. */
  asOf: number;
  /** Whether `asOf` is so long ago that orders are asked for as they stood then, with later refunds put back. */
  isPast?: boolean;
  /** What stands at the end of a day, week or month is told up to this instant; default the end of the period. */
  upTo?: number;
  storeId: string | null;
  channel: string | null;
  /** Only facts of these members. */
  members: MembersWhere | null;
  /** Ladder that tiers are of. */
  ladder: string;
  /** How members were at the end of the period, for dimensions of members; absent = as they are now. */
  membersThen?: MembersThen | null;
}

export interface AnswerRow {
  keys: string[];
  values: (number | null)[];
}

export interface Answer {
  rows: AnswerRow[];
  totals: (number | null)[];
}

const guest = `toUUID('${noMember}')`;

/** Groups that an answer may have; more would be more than anybody reads, and fill the memory. */
const mostGroups = 200_000;

/** Rows of each source as `o`; guests have no member. */
const sources: Record<
  MetricSource,
  { from: string; where: string; store: string | null; channel: string | null; member: string }
> = {
  orders: {
    from: "orders",
    where: "NOT o.complete_refund AND o.currency = {currency:String}",
    store: "o.store_id",
    channel: "o.channel",
    member: "o.member_id",
  },
  lines: {
    from: "lines",
    where: "NOT o.complete_refund AND o.currency = {currency:String}",
    store: "o.store_id",
    channel: "o.channel",
    member: "o.member_id",
  },
  members: {
    from: "members",
    where: "o.status NOT IN ('merged', 'erased')",
    store: "o.source_store",
    channel: "o.source_channel",
    member: "o.id",
  },
  events: {
    from: "events",
    where: `o.member_id != ${guest}`,
    store: "o.store_id",
    channel: "o.channel",
    member: "o.member_id",
  },
  refunds: {
    from: "refunds",
    where: "o.currency = {currency:String}",
    store: "o.store_id",
    channel: null,
    member: "o.member_id",
  },
  entries: { from: "entries", where: "1", store: null, channel: null, member: "o.member_id" },
  tierChanges: { from: "tier_changes", where: "1", store: null, channel: null, member: "o.member_id" },
  stageChanges: { from: "stage_changes", where: "1", store: null, channel: null, member: "o.member_id" },
};

interface Rows {
  source: MetricSource;
  isPast: boolean;
  where: string;
  /** What is asked of the rows, `o` in all of it. */
  expressions: readonly string[];
  /** Joined to them, or nothing. */
  join: string;
}

/** FROM and WHERE of a source. */
function rowsFrom({ source, isPast, where, expressions, join }: Rows): string {
  const { from } = sources[source];
  if (source !== "orders" && source !== "lines") return `FROM ${from} AS o${join} WHERE ${where}`;
  const withMember = (rows: string) => `FROM (SELECT *, member_id != ${guest} AS is_member FROM ${rows}) AS o${join}`;
  if (source === "lines" && !isPast) return withMember(lineRows(where, expressions));
  const facts = factsAt(isPast ? "fromUnixTimestamp64Milli({asOf:Int64}, 'UTC')" : null);
  return `${withMember(facts[source])} WHERE ${where}`;
}

/** The counted metrics that the measures are made of. */
export function partsOf(measures: readonly string[]): Counted[] {
  const parts = new Map<string, Counted>();
  for (const id of measures) {
    const metric = metrics.get(id);
    if (!metric)
      throw new AppError("request.invalid", { metric: id }, [
        { pointer: "/measures", code: "metric.unknown", message: id },
      ]);
    for (const part of "ratio" in metric ? [metric.ratio.of, metric.ratio.over] : [id]) {
      const counted = metrics.get(part);
      if (counted && !("ratio" in counted)) parts.set(part, counted);
    }
  }
  return [...parts.values()];
}

/** Whether all that a metric is made of can be limited to a store. */
export const hasStore = (id: string): boolean => partsOf([id]).every((part) => sources[part.from].store !== null);

/** Answers measures by dimensions: one scan per source and kind of time, put together by their keys; totals are asked for apart where sums would count twice. */
export async function answer(lens: Lens, programme: CompiledProgramme, question: Question): Promise<Answer> {
  const asked = question.dimensions.map((id) => dimensions.get(id) ?? refuseDimension(id));
  const parts = partsOf(question.measures);
  const groups = Map.groupBy(parts, (part) => [part.from, part.standing === true, part.perMember === true].join(" "));
  const found = await Promise.all([...groups.values()].map((group) => scan(lens, programme, question, group, asked)));
  const rows = new Map<string, { keys: string[]; parts: Map<string, number> }>();
  const totals = new Map<string, number>();
  const told = new Set<string>();
  const rowAt = (keys: string[]) => {
    const name = JSON.stringify(keys);
    const row = rows.get(name) ?? { keys, parts: new Map<string, number>() };
    rows.set(name, row);
    return row.parts;
  };
  for (const { ids, byKey, whole, isGrouped } of found) {
    ids.forEach((id, index) => {
      totals.set(id, whole[index] ?? 0);
      if (isGrouped) told.add(id);
    });
    for (const { keys, values } of byKey)
      ids.forEach((id, index) => {
        rowAt(keys).set(id, values[index] ?? 0);
      });
  }
  const timePlace = asked.findIndex(isGrain);
  if (timePlace >= 0)
    for (const scanned of found)
      if (scanned.standing) runUp(rows, scanned.ids, timePlace, grainKeys(question, programme.zone, asked[timePlace]));
  return {
    rows: [...rows.values()].map((row) => ({
      keys: row.keys,
      values: question.measures.map((id) => valueFrom(id, row.parts, told)),
    })),
    totals: question.measures.map((id) => valueFrom(id, totals, null)),
  };
}

/** Days, weeks, months ... one after the other, unlike hours or weekdays. */
const isGrain = (dimension: Dimension): boolean => dimension.values === "time" && !dimension.member;

/** The keys of the period in a grain, from that of its first day to that of the last which has begun. */
function grainKeys({ start, end, asOf, upTo = end }: Question, zone: string, grain: Dimension | undefined): string[] {
  const unit = (grain?.id ?? "day") as "day" | "week" | "month" | "quarter" | "year";
  const last = Math.min(end, asOf + 1, upTo) - 1;
  const keys: string[] = [];
  for (let at = DateTime.fromMillis(start, { zone }).startOf(unit); at.toMillis() <= last; ) {
    keys.push(at.toFormat("yyyy-MM-dd"));
    // Some days have no midnight: what is added to an hour later must come back to where the day begins.
    at = at.plus({ [unit]: 1 }).startOf(unit);
  }
  return keys;
}

/** Turns what came in by time into what stood at its end: sums run up, also where nothing came in; keys before the period go. */
function runUp(
  rows: Map<string, { keys: string[]; parts: Map<string, number> }>,
  ids: string[],
  place: number,
  grains: string[],
): void {
  const others = Map.groupBy([...rows.values()], (row) => JSON.stringify(row.keys.toSpliced(place, 1)));
  if (others.size * grains.length > mostGroups) refuseSize();
  for (const line of others.values()) {
    const known = new Map(line.map((row) => [row.keys[place] ?? "", row]));
    const [sample] = line;
    for (const grain of grains) {
      if (known.has(grain) || !sample) continue;
      const keys = sample.keys.with(place, grain);
      const row = { keys, parts: new Map<string, number>() };
      rows.set(JSON.stringify(keys), row);
      line.push(row);
    }
    line.sort((one, other) => ((one.keys[place] ?? "") < (other.keys[place] ?? "") ? -1 : 1));
    for (const id of ids) {
      let standing = 0;
      for (const row of line) {
        standing += row.parts.get(id) ?? 0;
        row.parts.set(id, standing);
      }
    }
  }
  const first = grains[0] ?? "";
  for (const [name, row] of rows) if ((row.keys[place] ?? "") < first) rows.delete(name);
}

/** The place where this is found out knows no language, so it says it in both. */
function refuseSize(): never {
  const message = `分组超过 ${mostGroups} 个，请缩短时间段或换用更粗的维度 · More than ${mostGroups} groups: choose a shorter period or a coarser dimension`;
  throw new AppError("request.invalid", { groups: mostGroups }, [
    { pointer: "/dimensions", code: "metric.too_many_groups", message },
  ]);
}

function refuseDimension(id: string): never {
  throw new AppError("request.invalid", { dimension: id }, [
    { pointer: "/dimensions", code: "metric.unknown_dimension", message: id },
  ]);
}

/** A ratio of nothing is not told; a count of nothing is 0; what cannot be grouped so is not told per group. */
function valueFrom(id: string, parts: ReadonlyMap<string, number>, told: ReadonlySet<string> | null): number | null {
  const metric = metrics.get(id);
  if (!metric) return null;
  const counted = (part: string) => (told && !told.has(part) ? null : (parts.get(part) ?? 0));
  if (!("ratio" in metric)) return counted(id);
  const of = counted(metric.ratio.of);
  const over = counted(metric.ratio.over);
  return of === null || over === null || over === 0 ? null : of / over;
}

interface Scanned {
  ids: string[];
  isGrouped: boolean;
  standing: boolean;
  byKey: { keys: string[]; values: number[] }[];
  whole: number[];
}

const figureOf = (row: Record<string, number | string> | undefined, id: string): number =>
  Number(row?.[`v_${id}`] ?? 0);

async function scan(
  lens: Lens,
  programme: CompiledProgramme,
  question: Question,
  group: Counted[],
  asked: Dimension[],
): Promise<Scanned> {
  const first = group[0] as Counted;
  const source = sources[first.from];
  const ids = group.map((part) => part.id);
  const applicable = asked.map((dimension) => dimension.sql(first.from));
  // A measure that cannot be grouped so stays in the totals only, e.g. refunds by product.
  const standing = first.standing === true;
  const isOfMoments = asked.some(({ values }) => values === "hour" || values === "weekday" || values === "dayOfMonth");
  const isGrouped = applicable.every((sql) => sql !== null) && asked.length > 0 && !(standing && isOfMoments);
  const columns = new Set(asked.flatMap((dimension) => (dimension.member ? [dimension.member] : [])));
  const people = isGrouped && columns.size > 0 ? memberColumns(columns, question.membersThen ?? null) : null;
  const join = people ? ` LEFT JOIN ${people.sql} AS p ON p.id = ${source.member}` : "";
  const at = timeOf[first.from];
  const since = first.standing ? "" : ` AND ${at} >= fromUnixTimestamp64Milli({start:Int64}, 'UTC')`;
  const where = [
    source.where,
    `${at} < fromUnixTimestamp64Milli({end:Int64}, 'UTC')${since}`,
    ...(source.store && question.storeId ? [`${source.store} = {storeId:String}`] : []),
    ...(source.channel && question.channel ? [`${source.channel} = {channel:String}`] : []),
    ...(question.members ? [`${source.member} IN (${question.members.sql})`] : []),
  ].join(" AND ");
  const params = {
    start: question.start,
    end: Math.min(question.end, question.asOf + 1),
    zone: programme.zone,
    currency: programme.programme.currency,
    storeId: question.storeId ?? "",
    channel: question.channel ?? "",
    ladder: question.ladder,
    asOf: question.asOf,
    // The day of the last instant that counts, in the programme's zone: ages are those of that day.
    today: DateTime.fromMillis(Math.min(question.end, question.asOf) - 1, { zone: programme.zone }).toFormat(
      "yyyy-MM-dd",
    ),
    ...people?.params,
    ...question.members?.params,
  };
  const ask = (measures: Counted[], keys: string[], joined: string) => {
    const expressions = [...measures.map((part) => part.value), ...keys];
    const rows = rowsFrom({ source: first.from, isPast: question.isPast === true, where, expressions, join: joined });
    const names = keys.map((_, index) => `k${index}`);
    const named = keys.map((sql, index) => `${sql} AS k${index}`);
    const values = measures.map((part) => `toFloat64(${part.value}) AS v_${part.id}`);
    const text = first.perMember
      ? `SELECT ${[...names, ...values].join(", ")} FROM (SELECT ${[...named, "o.member_id AS member_id", "count() AS n"].join(", ")} ${rows}
          GROUP BY ${[...names, "member_id"].join(", ")} HAVING member_id != ${guest}) AS o`
      : `SELECT ${[...named, ...values].join(", ")} ${rows}`;
    const groups = names.length > 0 ? ` GROUP BY ${names.join(", ")} LIMIT ${mostGroups + 1}` : "";
    return lens.query<Record<string, number | string>>(text + groups, params);
  };
  // Sums over all rows are the sums of their groups; only what may not be added up is counted again.
  const askedWhole = isGrouped ? group.filter((part) => !part.additive) : group;
  const [[total], rows] = await Promise.all([
    askedWhole.length > 0 ? ask(askedWhole, [], "") : [],
    isGrouped
      ? ask(
          group,
          applicable.filter((sql) => sql !== null),
          join,
        )
      : [],
  ]);
  if (rows.length > mostGroups) refuseSize();
  return {
    ids,
    isGrouped,
    standing,
    byKey: rows.map((row) => ({
      keys: applicable.map((_, index) => String(row[`k${index}`] ?? "")),
      values: group.map(({ id }) => figureOf(row, id)),
    })),
    whole: group.map((part) =>
      askedWhole.includes(part) ? figureOf(total, part.id) : rows.reduce((sum, row) => sum + figureOf(row, part.id), 0),
    ),
  };
}
