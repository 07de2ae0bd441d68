import { type BasketRows, checkBaskets, itemCounts, topOf, userItems } from "./baskets.ts";
import { historyOf } from "./item-knn.ts";

/** Items that most baskets hold; ties by which was seen first. The baseline that every recommender must beat. */
export function globalTop(rows: BasketRows, n: number): number[] {
  checkBaskets(rows);
  const { count, firstSeen } = itemCounts(rows);
  return topOf(count, n, firstSeen);
}

/** Each user's own most frequent items, ties by which the user bought first; with `fill`, the globally most frequent follow ("A Next Basket Recommendation Reality Check", Li et al. 2023: P-TopFreq and GP-TopFreq). */
export function createPersonalTop(
  rows: BasketRows,
  { fill }: { fill: boolean },
): (user: number, n: number) => number[] {
  const byUser = userItems(rows);
  const { count, firstSeen } = itemCounts(rows);
  const everybody = topOf(count, rows.items, firstSeen);
  return (user, n) => {
    const { item, weight } = historyOf(byUser, user);
    const own = topOf(weight, n).map((place) => item[place] as number);
    if (!fill || own.length >= n) return own;
    const has = new Set(own);
    const rest: number[] = [];
    for (const candidate of everybody) {
      if (own.length + rest.length >= n) break;
      if (!has.has(candidate)) rest.push(candidate);
    }
    return [...own, ...rest];
  };
}
