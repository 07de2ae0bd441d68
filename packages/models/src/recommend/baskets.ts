import { checkLengths, NotEnoughData } from "../customer-data.ts";

/** Baskets of users, oldest first, as rows: user and item are small whole numbers from 0. */
export interface BasketRows {
  users: number;
  items: number;
  user: Int32Array;
  /** Number of the basket within its user, 0 = oldest. */
  basket: Int32Array;
  item: Int32Array;
}

/** Per user the items with a weight, in compressed rows; items of a user in order of first purchase. */
export interface UserItems {
  users: number;
  items: number;
  start: Int32Array;
  item: Int32Array;
  weight: Float64Array;
}

/** Throws RangeError for columns of different lengths, or a user, a basket or an item that cannot be. */
export function checkBaskets({ users, items, user, basket, item }: BasketRows): void {
  checkLengths(user, basket, item);
  for (let row = 0; row < user.length; row += 1) {
    const [who, when, what] = [user[row] as number, basket[row] as number, item[row] as number];
    if (!(who >= 0 && who < users && when >= 0 && what >= 0 && what < items))
      throw new RangeError(`row ${row}: user ${who} of ${users}, basket ${when}, item ${what} of ${items}`);
  }
}

/**
 * Sums the weights of each user's items: 1 per basket that holds the item, times `decay` per basket of age (the newest has age 0). Throws NotEnoughData without a row, RangeError for rows or a decay that cannot be.
 */
export function userItems(rows: BasketRows, decay = 1): UserItems {
  checkBaskets(rows);
  if (!(decay >= 0 && decay <= 1)) throw new RangeError(`decay ${decay}`);
  if (rows.user.length === 0) throw new NotEnoughData("no_purchases", { rows: 0 });
  const newest = new Int32Array(rows.users).fill(-1);
  for (let row = 0; row < rows.user.length; row += 1) {
    const user = rows.user[row] as number;
    if ((rows.basket[row] as number) > (newest[user] as number)) newest[user] = rows.basket[row] as number;
  }
  const perUser: Map<number, number>[] = Array.from({ length: rows.users }, () => new Map());
  const seen = new Set<number>();
  const order = Array.from(rows.user.keys()).sort(
    (one, other) =>
      (rows.user[one] as number) - (rows.user[other] as number) ||
      (rows.basket[one] as number) - (rows.basket[other] as number) ||
      one - other,
  );
  let user = -1;
  let basket = -1;
  for (const row of order) {
    if (rows.user[row] !== user || rows.basket[row] !== basket) {
      user = rows.user[row] as number;
      basket = rows.basket[row] as number;
      seen.clear();
    }
    const item = rows.item[row] as number;
    if (seen.has(item)) continue;
    seen.add(item);
    const map = perUser[user] as Map<number, number>;
    map.set(item, (map.get(item) ?? 0) + decay ** ((newest[user] as number) - basket));
  }
  const start = new Int32Array(rows.users + 1);
  perUser.forEach((map, index) => {
    start[index + 1] = (start[index] as number) + map.size;
  });
  const item = new Int32Array(start[rows.users] as number);
  const weight = new Float64Array(item.length);
  let place = 0;
  for (const map of perUser)
    for (const [which, value] of map) {
      item[place] = which;
      weight[place] = value;
      place += 1;
    }
  return { users: rows.users, items: rows.items, start, item, weight };
}

/** How many baskets hold each item, and in which order the items were first seen. */
export function itemCounts(rows: BasketRows): { count: Float64Array; firstSeen: Int32Array } {
  const count = new Float64Array(rows.items);
  const firstSeen = new Int32Array(rows.items).fill(2_147_483_647);
  const seen = new Set<string>();
  for (let row = 0; row < rows.user.length; row += 1) {
    const item = rows.item[row] as number;
    if (firstSeen[item] === 2_147_483_647) firstSeen[item] = row;
    const key = `${rows.user[row]} ${rows.basket[row]} ${item}`;
    if (seen.has(key)) continue;
    seen.add(key);
    count[item] = (count[item] as number) + 1;
  }
  return { count, firstSeen };
}

/** The places of the `n` largest values, largest first; of equal values the one earlier by `tie` first. */
export function topOf(values: ArrayLike<number>, n: number, tie?: ArrayLike<number>): number[] {
  const order = Array.from({ length: values.length }, (_, place) => place).filter(
    (place) => (values[place] as number) > 0,
  );
  const isBefore = (one: number, other: number) =>
    (values[other] as number) - (values[one] as number) ||
    (tie ? (tie[one] as number) - (tie[other] as number) : one - other);
  return order.sort(isBefore).slice(0, n);
}
