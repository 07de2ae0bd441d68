import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTillBench,
  happening,
  order,
  reverse,
  statuses,
  type TillBench,
  testProgramme,
} from "./test-builders.ts";

const text = (word: string): { zh: string; en: string } => ({ zh: word, en: word });

const programme = testProgramme({
  wallets: [
    { id: "points", name: text("points"), redemption: { points: 100, amount: 100 } },
    {
      id: "later",
      name: text("later"),
      pending: { kind: "event", event: "order_completed", atLatest: "P30D", otherwise: "cancel" },
    },
  ],
  rules: [
    { id: "base", name: text("base"), wallet: "later", amount: { kind: "rate", points: 1, per: 100 } },
    {
      id: "visit",
      name: text("visit"),
      wallet: "points",
      trigger: { kind: "event", event: "checkin" },
      amount: { kind: "fixed", points: 5 },
      caps: [{ per: "day", times: 1 }],
    },
    {
      id: "third-visit",
      name: text("third visit"),
      wallet: "points",
      trigger: { kind: "event", event: "checkin" },
      when: { event: "checkin", window: { calendar: "month" }, is: { count: { eq: 3 } } },
      amount: { kind: "fixed", points: 50 },
    },
  ],
});

let bench: TillBench;
beforeAll(async () => {
  bench = await createTillBench(programme);
});
afterAll(() => bench.close());

async function aMember(): Promise<string> {
  const [id] = await bench.addMembers(1);
  if (!id) throw new Error("no member was made");
  return id;
}

const day = (date: number): Date => new Date(Date.UTC(2026, 4, date, 3));

async function wallet(memberId: string, id: string): Promise<{ available: number; pending: number }> {
  const { rows } = await bench.pool.query<{ wallet: { available: number; pending: number } }>(
    "select state -> 'wallets' -> $2 as wallet from member_accounts where member_id = $1",
    [memberId, id],
  );
  if (!rows[0]) throw new Error("no account");
  return rows[0].wallet;
}

test("a check-in earns, counts towards the next, and gives once a day", async () => {
  const member = await aMember();
  const earned = [];
  for (const date of [2, 2, 3]) {
    const answer = await bench.accept(happening(member, "checkin", { at: day(date) }));
    earned.push(answer.entries.map(({ ruleId, amount }) => [ruleId, amount]));
  }
  expect(earned).toEqual([
    [["visit", 5]],
    [],
    [
      ["visit", 5],
      ["third-visit", 50],
    ],
  ]);
  expect(await bench.proof()).toEqual([]);
});

test("an event told twenty times at once, under many request ids, is one event", async () => {
  const member = await aMember();
  const event = happening(member, "checkin");
  const answers = (await Promise.all(Array.from({ length: 20 }, () => bench.record([event])))).flat();
  expect(statuses(answers).toSorted()).toEqual(["recorded", ...Array<string>(19).fill("repeated")].toSorted());
  const again = await bench.accept(event);
  expect(again).toMatchObject({ entries: [{ amount: 5 }], event: { type: "checkin", memberId: member } });
  expect(statuses(await bench.record([{ ...event, properties: { beans: 3 } }]))).toEqual([
    "fact.duplicate_with_different_content",
  ]);
  expect(await bench.balance(member)).toBe(5);
});

test("an event of nobody known is kept without a member", async () => {
  const event = happening(undefined, "page_view", { anonymousId: "device-1", properties: { path: "/menu" } });
  const answer = await bench.accept(event);
  expect(answer).toMatchObject({ memberId: null, entries: [], event: { memberId: null, anonymousId: "device-1" } });
  expect((await bench.accept(event)).status).toBe("repeated");
});

test("an event that names an order lets that order's points go, and no others", async () => {
  const member = await aMember();
  const [one, two] = [await bench.accept(order(member, 100)), await bench.accept(order(member, 30))];
  expect(await wallet(member, "later")).toMatchObject({ available: 0, pending: 130 });
  const { order: named } = one;
  await bench.accept(happening(member, "order_completed", { order: { id: named?.id ?? "" } }));
  expect(await wallet(member, "later")).toMatchObject({ available: 100, pending: 30 });
  const { source = "", externalId = "" } = two.order ?? {};
  await bench.accept(happening(member, "order_completed", { order: { source, externalId } }));
  expect(await wallet(member, "later")).toMatchObject({ available: 130, pending: 0 });
  expect(await bench.proof()).toEqual([]);
});

test("points whose event does not come in time are cancelled and never were spendable", async () => {
  const member = await aMember();
  await bench.accept(order(member, 40));
  bench.clock.set("2026-07-05T00:00:00Z");
  await bench.accept({ kind: "settle", memberId: member, at: bench.clock.now() });
  expect(await wallet(member, "later")).toMatchObject({ available: 0, pending: 0 });
  bench.clock.set("2026-06-01T04:00:00Z");
  expect(await bench.proof()).toEqual([]);
});

test("an order and an event about it in one call are recorded in that order", async () => {
  const member = await aMember();
  const bought = order(member, 10);
  const about = { source: bought.source, externalId: bought.externalId };
  expect(statuses(await bench.record([bought, happening(member, "order_completed", { order: about })]))).toEqual([
    "recorded",
    "recorded",
  ]);
  expect(await wallet(member, "later")).toMatchObject({ available: 10, pending: 0 });
});

test("an order of somebody else, a time to come, a strange store and a reserved type are refused", async () => {
  const [member, other] = [await aMember(), await aMember()];
  const bought = await bench.accept(order(other, 10));
  expect(
    statuses(
      await bench.record([
        happening(member, "order_completed", { order: { id: bought.order?.id ?? "" } }),
        happening(member, "checkin", { at: new Date("2026-06-03T00:00:00Z") }),
        happening(member, "checkin", { storeId: "sto_nowhere" }),
        happening(member, "order"),
      ]),
    ),
  ).toEqual(["order.not_found", "event.in_future", "order.store_unknown", "event.reserved_type"]);
});

test("points of an event can be taken back, and then no longer count", async () => {
  const member = await aMember();
  const answer = await bench.accept(happening(member, "checkin"));
  await bench.accept(reverse(member, answer.entries[0]?.id ?? ""));
  expect(await bench.balance(member)).toBe(0);
  expect(await bench.proof()).toEqual([]);
});
