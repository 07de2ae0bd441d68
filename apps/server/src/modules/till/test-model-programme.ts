import { type Programme, programmeSchema } from "@regulars/engine";
import fc from "fast-check";
import { testProgramme } from "./test-builders.ts";
import type { Round } from "./test-model-time.ts";

/** The programmes of the model: small, with every policy of a wallet and of a rule that moves points. */
export interface ModelWallet {
  id: string;
  pending: null | { days: number } | { latestDays: number | null; cancels: boolean };
  life:
    | null
    | { days: number; round: Round }
    | { idleDays: number; round: Round }
    | { month: number; date: number; years: number };
  order: "soonest_expiring" | "oldest";
  negative: "refuse" | "arrears" | "floor";
  returns: null | "regrant" | { days: number };
  pays: null | { points: number; amount: number; shareBps: number; min: number; step: number };
  gifts: null | { min: number; perDay: number; fresh: boolean };
  isPooled: boolean;
  perDay: number | null;
  costPer1000: number;
}

export interface ModelRule {
  id: string;
  wallet: string;
  on: "order" | "checkin" | "raised";
  gives: { kind: "rate"; points: number; per: number } | { kind: "fixed" | "per_unit"; points: number };
  isCoffeeOnly: boolean;
  caps: { per: "order" | "day" | "month" | "lifetime"; points?: number; times?: number }[];
  hasBudget: boolean;
  isInGroup: boolean;
  priority: number;
  /** For members of silver and above. */
  silverBps: number | null;
}

export interface ModelProgramme {
  wallets: ModelWallet[];
  rules: ModelRule[];
  pick: "first" | "best";
  budget: { points: number | null; money: number | null; per: "total" | "month" };
}

export const ladder = [
  { id: "normal", from: 0 },
  { id: "silver", from: 60_000 },
  { id: "gold", from: 200_000 },
];

const round = fc.constantFrom<Round>("day", "month", "year");
const days = (min: number, max: number) => fc.integer({ min, max });

const life: fc.Arbitrary<ModelWallet["life"]> = fc.oneof(
  fc.constant(null),
  fc.record({ days: days(1, 60), round }),
  fc.record({ idleDays: days(1, 40), round: fc.constantFrom<Round>("day", "month") }),
  fc.record({ month: days(1, 12), date: days(1, 28), years: days(0, 1) }),
);

const pending: fc.Arbitrary<ModelWallet["pending"]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.record({ days: days(1, 10) }) },
  { weight: 1, arbitrary: fc.record({ latestDays: days(1, 15), cancels: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ latestDays: null, cancels: false }) },
);

const pays = fc.option(
  fc.record({
    points: days(1, 10),
    amount: days(1, 100),
    shareBps: fc.constantFrom(10_000, 10_000, 5_000),
    min: fc.constantFrom(1, 1, 20),
    step: fc.constantFrom(1, 1, 5),
  }),
  { freq: 6 },
);

const gifts = fc.option(
  fc.record({ min: fc.constantFrom(1, 1, 10), perDay: fc.constantFrom(1e9, 60), fresh: fc.boolean() }),
  { freq: 6 },
);

function wallet(id: string): fc.Arbitrary<ModelWallet> {
  return fc.record({
    id: fc.constant(id),
    pending,
    life,
    order: fc.constantFrom<ModelWallet["order"]>("soonest_expiring", "oldest"),
    negative: fc.constantFrom<ModelWallet["negative"]>("refuse", "arrears", "floor"),
    returns: fc.oneof(fc.constant(null), fc.constant("regrant" as const), fc.record({ days: days(1, 30) })),
    pays,
    gifts,
    isPooled: fc.boolean(),
    perDay: fc.option(days(30, 400), { freq: 2 }),
    costPer1000: fc.constantFrom(0, 37, 1_000),
  });
}

const silverBps = fc.option(fc.constantFrom(15_000, 20_000), { freq: 1 });

const rules: fc.Arbitrary<ModelRule[]> = fc
  .record({
    per: fc.constantFrom(100, 333, 1_000),
    fixed: days(1, 40),
    unit: days(1, 9),
    dayCap: days(10, 80),
    silverBps,
  })
  .map(({ per, fixed, unit, dayCap, silverBps: bps }) => {
    const plain = { isCoffeeOnly: false, hasBudget: false, isInGroup: false, priority: 0, silverBps: null };
    const order = { ...plain, on: "order" as const, caps: [] };
    return [
      { ...order, id: "base", wallet: "points", gives: { kind: "rate", points: 1, per }, silverBps: bps },
      {
        ...{ ...order, id: "bonus", wallet: "points", gives: { kind: "fixed", points: fixed }, hasBudget: true },
        ...{
          priority: 5,
          caps: [
            { per: "day", times: 2 },
            { per: "month", points: dayCap * 3 },
          ],
        },
      },
      {
        ...{ ...order, id: "coffee", wallet: "coins", gives: { kind: "per_unit", points: unit }, isCoffeeOnly: true },
        ...{
          hasBudget: true,
          caps: [
            { per: "order", points: 20 },
            { per: "day", points: dayCap },
          ],
        },
      },
      { ...order, id: "many", wallet: "coins", gives: { kind: "rate", points: 3, per: per * 7 }, isInGroup: true },
      {
        ...{ ...order, id: "few", wallet: "points", gives: { kind: "fixed", points: 7 }, isInGroup: true, priority: 1 },
        caps: [{ per: "lifetime", points: dayCap, times: 6 }],
      },
      {
        ...{ ...plain, id: "raised", wallet: "points", on: "raised", gives: { kind: "fixed", points: fixed } },
        ...{ hasBudget: true, caps: [{ per: "lifetime", times: 2 }] },
      },
      {
        ...{ ...plain, id: "checkin", wallet: "coins", on: "checkin", gives: { kind: "fixed", points: 9 } },
        ...{
          hasBudget: true,
          silverBps: bps,
          caps: [
            { per: "day", times: 1 },
            { per: "month", points: 40 },
          ],
        },
      },
    ];
  });

export const programmes: fc.Arbitrary<ModelProgramme> = fc.record({
  wallets: fc.tuple(wallet("points"), wallet("coins")),
  rules,
  pick: fc.constantFrom<ModelProgramme["pick"]>("first", "best"),
  budget: fc.record({
    points: fc.option(days(20, 600), { freq: 3 }),
    money: fc.option(days(5, 300), { freq: 2 }),
    per: fc.constantFrom<ModelProgramme["budget"]["per"]>("total", "month"),
  }),
});

const text = (word: string) => ({ zh: word, en: word });

function pendingOf({ pending: waits }: ModelWallet): object {
  if (waits === null) return { kind: "none" };
  if ("days" in waits) return { kind: "duration", duration: `P${waits.days}D` };
  const limit = waits.latestDays === null ? {} : { atLatest: `P${waits.latestDays}D` };
  return { kind: "event", event: "completed", ...limit, otherwise: waits.cancels ? "cancel" : "activate" };
}

function expiryOf({ life: lives }: ModelWallet): object {
  if (lives === null) return { kind: "never" };
  if ("days" in lives) return { kind: "duration", duration: `P${lives.days}D`, round: lives.round };
  if ("idleDays" in lives) return { kind: "inactivity", duration: `P${lives.idleDays}D`, round: lives.round };
  return { kind: "fixed_day", month: lives.month, day: lives.date, years: lives.years };
}

function returnsOf({ returns }: ModelWallet): object {
  if (returns === null) return { kind: "keep" };
  return returns === "regrant" ? { kind: "regrant" } : { kind: "minimum", duration: `P${returns.days}D` };
}

function toWallet(model: ModelWallet): object {
  const { id, order, negative, pays: paying, gifts: giving, isPooled, perDay, costPer1000 } = model;
  return {
    ...{ id, name: text(id), pending: pendingOf(model), expiry: expiryOf(model), returns: returnsOf(model) },
    ...{ spendOrder: order, negative, pooling: isPooled ? "household" : "none", costPer1000 },
    ...(paying && {
      redemption: {
        ...{ points: paying.points, amount: paying.amount, maxShareBps: paying.shareBps },
        ...{ minPoints: paying.min, stepPoints: paying.step },
      },
    }),
    ...(giving && {
      transfer: { minPoints: giving.min, maxPerDay: giving.perDay, dates: giving.fresh ? "fresh" : "keep" },
    }),
    ...(perDay !== null && { caps: [{ per: "day", points: perDay }] }),
  };
}

function toRule(model: ModelRule, budget: string): object {
  const { id, wallet: into, on, gives, isCoffeeOnly, caps, hasBudget, isInGroup, priority } = model;
  const silver = { ladder: "main", is: "at_least", tier: "silver" };
  return {
    ...{ id, name: text(id), wallet: into, amount: gives, caps, priority },
    ...(on === "checkin" && { trigger: { kind: "event", event: "checkin" } }),
    ...(on === "raised" && { trigger: { kind: "tier_entry", ladder: "main" } }),
    ...(isCoffeeOnly && { lines: { field: "line.category", op: "eq", value: "coffee" } }),
    ...(hasBudget && { budgets: [budget] }),
    ...(isInGroup && { group: "either" }),
    ...(model.silverBps !== null && {
      multipliers: [{ id: "silver", name: text("silver"), factorBps: model.silverBps, when: { tier: silver } }],
    }),
  };
}

/** The programme as the till knows it, with a budget that no other programme draws on. */
export function toProgramme(model: ModelProgramme, budget: string): Programme {
  const { points, money, per } = model.budget;
  const base = testProgramme();
  return programmeSchema.parse({
    ...base,
    wallets: model.wallets.map(toWallet),
    ladders: base.ladders.map((one) => ({ ...one, tiers: ladder.map((tier) => ({ ...tier, name: text(tier.id) })) })),
    rules: model.rules.map((rule) => toRule(rule, budget)),
    ruleGroups: [{ id: "either", name: text("either"), pick: model.pick }],
    budgets: [
      { id: budget, name: text(budget), per, ...(points !== null && { points }), ...(money !== null && { money }) },
    ],
  });
}
