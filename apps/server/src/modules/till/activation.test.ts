import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publish, runJob } from "./test-publish.ts";

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ now: "2026-06-10T04:00:00Z" });
});
afterAll(() => app.close());

interface OrderAnswer {
  order: { id: string };
  outcome: { entries: { ruleId: string | null; amount: number }[]; tierChanges: { from: string | null; to: string }[] };
}

let receipts = 0;

async function buy(memberId: string, placedAt: string, yuan = 10): Promise<OrderAnswer> {
  receipts += 1;
  const answer = await app.call<OrderAnswer>("/v1/orders", {
    body: {
      externalId: `A-${receipts}`,
      source: "test",
      memberId,
      currency: "CNY",
      placedAt,
      lines: [{ sku: "X", quantity: 1, unitPrice: yuan * 100 }],
    },
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

async function newMember(): Promise<string> {
  receipts += 1;
  const { body } = await app.call<{ member: { id: string } }>("/v1/members", {
    body: { externalId: `act-${receipts}` },
  });
  return body.member.id;
}

const text = (word: string) => ({ zh: word, en: word });

test("a version whose rules ask about the past knows it from its first day, orders in between included", async () => {
  const memberId = await newMember();
  await buy(memberId, "2026-06-01T10:00:00+08:00");
  const version = await publish(app, (programme) => {
    (programme.rules as object[]).push({
      id: "third",
      name: text("third visit"),
      wallet: "points",
      when: { event: "order", window: { calendar: "month" }, is: { count: { eq: 3 } } },
      amount: { kind: "fixed", points: 50 },
    });
  });
  // Still under the old version; it must be counted by the new one all the same.
  const between = await buy(memberId, "2026-06-02T10:00:00+08:00");
  expect(between.outcome.entries.map((entry) => entry.ruleId)).toEqual(["base"]);
  const newcomer = await newMember();
  await buy(newcomer, "2026-06-02T10:00:00+08:00");
  await runJob(app, "programme.fill", { version });
  const third = await buy(memberId, "2026-06-03T10:00:00+08:00");
  expect(third.outcome.entries.map(({ ruleId, amount }) => [ruleId, amount])).toEqual([
    ["base", 10],
    ["third", 50],
  ]);
  await buy(newcomer, "2026-06-03T10:00:00+08:00");
  const thirdOfNewcomer = await buy(newcomer, "2026-06-04T10:00:00+08:00");
  expect(thirdOfNewcomer.outcome.entries).toHaveLength(2);
});

test("lowering a threshold moves members when the version takes effect", async () => {
  const memberId = await newMember();
  await buy(memberId, "2026-06-01T10:00:00+08:00", 600);
  const version = await publish(app, (programme) => {
    const [ladder] = programme.ladders as { tiers: { id: string; from: number }[] }[];
    const silver = ladder?.tiers.find((tier) => tier.id === "silver");
    if (silver) silver.from = 50_000;
  });
  await runJob(app, "programme.fill", { version });
  await runJob(app, "accounts.settle_all", {});
  const { body } = await app.call<{ member: { tiers: { tier: string }[] } }>(`/v1/members/${memberId}`);
  expect(body.member.tiers).toMatchObject([{ tier: "silver" }]);
});

test("points that expire are gone by time, and the sweeper books what is already true", async () => {
  const version = await publish(app, (programme) => {
    const [wallet] = programme.wallets as { expiry: object }[];
    if (wallet) wallet.expiry = { kind: "duration", duration: "P30D" };
  });
  await runJob(app, "programme.fill", { version });
  const memberId = await newMember();
  await buy(memberId, "2026-06-10T10:00:00+08:00", 70);
  app.clock.set(new Date("2026-07-20T04:00:00Z"));
  const { body: before } = await app.call<{ items: object[] }>(`/v1/members/${memberId}/wallets`);
  expect(before.items).toMatchObject([{ wallet: "points", available: 0 }]);
  await runJob(app, "accounts.settle_due", {});
  const { body: entries } = await app.call<{ items: { kind: string; amount: number }[] }>(
    `/v1/members/${memberId}/entries`,
  );
  expect(entries.items.map(({ kind, amount }) => [kind, amount])).toEqual([
    ["expire", -70],
    ["earn", 70],
  ]);
  const { body: proof } = await app.call<{ ok: boolean; findings: object[] }>("/v1/integrity");
  expect(proof).toMatchObject({ ok: true, findings: [] });
});
