import { book, change, type Draft, findLot, ownLot, Refusal } from "./draft.ts";
import type { Explanation, Instant } from "./facts.ts";
import { sum } from "./integer.ts";
import { drawAvailable, drawLot } from "./ledger.ts";
import { touch } from "./lot-life.ts";

/** A credit to take back, or a part of one. */
export interface Claw {
  wallet: string;
  /** The lot it opened. */
  lotId: string;
  wanted: number;
  at: Instant;
  ruleId: string | null;
  relatedEntryId: string;
  /** Instead of the wallet's `negative`. */
  policy?: "refuse" | "arrears" | "floor";
  explain: (taken: Clawed) => Explanation;
}

/** Where the points came from. `amount` = what was booked: `fromOwn + fromOthers + arrears`. */
export interface Clawed {
  amount: number;
  fromOwn: number;
  fromOthers: number;
  arrears: number;
  waived: number;
  lapsed: number;
}

/** Points of the credit's own lot that have expired unspent are gone already: they are set off, not taken a second time from elsewhere. */
function setOffLapsed(draft: Draft, lotId: string, amount: number): number {
  const lot = findLot(draft, lotId);
  const setOff = Math.min(lot?.lapsed ?? 0, amount);
  if (!lot || setOff === 0) return 0;
  const owned = ownLot(draft, lot);
  owned.lapsed = (owned.lapsed ?? 0) - setOff;
  return setOff;
}

/** Takes points back: from the lot they opened (also while it waits), then from other spendable lots, then as the policy says. Throws Refusal. */
export function claw(draft: Draft, given: Claw): Clawed {
  const { wallet, wanted, at } = given;
  const own = drawLot(draft, given.lotId, wanted);
  const fromOwn = sum(own.map((part) => part.amount));
  const lapsed = setOffLapsed(draft, given.lotId, wanted - fromOwn);
  const others = drawAvailable(draft, wallet, wanted - fromOwn - lapsed);
  const fromOthers = sum(others.map((part) => part.amount));
  const short = wanted - fromOwn - lapsed - fromOthers;
  const policy = given.policy ?? draft.compiled.wallets.get(wallet)?.negative ?? "arrears";
  if (short > 0 && policy === "refuse") {
    throw new Refusal("points.insufficient_balance", {
      wallet,
      available: fromOwn + fromOthers,
      needed: wanted - lapsed,
    });
  }
  // Points that are only held are not spent: stopping at zero would let a hold save them from being taken back.
  const held = draft.account.wallets[wallet]?.held ?? 0;
  const arrears = policy === "arrears" ? short : Math.min(short, held);
  const amount = fromOwn + fromOthers + arrears;
  const taken = { amount, fromOwn, fromOthers, arrears, waived: short - arrears, lapsed };
  if (amount === 0) return taken;
  change(draft, wallet, { arrears });
  touch(draft, wallet, at);
  book(draft, {
    wallet,
    kind: "revoke",
    amount: -amount,
    at,
    ...(given.ruleId === null ? {} : { ruleId: given.ruleId }),
    allocations: [...own, ...others],
    relatedEntryId: given.relatedEntryId,
    explanation: given.explain(taken),
  });
  return taken;
}
