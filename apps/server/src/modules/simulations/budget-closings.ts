import type { Budget, Instant } from "@regulars/engine";
import type { Demand } from "./tally.ts";

export interface UsedBefore {
  points: number;
  money: number;
}

/** The instant of the first grant, in the order of time, that a budget would not have had room for; null = there was room for all. */
export function closingOf(budget: Budget, used: UsedBefore, demand: Demand): Instant | null {
  const grants: [at: Instant, points: number, money: number][] = [];
  for (let index = 0; index < demand.taken.length; index += 3)
    grants.push([demand.taken[index] ?? 0, demand.taken[index + 1] ?? 0, demand.taken[index + 2] ?? 0]);
  grants.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  let { points, money } = used;
  for (const [at, morePoints, moreMoney] of grants) {
    points += morePoints;
    money += moreMoney;
    if (morePoints <= 0) continue;
    if (budget.points !== undefined && points > budget.points) return at;
    if (budget.money !== undefined && money > budget.money) return at;
  }
  return null;
}
