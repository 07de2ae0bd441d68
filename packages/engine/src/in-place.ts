import type { CompiledProgramme } from "./compile.ts";
import type { AccountState, Fact, MemberState, OrderFact } from "./facts.ts";
import type { MostPoints } from "./most-points.ts";
import { isPaidWithPoints } from "./payment.ts";

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
  if (isPaidWithPoints(fact)) return false;
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
