import { DateTime } from "luxon";
import { bindHeader, cellReader, RowRefusal } from "./bind-header.ts";
import { parseScaled } from "./decimals.ts";
import { instantReader } from "./instants.ts";
import type { PointsMapping } from "./mapping.ts";
import { compileMatcher } from "./matchers.ts";
import type { CustomerIdentity, PersonDetails } from "./order-rows.ts";
import type { PointsRow, PointsToRecord } from "./points-rows.ts";
import type { RawRow } from "./read-rows.ts";

const ownReason = "balance taken over";
const scale = 10_000;

export interface PointsContext {
  /** Decimals of each wallet of the programme. */
  wallets: ReadonlyMap<string, number>;
  now: Date;
}

type Cell = (key: string) => string;

/** Binds a mapping to a file's header: the reader of its rows. Throws ImportFileError naming the columns that are missing and those found. */
export function interpretPoints(
  mapping: PointsMapping,
  header: readonly string[],
  context: PointsContext,
): (raw: RawRow) => PointsRow {
  const keys = Object.keys(mapping.columns);
  const places = bindHeader(mapping, header);
  const readers = keys.map((key) => cellReader(mapping.columns[key], places[key] ?? -1));
  const position = (key: string) => keys.indexOf(key);
  const readInstant = instantReader(mapping.dateFormats, mapping.zone);
  const rules = mapping.rows.map((rule) => ({
    rule,
    fits: compileMatcher(rule.when, position, mapping.file.decimal),
  }));
  return (raw) => {
    const base = { line: raw.line, raw: raw.raw, exact: null };
    if (raw.problem) return { ...base, kind: "refused", reason: { code: raw.problem, params: {} } };
    const values = readers.map((read) => read(raw.fields));
    const cell: Cell = (key) => values[position(key)] ?? "";
    const exact = parseScaled(cell("points"), mapping.file.decimal);
    const rule = rules.find((candidate) => candidate.fits(values))?.rule;
    if (rule) {
      const kind = rule.as === "skip" ? "skipped" : "refused";
      return { ...base, exact, kind, reason: { code: rule.code, params: {} } };
    }
    try {
      if (exact === 0) return { ...base, exact, kind: "skipped", reason: { code: "row.zero_points", params: {} } };
      return { ...base, exact, kind: "points", ...readBooking({ mapping, context, cell, readInstant }, exact) };
    } catch (error) {
      if (!(error instanceof RowRefusal)) throw error;
      return { ...base, exact, kind: "refused", reason: error.reason };
    }
  };
}

interface RowReading {
  mapping: PointsMapping;
  context: PointsContext;
  cell: Cell;
  readInstant: (text: string) => number | null;
}

type Booking = Omit<PointsToRecord, "kind" | "line" | "raw" | "exact">;

function readBooking(row: RowReading, exact: number | null): Booking {
  const { cell, context } = row;
  const externalId = required(cell, "externalId");
  const customer = readCustomer(row);
  const wallet = cell("wallet") || "points";
  const at = readAt(row, "date");
  if (at > context.now.getTime()) throw new RowRefusal("row.date_in_future", { value: cell("date") });
  const expiresAt = readExpiry(row);
  if (expiresAt !== null && expiresAt <= at)
    throw new RowRefusal("row.expires_before_date", { value: cell("expiresAt") });
  return {
    externalId,
    customer,
    person: readPerson(row),
    wallet,
    points: readPoints(row, { exact, wallet }),
    at,
    expiresAt,
    reason: cell("reason").slice(0, 500) || ownReason,
  };
}

/** The file counts points as people read them; the ledger in the wallet's smallest unit. */
function readPoints(
  { cell, context }: RowReading,
  { exact, wallet }: { exact: number | null; wallet: string },
): number {
  const value = required(cell, "points");
  const decimals = context.wallets.get(wallet);
  if (decimals === undefined) throw new RowRefusal("points.unknown_wallet", { wallet });
  if (exact === null) throw new RowRefusal("row.not_a_number", { column: "points", value });
  const points = (exact * 10 ** decimals) / scale;
  if (!Number.isSafeInteger(points)) throw new RowRefusal("row.points_too_fine", { value });
  return points;
}

function readCustomer({ mapping, cell }: RowReading): CustomerIdentity {
  for (const { column, kind, prefix } of mapping.customer) {
    const value = cell(column);
    if (value !== "") return { kind, value: prefix + value };
  }
  throw new RowRefusal("row.no_member");
}

function readAt({ cell, readInstant }: RowReading, column: string): number {
  const value = required(cell, column);
  const at = readInstant(value);
  if (at === null) throw new RowRefusal("row.not_an_instant", { column, value });
  return at;
}

/** A day without a time is the last one on which the points are good. */
function readExpiry(row: RowReading): number | null {
  const value = row.cell("expiresAt");
  if (value === "") return null;
  const at = readAt(row, "expiresAt");
  const local = DateTime.fromMillis(at, { zone: row.mapping.zone });
  const isDay = !/\d:\d/.test(value) && local.toMillis() === local.startOf("day").toMillis();
  return isDay ? local.plus({ days: 1 }).startOf("day").toMillis() : at;
}

function readPerson(row: RowReading): PersonDetails {
  const { cell } = row;
  const joinedAt = cell("memberJoinedAt") === "" ? undefined : readAt(row, "memberJoinedAt");
  const name = cell("memberName");
  const phone = cell("memberPhone");
  const email = cell("memberEmail");
  return {
    ...(name !== "" && { name }),
    ...(phone !== "" && { phone }),
    ...(email !== "" && { email }),
    ...(joinedAt !== undefined && { joinedAt }),
  };
}

function required(cell: Cell, column: string): string {
  const value = cell(column);
  if (value === "") throw new RowRefusal("row.value_missing", { column });
  return value;
}
