import type { Programme } from "@regulars/engine";
import { createContext, useContext } from "react";
import { currencyDigits } from "../../shared/format.ts";
import type { ProgrammeFinding } from "./programme-api.ts";

export const draftTabs = ["ladders", "rules", "wallets", "stages", "basics", "json"] as const;
export type DraftTab = (typeof draftTabs)[number];

/** The lists that the editor shows one item of at a time; groups and budgets are kept with the rules. */
export type DraftList = Exclude<DraftTab, "basics" | "json"> | "ruleGroups" | "budgets";

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

export interface DraftPlace {
  tab: DraftTab;
  list: DraftList | null;
  index: number | null;
}

/** Where in the editor a pointer into the document leads. */
export function placeOf(pointer: string): DraftPlace {
  const [, head = "", second = "", third = ""] = pointer.split("/");
  const indexOf = (text: string) => (/^\d+$/.test(text) ? Number(text) : null);
  if (head === "ladders" || head === "rules" || head === "wallets")
    return { tab: head, list: head, index: indexOf(second) };
  if (head === "ruleGroups" || head === "budgets") return { tab: "rules", list: head, index: indexOf(second) };
  if (head === "lifecycle") return { tab: "stages", list: "stages", index: indexOf(third) };
  return {
    tab: head === "name" || head === "currency" || head === "zone" ? "basics" : "json",
    list: null,
    index: null,
  };
}

/** Whether a pointer is at or below one of `places`. */
export function isWithin(pointer: string, places: readonly string[]): boolean {
  return places.some((place) => pointer === place || pointer.startsWith(`${place}/`));
}
