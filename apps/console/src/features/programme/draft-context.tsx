import type { Programme } from "@regulars/engine";
import { createContext, useContext } from "react";
import { currencyDigits } from "../../shared/format.ts";
import type { DraftList } from "./draft-place.ts";
import type { ProgrammeFinding } from "./programme-api.ts";

export interface DraftContextValue {
  programme: Programme;
  readOnly: boolean;
  /** Of the draft as last saved. */
  findings: ProgrammeFinding[];
  /** Which item of a list is unfolded. */
  open: Partial<Record<DraftList, number | null>>;
  setOpen(list: DraftList, index: number | null): void;
  /** Where the reader was last led; what is folded around it unfolds. */
  target: { pointer: string } | null;
  /** Ids that members already carry and that must not change: `ladders/main/gold`. */
  publishedIds: ReadonlySet<string>;
}

export const DraftContext = createContext<DraftContextValue | null>(null);

export function useDraft(): DraftContextValue {
  const value = useContext(DraftContext);
  if (!value) throw new Error("useDraft outside the draft page");
  return value;
}

/** The draft's own currency and how many decimals it has; 2 while the code is incomplete. */
export function useDraftCurrency(): { currency: string; digits: number } {
  const { currency } = useDraft().programme;
  const isCode = /^[A-Z]{3}$/.test(currency);
  return { currency: isCode ? currency : "XXX", digits: isCode ? currencyDigits(currency) : 2 };
}

/** Findings at a pointer or below it. */
export function findingsAt(findings: readonly ProgrammeFinding[], pointer: string): ProgrammeFinding[] {
  return findings.filter((finding) => finding.pointer === pointer || finding.pointer.startsWith(`${pointer}/`));
}
