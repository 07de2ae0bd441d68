import { NotEnoughData } from "../customer-data.ts";

export interface NextBasketScore {
  users: number;
  recall: number;
  /** The ideal is over all true items, not the first k only, as in the Reality Check. */
  ndcg: number;
  /** Share of users with at least one hit. */
  hitRate: number;
  /** Recall among true items bought before, and among those never bought before; each over users who have such items. */
  repeatRecall: number | null;
  exploreRecall: number | null;
}

/**
 * Judges lists of k recommendations against what the next basket really held (Li et al. 2023, TOIS 41(4), section 4.3). `bought` says what a user had before. An item counts once however often it is listed; who bought
 * nothing is not judged. Throws NotEnoughData when nobody is left to judge by, RangeError for a k that cannot be.
 */
export function scoreNextBasket(
  users: Iterable<{ recommended: readonly number[]; truth: ReadonlySet<number>; bought: (item: number) => boolean }>,
  k: number,
): NextBasketScore {
  if (!(Number.isInteger(k) && k >= 1)) throw new RangeError(`lists of ${k}`);
  let n = 0;
  const sums = { recall: 0, ndcg: 0, hits: 0, repeat: 0, explore: 0 };
  let repeatUsers = 0;
  let exploreUsers = 0;
  for (const { recommended, truth, bought } of users) {
    if (truth.size === 0) continue;
    n += 1;
    const list = [...new Set(recommended)].slice(0, k);
    let gain = 0;
    let hits = 0;
    list.forEach((item, rank) => {
      if (!truth.has(item)) return;
      hits += 1;
      gain += 1 / Math.log2(rank + 2);
    });
    let ideal = 0;
    for (let rank = 0; rank < truth.size; rank += 1) ideal += 1 / Math.log2(rank + 2);
    sums.recall += hits / truth.size;
    sums.ndcg += gain / ideal;
    if (hits > 0) sums.hits += 1;
    const old = [...truth].filter(bought);
    const fresh = [...truth].filter((item) => !bought(item));
    const shown = new Set(list);
    if (old.length > 0) {
      repeatUsers += 1;
      sums.repeat += old.filter((item) => shown.has(item)).length / old.length;
    }
    if (fresh.length > 0) {
      exploreUsers += 1;
      sums.explore += fresh.filter((item) => shown.has(item)).length / fresh.length;
    }
  }
  if (n === 0) throw new NotEnoughData("no_units", { users: 0, needed: 1 });
  return {
    users: n,
    recall: sums.recall / n,
    ndcg: sums.ndcg / n,
    hitRate: sums.hits / n,
    repeatRecall: repeatUsers === 0 ? null : sums.repeat / repeatUsers,
    exploreRecall: exploreUsers === 0 ? null : sums.explore / exploreUsers,
  };
}
