import type { Counted, GrowthPart, Ladder, NEXT_TIER, Programme, Tier, TierOffer } from "@regulars/engine";
import { freeId, without } from "../quantities.ts";

export const countedKinds = ["spend", "orders", "visits", "points_earned", "events"] as const;
export const metricKinds = [...countedKinds, "growth", "condition"] as const;
type MetricKind = Ladder["metric"]["kind"];

export function newCounted(kind: Counted["kind"], wallet: string): Counted {
  if (kind === "points_earned") return { kind, wallet };
  if (kind === "events") return { kind, event: "checkin" };
  return { kind };
}

/** One growth value for each unit of money or each thing counted. */
export function newGrowthPart(kind: Counted["kind"], wallet: string, unit: number): GrowthPart {
  return {
    of: newCounted(kind, wallet),
    points: kind === "spend" || kind === "points_earned" ? 1 : 10,
    per: kind === "spend" ? unit : 1,
  };
}

export function newMetric(kind: MetricKind, wallet: string, unit: number): Ladder["metric"] {
  if (kind === "condition") return { kind };
  if (kind === "growth")
    return { kind, parts: [newGrowthPart("spend", wallet, unit), newGrowthPart("orders", wallet, unit)] };
  return newCounted(kind, wallet);
}

/** The ladder by another metric; thresholds in money do not become so many orders, and conditions begin where they are asked for. */
export function withMetric(ladder: Ladder, metric: Ladder["metric"], unit: number): Ladder {
  const was = ladder.metric.kind === "spend";
  const is = metric.kind === "spend";
  const scaled = (amount: number) => (was === is ? amount : is ? amount * unit : Math.ceil(amount / unit));
  const tiers = ladder.tiers.map((tier, index): Tier => {
    const { keep, when, ...rest } = tier;
    const thresholds = { from: scaled(tier.from), ...(keep === undefined ? {} : { keep: scaled(keep) }) };
    if (metric.kind !== "condition") return { ...rest, ...thresholds };
    return index === 0 ? { ...rest, from: tier.from } : { ...rest, from: tier.from, when: when ?? firstCondition };
  });
  const countsOrders = metric.kind !== "events" && metric.kind !== "condition";
  return { ...(countsOrders ? ladder : without(ladder, "where")), metric, tiers };
}

/** The tier only granted, without what the metric would reach it by; or reached by the metric again, above the tiers before it. */
export function withInvitation({ tiers, metric }: Ladder, tier: Tier, invitationOnly: boolean): Tier {
  const { keep, orPoints, when, ...rest } = tier;
  if (invitationOnly) return { ...rest, from: 0, invitationOnly };
  const before = tiers.slice(
    0,
    tiers.findIndex(({ id }) => id === tier.id),
  );
  const { from, when: start } = newTier({ tiers: before, metric });
  return { ...rest, from, ...(start ? { when: start } : {}), invitationOnly };
}

const firstCondition: NonNullable<Tier["when"]> = {
  event: "order",
  window: { last: "P365D" },
  is: { count: { gte: 5 } },
};

export function newTier({ tiers, metric }: Pick<Ladder, "tiers" | "metric">): Tier {
  const last = tiers.at(-1);
  return {
    id: freeId(
      "tier",
      tiers.map((tier) => tier.id),
    ),
    name: { zh: "", en: "" },
    from: last ? Math.max(1, last.from * 2) : 0,
    ...(metric.kind === "condition" && last ? { when: firstCondition } : {}),
    invitationOnly: false,
    color: "#4f86a8",
    benefits: [],
  };
}

export function newLadder(taken: readonly string[]): Ladder {
  return {
    id: freeId("ladder", taken),
    name: { zh: "", en: "" },
    metric: { kind: "spend" },
    boundary: "gte",
    window: { kind: "rolling", duration: "P365D" },
    downgrade: newPeriodEnd,
    tiers: [
      {
        id: "base",
        name: { zh: "普通", en: "Member" },
        from: 0,
        invitationOnly: false,
        color: "#8c8c8c",
        benefits: [],
      },
    ],
  };
}

export const newPeriodEnd: Extract<Ladder["downgrade"], { kind: "period_end" }> = {
  kind: "period_end",
  step: "recompute",
  validFor: "P12M",
  noticeDays: [30],
};

/** What a tier offer calls the tier above the one in force. */
export const nextTier = "next" satisfies typeof NEXT_TIER;

/** One tier up for 90 days, for points of the first wallet. */
export function newOffer({ tierOffers, wallets, ladders }: Programme): TierOffer {
  return {
    id: freeId(
      "offer",
      tierOffers.map(({ id }) => id),
    ),
    name: { zh: "", en: "" },
    kind: "points",
    wallet: wallets[0]?.id ?? "",
    points: 1000,
    ladder: ladders[0]?.id ?? "",
    tier: nextTier,
    duration: "P90D",
  };
}
