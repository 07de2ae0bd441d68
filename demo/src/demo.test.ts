import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { demoCsv } from "./csv.ts";
import { momentsOf, type Regular } from "./moments.ts";
import { createWorld, type DemoOrder, eventsOf } from "./orders.ts";
import { memberAt, personText, purchasing } from "./people.ts";
import { randomOf } from "./random.ts";

const until = "2026-05-31";

function digest(options: Parameters<typeof demoCsv>[0]): string {
  const hash = createHash("sha256");
  for (const chunk of demoCsv(options)) hash.update(chunk);
  return hash.digest("hex");
}

describe("the demo file", () => {
  it("is the same to the byte for the same options, and another for another seed or day", () => {
    const first = digest({ size: "small", until });
    expect(digest({ size: "small", until })).toBe(first);
    expect(digest({ size: "small", until, seed: 7 })).not.toBe(first);
    expect(digest({ size: "small", until: "2026-06-01" })).not.toBe(first);
  });

  it("refuses what is no date", () => {
    expect(() => digest({ size: "small", until: "2026-13-01" })).toThrow(RangeError);
  });
});

describe("eighteen months of the café chain", () => {
  const world = createWorld({ size: "demo", until });
  const orders: DemoOrder[] = [];
  let refunds = 0;
  let isOrdered = true;
  let refundedBefore = true;

  beforeAll(() => {
    let last = 0;
    for (const event of eventsOf(world)) {
      if (event.at < last) isOrdered = false;
      last = event.at;
      if (event.kind === "order") orders.push(event);
      else {
        refunds++;
        if (event.of.at >= event.at) refundedBefore = false;
      }
    }
  });

  const share = (test: (order: DemoOrder) => boolean) => orders.filter(test).length / orders.length;
  const dayOf = (order: DemoOrder) => Math.floor(order.at / 86_400);

  it("goes forward in time, from the first to the last day", () => {
    expect(isOrdered).toBe(true);
    expect(refundedBefore).toBe(true);
    const [first] = orders;
    const last = orders.at(-1);
    expect(first && world.calendar.dates[dayOf(first)]).toBe("2024-12-01");
    expect(last && world.calendar.dates[dayOf(last)]).toBe(until);
  });

  it("has about 100,000 orders of 5,000 members, three of ten without member, one in sixty-five refunded", () => {
    expect(orders.length).toBeGreaterThan(90_000);
    expect(orders.length).toBeLessThan(115_000);
    expect(new Set(orders.flatMap((order) => order.member?.index ?? [])).size).toBe(5000);
    expect(share((order) => order.member === null)).toBeCloseTo(0.3, 1);
    expect(refunds / orders.length).toBeCloseTo(0.0155, 2);
  });

  it("opens three of its eight stores on the way, and no store sells before it opens", () => {
    expect(world.stores).toHaveLength(8);
    expect(new Set(world.stores.map((store) => store.city)).size).toBe(3);
    expect(world.stores.filter((store) => store.openDay > 0)).toHaveLength(3);
    expect(orders.every((order) => dayOf(order) >= order.store.openDay)).toBe(true);
  });

  it("is busiest in the morning of workdays, quiet at night, and raises its prices once", () => {
    const hour = (order: DemoOrder) => Math.floor((order.at % 86_400) / 3600);
    expect(share((order) => hour(order) >= 8 && hour(order) < 10)).toBeGreaterThan(0.15);
    expect(share((order) => hour(order) < 7 || hour(order) >= 23)).toBeLessThan(0.002);
    const prices = (from: number, to: number) =>
      new Set(
        orders
          .filter((order) => dayOf(order) >= from && dayOf(order) < to)
          .flatMap((order) => order.lines.filter((line) => line.product === 1).map((line) => line.unitPrice)),
      );
    expect(prices(0, 200)).toEqual(new Set([2800]));
    expect(prices(400, 545)).toEqual(new Set([3000]));
  });

  it("pays with points for a quarter to a third of its members, in steps and for half an order at most", () => {
    const paid = orders.filter((order) => order.pointsPaid > 0);
    const net = (order: DemoOrder) =>
      order.lines.reduce((sum, line) => sum + line.quantity * line.unitPrice - line.discount, 0);
    const payers = new Set(paid.map((order) => order.member?.index)).size;
    expect(payers / 5000).toBeGreaterThan(0.25);
    expect(payers / 5000).toBeLessThan(0.35);
    expect(paid.every((order) => order.pointsPaid % 100 === 0 && order.pointsPaid <= net(order) / 2)).toBe(true);
    expect(paid.every((order) => order.member !== null)).toBe(true);
  });

  it("has members who buy as often as the BG/NBD process says", () => {
    const members = Array.from({ length: 5000 }, (_, index) => memberAt(20_260, index, world)).filter(
      (member) => !member.isOffice,
    );
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(members.map((member) => member.rate)) / (purchasing.r / purchasing.alpha)).toBeCloseTo(1, 1);
    expect(mean(members.map((member) => member.dropout))).toBeCloseTo(purchasing.a / (purchasing.a + purchasing.b), 2);
    const counts = Map.groupBy(
      orders.flatMap((order) => order.member?.index ?? []),
      (index) => index,
    );
    const once = [...counts.values()].filter((list) => list.length === 1).length / 5000;
    expect(once).toBeGreaterThan(0.1);
    expect(once).toBeLessThan(0.4);
  });
});

describe("what no file of orders tells", () => {
  const now = new Date("2026-06-01T04:00:00Z");
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const regulars = Array.from(
    { length: 400 },
    (_, index): Regular => ({
      id: `id ${index}`,
      externalId: `CM${String(index + 1).padStart(6, "0")}`,
      name: personText(1, index).name,
      joinedAt: daysAgo(index % 200),
      lastOrderAt: daysAgo(index % 80),
      net: (index * 7919) % 400_000,
      storeId: null,
    }),
  );
  const { moments, households } = momentsOf(1, regulars, now);

  it("is the same however the members are asked for, so that telling it again changes nothing", () => {
    expect(momentsOf(1, regulars.toReversed(), now)).toEqual({ moments, households });
    expect(new Set(moments.map(({ kind, externalId }) => `${kind} ${externalId}`)).size).toBe(moments.length);
  });

  it("happens in the order of time, after joining, not in the future, and to members who still come", () => {
    expect(moments.length).toBeGreaterThan(300);
    expect(moments.every(({ at }, index) => at >= (moments[index - 1]?.at ?? daysAgo(61)) && at <= now)).toBe(true);
    expect(moments.every(({ member, at, kind }) => kind !== "event" || at >= member.joinedAt)).toBe(true);
    expect(moments.every(({ member }) => member.lastOrderAt >= daysAgo(61))).toBe(true);
  });

  it("never spends beans that were not earned, and puts nobody into two households", () => {
    const beans = new Map<Regular, number>();
    for (const moment of moments) {
      const of = { checkin: 5, review: 20 };
      const change = moment.kind === "event" ? of[moment.type] : moment.kind === "spend" ? -moment.points : 0;
      beans.set(moment.member, (beans.get(moment.member) ?? 0) + change);
      expect(beans.get(moment.member)).toBeGreaterThanOrEqual(0);
    }
    const housed = households.flatMap(({ members }) => members);
    expect(households).toHaveLength(6);
    expect(new Set(housed).size).toBe(housed.length);
  });
});

describe("members of the demo", () => {
  it("have telephone numbers nobody owns, each their own", () => {
    const phones = Array.from({ length: 20_000 }, (_, index) => personText(1, index).phone).filter(
      (phone) => phone !== "",
    );
    expect(phones.every((phone) => /^\+8615400\d{6}$/.test(phone))).toBe(true);
    expect(new Set(phones).size).toBe(phones.length);
  });
});

describe("randomness", () => {
  it("has the moments of its distributions", () => {
    const random = randomOf(1, 2, 3);
    const draws = (draw: () => number) => Array.from({ length: 40_000 }, draw);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = (values: number[]) => mean(values.map((value) => value * value)) - mean(values) ** 2;
    const gammas = draws(() => random.gamma(0.7));
    expect(mean(gammas)).toBeCloseTo(0.7, 1);
    expect(variance(gammas)).toBeCloseTo(0.7, 1);
    expect(mean(draws(random.exponential))).toBeCloseTo(1, 1);
    expect(variance(draws(random.normal))).toBeCloseTo(1, 1);
    expect(mean(draws(() => random.beta(2, 6)))).toBeCloseTo(0.25, 2);
  });
});
