import { type BasketLine, basket } from "./basket.ts";
import { type Calendar, calendarUntil, dayAt } from "./calendar.ts";
import { eventHeap } from "./event-heap.ts";
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
const daySeconds = 86_400;
/** Opening hours 7 to 22: how busy each hour is. */
const hours = {
  workday: [7, 14, 13, 9, 7, 9, 9, 8, 8, 7, 5, 4, 4, 3, 2],
  weekend: [2, 5, 8, 10, 11, 11, 11, 11, 10, 8, 6, 5, 4, 3, 2],
};
const firstHour = 7;
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
  for (let index = 0; index < members; index++) {
    const { joinDay } = memberAt(seed, index, world);
    heap.push(timeOn(joinDay, { random: randomOf(seed, index, streams.order, 0), calendar }), index);
  }
  const guestRate = (members * guestOrdersPerMember) / calendar.days;
  let guestBusyness = 0;
  const nextGuest = (number: number): void => {
    const random = randomOf(seed, guest, streams.guest, number);
    guestBusyness += random.exponential() / guestRate;
    const day = dayAt(calendar, guestBusyness);
    if (day < calendar.days) heap.push(timeOn(day, { random, calendar }), guest);
  };
  nextGuest(0);

  let receipt = 0;
  for (;;) {
    const at = heap.peekKey();
    const due = refunds[0];
    if (due && (at === null || due.at <= at)) {
      refunds.shift();
      yield due;
      continue;
    }
    const index = heap.pop();
    if (at === null || index === null) return;
    const number = ordersOf[index] ?? 0;
    ordersOf[index] = number + 1;
    const random = randomOf(seed, index, streams.order, number + 1);
    const member = index === guest ? null : memberAt(seed, index, world);
    const order = orderAt(world, {
      random,
      at,
      member,
      id: `R${String(++receipt).padStart(8, "0")}`,
      isFirst: number === 0,
    });
    yield order;
    if (random.chance(refundShare)) plan(refunds, refundOf(order, random), world);
    if (!member) nextGuest(number + 1);
    else {
      const next = nextVisit(member, { at, random, calendar });
      if (next !== null) heap.push(next, index);
    }
  }
}

function timeOn(day: number, { random, calendar }: { random: Random; calendar: Calendar }): number {
  const hour = firstHour + random.weighted(calendar.isWeekend[day] ? hours.weekend : hours.workday);
  return day * daySeconds + hour * 3600 + random.int(0, 3599);
}

/** null when the member stays away for good or the next visit lies beyond the last day. */
function nextVisit(member: Member, now: { at: number; random: Random; calendar: Calendar }): number | null {
  const { at, random, calendar } = now;
  if (random.chance(member.dropout)) return null;
  const today = Math.floor(at / daySeconds);
  const busyness = (calendar.busyness[today] ?? 0) + ((at % daySeconds) / daySeconds) * dayWeight(calendar, today);
  const day = dayAt(calendar, busyness + random.exponential() / member.rate);
  if (day >= calendar.days) return null;
  const time = timeOn(day, { random, calendar });
  return time > at ? time : at + random.int(1800, 7200);
}

function dayWeight(calendar: Calendar, day: number): number {
  return (calendar.busyness[day + 1] ?? 0) - (calendar.busyness[day] ?? 0);
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
  };
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
