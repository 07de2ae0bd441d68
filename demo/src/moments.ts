import { type Random, randomOf } from "./random.ts";

/** A member as the orders have left them. */
export interface Regular {
  /** What the caller knows the member by. */
  id: string;
  externalId: string;
  name: string;
  joinedAt: Date;
  lastOrderAt: Date;
  /** Fen, of all orders. */
  net: number;
  storeId: string | null;
}

interface Told {
  /** Business key; the same moment always has the same. */
  externalId: string;
  member: Regular;
  at: Date;
}

/** What no file of orders tells. */
export type Moment =
  | (Told & { kind: "event"; type: "checkin" | "review"; properties: Record<string, number> })
  | (Told & { kind: "adjust"; points: number; reason: string })
  | (Told & { kind: "spend"; points: number; reason: string })
  | (Told & { kind: "hold"; points: number; days: number; reference: string })
  | (Told & { kind: "transfer"; to: Regular; points: number; note: string })
  | (Told & { kind: "tier"; tier: string; until: Date | null; source: "manual" | "invitation"; reason: string });

export interface Moments {
  households: { name: string; members: Regular[] }[];
  /** In the order of time. */
  moments: Moment[];
}

const stream = 6;
const dayMilliseconds = 86_400_000;
/** Shanghai's, all the year round. */
const offsetMilliseconds = 8 * 3_600_000;
const days = 60;
const checkInShare = 0.22;
const reviewShare = 0.3;
/** A cup's upgrade, in beans. */
const upgrade = 50;

/**
 * The last sixty days as the till sees them beside the orders: check-ins and reviews, points held, given, corrected and handed on, tiers by
 * invitation, families. Depends on the seed, the members' orders and `now` alone, so that telling it twice changes nothing.
 */
export function momentsOf(seed: number, regulars: readonly Regular[], now: Date): Moments {
  const midnight = startOfDay(now.getTime());
  const recent = regulars
    .filter(({ lastOrderAt }) => lastOrderAt.getTime() >= midnight - days * dayMilliseconds)
    .toSorted((left, right) => (left.externalId < right.externalId ? -1 : 1));
  const daily = recent.flatMap((member) => dailyLife(seed, member, midnight));
  const moments = [...daily, ...atTheCounter(recent, { now, midnight })];
  return {
    households: familiesOf(recent),
    moments: moments.toSorted((left, right) => left.at.getTime() - right.at.getTime()),
  };
}

function startOfDay(at: number): number {
  return Math.floor((at + offsetMilliseconds) / dayMilliseconds) * dayMilliseconds - offsetMilliseconds;
}

/** Check-ins and reviews of one member, and what the beans are spent on. */
function dailyLife(seed: number, member: Regular, midnight: number): Moment[] {
  const random = randomOf(seed, Number(member.externalId.replaceAll(/\D/g, "")), stream);
  if (!random.chance(checkInShare)) return [];
  const habit = 0.08 + 0.5 * random.unit() ** 2;
  const reviews = random.chance(reviewShare) ? random.int(1, 3) : 0;
  const moments: Moment[] = [];
  let beans = 0;
  for (let ago = days; ago > 0; ago--) {
    const at = (): Date => openingTime(random, midnight - ago * dayMilliseconds);
    // Some tap twice: the second gives nothing.
    const taps = random.chance(habit) ? (random.chance(0.04) ? 2 : 1) : 0;
    const isReview = random.chance(reviews / days);
    if (member.joinedAt.getTime() > midnight - ago * dayMilliseconds) continue;
    for (let tap = 1; tap <= taps; tap++)
      moments.push({ ...told(member, `checkin-${ago}-${tap}`, at()), kind: "event", type: "checkin", properties: {} });
    if (taps > 0) beans += 5;
    if (isReview) {
      const properties = { rating: random.int(3, 5) };
      moments.push({ ...told(member, `review-${ago}`, at()), kind: "event", type: "review", properties });
    }
    // The day before's are in.
    if (beans < upgrade + 5 || !random.chance(0.3)) continue;
    beans -= upgrade;
    const spent = new Date(midnight - ago * dayMilliseconds + 22.5 * 3_600_000);
    moments.push({ ...told(member, `upgrade-${ago}`, spent), kind: "spend", points: upgrade, reason: "咖啡豆换升杯" });
  }
  return moments;
}

function told(member: Regular, what: string, at: Date): Told {
  return { externalId: `${member.externalId}-${what}`, member, at };
}

function openingTime(random: Random, day: number): Date {
  return new Date(day + Math.floor((7.5 + 14 * random.unit()) * 3600) * 1000);
}

const corrections = [
  { points: 100, reason: "出品等待过长，补偿积分" },
  { points: 50, reason: "外卖少送一件，补偿积分" },
  { points: -30, reason: "同一小票重复补登，扣回积分" },
  { points: 200, reason: "门店开业活动补发" },
  { points: 80, reason: "会员日活动漏发，补发积分" },
  { points: 100, reason: "参加门店问卷调研" },
];
const held = [
  { points: 300, days: 7, reference: "预订咖啡豆 自提单" },
  { points: 200, days: 3, reference: "生日蛋糕预订" },
  { points: 500, days: 14, reference: "手冲体验课报名" },
  { points: 100, days: 2, reference: "小程序待付款订单" },
  { points: 200, days: 5, reference: "企业团购待确认" },
];
const given = [
  { place: 0.25, tier: "gold", months: 6, source: "invitation", reason: "咖啡师推荐，邀请体验金卡" },
  { place: 0.3, tier: "gold", months: 12, source: "manual", reason: "企业客户联系人" },
  { place: 0.6, tier: "silver", months: 3, source: "manual", reason: "客诉安抚，赠送银卡" },
  { place: 0.1, tier: "platinum", months: null, source: "invitation", reason: "品牌共创会员" },
] as const;

/** What staff did by hand, for members who have bought a lot. */
function atTheCounter(recent: readonly Regular[], { now, midnight }: { now: Date; midnight: number }): Moment[] {
  const good = recent.toSorted((left, right) => right.net - left.net || (left.externalId < right.externalId ? -1 : 1));
  const at = (ago: number) => new Date(midnight - ago * dayMilliseconds + 15 * 3_600_000);
  // Every third, so that nobody gets everything.
  const pick = (place: number) => good[place * 3];
  const moments: Moment[] = [];
  for (const [index, { points, reason }] of corrections.entries()) {
    const member = pick(index);
    const ago = 9 * index + 4;
    if (member) moments.push({ ...told(member, "correction", at(ago)), kind: "adjust", points, reason });
  }
  for (const [index, { points, days: kept, reference }] of held.entries()) {
    const member = good[index * 4];
    if (member) moments.push({ ...told(member, "hold", now), kind: "hold", points, days: kept, reference });
  }
  for (const [index, { place, tier, months, source, reason }] of given.entries()) {
    const member = good[Math.floor(good.length * place)];
    const until = months === null ? null : new Date(at(20 - index).getTime() + months * 30 * dayMilliseconds);
    if (member) moments.push({ ...told(member, "tier", at(20 - index)), kind: "tier", tier, until, source, reason });
  }
  const [from, to] = [good[1], good[2]];
  if (from && to)
    moments.push({ ...told(from, "gift", at(6)), kind: "transfer", to, points: 200, note: "谢谢上次帮忙带的咖啡" });
  return moments;
}

const families = 6;

/** People of one surname and one store, two or three together. */
function familiesOf(recent: readonly Regular[]): Moments["households"] {
  const groups = Map.groupBy(recent, ({ name, storeId }) => `${name.slice(0, 1)} ${storeId}`);
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .slice(0, families)
    .map((group, index) => ({ name: `${group[0]?.name.slice(0, 1)}家`, members: group.slice(0, 2 + (index % 2)) }));
}
