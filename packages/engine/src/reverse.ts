import { releaseBudgets } from "./budgets.ts";
import { releaseCaps, releaseTransferCap } from "./caps.ts";
import { type Claw, claw } from "./claw.ts";
import { POINTS_EARNED } from "./compile.ts";
import { change, type Draft, findLot, Refusal, walletWords } from "./draft.ts";
import type { ReverseFact } from "./facts.ts";
import { replaceAll } from "./history.ts";
import { giveBack } from "./ledger.ts";
import { worldOf } from "./stage.ts";

const credits = new Set(["earn", "adjust", "import", "transfer_in"]);
const debits = new Set(["spend", "adjust", "transfer_out"]);

/** Takes one entry back: what it gave is clawed back, what it took is returned. Returns the keys of leaves whose state cannot tell. Throws Refusal. */
export function reverseEntry(draft: Draft, fact: ReverseFact): string[] {
  const { entry } = fact;
  const { id, wallet, kind, amount } = entry;
  if (entry.orderId !== null) throw new Refusal("entry.belongs_to_order", { entry: id });
  if (!draft.compiled.wallets.has(wallet)) throw new Refusal("points.unknown_wallet", { wallet });
  if (amount > 0 && credits.has(kind)) return reverseCredit(draft, fact);
  if (amount >= 0 || !debits.has(kind)) throw new Refusal("entry.not_reversible", { entry: id, kind });
  if (kind === "transfer_out") releaseTransferCap(draft, wallet, entry.at, -amount);
  const words = walletWords(draft.compiled, wallet);
  giveBack(draft, {
    wallet,
    amount: -amount,
    // Clocks differ; a reversal is never earlier than its entry.
    at: Math.max(fact.at, entry.at),
    allocations: entry.allocations,
    relatedEntryId: id,
    wasSpent: kind === "spend",
    explain: (points, lapsed) => ({
      code: "return.reversal",
      params: { ...words, points, of: -amount, lapsed, reason: fact.reason },
    }),
  });
  return [];
}

function reverseCredit(draft: Draft, fact: ReverseFact): string[] {
  const { entry } = fact;
  const { wallet, kind, amount, ruleId } = entry;
  const lotId = entry.lotId ?? entry.id;
  const words = walletWords(draft.compiled, wallet);
  const taken = claw(draft, {
    wallet,
    lotId,
    wanted: amount,
    at: Math.max(fact.at, entry.at),
    ruleId,
    relatedEntryId: entry.id,
    ...(kind === "transfer_in" ? transferPolicy(draft, fact, lotId) : {}),
    explain: ({ amount: points, fromOwn, ...rest }) => ({
      code: "revoke.reversal",
      params: { ...words, points, granted: amount, fromOwn, ...rest, reason: fact.reason },
    }),
  });
  if (kind !== "earn") return [];
  change(draft, wallet, { earned: -taken.amount });
  releaseCaps(draft, ruleId, wallet, entry.at, amount, true);
  releaseBudgets(draft, entry.budgets, amount, amount);
  const earned = { type: POINTS_EARNED, at: entry.at, properties: { wallet, points: amount } };
  return replaceAll(draft, [earned], [], worldOf(draft.compiled, draft));
}

/** The giver gets everything back, so everything must be taken: nothing is waived, and what has expired cannot travel back. */
function transferPolicy(draft: Draft, { entry }: ReverseFact, lotId: string): Pick<Claw, "policy"> {
  if ((findLot(draft, lotId)?.lapsed ?? 0) > 0)
    throw new Refusal("entry.not_reversible", { entry: entry.id, kind: entry.kind });
  const policy = draft.compiled.wallets.get(entry.wallet)?.negative;
  return { policy: policy === "arrears" ? "arrears" : "refuse" };
}
