import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fromPublicId, toPublicId } from "../../platform/ids.ts";
import { publish, runJob } from "./test-publish.ts";

const text = (word: string) => ({ zh: word, en: word });

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ now: "2026-06-01T04:00:00Z" });
  const version = await publish(app, (programme) => {
    const [points] = programme.wallets;
    if (points) points.expiry = { kind: "duration", duration: "P1M", round: "day" };
    programme.rules.push(
      { id: "welcome", name: text("welcome"), wallet: "points", trigger: { kind: "registration" }, amount: fixed(88) },
      { id: "cake", name: text("cake"), wallet: "points", trigger: { kind: "birthday" }, amount: fixed(50) },
    );
  });
  await runJob(app, "programme.fill", { version });
});
afterAll(() => app.close());

function fixed(points: number) {
  return { kind: "fixed" as const, points };
}

async function aMember(): Promise<string> {
  const { body } = await app.call<{ member: { id: string } }>("/v1/members", {
    body: { joinedAt: "2026-06-01T03:00:00Z", birthday: "1990-06-20" },
  });
  return fromPublicId("mbr", body.member.id);
}

async function entriesOf(memberId: string): Promise<[string, number][]> {
  const { rows } = await app.platform.pool.query<{ kind: string; amount: number }>(
    "select kind, amount from entries where member_id = $1 order by id",
    [memberId],
  );
  return rows.map(({ kind, amount }) => [kind, amount]);
}

async function setStatus(memberId: string, status: string): Promise<void> {
  const { status: answered } = await app.call(`/v1/members/${toPublicId("mbr", memberId)}`, {
    method: "PATCH",
    body: { status },
  });
  expect(answered).toBe(200);
}

test("time passes for those who are frozen: points die, nothing is earned, and the sweeper goes on to others", async () => {
  const [frozen, other] = [await aMember(), await aMember()];
  expect(await entriesOf(frozen)).toEqual([["earn", 88]]);
  await setStatus(frozen, "frozen");
  app.clock.set("2026-08-10T04:00:00Z");
  await runJob(app, "accounts.settle_due", {});
  expect(await entriesOf(frozen)).toEqual([
    ["earn", 88],
    ["expire", -88],
  ]);
  expect(await entriesOf(other)).toEqual([
    ["earn", 88],
    ["earn", 50],
    ["expire", -88],
    ["expire", -50],
  ]);
  await setStatus(frozen, "active");
  app.clock.set("2027-06-21T04:00:00Z");
  await runJob(app, "accounts.settle_due", {});
  expect((await entriesOf(frozen)).slice(2)).toEqual([["earn", 50]]);
});

test("an account that cannot be settled does not keep the sweeper from the others, nor busy for ever", async () => {
  const [broken, other] = [await aMember(), await aMember()];
  await app.platform.pool.query(
    "update member_accounts set state = jsonb_set(state::jsonb, '{tiers}', 'null')::json where member_id = $1",
    [broken],
  );
  app.clock.set("2027-09-01T04:00:00Z");
  await runJob(app, "accounts.settle_due", {});
  expect(await entriesOf(other)).toEqual([
    ["earn", 88],
    ["expire", -88],
  ]);
});
