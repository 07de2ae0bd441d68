export const draftTabs = ["ladders", "rules", "wallets", "stages", "basics", "json"] as const;
export type DraftTab = (typeof draftTabs)[number];

/** The lists that the editor shows one item of at a time; groups and budgets are kept with the rules, offers with the ladders. */
export type DraftList = Exclude<DraftTab, "basics" | "json"> | "ruleGroups" | "budgets" | "tierOffers";

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
  if (head === "tierOffers") return { tab: "ladders", list: head, index: indexOf(second) };
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
