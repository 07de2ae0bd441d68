import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fromPublicId } from "../../platform/ids.ts";
import { publish, runJob } from "./test-publish.ts";

const text = (word: string) => ({ zh: word, en: word });

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ now: "2026-06-01T04:00:00Z" });
  const version = await publish(app, (programme) => {
    const [points] = programme.wallets;
    if (points) points.transfer = {};
    programme.rules.push(
      { id: "welcome", name: text("welcome"), wallet: "points", trigger: { kind: "registration" }, amount: fixed(88) },
      { id: "visit", name: text("visit"), wallet: "points", trigger: event("checkin"), amount: fixed(5) },
    );
  });
  await runJob(app, "programme.fill", { version });
});
afterAll(() => app.close());

function fixed(points: number) {
  return { kind: "fixed" as const, points };
}

function event(type: string) {
  return { kind: "event" as const, event: type };
}

interface Outcome {
  entries: { id: string; kind: string; amount: number; text: string }[];
  tierChanges: { to: string; reason: string }[];
  wallets: { wallet: string; available: number; held: number }[];
}

interface Problem {
  code: string;
  errors?: { pointer: string; code: string }[];
}

interface NewMember {
  member: { id: string; wallets: { wallet: string; available: number }[]; tiers: { ladder: string; tier: string }[] };
}

let numbers = 0;

function fresh(): { source: string; externalId: string } {
  numbers += 1;
  return { source: "test", externalId: `M-${numbers}` };
}

async function join(body: object = {}): Promise<NewMember["member"]> {
  const answer = await app.call<NewMember>("/v1/members", { body: { externalId: fresh().externalId, ...body } });
  expect(answer.status).toBe(201);
  return answer.body.member;
}

/** A member with the 88 points of registration. */
async function aMember(): Promise<string> {
  return (await join()).id;
}

async function available(memberId: string): Promise<number | undefined> {
  const { body } = await app.call<{ items: { wallet: string; available: number }[] }>(
    `/v1/members/${memberId}/wallets`,
  );
  return body.items.find(({ wallet }) => wallet === "points")?.available;
}

test("the answer that makes a member carries what registration gives, and a dry run as well", async () => {
  expect((await join()).wallets).toMatchObject([{ wallet: "points", available: 88 }]);
  const dry = await app.call<NewMember>("/v1/members?dry=true", { body: { externalId: fresh().externalId } });
  expect(dry.status).toBe(200);
  expect(dry.body.member.wallets).toMatchObject([{ available: 88 }]);
  expect((await app.call(`/v1/members/${dry.body.member.id}`)).status).toBe(404);
});

test("a member who joined earlier gets what registration gives as of joining", async () => {
  const { id } = await join({ joinedAt: "2026-05-01T00:00:00Z" });
  const { body } = await app.call<{ items: { effectiveAt: string; amount: number }[] }>(`/v1/members/${id}/entries`);
  expect(body.items).toMatchObject([{ amount: 88, effectiveAt: "2026-05-01T00:00:00.000Z" }]);
});

test("points are held, shown, committed in part, and the rest is given back", async () => {
  const memberId = await aMember();
  const body = { memberId, wallet: "points", points: 50, ttlSeconds: 600, reference: "table 4" };
  const held = await app.call<{ hold: { id: string; status: string; expiresAt: string }; outcome: Outcome }>(
    "/v1/holds",
    {
      body,
    },
  );
  expect(held.status).toBe(201);
  expect(held.body.hold).toMatchObject({ status: "held", expiresAt: "2026-06-01T04:10:00.000Z" });
  expect(held.body.outcome.wallets).toMatchObject([{ available: 38, held: 50 }]);
  const url = `/v1/holds/${held.body.hold.id}`;
  const dry = await app.call<{ hold: { status: string } }>(`${url}/commit?dry=true`, { body: {} });
  expect(dry.body.hold.status).toBe("committed");
  expect((await app.call<{ hold: { status: string } }>(url)).body.hold.status).toBe("held");
  const committed = await app.call<{ hold: object; outcome: Outcome }>(`${url}/commit`, { body: { points: 20 } });
  expect(committed.status).toBe(200);
  expect(committed.body.hold).toMatchObject({ status: "committed", committed: 20 });
  expect(await available(memberId)).toBe(68);
  expect((await app.call(`${url}/commit`, { body: { points: 20 } })).body).toEqual(committed.body);
  const late = await app.call<Problem>(`${url}/release`, { method: "POST" });
  expect([late.status, late.body.code]).toEqual([422, "hold.not_open"]);
});

test("a hold is committed and released without a body, and is over when its time is out", async () => {
  const memberId = await aMember();
  const body = { memberId, wallet: "points", points: 10, ttlSeconds: 60, reference: "x" };
  const make = async (): Promise<string> =>
    (await app.call<{ hold: { id: string } }>("/v1/holds", { body })).body.hold.id;
  const [one, two, three] = [await make(), await make(), await make()];
  expect((await app.call(`/v1/holds/${one}/commit`, { method: "POST" })).status).toBe(200);
  expect((await app.call(`/v1/holds/${two}/release`, { method: "POST" })).status).toBe(200);
  app.clock.advance(60_000);
  expect((await app.call(`/v1/holds/${three}`)).body).toMatchObject({ hold: { status: "expired" } });
  const late = await app.call<Problem>(`/v1/holds/${three}/commit`, { method: "POST" });
  expect([late.status, late.body.code]).toEqual([422, "hold.not_open"]);
  expect(await available(memberId)).toBe(78);
});

test("a spend under two request ids is booked once, and a wallet that is not there is pointed at", async () => {
  const memberId = await aMember();
  const body = { memberId, wallet: "points", points: 30, reason: "a mug", ...fresh() };
  const first = await app.call<{ outcome: Outcome }>("/v1/points/spend", { body, headers: { "idempotency-key": "a" } });
  const second = await app.call("/v1/points/spend", { body, headers: { "idempotency-key": "b" } });
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(second.body).toEqual(first.body);
  expect(await available(memberId)).toBe(58);
  const unknown = await app.call<Problem>("/v1/points/spend", { body: { ...body, ...fresh(), wallet: "gold" } });
  expect([unknown.status, unknown.body.code, unknown.body.errors]).toMatchObject([
    422,
    "points.unknown_wallet",
    [{ pointer: "/wallet" }],
  ]);
  for (const points of [0, -1, 1e13, 0.5]) {
    const bad = await app.call<Problem>("/v1/points/spend", { body: { ...body, ...fresh(), points } });
    expect([bad.status, bad.body.errors?.[0]?.pointer]).toEqual([400, "/points"]);
  }
});

test("a transfer tells both sides, and is taken back on both", async () => {
  const [fromMemberId, toMemberId] = [await aMember(), await aMember()];
  const body = { fromMemberId, toMemberId, wallet: "points", points: 40, ...fresh() };
  const gift = await app.call<{ outcome: Outcome; recipient: Outcome }>("/v1/points/transfer", { body });
  expect(gift.status).toBe(201);
  expect(gift.body.outcome.wallets).toMatchObject([{ available: 48 }]);
  expect(gift.body.recipient.wallets).toMatchObject([{ available: 128 }]);
  const self = await app.call<Problem>("/v1/points/transfer", {
    body: { ...body, ...fresh(), toMemberId: fromMemberId },
  });
  expect([self.status, self.body.code]).toEqual([422, "points.transfer_to_self"]);
  const entry = gift.body.recipient.entries[0]?.id;
  const dry = await app.call(`/v1/entries/${entry}/reverse?dry=true`, { body: { reason: "wrong number" } });
  expect(dry.status).toBe(200);
  expect(await available(toMemberId)).toBe(128);
  const back = await app.call<{ counterpart: { memberId: string } }>(`/v1/entries/${entry}/reverse`, {
    body: { reason: "wrong number", memberId: toMemberId },
  });
  expect(back.status).toBe(201);
  expect(back.body.counterpart.memberId).toBe(fromMemberId);
  expect([await available(fromMemberId), await available(toMemberId)]).toEqual([88, 88]);
  const again = await app.call<Problem>(`/v1/entries/${entry}/reverse`, { body: { reason: "another" } });
  expect([again.status, again.body.code]).toEqual([422, "entry.already_reversed"]);
  const nothing = await app.call<Problem>(`/v1/entries/ent_${"0".repeat(32)}/reverse`, { body: { reason: "x" } });
  expect([nothing.status, nothing.body.code]).toEqual([404, "entry.not_found"]);
});

test("a tier is given, shown and taken back, with a reason that is not optional", async () => {
  const memberId = await aMember();
  const { body: page } = await app.call<NewMember>(`/v1/members/${memberId}`);
  const { ladder = "", tier: earned } = page.member.tiers[0] ?? {};
  const { body: current } = await app.call<{ programme: { ladders: { tiers: { id: string }[] }[] } }>("/v1/programme");
  const highest = current.programme.ladders[0]?.tiers.at(-1)?.id ?? "";
  const url = `/v1/members/${memberId}/tiers`;
  const given = await app.call<{ outcome: Outcome }>(url, {
    body: { ladder, tier: highest, reason: "a guest of honour" },
  });
  expect(given.status).toBe(201);
  expect(given.body.outcome.tierChanges).toMatchObject([{ to: highest, reason: "granted" }]);
  const ended = await app.call<{ outcome: Outcome }>(url, {
    body: { ladder, tier: null, reason: "the visit is over" },
  });
  expect(ended.body.outcome.tierChanges).toMatchObject([{ to: earned, reason: "grant_ended" }]);
  const unknown = await app.call<Problem>(url, { body: { ladder, tier: "none-such", reason: "x" } });
  expect([unknown.status, unknown.body.code]).toEqual([422, "tier.unknown_tier"]);
  expect((await app.call<Problem>(url, { body: { ladder, tier: highest } })).status).toBe(400);
});

test("an event earns, an anonymous one is kept, and a batch answers item by item", async () => {
  const memberId = await aMember();
  const at = "2026-06-01T11:00:00+08:00";
  const body = { type: "checkin", memberId, at, properties: { table: 4 }, ...fresh() };
  const first = await app.call<{ event: object; outcome: Outcome }>("/v1/events", { body });
  expect(first.status).toBe(201);
  expect(first.body.outcome.entries).toMatchObject([{ kind: "earn", amount: 5 }]);
  expect((await app.call("/v1/events", { body })).body).toEqual(first.body);
  const events = [
    { ...body, ...fresh() },
    { type: "page_view", anonymousId: "device-1", at, ...fresh() },
    { ...body, ...fresh(), type: "Not A Type" },
    { ...body, ...fresh(), order: { id: `ord_${"0".repeat(32)}` } },
    body,
  ];
  const batch = await app.call<{ items: { status: number; error?: Problem }[] }>("/v1/events/batch", {
    body: { events },
  });
  expect(batch.body.items.map(({ status, error }) => [status, error?.code])).toEqual([
    [201, undefined],
    [201, undefined],
    [400, "request.invalid"],
    [404, "order.not_found"],
    [200, undefined],
  ]);
  expect(await available(memberId)).toBe(98);
  for (const type of ["order", "points.earned", "Check in"]) {
    const bad = await app.call<Problem>("/v1/events", { body: { ...body, ...fresh(), type } });
    expect([bad.status, bad.body.errors?.[0]?.pointer]).toEqual([400, "/type"]);
  }
});

test("the sweeper books holds whose time is out at the instant it was", async () => {
  const memberId = await aMember();
  const body = { memberId, wallet: "points", points: 10, ttlSeconds: 90, reference: "x" };
  const { body: made } = await app.call<{ hold: { expiresAt: string } }>("/v1/holds", { body });
  app.clock.advance(300_000);
  await runJob(app, "accounts.settle_due", {});
  const { rows } = await app.platform.pool.query("select status, closed_at from holds where member_id = $1", [
    fromPublicId("mbr", memberId),
  ]);
  expect(rows).toEqual([{ status: "expired", closed_at: new Date(made.hold.expiresAt) }]);
  expect(await available(memberId)).toBe(88);
});

test("the whole ledger adds up", async () => {
  const { body } = await app.call("/v1/integrity");
  expect(body).toMatchObject({ ok: true, findings: [] });
});
