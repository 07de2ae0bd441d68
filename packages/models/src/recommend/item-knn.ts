import { checkLengths } from "../customer-data.ts";
import { type BasketRows, itemCounts, topOf, type UserItems, userItems } from "./baskets.ts";

export interface ItemKnnOptions {
  /** Neighbours kept per item, itself included. */
  neighbours?: number;
  /** Weight of a basket falls by this per basket of age. */
  decay?: number;
}

export interface ItemKnnModel {
  items: number;
  neighbours: number;
  decay: number;
  /** Compressed rows: neighbours of each item and their cosine. */
  start: Int32Array;
  neighbour: Int32Array;
  cosine: Float32Array;
  /** Items by baskets, for users without a past. */
  popular: Int32Array;
}

/**
 * Items are alike when the same users bought them: cosine of their columns of yes and no (Sarwar et al. 2001; Deshpande & Karypis 2004); the user's own past is then weighed by recency (`decay`
 * is for `userItems`). An item is its own nearest neighbour, so that buying again is recommended where people do. Throws NotEnoughData without a row, RangeError for rows or options that cannot be.
 */
export function fitItemKnn(rows: BasketRows, options: ItemKnnOptions = {}): ItemKnnModel {
  const { neighbours = 200, decay = 0.9 } = options;
  if (!(Number.isInteger(neighbours) && neighbours >= 1 && decay >= 0 && decay <= 1))
    throw new RangeError(`${neighbours} neighbours, decay ${decay}`);
  const bought = userItems(rows);
  const byUser = { ...bought, weight: bought.weight.map(() => 1) };
  const byItem = transposed(byUser);
  const norm = new Float64Array(rows.items);
  for (let place = 0; place < byUser.item.length; place += 1) {
    const item = byUser.item[place] as number;
    norm[item] = (norm[item] as number) + (byUser.weight[place] as number) ** 2;
  }
  const start = new Int32Array(rows.items + 1);
  const neighbour: number[] = [];
  const cosine: number[] = [];
  const dot = new Float64Array(rows.items);
  for (let item = 0; item < rows.items; item += 1) {
    const touched: number[] = [];
    for (let place = byItem.start[item] as number; place < (byItem.start[item + 1] as number); place += 1) {
      const user = byItem.item[place] as number;
      const weight = byItem.weight[place] as number;
      for (let own = byUser.start[user] as number; own < (byUser.start[user + 1] as number); own += 1) {
        const other = byUser.item[own] as number;
        if (dot[other] === 0) touched.push(other);
        dot[other] = (dot[other] as number) + weight * (byUser.weight[own] as number);
      }
    }
    const near = touched
      .map((other) => ({
        other,
        value: (dot[other] as number) / Math.sqrt((norm[item] as number) * (norm[other] as number)),
      }))
      .sort((one, two) => two.value - one.value || one.other - two.other)
      .slice(0, neighbours);
    for (const { other, value } of near) {
      neighbour.push(other);
      cosine.push(value);
    }
    for (const other of touched) dot[other] = 0;
    start[item + 1] = neighbour.length;
  }
  const { count, firstSeen } = itemCounts(rows);
  return {
    items: rows.items,
    neighbours,
    decay,
    start,
    neighbour: Int32Array.from(neighbour),
    cosine: Float32Array.from(cosine),
    popular: Int32Array.from(topOf(count, 200, firstSeen)),
  };
}

function transposed({ users, items, start, item, weight }: UserItems): {
  start: Int32Array;
  item: Int32Array;
  weight: Float64Array;
} {
  const ends = new Int32Array(items + 1);
  for (const which of item) ends[which + 1] = (ends[which + 1] as number) + 1;
  for (let index = 0; index < items; index += 1)
    ends[index + 1] = (ends[index + 1] as number) + (ends[index] as number);
  const fill = Int32Array.from(ends);
  const owner = new Int32Array(item.length);
  const value = new Float64Array(item.length);
  for (let user = 0; user < users; user += 1)
    for (let place = start[user] as number; place < (start[user + 1] as number); place += 1) {
      const which = item[place] as number;
      const to = fill[which] as number;
      fill[which] = to + 1;
      owner[to] = user;
      value[to] = weight[place] as number;
    }
  return { start: ends, item: owner, weight: value };
}

export interface Recommendation {
  item: number;
  score: number;
  /** The item of the past that brought most of the score: "because you bought"; null for what is merely popular. */
  because: number | null;
  /** Whether the user has bought it before. */
  repeat: boolean;
}

export interface RecommendOptions {
  n?: number;
  /** Never recommended: out of stock, not for sale. */
  exclude?: ReadonlySet<number>;
  /** Also what was bought before (default), or only what is new. */
  repeats?: boolean;
}

/** The past of one user: items with recency-weighted counts. */
export interface History {
  item: ArrayLike<number>;
  weight: ArrayLike<number>;
}

/** Before anything is added up: the scratch space stays clean for the next user. */
function checkHistory({ item, weight }: History): void {
  checkLengths(item, weight);
  for (let place = 0; place < item.length; place += 1)
    if (!((weight[place] as number) >= 0 && Number.isFinite(weight[place])))
      throw new RangeError(`item ${item[place]}: weight ${weight[place]}`);
}

/** Scorer over one model; keeps its scratch space between users. */
export function createRecommender(model: ItemKnnModel) {
  const score = new Float64Array(model.items);
  const best = new Float64Array(model.items);
  const because = new Int32Array(model.items);

  /** The items that fit best, with reasons. A user without a past, or with items that the model has not seen, gets what is popular, `method` says so. Throws RangeError for a weight that is no number. */
  return function recommend(
    history: History,
    options: RecommendOptions = {},
  ): { method: "item_knn" | "popular"; items: Recommendation[] } {
    const { n = 10, exclude, repeats = true } = options;
    checkHistory(history);
    const touched: number[] = [];
    const owned = new Set<number>();
    for (let place = 0; place < history.item.length; place += 1) {
      const own = history.item[place] as number;
      const weight = history.weight[place] as number;
      owned.add(own);
      for (let index = model.start[own] as number; index < (model.start[own + 1] as number); index += 1) {
        const other = model.neighbour[index] as number;
        const part = weight * (model.cosine[index] as number);
        if (score[other] === 0) touched.push(other);
        score[other] = (score[other] as number) + part;
        if (part > (best[other] as number)) {
          best[other] = part;
          because[other] = own;
        }
      }
    }
    const found = touched
      .filter((item) => !exclude?.has(item) && (repeats || !owned.has(item)))
      .sort((one, two) => (score[two] as number) - (score[one] as number) || one - two)
      .slice(0, n)
      .map((item) => ({
        item,
        score: score[item] as number,
        because: because[item] as number,
        repeat: owned.has(item),
      }));
    for (const item of touched) {
      score[item] = 0;
      best[item] = 0;
    }
    if (owned.size > 0 && found.length > 0) return { method: "item_knn", items: found };
    const popular = Array.from(model.popular)
      .filter((item) => !exclude?.has(item) && (repeats || !owned.has(item)))
      .slice(0, n)
      .map((item, rank) => ({ item, score: 1 / (rank + 1), because: null, repeat: owned.has(item) }));
    return { method: "popular", items: popular };
  };
}

/** The past of a user out of the whole. */
export function historyOf(byUser: UserItems, user: number): History {
  const from = byUser.start[user] as number;
  const to = byUser.start[user + 1] as number;
  return { item: byUser.item.subarray(from, to), weight: byUser.weight.subarray(from, to) };
}
