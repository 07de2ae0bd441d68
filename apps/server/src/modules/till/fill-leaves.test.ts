import { type CompiledLeaf, type CompiledProgramme, compileProgramme, measure, type Programme } from "@regulars/engine";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fillAccounts, withLeavesOf } from "./accounts-job.ts";
import { toWork } from "./batch-context.ts";
import { fillMissingLeaves } from "./fill-leaves.ts";
import { loadMembers } from "./read-store.ts";
import { recordCommands } from "./record.ts";
import { createTillBench, grant, happening, order, reverse, type TillBench, testProgramme } from "./test-builders.ts";
import type { TillCommand } from "./till-command.ts";
import type { MemberWork } from "./till-records.ts";

const text = (word: string): { zh: string; en: string } => ({ zh: word, en: word });
const fixed = (points: number) => ({ kind: "fixed" as const, points });

/** Rules of every trigger, asking about orders, events and points in windows of every kind. */
const programme: Programme = testProgramme({
  wallets: [{ id: "points", name: text("points"), redemption: { points: 100, amount: 100 } }],
  ladders: [
    {
      id: "main",
      name: text("main"),
      metric: {
        kind: "growth",
        parts: [
          { of: { kind: "spend" }, points: 1, per: 1_000 },
          { of: { kind: "events", event: "checkin" }, points: 20, per: 1 },
          { of: { kind: "points_earned", wallet: "points" }, points: 1, per: 10 },
        ],
      },
      window: { kind: "rolling", duration: "P90D" },
      downgrade: { kind: "never" },
      tiers: [
        { id: "normal", name: text("normal"), from: 0 },
        { id: "silver", name: text("silver"), from: 60 },
        { id: "gold", name: text("gold"), from: 200 },
      ],
    },
  ],
  rules: [
    { id: "base", name: text("base"), wallet: "points", amount: { kind: "rate", points: 1, per: 100 } },
    {
      id: "third",
      name: text("third"),
      wallet: "points",
      when: { event: "order", window: { calendar: "month" }, is: { count: { eq: 3 } } },
      amount: fixed(50),
    },
    {
      id: "visit",
      name: text("visit"),
      wallet: "points",
      trigger: { kind: "event", event: "checkin" },
      when: { event: "checkin", window: { last: "P30D" }, is: { sum: { of: "event.properties.beans", gte: 3 } } },
      amount: fixed(5),
    },
    { id: "welcome", name: text("welcome"), wallet: "points", trigger: { kind: "registration" }, amount: fixed(10) },
    { id: "cake", name: text("cake"), wallet: "points", trigger: { kind: "birthday" }, amount: fixed(15) },
    {
      id: "risen",
      name: text("risen"),
      wallet: "points",
      trigger: { kind: "tier_entry", ladder: "main" },
      when: { event: "order", is: { max: { of: "order.net", gte: 1 } } },
      amount: fixed(30),
    },
  ],
});

let bench: TillBench;
const compiled: CompiledProgramme = compileProgramme(programme, 1);
beforeAll(async () => {
  bench = await createTillBench(programme);
});
afterAll(() => bench.close());

type Step =
  | { kind: "order" | "event"; day: number; amount: number }
  | { kind: "refund" | "reverse"; which: number; amount: number }
  | { kind: "grant"; tier: string | null };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("order" as const), day: fc.nat(130), amount: fc.nat(300) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("event" as const), day: fc.nat(130), amount: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("refund" as const), which: fc.nat(9), amount: fc.nat(100) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("reverse" as const), which: fc.nat(9), amount: fc.constant(0) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("grant" as const), tier: fc.constantFrom("gold", null) }) },
);

let refunds = 0;
const dayOf = (day: number): Date => new Date(Date.UTC(2026, 0, 10 + day, 4));

interface Lived {
  orders: string[];
  earned: string[];
}

function toCommand(member: string, one: Step, { orders, earned }: Lived): TillCommand | null {
  const at = new Date("2026-06-01T03:00:00Z");
  switch (one.kind) {
    case "order":
      return order(member, one.amount, { placedAt: dayOf(one.day) });
    case "event": {
      const id = one.amount % 2 === 0 ? orders.at(-1) : undefined;
      const about = id ? { order: { id } } : {};
      return happening(member, "checkin", { at: dayOf(one.day), properties: { beans: one.amount }, ...about });
    }
    case "refund": {
      const id = orders[one.which % Math.max(1, orders.length)];
      refunds += 1;
      const externalId = `refund-${refunds}`;
      return id
        ? { kind: "refund", order: { id }, externalId, amount: one.amount * 100 + 1, refundedAt: at, actor: "test" }
        : null;
    }
    case "reverse": {
      const id = earned[one.which % Math.max(1, earned.length)];
      return id ? reverse(member, id, { at }) : null;
    }
    case "grant":
      return grant(member, one.tier, { at });
  }
}

async function live(member: string, steps: Step[]): Promise<void> {
  const lived: Lived = { orders: [], earned: [] };
  for (const one of steps) {
    const command = toCommand(member, one, lived);
    const [answer] = command ? await bench.record([command]) : [];
    if (answer?.status !== "recorded") continue;
    if (command?.kind === "order" && answer.order) lived.orders.push(answer.order.id);
    lived.earned.push(
      ...answer.entries.filter(({ kind, factKind }) => kind === "earn" && factKind !== "order").map(({ id }) => id),
    );
  }
}

/** What each leaf answers today, yesterday and five days ago. */
function valuesOf({ account, profile }: MemberWork): Record<string, (number | null)[]> {
  const context = { profile, zone: compiled.zone, account };
  const now = bench.clock.now().getTime();
  const answersOf = (leaf: CompiledLeaf): (number | null)[] => {
    const state = account.leaves[leaf.key];
    return state ? [0, 1, 5].map((days) => measure(leaf, state, now - days * 86_400_000, context)) : [];
  };
  return Object.fromEntries(compiled.leaves.map((leaf) => [leaf.key, answersOf(leaf)]));
}

test("leaves filled from history are the leaves folded at the till, whatever has happened", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const [member] = await bench.addMembers(1);
      await bench.pool.query("update members set birthday = '1990-03-03' where id = $1", [member]);
      await live(member ?? "", steps);
      const client = await bench.pool.connect();
      try {
        const [loaded] = await loadMembers(client, [member ?? ""], { dry: true, withConsents: false });
        if (!loaded) throw new Error("the member is gone");
        const work = toWork({ ...loaded, account: { ...loaded.account, leaves: {} } });
        await fillMissingLeaves(client, compiled, [work]);
        expect(valuesOf(work)).toEqual(valuesOf(toWork(loaded)));
      } finally {
        client.release();
      }
    }),
    { numRuns: 25 },
  );
  expect(await bench.proof()).toEqual([]);
}, 120_000);

test("what is told between the filling of a version and its first day is counted by it", async () => {
  const [member = ""] = await bench.addMembers(1);
  const visits = (count: number) => ({ event: "tasting", is: { count: { eq: count } } });
  const rule = { id: "third", name: text("third"), wallet: "points", when: visits(3), amount: fixed(9) };
  const trigger = { kind: "event" as const, event: "tasting" };
  const next = compileProgramme(testProgramme({ rules: [{ ...rule, trigger }] }), 2);
  await bench.accept(happening(member, "tasting"));
  const signal = new AbortController().signal;
  await fillAccounts(bench.pool, { active: compiled, next, signal, onProgress: async () => {} });
  const both = withLeavesOf(compiled, next);
  const deps = { ...bench.deps, programme: () => ({ compiled: both, withConsents: false }) };
  await recordCommands(deps, [happening(member, "tasting")]);
  const later = { ...bench.deps, programme: () => ({ compiled: next, withConsents: false }) };
  const [third] = await recordCommands(later, [happening(member, "tasting")]);
  expect(third).toMatchObject({ status: "recorded", entries: [{ ruleId: "third", amount: 9 }] });
});
