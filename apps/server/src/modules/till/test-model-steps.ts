import fc from "fast-check";
import { commit, freshKey, grant, happening, hold, order, release, reverse, spend, transfer } from "./test-builders.ts";
import { balanceOf, type ModelHold, passTime, seenAt } from "./test-model-book.ts";
import { withRise } from "./test-model-earn.ts";
import * as model from "./test-model-facts.ts";
import { memberOf, type World } from "./test-model-ledger.ts";
import { ladder } from "./test-model-programme.ts";
import * as back from "./test-model-taking-back.ts";
import { day, dayStart } from "./test-model-time.ts";
import type { TillCommand } from "./till-command.ts";

/** One thing that happens, as plain numbers: whom and what they mean is known only when its turn comes. */
export interface Step {
  kind: (typeof kinds)[number];
  /** Time that passes before it. */
  gap: number;
  who: number;
  other: number;
  wallet: "points" | "coins";
  /** How many points: a number, or all that there is and perhaps one more. */
  points: { few: number } | { over: number };
  pick: number;
  lines: { isCoffee: boolean; quantity: number; price: number; off: number }[];
  /** Told so much later than it happened, within the day. */
  late: number;
  choice: number;
}

const kinds = [
  "order",
  "order",
  "order",
  "refund",
  "refund",
  "spend",
  "hold",
  "hold",
  "commit",
  "commit",
  "release",
  "transfer",
  "transfer",
  "adjust",
  "adjust",
  "reverse",
  "event",
  "grant",
  "settle",
] as const;

const hour = 3_600_000;
const gap = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 2 * hour }) },
  { weight: 4, arbitrary: fc.integer({ min: hour, max: 3 * day }) },
  { weight: 1, arbitrary: fc.integer({ min: day, max: 45 * day }) },
);
const line = fc.record({
  isCoffee: fc.boolean(),
  quantity: fc.integer({ min: 1, max: 4 }),
  price: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(0, 1, 99) },
    { weight: 5, arbitrary: fc.integer({ min: 500, max: 25_000 }) },
  ),
  off: fc.constantFrom(0, 0, 0.1, 0.5, 1),
});

export const steps: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...kinds),
  gap,
  who: fc.nat(),
  other: fc.nat(),
  wallet: fc.constantFrom<Step["wallet"]>("points", "points", "coins"),
  points: fc.oneof(
    { weight: 5, arbitrary: fc.record({ few: fc.integer({ min: 1, max: 30 }) }) },
    { weight: 1, arbitrary: fc.record({ few: fc.integer({ min: 30, max: 150 }) }) },
    { weight: 3, arbitrary: fc.record({ over: fc.constantFrom(0, 0, 1, -1) }) },
  ),
  pick: fc.nat(),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  late: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: day }) }),
  choice: fc.nat({ max: 11 }),
});

/** What the till has called the model's things. */
export interface Names {
  members: string[];
  orders: Map<number, string>;
  holds: Map<number, string>;
  entries: Map<number, string>;
}

/** A step as both sides understand it. */
export interface Deed {
  command: TillCommand;
  /** Does it to the model; the answer's status. Throws Refuse. */
  happen: (world: World) => string;
  /** From when on the past may look different. */
  since: number;
}

interface Scene {
  world: World;
  names: Names;
  now: number;
}

const pickOf = <T>(items: readonly T[], index: number): T | undefined => items[index % Math.max(1, items.length)];

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the model has lost a name");
  return value;
}

/** What the step means now; null when there is nothing it could mean. */
export function deedOf(step: Step, scene: Scene): Deed | null {
  const { world, names, now } = scene;
  const member = step.who % world.members.length;
  const id = must(names.members[member]);
  const at = Math.max(dayStart(now), now - step.late);
  const points = pointsOf(step, scene, member, at);
  const [time, wish] = [new Date(at), { member, wallet: step.wallet, points, at }];
  const { wallet, choice } = step;
  switch (step.kind) {
    case "order":
      return orderDeed(step, scene, { member, id, at });
    case "refund":
      return refundDeed(step, scene);
    case "spend":
      return deed(spend(id, points, { wallet, at: time }), at, (to) => model.spend(to, wish));
    case "hold": {
      const ttlSeconds = choice < 6 ? 3_600 * (choice + 1) : 86_400 * choice;
      const command = hold(id, points, { wallet, at: time, ttlSeconds, ...freshKey() });
      return deed(command, at, (to) => model.openHold(to, { ...wish, until: at + ttlSeconds * 1_000 }));
    }
    case "commit":
    case "release":
      return closingDeed(step, scene);
    case "transfer": {
      const to = step.other % world.members.length;
      const command = transfer(id, must(names.members[to]), points, { wallet, at: time });
      return deed(command, at, (all) => back.transfer(all, { ...wish, to }));
    }
    case "adjust":
      return adjustDeed(step, { member, id, points, at });
    case "reverse": {
      const entry = pickOf(world.entries, step.pick);
      return entry ? reverseDeed(scene, entry.no) : null;
    }
    case "event":
      return eventDeed(step, scene, { member, id, at });
    case "grant":
      return grantDeed(step, { member, id, now });
    case "settle":
      return deed({ kind: "settle", memberId: id, at: new Date(now) }, now, (to) =>
        passTime(to.programme, memberOf(to, member), now),
      );
  }
}

function deed(command: TillCommand, since: number, act: (world: World) => unknown): Deed {
  const happen = (world: World): string => {
    const status = act(world);
    return typeof status === "string" ? status : "recorded";
  };
  return { command, since, happen };
}

function pointsOf({ points, wallet }: Step, { world }: Scene, member: number, at: number): number {
  if ("few" in points) return points.few;
  const one = memberOf(world, member);
  const seen = seenAt(world.programme, one, Math.max(at, one.seenUntil));
  return Math.max(1, balanceOf(seen, wallet).available + points.over);
}

interface Actor {
  member: number;
  id: string;
  at: number;
}

function orderDeed(step: Step, { world, names, now }: Scene, { member, id, at }: Actor): Deed {
  const lines = step.lines.map(({ isCoffee, quantity, price, off }) => ({
    ...{ category: isCoffee ? "coffee" : "tea", quantity, price },
    discount: Math.floor(quantity * price * off),
  }));
  const points = pointsOf(step, { world, names, now }, member, at);
  const paysWith = step.choice < 5 ? [{ wallet: step.wallet, points }] : [];
  const redeem = step.choice === 0 ? [...paysWith, { wallet: other(step.wallet), points: 10 }] : paysWith;
  const holds = memberOf(world, member).holds;
  const open = holds.filter(({ state }) => state === "held" || step.pick % 4 === 0);
  const held = step.choice > 8 || step.choice === 1 ? (pickOf(open, step.pick) ?? null) : null;
  const command = order(id, 0, {
    placedAt: new Date(at),
    lines: lines.map(({ category, price, ...line }) => ({ sku: "A", category, unitPrice: price, ...line })),
    redeem,
    ...(held && { holdIds: [must(names.holds.get(held.no))] }),
  });
  const holdOf = (to: World): ModelHold | null => memberOf(to, member).holds.find(({ no }) => no === held?.no) ?? null;
  return deed(command, at, (to) => model.placeOrder(to, { member, at, lines, redeem, hold: holdOf(to) }));
}

function other(wallet: Step["wallet"]): Step["wallet"] {
  return wallet === "points" ? "coins" : "points";
}

function refundDeed(step: Step, { world, names, now }: Scene): Deed | null {
  const isLatest = step.pick % 3 > 0;
  const found = pickOf(isLatest ? world.orders.slice(-3) : world.orders, step.pick);
  if (!found) return null;
  const { choice } = step;
  const line = step.other % found.lines.length;
  const quantity = (choice % 3) + 1;
  const amount = step.lines[0]?.price;
  const [lines, money] = [choice > 7 ? [{ line, quantity }] : undefined, choice < 3 && amount ? amount : undefined];
  const command: TillCommand = {
    ...{ kind: "refund", order: { id: must(names.orders.get(found.no)) }, refundedAt: new Date(now), ...freshKey() },
    ...(lines && { lines: lines.map((one) => ({ lineNo: one.line + 1, quantity: one.quantity })) }),
    ...(money !== undefined && { amount: money }),
  };
  return deed(command, now, (to) => {
    const wish = { orderNo: found.no, at: now, ...(lines && { lines }), ...(money !== undefined && { amount: money }) };
    back.refund(to, wish);
  });
}

function closingDeed(step: Step, { world, names, now }: Scene): Deed | null {
  const all = world.members.flatMap(({ holds }, member) => holds.map((one) => ({ member, ...one })));
  const open = all.filter(({ state }) => state === "held");
  const found = pickOf(step.choice < 9 && open.length > 0 ? open : all, step.pick);
  if (!found) return null;
  const { member, no } = found;
  const [id, name] = [must(names.members[member]), must(names.holds.get(no))];
  const wish = { member, no, at: now };
  const at = new Date(now);
  if (step.kind === "release") return deed(release(id, name, { at }), now, (to) => model.releaseHold(to, wish));
  const points = step.choice < 5 ? Math.max(1, Math.floor((found.points * (step.choice + 1)) / 4)) : null;
  const command = commit(id, name, { at, ...(points !== null && { points }) });
  return deed(command, now, (to) => model.commitHold(to, { ...wish, points }));
}

function adjustDeed(step: Step, { member, id, points, at }: Actor & { points: number }): Deed {
  const { wallet, choice } = step;
  const signed = choice < 3 ? -points : points * 5;
  const until = signed > 0 && choice > 8 ? at + (choice - 9) * 5 * day : undefined;
  const command: TillCommand = {
    ...{ kind: "adjust", memberId: id, wallet, points: signed, reason: "by hand", at: new Date(at), ...freshKey() },
    ...(until !== undefined && { expiresAt: new Date(until) }),
  };
  return deed(command, at, (to) =>
    back.adjust(to, { member, wallet, points: signed, at, ...(until !== undefined && { until }) }),
  );
}

function reverseDeed({ world, names, now }: Scene, entryNo: number): Deed {
  const entry = must(world.entries.find(({ no }) => no === entryNo));
  const side = world.entries.find(
    ({ transferNo, member }) => transferNo !== null && transferNo === entry.transferNo && member !== entry.member,
  );
  const partner = side && { partnerId: must(names.members[side.member]) };
  const [id, name] = [must(names.members[entry.member]), must(names.entries.get(entryNo))];
  const command = reverse(id, name, { at: new Date(now), ...partner });
  return deed(command, now, (to) => back.reverse(to, { entryNo, at: now }));
}

function eventDeed(step: Step, { world, names }: Scene, { member, id, at }: Actor): Deed {
  const type = step.choice < 7 ? "checkin" : "completed";
  const own = world.orders.filter((one) => one.member === member);
  const found = type === "completed" && step.choice > 8 ? pickOf(own, step.pick) : undefined;
  const orderNo = found?.no ?? null;
  const command = happening(id, type, {
    at: new Date(at),
    ...(found && { order: { id: must(names.orders.get(found.no)) } }),
  });
  return deed(command, at, (to) => back.event(to, { member, at, type, orderNo }));
}

function grantDeed(step: Step, { member, id, now }: Omit<Actor, "at"> & { now: number }): Deed {
  const tier = step.choice < 3 ? null : must(ladder[step.choice % 3]).id;
  const until = step.choice > 6 ? now + step.choice * day : null;
  const command = grant(id, tier, {
    ...{ at: new Date(now), until: until === null ? null : new Date(until), ...freshKey() },
  });
  return deed(command, now, (to) => {
    const one = memberOf(to, member);
    passTime(to.programme, one, now);
    withRise(to, member, () => {
      one.grant = tier === null ? null : { tier, until };
    });
  });
}
