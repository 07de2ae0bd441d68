import { changeOf, figure, memberRows, ratio } from "../figure.ts";
import { guest, instant, localDay, narrowing, type Scope, scopeParams, standingOrders } from "../scope.ts";

interface DayRow {
  day: string;
  previous: number;
  member_revenue: number;
  guest_revenue: number;
  member_orders: number;
  guest_orders: number;
  active: number;
}

interface BuyerRow {
  active: number;
  repeat: number;
  active_before: number;
  repeat_before: number;
}

const dayFields = ["member_revenue", "guest_revenue", "member_orders", "guest_orders"] as const;
type Sums = Record<(typeof dayFields)[number], number>;

function sums(rows: DayRow[]): Sums {
  const total: Sums = { member_revenue: 0, guest_revenue: 0, member_orders: 0, guest_orders: 0 };
  for (const row of rows) for (const field of dayFields) total[field] += row[field];
  return total;
}

async function ordersByDay(scope: Scope): Promise<DayRow[]> {
  return scope.lens.query<DayRow>(
    `SELECT ${localDay("placed_at")} AS day, placed_at < ${instant("start")} AS previous,
       sumIf(net - refunded, member_id != ${guest}) AS member_revenue, sumIf(net - refunded, member_id = ${guest}) AS guest_revenue,
       countIf(member_id != ${guest}) AS member_orders, countIf(member_id = ${guest}) AS guest_orders,
       uniqExactIf(member_id, member_id != ${guest}) AS active
     FROM ${scope.orders} AS o WHERE placed_at >= ${instant("previousStart")} AND placed_at < ${instant("end")} AND ${standingOrders(scope)}
     GROUP BY day, previous ORDER BY day`,
    scopeParams(scope),
  );
}

async function buyers(scope: Scope): Promise<BuyerRow> {
  const [row] = await scope.lens.query<BuyerRow>(
    `SELECT countIf(n > 0) AS active, countIf(n > 1) AS repeat, countIf(before > 0) AS active_before, countIf(before > 1) AS repeat_before
     FROM (
       SELECT member_id, countIf(placed_at >= ${instant("start")}) AS n, countIf(placed_at < ${instant("start")}) AS before
       FROM ${scope.orders} AS o
       WHERE member_id != ${guest} AND placed_at >= ${instant("previousStart")} AND placed_at < ${instant("end")} AND ${standingOrders(scope)}
       GROUP BY member_id
     )`,
    scopeParams(scope),
  );
  return row ?? { active: 0, repeat: 0, active_before: 0, repeat_before: 0 };
}

async function refundedMoney(scope: Scope): Promise<{ day: string; previous: number; amount: number }[]> {
  return scope.lens.query(
    `SELECT ${localDay("refunded_at")} AS day, refunded_at < ${instant("start")} AS previous, sum(amount) AS amount
     FROM refunds
     WHERE refunded_at >= ${instant("previousStart")} AND refunded_at < ${instant("end")} AND currency = {currency:String}
       ${scope.storeId ? "AND store_id = {storeId:String}" : ""} AND ${scope.ofMembers("member_id")}
     GROUP BY day, previous`,
    scopeParams(scope),
  );
}

/** Revenue, orders, buyers and what members bring beside guests; `members` are the totals at both ends. */
export async function valueFigures(scope: Scope, members: { total: number; totalBefore: number }) {
  const [rows, buying, refunds] = await Promise.all([ordersByDay(scope), buyers(scope), refundedMoney(scope)]);
  const { period, storeId } = scope;
  const current = new Map(rows.filter((row) => !row.previous).map((row) => [row.day, row]));
  const now = sums([...current.values()]);
  const before = sums(rows.filter((row) => row.previous));
  const byDay = period.days.map((date) => current.get(date));
  const spark = (pick: (row: DayRow) => number) => byDay.map((row) => (row ? pick(row) : 0));
  const revenue = now.member_revenue + now.guest_revenue;
  const revenueBefore = before.member_revenue + before.guest_revenue;
  const orders = now.member_orders + now.guest_orders;
  const ordersBefore = before.member_orders + before.guest_orders;
  const refundSum = (previous: boolean) =>
    refunds.filter((row) => Boolean(row.previous) === previous).reduce((sum, row) => sum + row.amount, 0);
  const refundsByDay = new Map(refunds.filter((row) => !row.previous).map((row) => [row.day, row.amount]));
  const inPeriod = { from: period.from, to: period.to, storeId, ...narrowing(scope) };
  // Guests are members of no filter: nothing is said of them then.
  const ofGuests = (parts: Parameters<typeof figure>[1]) => (scope.filter ? { value: null, previous: null } : parts);
  const orderRows = (guestsOnly?: boolean) =>
    scope.past || scope.filter
      ? null
      : `/v1/orders?${new URLSearchParams({
          from: new Date(period.start).toISOString(),
          to: new Date(period.end).toISOString(),
          standing: "true",
          ...(storeId && { storeId }),
          ...(guestsOnly !== undefined && { guest: String(guestsOnly) }),
        })}`;

  return {
    active: figure("membersActive", {
      value: buying.active,
      previous: buying.active_before,
      spark: spark((row) => row.active),
      rows: memberRows("active", inPeriod),
    }),
    value: {
      revenue: figure("revenue", {
        value: revenue,
        previous: revenueBefore,
        spark: spark((row) => row.member_revenue + row.guest_revenue),
        rows: orderRows(),
      }),
      memberRevenue: figure("memberRevenue", {
        value: now.member_revenue,
        previous: before.member_revenue,
        spark: spark((row) => row.member_revenue),
        rows: orderRows(false),
      }),
      guestRevenue: figure(
        "guestRevenue",
        ofGuests({
          value: now.guest_revenue,
          previous: before.guest_revenue,
          spark: spark((row) => row.guest_revenue),
          rows: orderRows(true),
        }),
      ),
      memberShare: figure(
        "memberShare",
        ofGuests({
          value: ratio(now.member_revenue, revenue),
          previous: ratio(before.member_revenue, revenueBefore),
        }),
      ),
      orders: figure("orders", {
        value: orders,
        previous: ordersBefore,
        spark: spark((row) => row.member_orders + row.guest_orders),
        rows: orderRows(),
      }),
      memberOrders: figure("orders", {
        value: now.member_orders,
        previous: before.member_orders,
        spark: spark((row) => row.member_orders),
        rows: orderRows(false),
      }),
      guestOrders: figure(
        "orders",
        ofGuests({
          value: now.guest_orders,
          previous: before.guest_orders,
          spark: spark((row) => row.guest_orders),
          rows: orderRows(true),
        }),
      ),
      averageOrder: figure("averageOrder", {
        value: ratio(revenue, orders),
        previous: ratio(revenueBefore, ordersBefore),
      }),
      memberAverageOrder: figure("averageOrder", {
        value: ratio(now.member_revenue, now.member_orders),
        previous: ratio(before.member_revenue, before.member_orders),
      }),
      guestAverageOrder: figure(
        "averageOrder",
        ofGuests({
          value: ratio(now.guest_revenue, now.guest_orders),
          previous: ratio(before.guest_revenue, before.guest_orders),
        }),
      ),
      repurchaseRate: figure("repurchaseRate", {
        value: ratio(buying.repeat, buying.active),
        previous: ratio(buying.repeat_before, buying.active_before),
        rows: memberRows("repeat", inPeriod),
      }),
      arpu: figure("arpu", {
        value: ratio(now.member_revenue, members.total),
        previous: ratio(before.member_revenue, members.totalBefore),
      }),
      arpuActive: figure("arpuActive", {
        value: ratio(now.member_revenue, buying.active),
        previous: ratio(before.member_revenue, buying.active_before),
      }),
      refunds: figure("refunds", {
        value: refundSum(false),
        previous: refundSum(true),
        spark: period.days.map((day) => refundsByDay.get(day) ?? 0),
      }),
      byDay: period.days.map((date, index) => ({
        date,
        memberRevenue: byDay[index]?.member_revenue ?? 0,
        guestRevenue: byDay[index]?.guest_revenue ?? 0,
        memberOrders: byDay[index]?.member_orders ?? 0,
        guestOrders: byDay[index]?.guest_orders ?? 0,
      })),
    },
  };
}

interface StoreRow {
  store_id: string;
  revenue: number;
  revenue_before: number;
  orders: number;
  member_revenue: number;
}

/** The stores with most revenue in the period. */
export async function topStores(scope: Scope) {
  const rows = await scope.lens.query<StoreRow & { name: string; city: string | null }>(
    `SELECT o.*, if(s.name = '', o.store_id, s.name) AS name, s.city AS city FROM (
       SELECT assumeNotNull(store_id) AS store_id, sumIf(net - refunded, placed_at >= ${instant("start")}) AS revenue,
         sumIf(net - refunded, placed_at < ${instant("start")}) AS revenue_before, countIf(placed_at >= ${instant("start")}) AS orders,
         sumIf(net - refunded, placed_at >= ${instant("start")} AND member_id != ${guest}) AS member_revenue
       FROM ${scope.orders} AS o
       WHERE o.store_id IS NOT NULL AND placed_at >= ${instant("previousStart")} AND placed_at < ${instant("end")} AND ${standingOrders(scope)}
       GROUP BY store_id ORDER BY revenue DESC, store_id LIMIT 10
     ) AS o LEFT JOIN stores AS s ON s.id = o.store_id ORDER BY revenue DESC, store_id`,
    scopeParams(scope),
  );
  return rows
    .filter((row) => row.orders > 0)
    .map((row) => ({
      storeId: row.store_id,
      name: row.name,
      city: row.city,
      revenue: row.revenue,
      orders: row.orders,
      memberShare: ratio(row.member_revenue, row.revenue),
      change: changeOf(row.revenue, row.revenue_before),
    }));
}
