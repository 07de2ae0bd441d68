import { balanceOf, type Earning, type ModelMember, walletOf } from "./test-model-book.ts";
import { give, type ModelLine, type ModelOrder, memberOf, type Reversible, type World } from "./test-model-ledger.ts";
import { ladder, type ModelProgramme, type ModelRule } from "./test-model-programme.ts";
import { periodName } from "./test-model-time.ts";

/** Shares by largest remainder, the earlier first; by nothing to go by, all to the first. */
export function shareOut(points: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) return weights.map((_, index) => (index === 0 ? points : 0));
  const exact = weights.map((weight) => (points * weight) / whole);
  const shares = exact.map(Math.floor);
  const rest = weights.map((weight, index) => ({ index, part: (points * weight) % whole }));
  const missing = points - shares.reduce((sum, share) => sum + share, 0);
  for (const { index } of rest.sort((a, b) => b.part - a.part || a.index - b.index).slice(0, missing))
    shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}

/** The tier that the member's spend gives, or a higher one that was given by hand. */
export function tierOf({ spend, grant }: ModelMember): string {
  const earned = ladder.findLastIndex(({ from }) => spend >= from);
  const granted = ladder.findIndex(({ id }) => id === grant?.tier);
  return ladder[Math.max(earned, granted)]?.id ?? "";
}

interface Offer {
  rule: ModelRule;
  points: number;
  lines: { line: number; weight: number }[];
}

function offerOf(rule: ModelRule, member: ModelMember, lines: readonly ModelLine[] | null): Offer | null {
  const fitting = (lines ?? []).flatMap((line, index) =>
    rule.isCoffeeOnly && line.category !== "coffee" ? [] : [{ line: index, of: line }],
  );
  if (lines && fitting.length === 0) return null;
  const { gives } = rule;
  const worths = fitting.map(({ of }) => (gives.kind === "per_unit" ? of.quantity : of.net));
  const eligible = worths.reduce((sum, worth) => sum + worth, 0);
  const bps = rule.silverBps !== null && tierOf(member) !== "normal" ? rule.silverBps : 10_000;
  const [counted, per] = gives.kind === "rate" ? [eligible, gives.per] : [gives.kind === "fixed" ? 1 : eligible, 1];
  const points = Math.floor((counted * gives.points * bps) / (per * 10_000));
  if (points === 0) return null;
  const weights = fitting.map(({ line, of }, index) => ({
    line,
    weight: eligible === 0 ? of.quantity : (worths[index] ?? 0),
  }));
  return { rule, points, lines: weights };
}

function budgetKey({ budget }: ModelProgramme, at: number): string {
  return budget.per === "total" ? "total" : periodName(at, "month");
}

/** What caps and the budget leave of an offer. */
function leaves(world: World, member: ModelMember, { rule, points }: Offer, at: number): number {
  const { programme } = world;
  const rooms = [points];
  for (const cap of rule.caps) {
    if (cap.per === "order") {
      rooms.push(cap.points ?? points);
      continue;
    }
    const counted = within(member, cap.per, at).filter((one) => one.rule === rule.id);
    if (cap.points !== undefined) rooms.push(cap.points - sumOf(counted));
    if (cap.times !== undefined && counted.filter(isLeft).length >= cap.times) rooms.push(0);
  }
  const { perDay, costPer1000 } = walletOf(programme, rule.wallet);
  if (perDay !== null)
    rooms.push(perDay - sumOf(within(member, "day", at).filter((one) => one.wallet === rule.wallet)));
  if (rule.hasBudget) {
    const used = world.budgets[budgetKey(programme, at)] ?? { points: 0, money: 0 };
    if (programme.budget.points !== null) rooms.push(programme.budget.points - used.points);
    if (programme.budget.money !== null && costPer1000 > 0)
      rooms.push(Math.floor(((programme.budget.money - used.money) * 1_000) / costPer1000));
  }
  return Math.max(0, Math.min(...rooms));
}

function within(member: ModelMember, per: "day" | "month" | "lifetime", at: number): Earning[] {
  if (per === "lifetime") return member.earnings;
  return member.earnings.filter((one) => periodName(one.at, per) === periodName(at, per));
}

function isLeft({ points, takenBack }: Earning): boolean {
  return takenBack < points;
}

function sumOf(earnings: Earning[]): number {
  return earnings.reduce((sum, { points, takenBack }) => sum + points - takenBack, 0);
}

/** Which offers become points, one after the other by priority; of the group only one, where its first stands. */
function choose(world: World, member: ModelMember, offers: Offer[], at: number): Earning[] {
  const chosen: Earning[] = [];
  const sorted = offers.toSorted((a, b) => b.rule.priority - a.rule.priority);
  let isGroupDone = false;
  for (const offer of sorted) {
    if (!offer.rule.isInGroup) {
      chosen.push(...count(world, member, offer, at));
      continue;
    }
    if (isGroupDone) continue;
    isGroupDone = true;
    const rivals = sorted
      .filter(({ rule }) => rule.isInGroup)
      .map((rival) => ({ rival, left: leaves(world, member, rival, at) }))
      .filter(({ left }) => left > 0);
    const best = Math.max(...rivals.map(({ left }) => left));
    const winner = world.programme.pick === "first" ? rivals[0] : rivals.find(({ left }) => left === best);
    if (winner) chosen.push(...count(world, member, winner.rival, at));
  }
  return chosen;
}

function count(world: World, member: ModelMember, offer: Offer, at: number): Earning[] {
  const { rule, lines } = offer;
  const points = leaves(world, member, offer, at);
  if (points === 0) return [];
  const shares = shareOut(
    points,
    lines.map(({ weight }) => weight),
  );
  const perLine = lines.map(({ line }, index) => ({ line, points: shares[index] ?? 0 }));
  const earning: Earning = {
    ...{ rule: rule.id, wallet: rule.wallet, at, points, takenBack: 0, lotNo: 0, lines: perLine },
    budget: null,
  };
  if (rule.hasBudget) {
    const key = budgetKey(world.programme, at);
    const money = Math.ceil((points * walletOf(world.programme, rule.wallet).costPer1000) / 1_000);
    const used = world.budgets[key] ?? { points: 0, money: 0 };
    world.budgets[key] = { points: used.points + points, money: used.money + money };
    earning.budget = { key, points, money };
  }
  member.earnings.push(earning);
  return [earning];
}

interface Occasion {
  on: ModelRule["on"];
  member: number;
  at: number;
  order?: ModelOrder;
}

/** Everything the rules give for an order, a check-in or a tier. */
export function earn(world: World, { on, member: index, at, order }: Occasion): Earning[] {
  const member = memberOf(world, index);
  const offers = world.programme.rules
    .filter((rule) => rule.on === on)
    .flatMap((rule) => offerOf(rule, member, order?.lines ?? null) ?? []);
  const earnings = choose(world, member, offers, at);
  for (const earning of earnings) {
    const wallet = walletOf(world.programme, earning.wallet);
    earning.lotNo = give(world, member, {
      ...{ wallet, points: earning.points, at },
      earnedBy: { orderNo: order?.no ?? null },
    });
  }
  return earnings;
}

/** What is earned without an order can be taken back line by line. */
export function earnEntries(world: World, occasion: Occasion): void {
  for (const earning of earn(world, occasion)) {
    const { wallet, points, lotNo, at } = earning;
    noteEntry(world, { member: occasion.member, at, kind: "earn", wallet, points, lotNo, earning });
  }
}

/** Does something that may raise the member's tier, which then gives what rules have for it. */
export function withRise(world: World, index: number, act: () => void): void {
  const rank = (): number => ladder.findIndex(({ id }) => id === tierOf(member));
  const member = memberOf(world, index);
  const before = rank();
  act();
  if (rank() > before) earnEntries(world, { on: "raised", member: index, at: member.seenUntil });
}

export function noteEntry(
  world: World,
  entry: Pick<Reversible, "member" | "at" | "kind" | "wallet" | "points"> & Partial<Omit<Reversible, "no">>,
): number {
  world.last.entry += 1;
  const no = world.last.entry;
  world.entries.push({ lotNo: null, parts: [], earning: null, transferNo: null, isTakenBack: false, ...entry, no });
  return no;
}

/** The code of what a household as a whole cannot pay stays the payer's own. */
export function missingOf(member: ModelMember, wallet: string, points: number): number {
  return Math.max(0, points - balanceOf(member, wallet).available);
}
