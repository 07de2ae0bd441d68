import type { tierEconomicsResponse } from "@regulars/contracts";
import type { Ladder } from "@regulars/engine";
import type { z } from "zod";
import { tiersAt } from "../../../platform/lens/facts-at.ts";
import { isLongAgo, rowsOf } from "../../segments/index.ts";
import { headOf, instant, memberOrders, memberValues, openMembers, type ReportScope, ratio } from "../scope.ts";

type Answer = z.output<typeof tierEconomicsResponse>;
type Tiers = Answer["ladders"][number]["tiers"];

interface TierRow {
  tier: string;
  members: number;
  revenue: number;
  orders: number;
  buyers: number;
  again: number;
  gross: number;
  discounts: number;
  points: number;
  cost: number;
  churn: number | null;
  predicted: number | null;
}

/** What each tier brings in and costs, and who moves; per ladder. Members are in the tier that they are in at the end of the period. Points cost what their wallet says they cost. */
export async function tierEconomics(scope: ReportScope, now: Date): Promise<Answer> {
  const ladders = scope.programme.ladders.map(({ ladder }) => ladder);
  const end = new Date(scope.period.end - 1);
  const tiers = tiersAt(isLongAgo(end, now) ? instant("tiersAt") : null);
  return {
    ...(await headOf(
      scope,
      [
        "tier_members",
        "tier_arpu",
        "tier_points_cost",
        "tier_churn",
        "clv_mean",
        "revenue",
        "averageOrder",
        "discountRate",
        "repurchaseRate",
      ],
      { "bench.tierLtvUplift": "share" },
    )),
    ladders: await Promise.all(
      ladders.map(async (ladder) => ({
        ladder: ladder.id,
        name: ladder.name,
        tiers: await ofLadder(scope, ladder, { tiers, end }),
      })),
    ),
  };
}

async function ofLadder(
  scope: ReportScope,
  ladder: Ladder,
  { tiers, end }: { tiers: string; end: Date },
): Promise<Tiers> {
  const wallets = scope.programme.programme.wallets;
  const unitCost = `transform(toString(e.wallet), {wallets:Array(String)}, {costs:Array(Float64)}, 0.)`;
  const params = {
    ...scope.params,
    ladder: ladder.id,
    tiersAt: end.getTime(),
    wallets: wallets.map(({ id }) => id),
    costs: wallets.map(({ costPer1000 }) => costPer1000 / 1000),
    tiers: ladder.tiers.map(({ id }) => id),
  };
  const within = (at: string) => `${at} >= ${instant("start")} AND ${at} < ${instant("end")}`;
  const [rows, moves] = await Promise.all([
    scope.lens.query<TierRow>(
      `SELECT toString(t.tier) AS tier, count() AS members, toFloat64(sum(b.net)) AS revenue, sum(b.n) AS orders, countIf(b.n > 0) AS buyers, countIf(b.n > 1) AS again,
         toFloat64(sum(b.gross)) AS gross, toFloat64(sum(b.discount)) AS discounts, sum(p.points) AS points, sum(p.cost) AS cost, avg(w.churn_probability) AS churn, avg(w.clv_predicted) AS predicted
       FROM members AS m INNER JOIN ${tiers} AS t ON t.member_id = m.id
       LEFT JOIN (SELECT o.member_id AS member_id, count() AS n, sum(o.net - o.refunded) AS net, sum(o.gross) AS gross, sum(o.discount) AS discount FROM ${scope.orders} AS o
         WHERE ${memberOrders(scope)} AND ${within("o.placed_at")} GROUP BY o.member_id) AS b ON b.member_id = m.id
       LEFT JOIN (SELECT e.member_id AS member_id, sum(e.amount) AS points, sum(e.amount * ${unitCost}) AS cost FROM entries AS e
         WHERE e.kind = 'earn' AND ${within("e.effective_at")} AND e.effective_at <= ${instant("asOf")} GROUP BY e.member_id) AS p ON p.member_id = m.id
       LEFT JOIN (SELECT member_id, churn_probability, toNullable(toFloat64(clv_predicted)) AS clv_predicted FROM ${memberValues}
         WHERE NOT (SELECT countIf(toUnixTimestamp64Milli(as_of) > {tiersAt:Int64}) FROM value_runs)) AS w ON w.member_id = m.id
       WHERE ${openMembers(scope)} AND m.joined_at <= ${instant("tiersAt")} GROUP BY tier`,
      params,
    ),
    scope.lens.query<{ tier: string; up: number; down: number }>(
      `SELECT toString(c.to_tier) AS tier, countIf(indexOf({tiers:Array(String)}, toString(c.to_tier)) > indexOf({tiers:Array(String)}, toString(c.from_tier))) AS up,
         countIf(indexOf({tiers:Array(String)}, toString(c.to_tier)) < indexOf({tiers:Array(String)}, toString(c.from_tier))) AS down
       FROM tier_changes AS c WHERE c.ladder = {ladder:String} AND c.from_tier IS NOT NULL AND ${within("c.since")} AND ${scope.ofMembers("c.member_id")} GROUP BY tier`,
      params,
    ),
  ]);
  const all = rows.reduce((sum, row) => sum + row.revenue, 0);
  const base = rows.find((row) => row.tier === ladder.tiers[0]?.id)?.predicted ?? null;
  const isWhole = !scope.isFiltered && !scope.storeId;
  return ladder.tiers.map((tier) => {
    const row = rows.find((entry) => entry.tier === tier.id);
    const move = moves.find((entry) => entry.tier === tier.id);
    return {
      tier: tier.id,
      name: tier.name,
      color: tier.color ?? null,
      members: row?.members ?? 0,
      revenue: row?.revenue ?? 0,
      revenueShare: ratio(row?.revenue ?? 0, all),
      arpu: ratio(row?.revenue ?? 0, row?.members ?? 0),
      aov: ratio(row?.revenue ?? 0, row?.orders ?? 0),
      ordersPerMember: ratio(row?.orders ?? 0, row?.members ?? 0),
      pointsIssued: row?.points ?? 0,
      pointsCostRate: ratio(row?.cost ?? 0, row?.revenue ?? 0),
      discountRate: ratio(row?.discounts ?? 0, row?.gross ?? 0),
      repurchase: ratio(row?.again ?? 0, row?.buyers ?? 0),
      churn: row?.churn ?? null,
      predicted: row?.predicted ?? null,
      predictedRatio: base && row?.predicted != null ? row.predicted / base : null,
      up: move?.up ?? 0,
      down: move?.down ?? 0,
      rows: isWhole ? rowsOf({ tier: { ladder: ladder.id, is: "exactly", tier: tier.id } }, end) : null,
    };
  });
}
