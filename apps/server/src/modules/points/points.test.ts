import type { EntryView, entryExplainResponse, TimelineItem, WalletSummary } from "@regulars/contracts";
import { programmeSchema } from "@regulars/engine";
import { createShop, createTestApp, type Shop, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

type Explained = z.output<typeof entryExplainResponse>;

const dayMilliseconds = 86_400_000;
let app: TestApp;
let shop: Shop;

beforeAll(async () => {
  app = await createTestApp({ now: "2026-03-01T04:00:00Z" });
  shop = createShop(app);
  // Points wait a week and then live for thirty days.
  await shop.publish({
    pending: { kind: "duration", duration: "P7D" },
    expiry: { kind: "duration", duration: "P30D", round: "day" },
    negative: "arrears",
  });
});
afterAll(() => app.close());

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
    const member = await shop.newMember();
    const before = app.clock.now().toISOString();
    app.clock.advance(1000);
    await shop.buy(member, 10_000);
    expect(await wallet(member)).toMatchObject({ available: 0, pending: 100, arrears: 0 });
    expect(await wallet(member, later(8))).toMatchObject({ available: 100, pending: 0 });
    expect((await wallet(member, later(8))).expiring).toMatchObject([{ amount: 100 }]);
    expect(await wallet(member, later(60))).toMatchObject({ available: 0, pending: 0, expiring: [] });
    expect(await wallet(member, before)).toMatchObject({ available: 0, pending: 0, expiring: [] });
  });

  test("looking back at any moment shows what was shown at that moment", async () => {
    const member = await shop.newMember();
    const shown: { at: string; wallet: Omit<WalletSummary, "asOf"> }[] = [];
    const remember = async () => {
      shown.push({ at: app.clock.now().toISOString(), wallet: await wallet(member) });
      app.clock.advance(3 * dayMilliseconds);
    };
    await remember();
    const first = await shop.buy(member, 20_000);
    await remember();
    const second = await shop.buy(member, 5_000);
    await remember();
    await remember();
    const paid = await shop.buy(member, 30_000, { redeem: [{ wallet: "points", points: 150 }] });
    await remember();
    await shop.refund(first);
    await remember();
    await shop.refund(paid, 1);
    await remember();
    await shop.buy(member, 4_000);
    await remember();
    await shop.refund(second);
    for (let step = 0; step < 14; step += 1) await remember();
    await shop.buy(member, 100);
    expect(shown.some((moment) => moment.wallet.arrears > 0)).toBe(true);
    for (const moment of shown) expect(await wallet(member, moment.at), moment.at).toEqual(moment.wallet);
    expect((await shop.prove(member)).findings).toEqual([]);
  });
});

describe("lines and lots", () => {
  test("lines come newest first, page by page, explained in the caller's language", async () => {
    const member = await shop.newMember();
    for (let index = 1; index <= 5; index += 1) await shop.buy(member, index * 1000);
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
    const member = await shop.newMember();
    await shop.buy(member, 1000);
    const statuses = async (query = "") =>
      (await app.call<Page<{ status: string }>>(`/v1/members/${member}/lots${query}`)).body.items.map(
        (lot) => lot.status,
      );
    expect(await statuses()).toEqual(["pending"]);
    app.clock.advance(8 * dayMilliseconds);
    await shop.buy(member, 2000);
    expect(await statuses()).toEqual(["pending", "open"]);
    app.clock.advance(60 * dayMilliseconds);
    expect(await statuses()).toEqual([]);
    expect(await statuses("?status=all")).toEqual(["expired", "expired"]);
  });

  test("why an order gave its points, line by line, with what its refund took", async () => {
    const member = await shop.newMember();
    const order = await shop.buy(member, 2000);
    await shop.refund(order, 1);
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
    const stranger = await shop.newMember();
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
    const member = await shop.newMember();
    const order = await shop.buy(member, 200_000);
    await shop.buy(member, 3000);
    app.clock.advance(1000);
    await shop.refund(order);
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

test("reading points needs points:read", async () => {
  const member = await shop.newMember();
  const headers = { authorization: `Bearer ${await app.keyWith(["members:read"])}` };
  for (const path of ["wallets", "entries", "lots", `explain?order=ord_${"0".repeat(32)}`]) {
    expect((await app.call(`/v1/members/${member}/${path}`, { headers })).status, path).toBe(403);
  }
  expect((await app.call("/v1/integrity", { headers })).status).toBe(403);
  expect((await app.call(`/v1/members/${member}/timeline`, { headers })).status).toBe(200);
});

describe("holds, transfers and events", () => {
  let member: string;
  let friend: string;

  beforeAll(async () => {
    await shop.publish(
      { pending: { kind: "none" }, expiry: { kind: "duration", duration: "P30D" }, weightBps: 5000, transfer: {} },
      {
        ladders: [],
        rules: programmeSchema.shape.rules.parse([
          {
            id: "base",
            name: { zh: "消费", en: "Shopping" },
            wallet: "points",
            amount: { kind: "rate", points: 1, per: 100 },
          },
          {
            id: "checkin",
            name: { zh: "签到", en: "Check-in" },
            wallet: "points",
            trigger: { kind: "event", event: "checkin" },
            amount: { kind: "fixed", points: 5 },
          },
        ]),
      },
    );
    [member, friend] = [await shop.newMember(), await shop.newMember()];
  });

  test("looking back shows what was held and what was given away", async () => {
    const shown: { at: string; wallet: Omit<WalletSummary, "asOf"> }[] = [];
    const remember = async () => {
      shown.push({ at: app.clock.now().toISOString(), wallet: await wallet(member) });
      app.clock.advance(60_000);
    };
    await shop.buy(member, 20_000);
    await remember();
    const hold = await shop.hold(member, 120);
    await remember();
    await shop.commit(hold, 50);
    await remember();
    await shop.transfer(member, friend, 30);
    await remember();
    const late = await shop.hold(member, 40, 90);
    await remember();
    await remember();
    await shop.event(member, "checkin");
    await remember();
    const third = await shop.hold(member, 10);
    await remember();
    await shop.release(third);
    await remember();
    expect(shown.map(({ wallet: { available, held } }) => [available, held])).toEqual([
      [200, 0],
      [80, 120],
      [150, 0],
      [120, 0],
      [80, 40],
      [80, 40],
      [125, 0],
      [115, 10],
      [125, 0],
    ]);
    for (const moment of shown) expect(await wallet(member, moment.at), moment.at).toEqual(moment.wallet);
    expect(late).toMatch(/^hld_/);
    expect((await shop.prove(member)).findings).toEqual([]);
  });

  test("holds are listed by how they ended, true by time", async () => {
    const statuses = async (query: string) => {
      const { body } = await app.call<Page<{ status: string; points: number; committed: number }>>(
        `/v1/members/${member}/holds${query}`,
      );
      return body.items.map(({ status, points, committed }) => `${status} ${committed}/${points}`);
    };
    expect(await statuses("")).toEqual(["released 0/10", "expired 0/40", "committed 50/120"]);
    expect(await statuses("?status=expired")).toEqual(["expired 0/40"]);
    await shop.hold(member, 7, 60);
    expect(await statuses("?status=held")).toEqual(["held 0/7"]);
    app.clock.advance(60_000);
    expect(await statuses("?status=held")).toEqual([]);
    expect(await statuses("?status=expired")).toEqual(["expired 0/7", "expired 0/40"]);
  });

  test("all are in the timeline, titled in both languages", async () => {
    const { body } = await app.call<Page<TimelineItem>>(`/v1/members/${member}/timeline?types=event,hold,transfer`);
    expect(body.items.map(({ type }) => type)).toEqual(["hold", "hold", "event", "hold", "transfer", "hold"]);
    const transfer = body.items.find(({ type }) => type === "transfer");
    expect(transfer?.data).toMatchObject({ otherMemberId: friend, direction: "out", points: 30 });
    const received = await app.call<Page<TimelineItem>>(`/v1/members/${friend}/timeline?types=transfer`);
    expect(received.body.items[0]?.title.en).toBe("Received 30 points from another member");
    for (const item of body.items) expect(item.title.zh).toMatch(/\p{Script=Han}/u);
  });

  test("lines are picked by kind and time, and all of them go to a spreadsheet", async () => {
    const kinds = async (query: string) =>
      (await app.call<Page<EntryView>>(`/v1/members/${member}/entries${query}`)).body.items.map(({ kind }) => kind);
    expect(await kinds("?kind=earn,transfer_out")).toEqual(["earn", "transfer_out", "earn"]);
    const { body } = await app.call<Page<EntryView>>(`/v1/members/${member}/entries?kind=transfer_out`);
    const at = body.items[0]?.effectiveAt ?? "";
    expect(await kinds(`?to=${encodeURIComponent(at)}&kind=earn,spend`)).toEqual(["spend", "earn"]);
    expect(await kinds(`?from=${encodeURIComponent(at)}&kind=transfer_out`)).toEqual(["transfer_out"]);
    expect((await app.call(`/v1/members/${member}/entries?kind=weather`)).status).toBe(400);
    const file = await app.app.inject({
      url: `/v1/members/${member}/entries/export?kind=earn`,
      headers: { authorization: `Bearer ${app.apiKey}`, "accept-language": "en" },
    });
    const [head, ...rows] = file.body.replace("\ufeff", "").trim().split("\n");
    expect(head?.split(",").slice(0, 6)).toEqual([
      "effectiveAt",
      "recordedAt",
      "wallet",
      "kind",
      "amount",
      "balanceAfter",
    ]);
    expect(rows.map((row) => row.split(",").slice(2, 6))).toEqual([
      ["points", "earn", "5", "125"],
      ["points", "earn", "200", "200"],
    ]);
  });

  test("a line is explained with its rule, its lots and where its points went", async () => {
    const { body: lines } = await app.call<Page<EntryView>>(`/v1/members/${member}/entries?kind=earn`);
    const earned = lines.items.at(-1)?.id ?? "";
    const { body } = await app.call<Explained>(`/v1/entries/${earned}/explain`);
    expect(body.memberId).toBe(member);
    expect(body.rule).toMatchObject({ id: "base", name: { en: "Shopping" } });
    expect(body.rule?.text.en).toMatch(/point/);
    expect(body.chain).toMatchObject({ seq: 1 });
    expect(body.opened?.uses.map(({ kind, amount }) => [kind, amount])).toEqual([
      ["hold", -120],
      ["spend", -50],
      ["release", 70],
      ["transfer_out", -30],
      ["hold", -40],
      ["release", 40],
      ["hold", -10],
      ["release", 10],
      ["hold", -7],
    ]);
    const { body: given } = await app.call<Page<EntryView>>(`/v1/members/${member}/entries?kind=transfer_out`);
    const sent = await app.call<Explained>(`/v1/entries/${given.items[0]?.id}/explain`);
    expect(sent.body.lots).toMatchObject([{ amount: 30, openedBy: { kind: "earn", factKind: "order" } }]);
    expect((await app.call(`/v1/entries/ent_${"0".repeat(32)}/explain`)).status).toBe(404);
  });

  test("wallets are one number by their weight, and what will die is told by month", async () => {
    const { body } = await app.call<{ total: { amount: number; parts: { amount: number }[] } }>(
      `/v1/members/${member}/wallets`,
    );
    expect(body.total).toMatchObject({
      amount: 62,
      parts: [{ wallet: "points", available: 125, weightBps: 5000, amount: 62 }],
    });
    const forecast = await app.call<{ items: { month: string; amount: number; dates: object[] }[] }>(
      `/v1/members/${member}/expiring?wallet=points`,
    );
    expect(forecast.body.items.reduce((sum, { amount }) => sum + amount, 0)).toBe(125);
    const none = await app.call<{ items: object[] }>(
      `/v1/members/${member}/expiring?until=${encodeURIComponent(later(1))}`,
    );
    expect(none.body.items).toEqual([]);
  });
});
