import type { Goal } from "@regulars/contracts";
import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

let app: TestApp;
let headers: { authorization: string };
beforeAll(async () => {
  app = await createTestApp();
  await app.platform.pool.query(
    "insert into stores (id, name) values ('sto_a', 'Store A'), ('sto_b', 'Store B') on conflict do nothing",
  );
  const key = await app.keyWith(["insights:read", "insights:write", "members:read"], "sto_a");
  headers = { authorization: `Bearer ${key}` };
});
afterAll(() => app.close());

const asBound = async (path: string, options: { method?: "PUT" | "DELETE"; body?: object } = {}) => {
  const { status, body } = await app.call<{ code?: string }>(path, { ...options, headers });
  return [status, body.code];
};
const forbidden = [403, "auth.forbidden"];

test("whoever is bound to a store is refused numbers that are of the whole company only", async () => {
  for (const measure of ["pointsIssued", "breakage", "stageChanges", "tierUpgrades"])
    for (const path of ["/v1/explore", "/v1/explore/export"])
      expect(await asBound(path, { body: { measures: ["revenue", measure] } }), measure).toEqual(forbidden);
  expect(await asBound("/v1/scores/history")).toEqual(forbidden);
  expect(await asBound("/v1/insights/closest-members?ladder=main&tier=normal")).toEqual(forbidden);
  expect((await app.call("/v1/scores/history")).status).toBe(200);
});

test("whoever is bound to a store sees, sets and changes its goals only", async () => {
  const goal = { metric: "revenue", from: "2026-01-01", to: "2026-12-31", target: 100 };
  const make = async (parts: object) => (await app.call<Goal>("/v1/goals", { body: { ...goal, ...parts } })).body;
  const whole = await make({});
  const other = await make({ storeId: "sto_b" });
  const own = await make({ storeId: "sto_a" });
  const { body: list } = await app.call<{ items: Goal[] }>("/v1/goals", { headers });
  expect(list.items.map(({ id }) => id)).toEqual([own.id]);
  const made = await app.call<Goal>("/v1/goals", { body: goal, headers });
  expect([made.status, made.body.storeId]).toEqual([201, "sto_a"]);
  expect(await asBound("/v1/goals", { body: { ...goal, storeId: "sto_b" } })).toEqual(forbidden);
  expect(await asBound("/v1/goals", { body: { ...goal, metric: "pointsIssued" } })).toEqual(forbidden);
  for (const { id } of [whole, other]) {
    expect(await asBound(`/v1/goals/${id}`, { method: "PUT", body: { ...goal, version: 1 } })).toEqual(forbidden);
    expect(await asBound(`/v1/goals/${id}`, { method: "DELETE" })).toEqual(forbidden);
  }
  expect((await app.call<{ items: Goal[] }>("/v1/goals")).body.items).toHaveLength(4);
  expect(await asBound(`/v1/goals/${own.id}`, { method: "DELETE" })).toEqual([200, undefined]);
});

test("a month of costs lies in this century, also in a cursor", async () => {
  const enter = async (month: string) => {
    const { status, body } = await app.call<{ errors?: { pointer: string }[] }>("/v1/costs", {
      body: { month, type: "ads", amount: 1 },
    });
    return [status, body.errors?.map(({ pointer }) => pointer)];
  };
  for (const month of ["0000-01", "1999-12", "2100-01", "9999-12", "2026-13"])
    expect(await enter(month), month).toEqual([400, ["/month"]]);
  expect((await enter("2026-05"))[0]).toBe(201);
  const cursor = Buffer.from("0000-01 00000000-0000-7000-8000-000000000001").toString("base64url");
  expect((await app.call(`/v1/costs?cursor=${cursor}`)).status).toBe(400);
});
