import type { Programme } from "@regulars/engine";
import { createContext, useContext } from "react";
import { currencyDigits } from "../../shared/format.ts";
import type { ProgrammeFinding } from "./programme-api.ts";

export const draftTabs = ["ladders", "rules", "wallets", "stages", "basics", "json"] as const;
export type DraftTab = (typeof draftTabs)[number];

export interface DraftContextValue {
  programme: Programme;
  readOnly: boolean;
  /** Of the draft as last saved. */
  findings: ProgrammeFinding[];
  /** Which item of a tab's list is unfolded. */
  open: Partial<Record<DraftTab, number | null>>;
  setOpen(tab: DraftTab, index: number | null): void;
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

/** Where in the editor a pointer into the document leads. */
export function placeOf(pointer: string): { tab: DraftTab; index: number | null } {
  const [, head = "", second = "", third = ""] = pointer.split("/");
  const indexOf = (text: string) => (/^\d+$/.test(text) ? Number(text) : null);
  if (head === "ladders" || head === "rules" || head === "wallets") return { tab: head, index: indexOf(second) };
  if (head === "lifecycle") return { tab: "stages", index: indexOf(third) };
  return { tab: head === "name" || head === "currency" || head === "zone" ? "basics" : "json", index: null };
}
