import { createTestDatabase, type TestDatabase } from "@regulars/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDb, type Database } from "../../platform/db.ts";
import { migrate } from "../../platform/migrate.ts";
import { currentDocument } from "./document-format.ts";

const file = "20261125000100_programme-documents.sql";
const old = {
  name: { zh: "旧", en: "old" },
  rules: [
    { id: "plain", trigger: "order", wallet: "points" },
    { id: "capped", trigger: "order", maxPerOrder: 500 },
    { id: "both", caps: [{ per: "day", points: 5 }], maxPerOrder: 7 },
    { id: "new", trigger: { kind: "registration" } },
    { id: "half typed", maxPerOrder: "many" },
    null,
  ],
};
const now = {
  name: { zh: "旧", en: "old" },
  rules: [
    { id: "plain", trigger: { kind: "order" }, wallet: "points" },
    { id: "capped", trigger: { kind: "order" }, caps: [{ per: "order", points: 500 }] },
    {
      id: "both",
      caps: [
        { per: "day", points: 5 },
        { per: "order", points: 7 },
      ],
    },
    { id: "new", trigger: { kind: "registration" } },
    { id: "half typed", maxPerOrder: "many" },
    null,
  ],
};

let database: TestDatabase;
let opened: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  opened = createDb(database.connectionString, { max: 2 });
});
afterAll(async () => {
  await opened.close();
  await database.drop();
});

test("stored versions and the draft are rewritten to the triggers and caps of today", async () => {
  const { pool } = opened;
  await pool.query("delete from regulars_migrations where name = $1", [file]);
  const document = JSON.stringify(old);
  await pool.query(
    `insert into programme_versions (version, status, document, valid_from, published_by)
     values (1, 'published', $1::jsonb, now(), 'x'), (2, 'failed', '{"rules": "none"}', now(), 'x')`,
    [document],
  );
  await pool.query("insert into programme_draft (document, updated_by) values ($1::jsonb, 'x')", [document]);
  expect(await migrate(pool)).toEqual([file]);
  const versions = await pool.query<{ document: unknown }>("select document from programme_versions order by version");
  expect(versions.rows.map((row) => row.document)).toEqual([now, { rules: "none" }]);
  const draft = await pool.query<{ document: unknown }>("select document from programme_draft");
  expect(draft.rows[0]?.document).toEqual(now);
});

test("an imported document of an earlier format becomes what the migration makes of it", () => {
  expect(currentDocument(old, 1)).toEqual(now);
  expect(currentDocument(now, 2)).toEqual(now);
});

test("a document of a format that is not known yet is refused", () => {
  expect(currentDocument(now, 3)).toBeNull();
});
