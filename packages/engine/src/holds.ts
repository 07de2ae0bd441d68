import { book, change, type Draft, findLot, Refusal, walletWords } from "./draft.ts";
import type { Allocation, CommitFact, Explanation, Hold, HoldFact, Instant, ReleaseFact } from "./facts.ts";
import { sum } from "./integer.ts";
import { drawAvailable, spendableOf } from "./ledger.ts";
import { lotsOf, putBack, settleReturned, touch, watchAt } from "./lot-life.ts";

/** Reserves points. Throws Refusal. */
export function openHold(draft: Draft, fact: HoldFact): void {
  const { wallet, points, at, expiresAt } = fact;
  const config = draft.compiled.wallets.get(wallet);
  if (!config) throw new Refusal("points.unknown_wallet", { wallet });
  if (!config.spendable) throw new Refusal("points.not_redeemable", { wallet });
  if (!Number.isSafeInteger(points) || points <= 0) throw new Refusal("points.invalid_amount", { wallet, points });
  if (expiresAt <= at) throw new Refusal("hold.expires_too_early");
  const available = spendableOf(draft, wallet);
  if (available < points) throw new Refusal("points.insufficient_balance", { wallet, available, needed: points });
  const allocations = drawAvailable(draft, wallet, points);
  change(draft, wallet, { held: points });
  touch(draft, wallet, at);
  book(draft, {
    wallet,
    kind: "hold",
    amount: -points,
    at,
    allocations,
    explanation: {
      code: "hold.open",
      params: { ...walletWords(draft.compiled, wallet), points, hold: fact.id, reference: fact.reference },
    },
  });
  const hold: Hold = {
    id: fact.id,
    wallet,
    points,
    status: "held",
    expiresAt,
    reference: fact.reference,
    allocations,
    committed: 0,
  };
  keep(draft, hold);
  // A late fact may tell of a hold that is over by now.
  if (expiresAt <= draft.account.settledAt) timeOutHold(draft, hold);
  else watchAt(draft, wallet, expiresAt);
}

/** Spends what a hold reserved, all or a part; the rest goes back to its lots. Throws Refusal. */
export function commitHold(draft: Draft, fact: CommitFact): void {
  const hold = heldFor(draft, fact.hold);
  const points = fact.points ?? hold.points;
  const { wallet } = hold;
  if (!Number.isSafeInteger(points) || points <= 0) throw new Refusal("points.invalid_amount", { wallet, points });
  if (points > hold.points) throw new Refusal("hold.exceeded", { held: hold.points, needed: points });
  const params = { ...walletWords(draft.compiled, wallet), points, hold: hold.id, reference: hold.reference };
  spendHold(draft, hold, { points, at: fact.at, explanation: { code: "spend.hold", params } });
}

/** Gives back what a hold reserved. Throws Refusal. */
export function releaseHold(draft: Draft, fact: ReleaseFact): void {
  const hold = heldFor(draft, fact.hold);
  keep(draft, { ...hold, status: "released" });
  touch(draft, hold.wallet, fact.at);
  release(draft, hold, { allocations: hold.allocations, at: fact.at, code: "hold.release" });
}

/** The hold as it now is; refuses when it is no longer open. */
export function heldFor(draft: Draft, given: Hold): Hold {
  const hold = draft.holds.find(({ id }) => id === given.id) ?? given;
  if (hold.status !== "held" || hold.expiresAt <= draft.account.settledAt)
    throw new Refusal("hold.not_open", { hold: hold.id });
  return hold;
}

/** Books an open hold as spent: `points` of it, soonest-drawn lots first, and the rest as released. */
export function spendHold(
  draft: Draft,
  hold: Hold,
  { points, at, explanation }: { points: number; at: Instant; explanation: Explanation },
): void {
  const { wallet } = hold;
  const [spent, rest] = split(hold.allocations, points);
  keep(draft, { ...hold, status: "committed", committed: points });
  change(draft, wallet, { held: -points, spent: points });
  touch(draft, wallet, at);
  // Readers of the ledger tell by the hold that these points had left their lots before.
  const params = { ...explanation.params, hold: hold.id };
  book(draft, {
    wallet,
    kind: "spend",
    amount: -points,
    at,
    allocations: spent,
    explanation: { ...explanation, params },
  });
  if (rest.length > 0) release(draft, hold, { allocations: rest, at, code: "hold.rest" });
}

/** Books that a hold's time is over, at the instant it was. Lots that die later die by the steps of time still to come. */
export function timeOutHold(draft: Draft, hold: Hold): void {
  keep(draft, { ...hold, status: "expired" });
  const { allocations, expiresAt } = hold;
  release(draft, hold, { allocations, at: expiresAt, code: "hold.expired", until: expiresAt });
}

interface Release {
  allocations: readonly Allocation[];
  at: Instant;
  code: "hold.release" | "hold.rest" | "hold.expired";
  /** Absent = `settledAt`. */
  until?: Instant;
}

function release(draft: Draft, hold: Hold, { allocations, at, code, until }: Release): void {
  const { wallet } = hold;
  const points = sum(allocations.map(({ amount }) => amount));
  change(draft, wallet, { held: -points });
  const { lots, paid } = putBack(
    draft,
    wallet,
    lotsOf((id) => findLot(draft, id), allocations),
  );
  const params = { ...walletWords(draft.compiled, wallet), points, hold: hold.id, reference: hold.reference };
  const parts: Explanation[] = paid > 0 ? [{ code: "arrears.paid", params: { points: paid } }] : [];
  book(draft, {
    wallet,
    kind: "release",
    amount: points,
    at,
    allocations: [...allocations],
    explanation: { code, params, ...(parts.length > 0 ? { parts } : {}) },
  });
  settleReturned(draft, lots, at, until ?? draft.account.settledAt);
}

function keep(draft: Draft, hold: Hold): void {
  const index = draft.holds.findIndex(({ id }) => id === hold.id);
  if (index < 0) draft.holds.push(hold);
  else draft.holds[index] = hold;
  draft.changedHolds ??= new Map();
  draft.changedHolds.set(hold.id, hold);
}

function split(allocations: readonly Allocation[], points: number): [Allocation[], Allocation[]] {
  const first: Allocation[] = [];
  const rest: Allocation[] = [];
  let left = points;
  for (const { lotId, amount } of allocations) {
    const taken = Math.min(left, amount);
    left -= taken;
    if (taken > 0) first.push({ lotId, amount: taken });
    if (amount > taken) rest.push({ lotId, amount: amount - taken });
  }
  return [first, rest];
}
