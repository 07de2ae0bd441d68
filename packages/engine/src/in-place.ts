import type { CompiledProgramme } from "./compile.ts";
import type { AccountState, Fact, MemberState, OrderFact } from "./facts.ts";
import type { Rule } from "./programme.ts";

/** More than any rule can give for an order: once, for each minor unit, for each unit of goods. */
export interface MostPoints {
  once: number;
  perMoney: number;
  perUnit: number;
}

const BPS = 10_000;
const MILLION = 1_000_000;

function mostOf({ amount, multipliers }: Rule): MostPoints {
  const factor = multipliers.reduce((all, { factorBps }) => all * Math.max(1, factorBps / BPS), 1);
  switch (amount.kind) {
    case "rate":
      return { once: 1, perMoney: (factor * amount.points) / amount.per, perUnit: 0 };
    case "per_unit":
      return { once: 1, perMoney: 0, perUnit: factor * amount.points };
    case "fixed":
      return { once: 1 + factor * amount.points, perMoney: 0, perUnit: 0 };
    case "formula":
      return { once: 1 + (factor * Number.MAX_SAFE_INTEGER) / MILLION, perMoney: 0, perUnit: 0 };
    case "table": {
      let once = 1;
      let perMoney = 0;
      for (const { points, per } of amount.steps) {
        if (per === undefined) once += factor * points;
        else perMoney += (factor * points) / per;
      }
      return { once, perMoney, perUnit: 0 };
    }
  }
}

/** What all rules of a programme can give together, as points and as what these cost, whichever is more. */
export function mostPoints({ rules, wallets }: Pick<CompiledProgramme, "rules" | "wallets">): MostPoints {
  const most = { once: 0, perMoney: 0, perUnit: 0 };
  for (const { rule } of rules) {
    const cost = Math.max(1, (wallets.get(rule.wallet)?.costPer1000 ?? 0) / 1000);
    const { once, perMoney, perUnit } = mostOf(rule);
    most.once += cost * once;
    most.perMoney += cost * perMoney;
    most.perUnit += cost * perUnit;
  }
  return most;
}

/** A quarter of the largest safe integer: numbers below it add up to one that is safe. */
const SMALL = 2 ** 51;
/** More occasions (birthdays, tiers entered) than time passing in one fact brings. */
const OCCASIONS = 1000;

/**
 * Whether a fact is accepted for certain once it is known to be well formed, so that a state that was given away may be changed as it goes:
 * it draws on no points, and no number comes near what is refused as too large.
 */
export function isSurelyAccepted({ most }: CompiledProgramme, { account }: MemberState, fact: Fact): boolean {
  if (fact.kind !== "order") return (fact.kind === "event" || fact.kind === "settle") && hasRoom(account, most.once);
  if (fact.redeem.length > 0 || (fact.holds && fact.holds.length > 0)) return false;
  return hasRoom(account, most.once, fact, most);
}

function hasRoom({ wallets, orders }: AccountState, once: number, order?: OrderFact, most?: MostPoints): boolean {
  let money = 0;
  let units = 0;
  if (order) {
    for (const line of order.lines) {
      money += line.unitPrice * line.quantity;
      units += line.quantity;
    }
    for (const { amount } of order.tenders ?? []) money += amount;
  }
  const points = OCCASIONS * once + (most ? most.perMoney * money + most.perUnit * units : 0);
  if (!(points + money + units + orders.net < SMALL)) return false;
  for (const id in wallets) {
    const wallet = wallets[id];
    if (!wallet) continue;
    const { available, pending, held, arrears, earned, spent, expired } = wallet;
    if (!(available + pending + held + arrears + earned + spent + expired < SMALL)) return false;
  }
  return true;
}
