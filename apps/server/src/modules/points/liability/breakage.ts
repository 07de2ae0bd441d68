import type { BreakageReport } from "@regulars/contracts";

/** Points of a wallet's lots that were spent, or left otherwise, or are still open, by full months since they became spendable. */
export interface AgeCount {
  month: number;
  spent: number;
  /** Died, clawed back, given away. */
  left: number;
  /** Open now, at this age: seen no further. */
  open: number;
}

/** Open points that are `age` months old and die when they are `until` months old; null = never. */
export interface OpenShare {
  age: number;
  until: number | null;
  points: number;
}

export type Curve = BreakageReport["ages"];

/**
 * How many points were at risk in each month of age, how many of them were spent in it, and what is left unspent by its end: the product-limit
 * estimate (Kaplan and Meier 1958, eq. 2) in whole months, with points for lives, spending for deaths, and everything else that ends a point's
 * life, as well as the present, for losses. As with grouped lives, those lost in a month count half (actuarial estimate, Cutler and Ederer 1958).
 */
export function survivalCurve(counts: readonly AgeCount[]): Curve {
  const byMonth = new Map(counts.map((count) => [count.month, count]));
  const last = Math.max(-1, ...byMonth.keys());
  let atRisk = counts.reduce((sum, { spent, left, open }) => sum + spent + left + open, 0);
  let unspent = 1;
  const curve: Curve = [];
  for (let month = 0; month <= last; month += 1) {
    const { spent, left, open } = byMonth.get(month) ?? { spent: 0, left: 0, open: 0 };
    const hazard = hazardOf({ atRisk, spent, lost: left + open });
    unspent *= 1 - hazard;
    curve.push({
      month,
      atRisk,
      spent,
      left,
      hazardBps: Math.round(hazard * 10_000),
      unspentBps: Math.round(unspent * 10_000),
    });
    atRisk -= spent + left + open;
  }
  return curve;
}

function hazardOf({ atRisk, spent, lost }: { atRisk: number; spent: number; lost: number }): number {
  const exposed = atRisk - lost / 2;
  return exposed <= 0 ? 0 : Math.min(1, Math.max(0, spent) / exposed);
}

/** Months with fewer points at risk than this share of the first month's say little; they take the pooled hazard of the last ones that say more. */
const thinShare = 0.01;
const pooledMonths = 6;

/** The hazard of each month, thin ones replaced, and what holds for every month after the last. */
export function hazards(counts: readonly AgeCount[]): { byMonth: number[]; later: number } {
  const curve = survivalCurve(counts);
  const lostIn = new Map(counts.map(({ month, left, open }) => [month, left + open]));
  const enough = Math.max(1, (curve[0]?.atRisk ?? 0) * thinShare);
  const solid = curve.filter(({ atRisk }) => atRisk >= enough);
  const pool = solid.slice(-pooledMonths);
  const exposed = pool.reduce((sum, { month, atRisk }) => sum + atRisk - (lostIn.get(month) ?? 0) / 2, 0);
  const later = exposed <= 0 ? 0 : Math.min(1, pool.reduce((sum, { spent }) => sum + Math.max(0, spent), 0) / exposed);
  return {
    byMonth: solid.map(({ month, atRisk, spent }) => hazardOf({ atRisk, spent, lost: lostIn.get(month) ?? 0 })),
    later,
  };
}

/** Expected points of the open ones that die unspent: each survives the months from its age to its death at their hazards. */
export function expectedToExpire(open: readonly OpenShare[], { byMonth, later }: ReturnType<typeof hazards>): number {
  let expected = 0;
  for (const { age, until, points } of open) {
    if (until === null) continue;
    let survives = 1;
    for (let month = age; month < until; month += 1) survives *= 1 - (byMonth[month] ?? later);
    expected += points * survives;
  }
  return Math.round(expected);
}
