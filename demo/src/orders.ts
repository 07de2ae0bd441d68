import { type BasketLine, basket } from "./basket.ts";
import { busynessAt, type Calendar, calendarUntil, daySeconds, timeAt } from "./calendar.ts";
import { eventHeap } from "./event-heap.ts";
import { type Purses, pursesOf } from "./paying.ts";
import { type Member, memberAt } from "./people.ts";
import { type Random, randomOf } from "./random.ts";
import { type DemoStore, storesIn } from "./stores.ts";

export type DemoSize = "small" | "demo" | "large";

/** Members by size. */
export const demoSizes: Record<DemoSize, number> = { small: 300, demo: 5000, large: 500_000 };

export interface DemoOptions {
  size: DemoSize;
  /** Last day, YYYY-MM-DD. */
  until: string;
  seed?: number;
}

export interface World {
  seed: number;
  members: number;
  calendar: Calendar;
  stores: DemoStore[];
}

export interface DemoOrder {
  kind: "order";
  /** Receipt number. */
  id: string;
  /** Seconds of local time since the first day. */
  at: number;
  /** null = guest. */
  member: Member | null;
  isFirst: boolean;
  store: DemoStore;
  channel: "pos" | "mini-program" | "delivery";
  lines: BasketLine[];
  /** Points that pay a part of it. */
  pointsPaid: number;
}

export interface DemoRefund {
  kind: "refund";
  id: string;
  at: number;
  of: DemoOrder;
  /** null = the whole order. */
  line: BasketLine | null;
  quantity: number;
  reason: string;
}

export type DemoEvent = DemoOrder | DemoRefund;

const streams = { order: 3, guest: 4 };
const refundShare = 0.015;
const refundReasons = ["口味不合", "下错单", "等待时间过长", "商品瑕疵"];
/** Guests per member, so that about three of ten orders have no member. */
const guestOrdersPerMember = 6;
const priceRiseAt = 0.55;

export function createWorld({ size, until, seed = 20_260 }: DemoOptions): World {
  const calendar = calendarUntil(until);
  return { seed, members: demoSizes[size], calendar, stores: storesIn(calendar) };
}

/**
 * Every order and refund in the order of time. Members come and go as in the BG/NBD process, on a clock that runs faster on
 * busy days; memory grows with the members, not with their orders.
 */
export function* eventsOf(world: World): Generator<DemoEvent> {
  const { members, seed, calendar } = world;
  const guest = members;
  const heap = eventHeap(members + 1);
  const ordersOf = new Int32Array(members + 1);
  const refunds: DemoRefund[] = [];
  const purses = pursesOf(seed, members);
  for (let index = 0; index < members; index++) {
    const time = timeAt(calendar, memberAt(seed, index, world).joinAt);
    if (time !== null) heap.push(time, index);
  }
  const guestRate = (members * guestOrdersPerMember) / calendar.days;
  let guestBusyness = 0;
  const nextGuest = (number: number): void => {
    const random = randomOf(seed, guest, streams.guest, number);
    guestBusyness += random.exponential() / guestRate;
    const time = timeAt(calendar, guestBusyness);
    if (time !== null) heap.push(time, guest);
  };
  nextGuest(0);

  let receipt = 0;
  for (;;) {
    const at = heap.peekKey();
    const due = refunds[0];
    if (due && (at === null || due.at <= at)) {
      refunds.shift();
      takeBack(purses, due, world);
      yield due;
      continue;
    }
    const index = heap.pop();
    if (at === null || index === null) return;
    const number = ordersOf[index] ?? 0;
    ordersOf[index] = number + 1;
    const random = randomOf(seed, index, streams.order, number + 1);
    const member = index === guest ? null : memberAt(seed, index, world);
    const id = `R${String(++receipt).padStart(8, "0")}`;
    const order = orderAt(world, { random, at, member, id, isFirst: number === 0 });
    payAndEarn(purses, order, { number, month: monthAt(world, at) });
    yield order;
    if (random.chance(refundShare)) plan(refunds, refundOf(order, random), world);
    if (!member) nextGuest(number + 1);
    else {
      const next = nextVisit(member, { at, random, calendar });
      if (next !== null) heap.push(next, index);
    }
  }
}

/** null when the member stays away for good or the next visit lies beyond the last day. */
function nextVisit(member: Member, now: { at: number; random: Random; calendar: Calendar }): number | null {
  const { at, random, calendar } = now;
  if (random.chance(member.dropout)) return null;
  const time = timeAt(calendar, busynessAt(calendar, at) + random.exponential() / member.rate);
  return time === null ? null : Math.max(time, at + 60);
}

function orderAt(
  world: World,
  given: { random: Random; at: number; member: Member | null; id: string; isFirst: boolean },
): DemoOrder {
  const { random, at, member } = given;
  const day = Math.floor(at / daySeconds);
  const lines = basket(random, {
    month: world.calendar.months[day] ?? 1,
    hour: Math.floor((at % daySeconds) / 3600),
    isAfterPriceRise: day >= world.calendar.days * priceRiseAt,
    favourite: member?.favourite ?? null,
    isOffice: member?.isOffice ?? false,
  });
  const channel =
    (["pos", "mini-program", "delivery"] as const)[random.weighted(member ? [58, 33, 9] : [84, 6, 10])] ?? "pos";
  return {
    kind: "order",
    id: given.id,
    at,
    member,
    isFirst: given.isFirst,
    store: storeFor(world, { random, day, member }),
    channel,
    lines,
    pointsPaid: 0,
  };
}

/** Months since the first. */
function monthAt({ calendar }: World, at: number): number {
  const day = Math.floor(at / daySeconds);
  const years = Number(calendar.dates[day]?.slice(0, 4)) - calendar.start.year;
  return years * 12 + (calendar.months[day] ?? 1) - calendar.start.month;
}

const netOf = (lines: readonly BasketLine[]): number =>
  lines.reduce((sum, line) => sum + line.quantity * line.unitPrice - line.discount, 0);

function payAndEarn(purses: Purses, order: DemoOrder, now: { number: number; month: number }): void {
  if (!order.member) return;
  const { index } = order.member;
  const net = netOf(order.lines);
  order.pointsPaid = purses.pay(index, { ...now, net });
  purses.earn(index, { month: now.month, fen: net - order.pointsPaid });
}

/** More than the till claws back of what was counted; points that come back with a refund are left out. */
function takeBack(purses: Purses, { of, line, at }: DemoRefund, world: World): void {
  if (of.member) purses.takeBack(of.member.index, { month: monthAt(world, at), fen: netOf(line ? [line] : of.lines) });
}

/** Members are mostly seen in their own store; others only where it is open already. */
function storeFor(
  world: World,
  { random, day, member }: { random: Random; day: number; member: Member | null },
): DemoStore {
  const home = member && world.stores[member.home];
  if (home && home.openDay <= day && random.chance(0.86)) return home;
  const open = world.stores.filter((store) => store.openDay <= day && (!home || store.city === home.city));
  const chosen = open[random.weighted(open.map((store) => store.weight))] ?? world.stores[0];
  if (!chosen) throw new Error("there are no stores");
  return chosen;
}

function refundOf(order: DemoOrder, random: Random): DemoRefund {
  const line = order.lines[random.int(0, order.lines.length - 1)] ?? null;
  const isWhole = order.lines.length === 1 || random.chance(0.3);
  const quantity = line && !isWhole ? random.int(1, line.quantity) : 0;
  const minutes = random.chance(0.8) ? random.int(3, 90) : random.int(600, 4000);
  const reason = refundReasons[random.int(0, refundReasons.length - 1)] ?? "";
  return {
    kind: "refund",
    id: `T${order.id.slice(1)}`,
    at: order.at + minutes * 60,
    of: order,
    line: isWhole ? null : line,
    quantity,
    reason,
  };
}

/** Keeps the few refunds that are on their way in the order of time; none after the last day. */
function plan(refunds: DemoRefund[], refund: DemoRefund, world: World): void {
  if (refund.at >= world.calendar.days * daySeconds) return;
  const after = refunds.findIndex((other) => other.at > refund.at);
  if (after < 0) refunds.push(refund);
  else refunds.splice(after, 0, refund);
}
