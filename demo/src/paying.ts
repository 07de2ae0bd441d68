import { randomOf } from "./random.ts";

/** What the demo's programme says of points that pay: a point is worth a fen, in steps, for half an order at most. */
const step = 100;
const mostShare = 0.5;
/** Points die at the end of the month twelve months after they were earned. */
const monthsKept = 13;
const welcome = 20;

const stream = 5;
/** Members who use their points at all. */
const usersShare = 0.8;
/** How many points somebody wants to have together before they pay. */
const wishes = [200, 300, 500, 1000, 2000];
const wishWeights = [22, 30, 28, 14, 6];
const payChance = 0.5;

/** A cautious count of what each member has to pay with. */
export interface Purses {
  /** Points of this order's payment; 0 = none. Counts them off. */
  pay: (member: number, order: { number: number; month: number; net: number }) => number;
  earn: (member: number, sale: { month: number; fen: number }) => void;
  takeBack: (member: number, sale: { month: number; fen: number }) => void;
}

/**
 * Counts only what is sure: a point for each whole yuan and the welcome gift, nothing of what tiers and campaigns add; the points that die first
 * are spent first. The till has more, so hardly an order is refused for want of points.
 */
export function pursesOf(seed: number, members: number): Purses {
  const kept = new Int32Array(members * monthsKept);
  const months = new Int16Array(members).fill(-1);
  const cell = (member: number, month: number) => member * monthsKept + (month % monthsKept);

  /** Empties the months that have died since the member was last seen. */
  function turnTo(member: number, month: number): void {
    const last = months[member] ?? -1;
    for (let next = Math.max(last + 1, month - monthsKept + 1); last >= 0 && next <= month; next++)
      kept[cell(member, next)] = 0;
    if (last < 0) kept[cell(member, month)] = welcome;
    months[member] = month;
  }

  function take(member: number, month: number, points: number): void {
    let left = points;
    for (let at = Math.max(0, month - monthsKept + 1); at <= month && left > 0; at++) {
      const taken = Math.min(left, kept[cell(member, at)] ?? 0);
      kept[cell(member, at)] = (kept[cell(member, at)] ?? 0) - taken;
      left -= taken;
    }
  }

  const balance = (member: number): number => {
    let sum = 0;
    for (let at = 0; at < monthsKept; at++) sum += kept[member * monthsKept + at] ?? 0;
    return sum;
  };

  return {
    pay(member, { number, month, net }) {
      turnTo(member, month);
      const habit = randomOf(seed, member, stream);
      if (!habit.chance(usersShare)) return 0;
      const wish = wishes[habit.weighted(wishWeights)] ?? step;
      const have = balance(member);
      if (have < wish || !randomOf(seed, member, stream, number).chance(payChance)) return 0;
      const points = Math.floor(Math.min(have, wish, net * mostShare) / step) * step;
      take(member, month, points);
      return points;
    },
    earn(member, { month, fen }) {
      turnTo(member, month);
      kept[cell(member, month)] = (kept[cell(member, month)] ?? 0) + Math.floor(fen / 100);
    },
    takeBack(member, { month, fen }) {
      turnTo(member, month);
      take(member, month, Math.ceil(fen / 100));
    },
  };
}
