import type { z } from "zod";
import { emptyAccount } from "./account.ts";
import { type CompiledProgramme, compileProgramme } from "./compile.ts";
import { decide } from "./decide.ts";
import type {
  AdjustFact,
  Decision,
  Fact,
  Instant,
  Lot,
  MemberProfile,
  MemberState,
  OrderFact,
  OrderLine,
  OrderOutcome,
  RefundFact,
} from "./facts.ts";
import { type Programme, programmeSchema } from "./programme.ts";

type ProgrammeInput = z.input<typeof programmeSchema>;

export const SHANGHAI = "Asia/Shanghai";

export function text(word: string): { zh: string; en: string } {
  return { zh: word, en: word };
}

/** An instant from local Shanghai time, e.g. `at("2026-03-01 10:15")`. */
export function at(local: string): Instant {
  return Date.parse(`${local.replace(" ", "T")}${local.includes(" ") ? "" : "T00:00"}+08:00`);
}

/** A retail programme in CNY: 1 point per yuan that buys 0.01 yuan, tiers by rolling spend; any part can be replaced. */
export function programme(parts: Partial<ProgrammeInput> = {}): Programme {
  return programmeSchema.parse({
    name: text("test"),
    currency: "CNY",
    zone: SHANGHAI,
    wallets: [{ id: "points", name: text("points"), redemption: { points: 100, amount: 100 } }],
    ladders: [],
    rules: [{ id: "base", name: text("base"), wallet: "points", amount: { kind: "rate", points: 1, per: 100 } }],
    lifecycle: { template: "none", stages: [{ id: "member", name: text("member"), when: { all: [] } }] },
    ...parts,
  });
}

export function ladder(parts: Partial<ProgrammeInput["ladders"][number]> = {}): ProgrammeInput["ladders"][number] {
  return {
    id: "main",
    name: text("main"),
    metric: { kind: "spend" },
    window: { kind: "lifetime" },
    downgrade: { kind: "never" },
    tiers: [
      { id: "normal", name: text("normal"), from: 0 },
      { id: "silver", name: text("silver"), from: 100_000 },
      { id: "gold", name: text("gold"), from: 500_000 },
    ],
    ...parts,
  };
}

export function profile(parts: Partial<MemberProfile> = {}): MemberProfile {
  return {
    id: "member-1",
    joinedAt: at("2026-01-01"),
    birthday: null,
    gender: null,
    kind: "person",
    zone: null,
    source: {},
    attributes: {},
    tags: [],
    consents: [],
    ...parts,
  };
}

export function line(lineNo: number, parts: Partial<OrderLine> = {}): OrderLine {
  return { lineNo, sku: `sku-${lineNo}`, quantity: 1, unitPrice: 10_000, discount: 0, ...parts };
}

/** What `account.leaves` was before and what a store keeps of orders: enough to play a member's life through `decide`. */
export interface Life {
  compiled: CompiledProgramme;
  state: MemberState;
  decisions: Extract<Decision, { ok: true }>[];
  order: (id: string, when: Instant, lines: OrderLine[] | number, redeem?: OrderFact["redeem"]) => Decision;
  refund: (id: string, orderId: string, when: Instant, what?: Pick<RefundFact, "lines" | "amount">) => Decision;
  adjust: (id: string, when: Instant, points: number, parts?: Partial<AdjustFact>) => Decision;
  settle: (when: Instant) => Decision;
  outcome: (orderId: string) => OrderOutcome;
  /** Decides and keeps the result when it was accepted. */
  apply: (fact: Fact) => Decision;
  orders: Map<string, OrderOutcome>;
}

export function outcomeOf(fact: OrderFact, decision: Extract<Decision, { ok: true }>): OrderOutcome {
  const net = new Map(decision.order?.lines.map((one) => [one.lineNo, one.net]));
  const money = (points: Extract<Decision, { ok: true }>["entries"][number]): number =>
    Number(points.explanation.params.money ?? 0);
  return {
    orderId: fact.id,
    at: fact.at,
    storeId: fact.storeId,
    channel: fact.channel,
    source: fact.source,
    lines: fact.lines.map((one) => ({ ...one, refundedQuantity: 0, refundedAmount: 0, net: net.get(one.lineNo) ?? 0 })),
    net: decision.order?.net ?? 0,
    refundedAmount: 0,
    earned: decision.entries
      .filter((entry) => entry.kind === "earn")
      .map((entry) => ({
        entryId: entry.id,
        wallet: entry.wallet,
        ruleId: entry.ruleId ?? "",
        amount: entry.amount,
        clawedBack: 0,
        perLine: entry.perLine,
        budgets: entry.budgets,
      })),
    spent: decision.entries
      .filter((entry) => entry.kind === "spend")
      .map((entry) => ({
        entryId: entry.id,
        wallet: entry.wallet,
        amount: -entry.amount,
        moneyValue: money(entry),
        returned: 0,
        allocations: entry.allocations,
      })),
  };
}

/** The outcome as a store keeps it after a refund was booked. */
export function afterRefund(order: OrderOutcome, decision: Extract<Decision, { ok: true }>): OrderOutcome {
  const refunded = new Map(decision.refund?.lines.map((one) => [one.lineNo, one]));
  const related = (entryId: string): number =>
    decision.entries
      .filter((entry) => entry.relatedEntryId === entryId)
      .reduce((all, entry) => all + Math.abs(entry.amount), 0);
  return {
    ...order,
    refundedAmount: order.refundedAmount + (decision.refund?.amount ?? 0),
    lines: order.lines.map((one) => ({
      ...one,
      refundedQuantity: one.refundedQuantity + (refunded.get(one.lineNo)?.quantity ?? 0),
      refundedAmount: one.refundedAmount + (refunded.get(one.lineNo)?.amount ?? 0),
    })),
    earned: order.earned.map((one) => ({ ...one, clawedBack: one.clawedBack + related(one.entryId) })),
    spent: order.spent.map((one) => ({ ...one, returned: one.returned + related(one.entryId) })),
  };
}

export function live(given: Programme, member: MemberProfile = profile()): Life {
  const compiled = compileProgramme(given, 1);
  let next = 0;
  const ids = (): string => {
    next += 1;
    return `id-${String(next).padStart(6, "0")}`;
  };
  const life: Life = {
    compiled,
    state: { profile: member, account: emptyAccount(compiled, member), lots: [] },
    decisions: [],
    orders: new Map(),
    apply: (fact) => {
      const decision = decide(compiled, life.state, fact, ids);
      if (!decision.ok) return decision;
      life.state = decision.state;
      life.decisions.push(decision);
      if (fact.kind === "order") life.orders.set(fact.id, outcomeOf(fact, decision));
      if (fact.kind === "refund") life.orders.set(fact.order.orderId, afterRefund(fact.order, decision));
      return decision;
    },
    order: (id, when, lines, redeem = []) => life.apply(orderFact(id, when, lines, redeem)),
    refund: (id, orderId, when, what = {}) =>
      life.apply({
        kind: "refund",
        id,
        at: when,
        recordedAt: when,
        reason: null,
        order: life.outcome(orderId),
        ...what,
      }),
    adjust: (id, when, points, parts = {}) =>
      life.apply({
        kind: "adjust",
        id,
        at: when,
        recordedAt: when,
        wallet: "points",
        points,
        reason: "test",
        ...parts,
      }),
    settle: (when) => life.apply({ kind: "settle", id: `settle-${when}`, at: when, recordedAt: when }),
    outcome: (orderId) => {
      const order = life.orders.get(orderId);
      if (!order) throw new Error(`no order ${orderId}`);
      return order;
    },
  };
  return life;
}

export function orderFact(
  id: string,
  when: Instant,
  lines: OrderLine[] | number,
  redeem: OrderFact["redeem"] = [],
): OrderFact {
  return {
    kind: "order",
    id,
    at: when,
    recordedAt: when,
    storeId: "sto_main",
    channel: "pos",
    source: "test",
    currency: "CNY",
    lines: typeof lines === "number" ? [line(1, { unitPrice: lines })] : lines,
    redeem,
  };
}

export function accepted(decision: Decision): Extract<Decision, { ok: true }> {
  if (!decision.ok) throw new Error(`refused: ${decision.code} ${JSON.stringify(decision.params)}`);
  return decision;
}

/** `kind:amount` of each entry, for tables. */
export function booked(decision: Decision): string[] {
  return accepted(decision).entries.map((entry) => `${entry.kind}:${entry.amount}`);
}

export function wallet(life: Life, id = "points"): { available: number; pending: number; arrears: number } {
  const { available, pending, arrears } = life.state.account.wallets[id] ?? { available: 0, pending: 0, arrears: 0 };
  return { available, pending, arrears };
}

export function remainingIn(lots: readonly Lot[], id = "points"): number {
  return lots.filter((lot) => lot.wallet === id).reduce((all, lot) => all + lot.remaining, 0);
}
