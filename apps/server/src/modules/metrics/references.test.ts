import { referencesResponse, type ScoreSettings } from "@regulars/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../../packages/testing/src/database.ts";
import { createDb, type Db } from "../../platform/db.ts";
import { readSettings, writeSettings } from "../scores/index.ts";
import { changeReferences, listReferences, referenceLabel, referenceLines } from "./references.ts";

let database: TestDatabase;
let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  database = await createTestDatabase();
  ({ db, close } = createDb(database.connectionString, { max: 2 }));
});
afterAll(async () => {
  await close();
  await database.drop();
});

const change = (values: Record<string, number | null>) =>
  db.transaction().execute((tx) => changeReferences(tx, values));
const put = (settings: Partial<ScoreSettings>) =>
  db.transaction().execute(async (tx) => writeSettings(tx, { ...(await readSettings(tx)), ...settings }));
async function valueIn(id: string, name: string) {
  const { items } = referencesResponse.parse({ items: await listReferences(db), label: referenceLabel });
  return items.find((item) => item.id === id)?.values[name];
}

test("the warning period of membership and the gap between channels have the article's numbers", async () => {
  expect(await valueIn("N04", "churn.tenureBand.from")).toMatchObject({ value: 8, original: 8, edited: false });
  expect(await valueIn("N04", "churn.tenureBand.to")).toMatchObject({ value: 12, edited: false });
  expect(await valueIn("N20", "bench.cacGap")).toEqual({ value: 0.4, original: 0.4, edited: false, setting: false });
});

test("a reference that scoring goes by is the setting itself, changed in either place", async () => {
  await change({ "winback.maxCostRatio": 0.5, "churn.tenureBand.to": 14, "churn.leadDays": 20 });
  expect(await readSettings(db)).toMatchObject({
    winBackCostRatio: 0.5,
    tenureBand: { from: 8, to: 14 },
    leadDays: 20,
  });
  await put({ winBackCostRatio: 0.7, activityDrop: 0.6 });
  expect(await valueIn("N05", "winback.maxCostRatio")).toEqual({
    value: 0.7,
    original: 0.6,
    edited: true,
    setting: true,
  });
  expect(await valueIn("N03", "churn.activityDrop")).toMatchObject({ value: 0.6, setting: true });
  expect(await referenceLines(db, { "winback.maxCostRatio": "share" })).toMatchObject([{ value: 0.7, edited: true }]);
  await change({ "winback.maxCostRatio": null });
  expect((await readSettings(db)).winBackCostRatio).toBe(0.6);
  expect(await valueIn("N05", "winback.maxCostRatio")).toMatchObject({ value: 0.6, edited: false });
});

test("what the setting cannot be, and what is not there, is refused with a pointer and changes nothing", async () => {
  await expect(change({ "bench.cacGap": 0.3, "churn.leadDays": 500 })).rejects.toMatchObject({
    code: "request.invalid",
    errors: [{ pointer: "/values/churn.leadDays", code: "reference.out_of_range" }],
  });
  await expect(change({ "bench.cacGap": 0.3, nonsense: 1 })).rejects.toMatchObject({
    errors: [{ pointer: "/values/nonsense", code: "reference.unknown" }],
  });
  expect(await valueIn("N20", "bench.cacGap")).toMatchObject({ value: 0.4, edited: false });
  await change({ "bench.cacGap": 0.3 });
  expect(await valueIn("N20", "bench.cacGap")).toMatchObject({ value: 0.3, edited: true });
});
