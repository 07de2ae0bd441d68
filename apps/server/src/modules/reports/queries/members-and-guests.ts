import type { memberComparisonResponse } from "@regulars/contracts";
import type { z } from "zod";
import { figure, guest, headOf, instant, type ReportScope, ratio, standing } from "../scope.ts";

type Answer = z.output<typeof memberComparisonResponse>;

interface SideRow {
  is_member: number;
  orders: number;
  revenue: number;
  buyers: number;
  again: number;
}

/** Members against guests. Guests cannot be told apart, so how many they are and whether they come back is not told. */
export async function membersAndGuests(scope: ReportScope): Promise<Answer> {
  const month = "formatDateTime(toTimeZone(o.placed_at, {zone:String}), '%Y-%m')";
  const within = `o.placed_at >= ${instant("start")} AND o.placed_at < ${instant("end")} AND ${standing(scope)} AND (o.member_id = ${guest} OR ${scope.ofMembers("o.member_id")})`;
  const group = (key: string) =>
    scope.lens.query<{
      key: string;
      member_revenue: number;
      guest_revenue: number;
      member_orders: number;
      guest_orders: number;
    }>(
      `SELECT ${key} AS key, sumIf(o.net - o.refunded, o.member_id != ${guest}) AS member_revenue, sumIf(o.net - o.refunded, o.member_id = ${guest}) AS guest_revenue,
         countIf(o.member_id != ${guest}) AS member_orders, countIf(o.member_id = ${guest}) AS guest_orders FROM ${scope.orders} AS o WHERE ${within} GROUP BY key ORDER BY key`,
      scope.params,
    );
  const [sides, months, channels] = await Promise.all([
    scope.lens.query<SideRow>(
      `SELECT is_member, sum(n) AS orders, sum(net) AS revenue, count() AS buyers, countIf(n > 1) AS again FROM (
         SELECT o.member_id != ${guest} AS is_member, o.member_id AS id, count() AS n, sum(o.net - o.refunded) AS net FROM ${scope.orders} AS o WHERE ${within} GROUP BY is_member, id
       ) GROUP BY is_member`,
      scope.params,
    ),
    group(month),
    group("ifNull(toString(o.channel), '')"),
  ]);
  const find = (isMember: number) =>
    sides.find((row) => row.is_member === isMember) ?? { orders: 0, revenue: 0, buyers: 0, again: 0 };
  const [member, other] = [find(1), find(0)];
  const all = member.revenue + other.revenue;
  const address = (isGuest: boolean) =>
    scope.channel || scope.isFiltered
      ? null
      : `/v1/orders?${new URLSearchParams({
          from: new Date(scope.period.start).toISOString(),
          to: new Date(scope.period.end).toISOString(),
          ...(scope.storeId && { storeId: scope.storeId }),
          standing: "true",
          guest: String(isGuest),
        })}`;
  const aovs = [ratio(member.revenue, member.orders), ratio(other.revenue, other.orders)] as const;
  return {
    ...(await headOf(scope, ["basket_uplift", "memberShare", "memberRevenue", "guestRevenue"], {
      "bench.memberBasket": "share",
      "bench.memberRepurchase": "share",
      "bench.memberRevenueShare": "share",
    })),
    member: {
      buyers: member.buyers,
      orders: member.orders,
      revenue: member.revenue,
      aov: aovs[0],
      share: ratio(member.revenue, all),
      ordersPerBuyer: ratio(member.orders, member.buyers),
      repurchase: ratio(member.again, member.buyers),
      rows: address(false),
    },
    guest: {
      buyers: null,
      orders: other.orders,
      revenue: other.revenue,
      aov: aovs[1],
      share: ratio(other.revenue, all),
      ordersPerBuyer: null,
      repurchase: null,
      rows: address(true),
    },
    basketUplift: figure("basket_uplift", aovs[0] !== null && aovs[1] ? aovs[0] / aovs[1] - 1 : null),
    memberShare: figure("memberShare", ratio(member.revenue, all)),
    byMonth: months.map((row) => ({
      month: row.key,
      memberRevenue: row.member_revenue,
      guestRevenue: row.guest_revenue,
      memberAov: ratio(row.member_revenue, row.member_orders),
      guestAov: ratio(row.guest_revenue, row.guest_orders),
    })),
    byChannel: channels.map((row) => ({
      channel: row.key || null,
      memberRevenue: row.member_revenue,
      guestRevenue: row.guest_revenue,
      memberShare: ratio(row.member_revenue, row.member_revenue + row.guest_revenue),
    })),
  };
}
