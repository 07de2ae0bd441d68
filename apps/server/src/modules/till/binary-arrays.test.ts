import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "../../../../../packages/testing/src/database.ts";
import { createDb } from "../../platform/db.ts";
import {
  type ArrayType,
  bigint,
  boolean,
  bytea,
  int,
  json,
  smallint,
  text,
  timestamptz,
  toArray,
  uuid,
} from "./binary-arrays.ts";

let pool: pg.Pool;
let close: () => Promise<void>;
beforeAll(async () => {
  const database = await createTestDatabase();
  const db = createDb(database.connectionString);
  pool = db.pool;
  close = async () => {
    await db.close();
    await database.drop();
  };
});
afterAll(() => close());

/** What the database understands, value by value, as text. */
async function understood<Value>(type: ArrayType<Value>, values: (Value | null)[]): Promise<(string | null)[]> {
  const { rows } = await pool.query<{ value: string | null }>(
    `select k.value::text as value from unnest($1::${type.sql}[]) with ordinality k(value, ord) order by ord`,
    [toArray(type, values)],
  );
  return rows.map((row) => row.value);
}

test("numbers arrive exactly, to the ends of what is counted safely", async () => {
  expect(await understood(smallint, [0, 255, -1])).toEqual(["0", "255", "-1"]);
  expect(await understood(int, [7, -2_147_483_648])).toEqual(["7", "-2147483648"]);
  const large = [0, 1, -1, 4_294_967_296, -4_294_967_297, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
  expect(await understood(bigint, large)).toEqual(large.map(String));
});

test("instants arrive to the millisecond, before and after the year 2000", async () => {
  const instants = ["1969-12-31 23:59:59.999+00", "1999-12-31 23:59:59.001+00", "2026-11-25 08:15:30.123+00"];
  expect(
    await understood(
      timestamptz,
      instants.map((at) => Date.parse(at.replace("+00", "Z"))),
    ),
  ).toEqual(instants);
});

test("text arrives as it is, with quotes, braces, commas, backslashes and any script", async () => {
  const words = ["", "a,b", '{"x"}', "back\\slash", "NULL", "拿铁 ☕ 😀", "line\nbreak"];
  expect(await understood(text, [...words, null])).toEqual([...words, null]);
  expect(await understood(json, ['{"name":"拿铁, \\"大杯\\""}'])).toEqual(['{"name":"拿铁, \\"大杯\\""}']);
});

test("ids, hashes, truth values and gaps arrive", async () => {
  const id = "01a21520-ce01-700d-ad11-e147a7328d51";
  expect(await understood(uuid, [id, null])).toEqual([id, null]);
  expect(await understood(bytea, [Buffer.from("00ff10", "hex"), null])).toEqual(["\\x00ff10", null]);
  expect(await understood(boolean, [true, false, null])).toEqual(["true", "false", null]);
});

test("a column without rows is an empty array", async () => {
  expect(await understood(text, [])).toEqual([]);
});
