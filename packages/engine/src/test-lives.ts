import fc from "fast-check";
import type { Decision, EntryDecision, Fact, Hold, MemberState, ReverseFact } from "./facts.ts";
import type { Programme } from "./programme.ts";
import { at, type Life, ladder, line, orderFact, programme, text } from "./test-builders.ts";

export const start = at("2026-01-31 20:00");
export const HOUR = 3_600_000;

interface Paced {
  hours: number;
}

/** Something that happens to a member; `which` picks among what earlier acts left. */
export type Act = Paced &
  (
    | { do: "order"; prices: number[]; quantity: number; pay: number; backHours: number; withHold: boolean }
    | {
        do: "refund";
        which: number;
        lineNo: number;
        quantity: number;
        amount: number;
        how: "all" | "lines" | "amount";
      }
    | { do: "adjust"; points: number; dieHours: number }
    | { do: "settle" }
    | { do: "event"; type: "completed" | "checkin"; which: number | null; backHours: number }
    | { do: "spend" | "give"; points: number }
    | { do: "receive"; points: number; dieHours: number; ageHours: number }
    | { do: "hold"; points: number; lastHours: number; backHours: number }
    | { do: "commit"; which: number; points: number | null }
    | { do: "release"; which: number }
    | { do: "reverse"; which: number }
  );

const hours = fc.integer({ min: 0, max: 24 * 40 });
const points = fc.integer({ min: 1, max: 300 });
const backHours = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 24 * 60 }));
const which = fc.nat(20);

const orderOrRefund: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    do: fc.constant("order" as const),
    hours,
    prices: fc.array(fc.integer({ min: 0, max: 9_999 }), { minLength: 1, maxLength: 4 }),
    quantity: fc.integer({ min: 1, max: 4 }),
    pay: fc.oneof(fc.constant(0), points),
    backHours,
    withHold: fc.boolean(),
  }),
  fc.record({
    do: fc.constant("refund" as const),
    hours,
    which,
    lineNo: fc.integer({ min: 1, max: 4 }),
    quantity: fc.integer({ min: 1, max: 4 }),
    amount: fc.integer({ min: 1, max: 15_000 }),
    how: fc.constantFrom("all" as const, "lines" as const, "amount" as const),
  }),
);

const other: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    do: fc.constant("adjust" as const),
    hours,
    points: fc.integer({ min: -200, max: 200 }),
    dieHours: fc.nat(24 * 90),
  }),
  fc.record({ do: fc.constant("settle" as const), hours }),
  fc.record({
    do: fc.constant("event" as const),
    hours,
    type: fc.constantFrom("completed" as const, "checkin" as const),
    which: fc.option(which),
    backHours,
  }),
  fc.record({ do: fc.constantFrom("spend" as const, "give" as const), hours, points }),
  fc.record({
    do: fc.constant("receive" as const),
    hours,
    points,
    dieHours: fc.nat(24 * 60),
    ageHours: fc.nat(24 * 30),
  }),
  fc.record({
    do: fc.constant("hold" as const),
    hours,
    points: fc.integer({ min: 1, max: 60 }),
    lastHours: fc.integer({ min: 0, max: 24 * 30 }),
    backHours,
  }),
  fc.record({ do: fc.constant("commit" as const), hours, which, points: fc.option(fc.integer({ min: 1, max: 40 })) }),
  fc.record({ do: fc.constant("release" as const), hours, which }),
  fc.record({ do: fc.constant("reverse" as const), hours, which: fc.nat(60) }),
);

const ofHolds = other.filter((one) => one.do === "hold" || one.do === "commit" || one.do === "release");

export const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: orderOrRefund },
  { weight: 5, arbitrary: other },
  { weight: 2, arbitrary: ofHolds },
);

/** Orders, refunds, adjustments and time alone. */
export const plainAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: orderOrRefund },
  other.filter((one) => one.do === "adjust" || one.do === "settle"),
);

export const programmes: fc.Arbitrary<Programme> = fc
  .record({
    negative: fc.constantFrom("arrears" as const, "floor" as const, "refuse" as const),
    pending: fc.constantFrom(
      { kind: "none" as const },
      { kind: "duration" as const, duration: "P3D" },
      { kind: "event" as const, event: "completed" },
      { kind: "event" as const, event: "completed", atLatest: "P5D" },
      { kind: "event" as const, event: "completed", atLatest: "P5D", otherwise: "cancel" as const },
    ),
    expiry: fc.constantFrom(
      { kind: "never" as const },
      { kind: "duration" as const, duration: "P10D" },
      { kind: "duration" as const, duration: "P1M", round: "month" as const },
      { kind: "inactivity" as const, duration: "P9D" },
    ),
    returns: fc.constantFrom(
      { kind: "keep" as const },
      { kind: "minimum" as const, duration: "P4D" },
      { kind: "regrant" as const },
    ),
    spendOrder: fc.constantFrom("soonest_expiring" as const, "oldest" as const),
    transfer: fc.constantFrom({ dates: "keep" as const }, { dates: "fresh" as const, maxPerDay: 200 }),
    downgrade: fc.constantFrom(
      { kind: "never" as const },
      { kind: "period_end" as const, validFor: "P1M", grace: "P5D" },
    ),
    rounding: fc.constantFrom("floor" as const, "half_up" as const, "ceil" as const),
  })
  .map(({ downgrade, rounding, ...wallet }) =>
    programme({
      wallets: [
        { id: "points", name: text("points"), redemption: { points: 3, amount: 2 }, ...wallet },
        { id: "growth", name: text("growth"), spendable: false },
      ],
      ladders: [
        ladder({
          window: { kind: "rolling", duration: "P60D" },
          downgrade,
          tiers: [
            { id: "normal", name: text("n"), from: 0 },
            { id: "silver", name: text("s"), from: 10_000, orPoints: { wallet: "growth", from: 50 } },
            { id: "gold", name: text("g"), from: 30_000 },
          ],
        }),
      ],
      rules: [
        {
          id: "base",
          name: text("base"),
          wallet: "points",
          amount: { kind: "rate", points: 3, per: 100 },
          rounding,
          multipliers: [
            {
              id: "gold",
              name: text("gold"),
              factorBps: 15_000,
              when: { tier: { ladder: "main", is: "at_least", tier: "gold" } },
            },
          ],
        },
        {
          id: "third",
          name: text("third"),
          wallet: "points",
          amount: { kind: "fixed", points: 20 },
          when: { event: "order", window: { last: "P30D" }, is: { count: { gte: 3 } } },
        },
        { id: "growth", name: text("growth"), wallet: "growth", amount: { kind: "per_unit", points: 5 } },
        {
          id: "checkin",
          name: text("checkin"),
          wallet: "points",
          trigger: { kind: "event", event: "checkin" },
          amount: { kind: "fixed", points: 10 },
          caps: [{ per: "week", points: 25 }],
        },
        {
          id: "birthday",
          name: text("birthday"),
          wallet: "points",
          trigger: { kind: "birthday" },
          amount: { kind: "fixed", points: 15 },
        },
      ],
    }),
  );

type OnFact = (fact: Fact, before: MemberState, decision: Decision) => void;

/** The facts a list of acts comes to; many look at what earlier facts left, so they are made one by one. */
export function play(life: Life, acts: readonly Act[], onFact?: OnFact): void {
  let now = start;
  const booked: { entry: EntryDecision; orderId: string | null }[] = [];
  const reversed = new Set<string>();
  acts.forEach((one, index) => {
    now += one.hours * HOUR;
    const fact = toFact(one, { id: `fact-${index}`, now, life, booked, reversed });
    if (!fact) return;
    const before = life.state;
    const decision = life.apply(fact);
    if (decision.ok) {
      const orderId = fact.kind === "order" ? fact.id : fact.kind === "refund" ? fact.order.orderId : null;
      booked.push(...decision.entries.map((entry) => ({ entry, orderId })));
      if (fact.kind === "reverse") reversed.add(fact.entry.id);
    }
    onFact?.(fact, before, decision);
  });
}

interface Scene {
  id: string;
  now: number;
  life: Life;
  booked: readonly { entry: EntryDecision; orderId: string | null }[];
  reversed: ReadonlySet<string>;
}

function toFact(one: Act, scene: Scene): Fact | null {
  const { id, now } = scene;
  const base = { id, at: now, recordedAt: now };
  switch (one.do) {
    case "order":
      return toOrder(one, scene);
    case "refund":
      return toRefund(one, scene);
    case "adjust": {
      const die = one.points > 0 && one.dieHours > 0 ? { expiresAt: now + one.dieHours * HOUR } : {};
      return { ...base, kind: "adjust", wallet: "points", points: one.points, reason: "test", ...die };
    }
    case "settle":
      return { ...base, kind: "settle" };
    case "event":
      return toEvent(one, scene);
    case "spend":
      return { ...base, kind: "spend", wallet: "points", points: one.points, reason: "test" };
    case "give":
      return {
        ...base,
        kind: "transfer_out",
        wallet: "points",
        points: one.points,
        to: "m2",
        reason: "member",
        note: null,
      };
    case "receive": {
      const half = Math.ceil(one.points / 2);
      const activeFrom = now - one.ageHours * HOUR;
      const lots = [
        { amount: half, activeFrom, expiresAt: one.dieHours > 0 ? now + one.dieHours * HOUR : null },
        { amount: one.points, activeFrom: activeFrom - HOUR, expiresAt: now + (one.dieHours + 1) * 2 * HOUR },
      ];
      const rest = { from: "m2", reason: "member" as const, note: null, relatedEntryId: "theirs" };
      return { ...base, kind: "transfer_in", wallet: "points", lots, ...rest };
    }
    case "hold": {
      const when = now - one.backHours * HOUR;
      const expiresAt = when + one.lastHours * HOUR;
      return { ...base, at: when, kind: "hold", wallet: "points", points: one.points, expiresAt, reference: "test" };
    }
    case "commit": {
      const hold = holdOf(scene, one.which);
      return hold ? { ...base, kind: "commit", hold, ...(one.points === null ? {} : { points: one.points }) } : null;
    }
    case "release": {
      const hold = holdOf(scene, one.which);
      return hold ? { ...base, kind: "release", hold } : null;
    }
    case "reverse":
      return toReversal(one, scene);
  }
}

function holdOf({ life }: Scene, index: number): Hold | undefined {
  const all = life.state.holds ?? [];
  const open = all.filter((hold) => hold.status === "held");
  const holds = open.length > 0 && index % 4 > 0 ? open : all;
  return holds[index % Math.max(1, holds.length)];
}

function orderOf({ life }: Scene, index: number): ReturnType<Life["outcome"]> | undefined {
  return [...life.orders.values()][index % Math.max(1, life.orders.size)];
}

function toOrder(one: Extract<Act, { do: "order" }>, { id, now, life }: Scene): Fact {
  const lines = one.prices.map((unitPrice, position) => line(position + 1, { unitPrice, quantity: one.quantity }));
  const redeem = one.pay > 0 ? [{ wallet: "points", points: one.pay }] : [];
  const open = (life.state.holds ?? []).filter((hold) => hold.status === "held");
  const holds = one.withHold && open.length > 0 ? { holds: open.slice(0, 2) } : {};
  return { ...orderFact(id, now - one.backHours * HOUR, lines, redeem), ...holds };
}

function toRefund(one: Extract<Act, { do: "refund" }>, scene: Scene): Fact | null {
  const { id, now } = scene;
  const order = orderOf(scene, one.which);
  if (!order) return null;
  const what =
    one.how === "lines"
      ? { lines: [{ lineNo: one.lineNo, quantity: one.quantity }] }
      : one.how === "amount"
        ? { amount: one.amount }
        : {};
  return { kind: "refund", id, at: now, recordedAt: now, reason: null, order, ...what };
}

function toEvent(one: Extract<Act, { do: "event" }>, scene: Scene): Fact {
  const { id, now } = scene;
  const orderId = one.which === null ? null : (orderOf(scene, one.which)?.orderId ?? null);
  const rest = { source: "test", storeId: null, channel: null, properties: {} };
  return { kind: "event", id, at: now - one.backHours * HOUR, recordedAt: now, type: one.type, orderId, ...rest };
}

function toReversal(one: Extract<Act, { do: "reverse" }>, { id, now, booked, reversed }: Scene): ReverseFact | null {
  const open = booked.filter(({ entry }) => !reversed.has(entry.id));
  const found = open[one.which % Math.max(1, open.length)];
  if (!found) return null;
  const { wallet, kind, amount, at: when, ruleId, lotId, allocations, budgets = [] } = found.entry;
  return {
    kind: "reverse",
    id,
    at: now,
    recordedAt: now,
    reason: "test",
    entry: {
      id: found.entry.id,
      wallet,
      kind,
      amount,
      at: when,
      orderId: found.orderId,
      ruleId,
      lotId,
      allocations,
      budgets,
    },
  };
}
