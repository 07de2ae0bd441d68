import type { CompiledProgramme } from "./compile.ts";
import type { AccountState, Fact, Instant, LotNeeds } from "./facts.ts";
import { activationOf, expiryOf, lapseOf } from "./lot-dates.ts";

/** What the facts themselves draw on, name, and may bring to life again. */
interface Wishes {
  debit: Record<string, number>;
  lotIds: Set<string>;
  /** Wallets whose lots may get points back, or which get lots whose dates come with the fact. */
  refilled: Set<string>;
  awaiting: { event: string; orderId: string | null }[];
}

/** Which lots `decide` will need for these facts of one member, taken together and in any order. `now` may be later than all of them. */
export function lotNeeds(
  compiled: CompiledProgramme,
  account: AccountState,
  facts: readonly Fact[],
  now: Instant,
): LotNeeds {
  const changesUntil = facts.reduce((latest, fact) => Math.max(latest, fact.at), Math.max(account.settledAt, now));
  const wishes: Wishes = { debit: {}, lotIds: new Set(), refilled: new Set(), awaiting: [] };
  for (const fact of facts) wish(compiled, wishes, fact);
  const changes = new Set<string>();
  const everyLot = new Set<string>();
  for (const [id, { nextLotChangeAt, lapsesAt }] of Object.entries(account.wallets)) {
    if (nextLotChangeAt !== null && nextLotChangeAt <= changesUntil) changes.add(id);
    if (lapsesAt !== undefined && lapsesAt <= changesUntil) everyLot.add(id);
  }
  if (facts.length > 1) changedOnTheWay(compiled, { account, facts, until: changesUntil, wishes, changes, everyLot });
  const oldestFirst = Object.keys(wishes.debit).filter((id) => compiled.wallets.get(id)?.spendOrder === "oldest");
  const holds = [...new Set([...changes, ...everyLot])].filter((id) => (account.wallets[id]?.held ?? 0) > 0);
  const waits = wishes.awaiting.length > 0 && Object.values(account.wallets).some(({ pending }) => pending > 0);
  return {
    debit: wishes.debit,
    lotIds: [...wishes.lotIds],
    changes: [...changes],
    changesUntil,
    ...(oldestFirst.length > 0 ? { oldestFirst } : {}),
    ...(everyLot.size > 0 ? { everyLot: [...everyLot] } : {}),
    ...(holds.length > 0 ? { holds } : {}),
    ...(waits ? { awaiting: wishes.awaiting } : {}),
  };
}

function wish({ programme }: CompiledProgramme, wishes: Wishes, fact: Fact): void {
  switch (fact.kind) {
    case "order":
      for (const { wallet, points } of fact.redeem) owe(wishes, wallet, points);
      break;
    case "refund":
      wishRefund(wishes, fact);
      break;
    case "event":
      wishes.awaiting.push({ event: fact.type, orderId: fact.orderId });
      break;
    case "adjust":
      owe(wishes, fact.wallet, -fact.points);
      break;
    case "spend":
    case "hold":
    case "transfer_out":
      owe(wishes, fact.wallet, fact.points);
      break;
    case "commit":
    case "release":
      for (const { lotId } of fact.hold.allocations) wishes.lotIds.add(lotId);
      wishes.refilled.add(fact.hold.wallet);
      break;
    case "transfer_in":
      wishes.refilled.add(fact.wallet);
      break;
    case "reverse":
      if (fact.entry.lotId !== null) wishes.lotIds.add(fact.entry.lotId);
      for (const { lotId } of fact.entry.allocations) wishes.lotIds.add(lotId);
      owe(wishes, fact.entry.wallet, fact.entry.amount);
      wishes.refilled.add(fact.entry.wallet);
      break;
    case "tier_redeem":
      for (const { id, wallet, points } of programme.tierOffers) if (id === fact.offer) owe(wishes, wallet, points);
      break;
    case "tier_grant":
    case "settle":
      break;
  }
}

function wishRefund(wishes: Wishes, { order }: Extract<Fact, { kind: "refund" }>): void {
  for (const earned of order.earned) {
    wishes.lotIds.add(earned.entryId);
    owe(wishes, earned.wallet, earned.amount - earned.clawedBack);
  }
  for (const { wallet, allocations } of order.spent) {
    for (const { lotId } of allocations) wishes.lotIds.add(lotId);
    wishes.refilled.add(wallet);
  }
}

function owe({ debit }: Wishes, wallet: string, points: number): void {
  // An absurd wish is refused by `decide`; here it must not ask for more than a number can say.
  if (points > 0) debit[wallet] = Math.min(Number.MAX_SAFE_INTEGER, (debit[wallet] ?? 0) + points);
}

const DAY_MS = 86_400_000;

interface Way {
  account: AccountState;
  facts: readonly Fact[];
  until: Instant;
  wishes: Wishes;
  changes: Set<string>;
  everyLot: Set<string>;
}

/** The earliest instant at which these facts may open a lot: birthdays before the first of them come with it. */
function firstOf({ rulesOf }: CompiledProgramme, { account, facts }: Way): Instant {
  const first = Math.min(...facts.map((fact) => fact.at));
  if (rulesOf.birthday.length === 0 && rulesOf.anniversary.length === 0) return first;
  return Math.min(first, account.occasionsUntil ?? account.settledAt);
}

/** Wallets in which an earlier fact may open, or give back to, a lot that changes before a later fact: their next change must be found again. */
function changedOnTheWay(compiled: CompiledProgramme, way: Way): void {
  const { wallets, zone } = compiled;
  const { facts, until, wishes, changes, everyLot } = way;
  const first = firstOf(compiled, way);
  // The member's own zone may be ahead of the programme's.
  const latest = until + 2 * DAY_MS;
  for (const wallet of wallets.values()) {
    const activeFrom = activationOf(wallet, first, zone);
    const expiresAt = expiryOf(wallet, first, zone);
    if ((activeFrom > first && activeFrom <= latest) || (expiresAt !== null && expiresAt <= latest))
      changes.add(wallet.id);
    if ((lapseOf(wallet, first, zone) ?? latest + 1) <= latest) everyLot.add(wallet.id);
  }
  for (const wallet of wishes.refilled) changes.add(wallet);
  for (const fact of facts) {
    if (fact.kind === "adjust" && fact.expiresAt !== undefined && fact.expiresAt <= until) changes.add(fact.wallet);
    if (fact.kind === "hold" && fact.expiresAt <= until) changes.add(fact.wallet);
  }
}
