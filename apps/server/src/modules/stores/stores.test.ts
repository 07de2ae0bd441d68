import type { Store } from "@regulars/contracts";
import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Programmes } from "../programmes/index.ts";

interface StoreAnswer {
  store: Store;
  code: string;
}

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const body = {
  id: "sto_bund",
  name: "外滩店",
  city: "上海",
  latitude: 31.24,
  longitude: 121.49,
  openedOn: "2025-05-01",
};

test("a store is opened once under its id, also when two people open it at the same moment", async () => {
  const answers = await Promise.all([1, 2, 3].map(() => app.call<StoreAnswer>("/v1/stores", { body })));
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
  expect(answers.find((answer) => answer.status === 201)?.body.store).toMatchObject({
    ...body,
    closedOn: null,
    demo: false,
  });
  expect(answers.find((answer) => answer.status === 409)?.body.code).toBe("store.id_taken");
});

test("conditions know where a store is as soon as it is opened", async () => {
  const programmes = app.modules.find((module) => module.name === "programmes") as Programmes;
  await expect
    .poll(() => programmes.active().programme.directory.storeLocation?.("sto_bund"), { timeout: 6_000, interval: 20 })
    .toEqual({ lat: 31.24, lon: 121.49 });
});

test("a change leaves what is absent and clears what is null", async () => {
  const { body: changed } = await app.call<StoreAnswer>("/v1/stores/sto_bund", {
    method: "PATCH",
    body: { name: "新外滩店", city: null, closedOn: "2026-01-31" },
  });
  expect(changed.store).toMatchObject({ name: "新外滩店", city: null, openedOn: "2025-05-01", closedOn: "2026-01-31" });
});

test.each([
  ["POST", "/v1/stores", { ...body, id: "shop" }, 400],
  ["POST", "/v1/stores", { ...body, id: "sto_x", latitude: 91 }, 400],
  ["POST", "/v1/stores", { ...body, id: "sto_x", closedOn: "2025-04-30" }, 422],
  ["PATCH", "/v1/stores/sto_bund", { openedOn: "2027-01-01" }, 422],
  ["PATCH", "/v1/stores/sto_bund", { owner: "me" }, 400],
  ["PATCH", "/v1/stores/sto_nowhere", { name: "x" }, 404],
] as const)("%s %s %j is answered with its own status", async (method, url, wrong, status) => {
  expect((await app.call(url, { method, body: wrong })).status).toBe(status);
});

test("the list pages by id", async () => {
  const first = await app.call<{ items: Store[]; nextCursor: string }>("/v1/stores?limit=1");
  const second = await app.call<{ items: Store[]; nextCursor: null }>(
    `/v1/stores?limit=1&cursor=${first.body.nextCursor}`,
  );
  expect([...first.body.items, ...second.body.items].map((store) => store.id)).toEqual(["sto_bund", "sto_main"]);
  expect(second.body.nextCursor).toBeNull();
});
