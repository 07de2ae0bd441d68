import type { EntryView, IntegrityReport, Member, TimelineItem, WalletSummary } from "@regulars/contracts";
import { createTestApp, type TestApp } from "@regulars/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromPublicId } from "../../platform/ids.ts";
import type { Programmes } from "../programmes/index.ts";
import type { Points } from "./index.ts";

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
interface OrderAnswer {
  order: { id: string; lines: { lineNo: number }[] };
}

const dayMilliseconds = 86_400_000;
let app: TestApp;
let receipts = 0;

/** Points wait a week and then live for thirty days. */
async function publishWaitingPoints(): Promise<void> {
  const programmes = app.modules.find((module) => module.name === "programmes") as Programmes;
  const { body } = await app.call<{ draft: { programme: Record<string, unknown> } }>("/v1/programme/draft");
  const [wallet] = body.draft.programme.wallets as object[];
  const wallets = [
    {
      ...wallet,
      pending: { kind: "duration", duration: "P7D" },
      expiry: { kind: "duration", duration: "P30D", round: "day" },
      negative: "arrears",
    },
  ];
  await app.call("/v1/programme/draft", {
    method: "PUT",
    body: { programme: { ...body.draft.programme, wallets }, revision: 0 },
  });
  const { body: published } = await app.call<{ version: number }>("/v1/programme/publish", { body: { revision: 1 } });
  await app.platform.db.transaction().execute((tx) => programmes.commands.activate(tx, published.version));
  await programmes.load();
}

beforeAll(async () => {
  app = await createTestApp({ now: "2026-03-01T04:00:00Z" });
  await publishWaitingPoints();
});
afterAll(() => app.close());

async function newMember(): Promise<string> {
  const { body } = await app.call<{ member: Member }>("/v1/members", { body: { joinedAt: "2026-01-01T00:00:00Z" } });
  return body.member.id;
}

async function buy(
  memberId: string,
  amount: number,
  redeem: { wallet: string; points: number }[] = [],
): Promise<string> {
  receipts += 1;
  const lines = [{ sku: "A", name: "拿铁", quantity: 2, unitPrice: amount / 2 }];
  const body = {
    externalId: `R-${receipts}`,
    source: "test",
    memberId,
    currency: "CNY",
    placedAt: app.clock.now().toISOString(),
  };
  const answer = await app.call<OrderAnswer>("/v1/orders", { body: { ...body, lines, redeem } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.order.id;
}

async function refund(orderId: string, quantity?: number): Promise<void> {
  receipts += 1;
  const lines = quantity === undefined ? {} : { lines: [{ lineNo: 1, quantity }] };
  const body = { externalId: `F-${receipts}`, refundedAt: app.clock.now().toISOString(), ...lines };
  const answer = await app.call(`/v1/orders/${orderId}/refunds`, { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
}

async function wallet(memberId: string, asOf?: string): Promise<Omit<WalletSummary, "asOf">> {
  const query = asOf === undefined ? "" : `?asOf=${encodeURIComponent(asOf)}`;
  const { body } = await app.call<{ items: WalletSummary[] }>(`/v1/members/${memberId}/wallets${query}`);
  const [first] = body.items;
  if (!first) throw new Error("the member has no wallet");
  const { asOf: _, ...rest } = first;
  return rest;
}

function later(days: number): string {
  return new Date(app.clock.now().getTime() + days * dayMilliseconds).toISOString();
}

describe("balances in time", () => {
  test("ahead, as time alone will leave them; behind, as they were", async () => {
    const member = await newMember();
    const before = app.clock.now().toISOString();
    app.clock.advance(1000);
    await buy(member, 10_000);
    expect(await wallet(member)).toMatchObject({ available: 0, pending: 100, arrears: 0 });
    expect(await wallet(member, later(8))).toMatchObject({ available: 100, pending: 0 });
    expect((await wallet(member, later(8))).expiring).toMatchObject([{ amount: 100 }]);
    expect(await wallet(member, later(60))).toMatchObject({ available: 0, pending: 0, expiring: [] });
    expect(await wallet(member, before)).toMatchObject({ available: 0, pending: 0, expiring: [] });
  });

  test("looking back at any moment shows what was shown at that moment", async () => {
    const member = await newMember();
    const shown: { at: string; wallet: Omit<WalletSummary, "asOf"> }[] = [];
    const remember = async () => {
      shown.push({ at: app.clock.now().toISOString(), wallet: await wallet(member) });
      app.clock.advance(3 * dayMilliseconds);
    };
    await remember();
    const first = await buy(member, 20_000);
    await remember();
    const second = await buy(member, 5_000);
    await remember();
    await remember();
    const paid = await buy(member, 30_000, [{ wallet: "points", points: 150 }]);
    await remember();
    await refund(first);
    await remember();
    await refund(paid, 1);
    await remember();
    await buy(member, 4_000);
    await remember();
    await refund(second);
    for (let step = 0; step < 14; step += 1) await remember();
    await buy(member, 100);
    expect(shown.some((moment) => moment.wallet.arrears > 0)).toBe(true);
    for (const moment of shown) expect(await wallet(member, moment.at), moment.at).toEqual(moment.wallet);
    expect((await prove(member)).findings).toEqual([]);
  });
});

describe("lines and lots", () => {
  test("lines come newest first, page by page, explained in the caller's language", async () => {
    const member = await newMember();
    for (let index = 1; index <= 5; index += 1) await buy(member, index * 1000);
    const url = `/v1/members/${member}/entries`;
    const { body: whole } = await app.call<Page<EntryView>>(url);
    expect(whole.items.map((entry) => entry.amount)).toEqual([50, 40, 30, 20, 10]);
    expect(whole.items.map((entry) => entry.balanceAfter)).toEqual([150, 100, 60, 30, 10]);
    expect(await pages<EntryView>(url, 2)).toEqual(whole.items);
    const { body: chinese } = await app.call<Page<EntryView>>(url, { headers: { "accept-language": "zh-CN" } });
    expect(chinese.items[0]?.text).toMatch(/\p{Script=Han}/u);
    expect(whole.items[0]?.text).toMatch(/50 points/);
    expect((await app.call<Page<EntryView>>(`${url}?wallet=none`)).body.items).toEqual([]);
  });

  test("lots say what is left and whether it waits, lives or is gone", async () => {
    const member = await newMember();
    await buy(member, 1000);
    const statuses = async (query = "") =>
      (await app.call<Page<{ status: string }>>(`/v1/members/${member}/lots${query}`)).body.items.map(
        (lot) => lot.status,
      );
    expect(await statuses()).toEqual(["pending"]);
    app.clock.advance(8 * dayMilliseconds);
    await buy(member, 2000);
    expect(await statuses()).toEqual(["pending", "open"]);
    app.clock.advance(60 * dayMilliseconds);
    expect(await statuses()).toEqual([]);
    expect(await statuses("?status=all")).toEqual(["expired", "expired"]);
  });

  test("why an order gave its points, line by line, with what its refund took", async () => {
    const member = await newMember();
    const order = await buy(member, 2000);
    await refund(order, 1);
    const { body } = await app.call<{
      entries: { kind: string; amount: number; text: string; perLine: { amount: number }[] }[];
      tiers: { progress: { metric: number } }[];
    }>(`/v1/members/${member}/explain?order=${order}`);
    expect(body.entries.map(({ kind, amount }) => ({ kind, amount }))).toEqual([
      { kind: "earn", amount: 20 },
      { kind: "revoke", amount: -10 },
    ]);
    expect(body.entries[0]?.perLine).toEqual([{ lineNo: 1, amount: 20 }]);
    expect(body.tiers[0]?.progress.metric).toBe(1000);
    const stranger = await newMember();
    expect((await app.call(`/v1/members/${stranger}/explain?order=${order}`)).status).toBe(404);
    expect((await app.call(`/v1/members/${member}/explain?order=nonsense`)).status).toBe(400);
  });
});

async function pages<T>(url: string, limit: number): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const mark: string = cursor === null ? "" : `&cursor=${cursor}`;
    const { body }: { body: Page<T> } = await app.call<Page<T>>(
      `${url}${url.includes("?") ? "&" : "?"}limit=${limit}${mark}`,
    );
    items.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return items;
}

describe("the timeline", () => {
  test("tells everything once, newest first, whatever the size of the page", async () => {
    const member = await newMember();
    const order = await buy(member, 200_000);
    await buy(member, 3000);
    app.clock.advance(1000);
    await refund(order);
    const consents = [{ purpose: "marketing", granted: true, textVersion: "1" }];
    await app.call(`/v1/members/${member}`, { method: "PATCH", body: { name: "名", consents } });
    const url = `/v1/members/${member}/timeline`;
    const { body: whole } = await app.call<Page<TimelineItem>>(`${url}?limit=100`);
    const counts = Map.groupBy(whole.items, (item) => item.type);
    expect(Object.fromEntries([...counts].map(([type, items]) => [type, items.length]))).toEqual({
      order: 2,
      refund: 1,
      points: 3,
      tier: 3,
      consent: 1,
      member: 2,
    });
    const times = whole.items.map((item) => Date.parse(item.at));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    for (const limit of [1, 3]) expect(await pages<TimelineItem>(url, limit)).toEqual(whole.items);
    for (const item of whole.items) {
      expect(item.title.zh, item.id).toMatch(/\p{Script=Han}/u);
      expect(item.title.en, item.id).not.toMatch(/undefined|null|^$/);
    }
    const onlyOrders = await app.call<Page<TimelineItem>>(`${url}?types=order,refund`);
    expect(onlyOrders.body.items.map((item) => item.type)).toEqual(["refund", "order", "order"]);
    expect((await app.call(`${url}?types=weather`)).status).toBe(400);
    expect((await app.call(`${url}?cursor=zz`)).status).toBe(400);
  });
});

async function prove(memberId?: string): Promise<IntegrityReport> {
  const query = memberId === undefined ? "" : `?memberId=${memberId}`;
  return (await app.call<IntegrityReport>(`/v1/integrity${query}`)).body;
}

describe("the proof", () => {
  test("holds after everything that happened here, and counts everybody", async () => {
    const member = await newMember();
    await Promise.all(Array.from({ length: 20 }, () => buy(member, 500)));
    const report = await prove();
    const { rows } = await sql<{ n: number }>`select count(*) as n from members`.execute(app.platform.db);
    expect(report).toEqual({ ok: true, checked: rows[0]?.n, findings: [], truncated: false });
  });

  test.each([
    ["an entry that was changed", "update entries set amount = amount + 1", "entries_differ_from_account"],
    ["a line left out", "update entries set balance_after = balance_after + 1", "balance_chain_broken"],
    ["a lot with more than its line gave", "update lots set remaining = remaining - 5", "lots_differ_from_pending"],
    ["a lot that nobody opened", "update lots set id = gen_random_uuid()", "lot_without_entry"],
    [
      "an account that was changed",
      "update member_accounts set state = jsonb_set(state::jsonb, '{wallets,points,available}', '7')",
      "lots_differ_from_available",
    ],
    [
      "less than nothing",
      "update member_accounts set state = jsonb_set(state::jsonb, '{wallets,points,arrears}', '-1')",
      "negative_amount",
    ],
    ["a lot drawn on and not reduced", "update lots set remaining = amount", "lot_overdrawn"],
  ])("finds %s", async (name, damage, code) => {
    const member = await newMember();
    const order = await buy(member, 2000);
    if (code === "lot_overdrawn") await refund(order, 1);
    expect((await prove(member)).ok, name).toBe(true);
    const id = fromPublicId("mbr", member);
    const statement = sql`${sql.raw(damage)} where member_id = ${id}`;
    await statement.execute(app.platform.db);
    const report = await prove(member);
    expect(report.findings.map((finding) => finding.code)).toContain(code);
    expect(report.findings.every((finding) => finding.memberId === member)).toBe(true);
    await sql`delete from entries where member_id = ${id}`.execute(app.platform.db);
    await sql`delete from lots where member_id = ${id}`.execute(app.platform.db);
    await sql`delete from member_accounts where member_id = ${id}`.execute(app.platform.db);
  });

  test("runs every night and complains in the log when something does not agree", async () => {
    const points = app.modules.find((module) => module.name === "points") as Points;
    expect(points.crons).toEqual([{ task: "integrity.nightly", pattern: "40 18 * * *" }]);
    await points.jobs?.["integrity.nightly"]?.(
      {},
      { logger: app.platform.logger, signal: new AbortController().signal },
    );
  });
});

test("reading points needs points:read", async () => {
  const member = await newMember();
  const headers = { authorization: `Bearer ${await app.keyWith(["members:read"])}` };
  for (const path of ["wallets", "entries", "lots", `explain?order=ord_${"0".repeat(32)}`]) {
    expect((await app.call(`/v1/members/${member}/${path}`, { headers })).status, path).toBe(403);
  }
  expect((await app.call("/v1/integrity", { headers })).status).toBe(403);
  expect((await app.call(`/v1/members/${member}/timeline`, { headers })).status).toBe(200);
});
