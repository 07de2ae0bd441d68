/** The tables that hold what members did; `points_earned` is what orders and events gave, by wallet. */
export type LensTable = "orders" | "order_lines" | "events" | "points_earned";

/** Table or view names in place of the default ones. Without the last two, conditions that need them are refused. */
export type LensTables = Record<
  "orders" | "order_lines" | "events" | "members" | "member_tiers" | "scores" | "stores",
  string
> & {
  points_earned?: string | undefined;
  tier_counts?: string | undefined;
};

export const rowAlias: Record<LensTable, string> = { orders: "o", order_lines: "l", events: "e", points_earned: "g" };
