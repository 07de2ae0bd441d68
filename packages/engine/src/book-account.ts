import { type Draft, Refusal, walletWords } from "./draft.ts";
import type { AdjustFact, SpendFact } from "./facts.ts";
import { credit, spend } from "./ledger.ts";

/** Points given or taken by hand, or an opening balance. Throws Refusal. */
export function bookAdjustment(draft: Draft, fact: AdjustFact): void {
  const { wallet, points, at } = fact;
  if (!draft.compiled.wallets.has(wallet)) throw new Refusal("points.unknown_wallet", { wallet });
  if (!Number.isSafeInteger(points) || points === 0) throw new Refusal("points.invalid_amount", { wallet, points });
  if (points > 0 && fact.expiresAt !== undefined && fact.expiresAt <= at)
    throw new Refusal("points.expired_before_given", { wallet });
  const kind = fact.entryKind ?? "adjust";
  if (kind === "import" && points < 0) throw new Refusal("points.invalid_amount", { wallet, points });
  const explanation = {
    code: kind === "import" ? "import.opening" : "adjust.manual",
    params: { ...walletWords(draft.compiled, wallet), points, reason: fact.reason },
  };
  if (points > 0) credit(draft, { wallet, kind, amount: points, at, expiresAt: fact.expiresAt, explanation });
  else spend(draft, { wallet, kind: "adjust", amount: points, at, explanation });
}

/** Points spent outside an order. Throws Refusal. */
export function bookSpend(draft: Draft, fact: SpendFact): void {
  const { wallet, points, at } = fact;
  const config = draft.compiled.wallets.get(wallet);
  if (!config) throw new Refusal("points.unknown_wallet", { wallet });
  if (!config.spendable) throw new Refusal("points.not_redeemable", { wallet });
  if (!Number.isSafeInteger(points) || points <= 0) throw new Refusal("points.invalid_amount", { wallet, points });
  const params = { ...walletWords(draft.compiled, wallet), points, reason: fact.reason };
  spend(draft, { wallet, kind: "spend", amount: -points, at, explanation: { code: "spend.direct", params } });
}
