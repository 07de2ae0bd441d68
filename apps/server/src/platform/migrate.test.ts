import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@regulars/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDb, type Database } from "./db.ts";
import { migrate } from "./migrate.ts";

const first = "20990101000000_first.sql";
const second = "20990102000000_second.sql";

let database: TestDatabase;
let opened: Database;
let dir: string;
beforeEach(async () => {
  database = await createTestDatabase();
  opened = createDb(database.connectionString, { max: 12 });
  await opened.pool.query("truncate regulars_migrations");
  dir = mkdtempSync(join(tmpdir(), "regulars-migrations-"));
  writeFileSync(join(dir, first), "create table migrated_first (id int);");
});
afterEach(async () => {
  await opened.close();
  await database.drop();
  rmSync(dir, { recursive: true });
});

async function hasTable(name: string): Promise<boolean> {
  const { rows } = await opened.pool.query<{ found: boolean }>("select to_regclass($1) is not null as found", [name]);
  return rows[0]?.found ?? false;
}

describe("migrations", () => {
  test("are applied once and in order", async () => {
    writeFileSync(join(dir, second), "alter table migrated_first add column name text;");
    expect(await migrate(opened.pool, { dir })).toEqual([first, second]);
    expect(await migrate(opened.pool, { dir })).toEqual([]);
  });

  test("five processes that start at once apply each one once", async () => {
    const applied = await Promise.all(Array.from({ length: 5 }, () => migrate(opened.pool, { dir })));
    expect(applied.flat()).toEqual([first]);
  });

  test("one that fails leaves nothing of itself and stops the ones after it", async () => {
    writeFileSync(join(dir, second), "create table migrated_second (id int); select 1 / 0;");
    await expect(migrate(opened.pool, { dir })).rejects.toThrow(`${second} failed: division by zero`);
    expect(await hasTable("migrated_first")).toBe(true);
    expect(await hasTable("migrated_second")).toBe(false);
  });

  test("a database of a newer program is refused and left alone", async () => {
    await opened.pool.query(
      "insert into regulars_migrations (name, checksum) values ('29990101000000_future.sql', 'x')",
    );
    await expect(migrate(opened.pool, { dir })).rejects.toThrow("made by a newer Regulars");
    expect(await hasTable("migrated_first")).toBe(false);
  });

  test("a file changed after it was applied is refused", async () => {
    await migrate(opened.pool, { dir });
    writeFileSync(join(dir, first), "create table migrated_first (id bigint);");
    await expect(migrate(opened.pool, { dir })).rejects.toThrow("was changed after it had been applied");
  });
});

describe("the schema", () => {
  test("explains every table and column of ours", async () => {
    const { rows } = await opened.pool.query<{ name: string }>(`
      select c.relname || coalesce('.' || a.attname, '') as name
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p') and not c.relispartition
        and (obj_description(c.oid, 'pg_class') is null or col_description(c.oid, a.attnum) is null)`);
    expect(rows.map((row) => row.name)).toEqual([]);
  });

  test("has an index for every foreign key", async () => {
    const { rows } = await opened.pool.query<{ name: string }>(`
      select k.conrelid::regclass || ' ' || k.conname as name from pg_constraint k
      where k.contype = 'f' and k.connamespace = 'public'::regnamespace and not exists (
        select 1 from pg_index i where i.indrelid = k.conrelid
          and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
          and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] <@ k.conkey)`);
    expect(rows.map((row) => row.name)).toEqual([]);
  });
});

describe("numbers from the database", () => {
  test("are numbers while they are exact and an error beyond", async () => {
    const { rows } = await opened.pool.query(
      "select 9007199254740991::bigint as big, 1.25::numeric as part, '{1,2}'::bigint[] as many",
    );
    expect(rows[0]).toEqual({ big: Number.MAX_SAFE_INTEGER, part: 1.25, many: [1, 2] });
    await expect(opened.pool.query("select 9007199254740993::bigint")).rejects.toThrow("does not fit");
  });

  test("days stay days whatever the zone", async () => {
    const { rows } = await opened.pool.query("select '2026-03-01'::date as day, '{2026-03-01,null}'::date[] as days");
    expect(rows[0]).toEqual({ day: "2026-03-01", days: ["2026-03-01", null] });
  });
});
