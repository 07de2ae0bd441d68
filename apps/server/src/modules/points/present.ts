import type { EntryView, Locale } from "@regulars/contracts";
import { type Explanation, explain } from "@regulars/engine";
import { toPublicId } from "../../platform/ids.ts";

/** Who reads: the language, and the currency in which amounts are told. */
export interface Reader {
  locale: Locale;
  currency: string;
}

export interface EntryRow {
  id: string;
  wallet: string;
  kind: string;
  amount: number;
  balance_after: number;
  fact_kind: string;
  fact_id: string;
  order_id: string | null;
  rule_id: string | null;
  lot_id: string | null;
  explanation: Explanation;
  programme_version: number;
  effective_at: Date;
  recorded_at: Date;
  available_at: Date | null;
  expires_at: Date | null;
}

export const entryColumns = `id, wallet, kind, amount, balance_after, fact_kind, fact_id, order_id, rule_id, lot_id,
  explanation, programme_version, effective_at, recorded_at, available_at, expires_at`;

const factPrefixes: Record<string, string> = {
  order: "ord",
  claim: "ord",
  refund: "rfd",
  adjust: "adj",
  settle: "stl",
  event: "evt",
  spend: "spd",
  hold: "hld",
  commit: "hld",
  release: "hld",
  transfer: "trf",
  reverse: "rev",
  tier_grant: "grt",
};

/** The public id of what made an entry. */
export function factPublicId(kind: string, id: string): string {
  const prefix = factPrefixes[kind];
  if (!prefix) throw new Error(`entries of ${kind} have no public id`);
  return toPublicId(prefix, id);
}

export function entryView(row: EntryRow, reader: Reader): EntryView {
  return {
    id: toPublicId("ent", row.id),
    wallet: row.wallet,
    kind: row.kind,
    amount: row.amount,
    balanceAfter: row.balance_after,
    factKind: row.fact_kind,
    factId: factPublicId(row.fact_kind, row.fact_id),
    orderId: row.order_id === null ? null : toPublicId("ord", row.order_id),
    ruleId: row.rule_id,
    lotId: row.lot_id === null ? null : toPublicId("lot", row.lot_id),
    programmeVersion: row.programme_version,
    effectiveAt: row.effective_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    availableAt: row.available_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    explanation: row.explanation,
    text: textOf(row.explanation, reader),
  };
}

/** An explanation in the reader's language. */
export function textOf(explanation: Explanation, { locale, currency }: Reader): string {
  return explain(explanation, locale === "en" ? "en" : "zh", { currency });
}
