import type { AccountState } from "@regulars/engine";
import { expect } from "vitest";
import { bucketOf } from "../../platform/ids.ts";
import { memberWallets } from "../points/index.ts";
import { statuses, type TillBench } from "./test-builders.ts";
import { type Balance, balanceOf, newMember, passTime, Refuse, seenAt } from "./test-model-book.ts";
import { tierOf } from "./test-model-earn.ts";
import { memberOf, type World } from "./test-model-ledger.ts";
import { type ModelProgramme, toProgramme } from "./test-model-programme.ts";
import { type Deed, deedOf, type Names, type Step } from "./test-model-steps.ts";
import type { Accepted } from "./till-answer.ts";
import type { TillCommand } from "./till-command.ts";

const start = Date.parse("2026-06-01T04:00:00Z");
let runs = 0;

/** Three members have something to begin with. */
export const beginning: Step[] = [0, 1, 3].map((who) => ({
  ...{ kind: "adjust", gap: 1, who, other: who, wallet: "points", points: { few: 40 }, pick: 0, lines: [], late: 0 },
  choice: 4,
}));

interface Shown {
  member: number;
  at: number;
  balances: Record<string, Balance>;
}

export interface Play {
  bench: TillBench;
  world: World;
  names: Names;
  budget: string;
  /** What was to be seen at some instants, and must still be when one looks back. */
  shown: Shown[];
  last: TillCommand | null;
}

/** Four members, three of them a household, under a programme of their own. */
export async function opening(bench: TillBench, programme: ModelProgramme): Promise<Play> {
  runs += 1;
  const budget = `budget-${runs}`;
  bench.clock.set(new Date(start));
  bench.use(toProgramme(programme, budget));
  const members = await bench.addMembers(4);
  bench.join(members.slice(0, 3));
  const names: Names = { members, orders: new Map(), holds: new Map(), entries: new Map() };
  const world: World = {
    programme,
    members: members.map(() => newMember(0)),
    household: [0, 1, 2],
    ...{ orders: [], entries: [], budgets: {} },
    last: { lot: 0, hold: 0, entry: 0, transfer: 0 },
  };
  return { bench, world, names, budget, shown: [], last: null };
}

function modelBalances(world: World, member: number, at: number): Record<string, Balance> {
  const seen = seenAt(world.programme, memberOf(world, member), at);
  return Object.fromEntries(world.programme.wallets.map(({ id }) => [id, balanceOf(seen, id)]));
}

export async function accountOf(
  { bench, names }: Play,
  member: number,
): Promise<{ id: string; account: AccountState }> {
  const id = names.members[member] ?? "";
  const { rows } = await bench.pool.query<{ state: AccountState }>(
    "select state from member_accounts where bucket = $1 and member_id = $2",
    [bucketOf(id), id],
  );
  if (!rows[0]) throw new Error("a member has no account");
  return { id, account: rows[0].state };
}

async function tillBalances(play: Play, member: number, at: number): Promise<Record<string, Balance>> {
  const { world, bench } = play;
  const found = await memberWallets(bench.db, await accountOf(play, member), new Date(at));
  const none = { available: 0, pending: 0, held: 0, arrears: 0 };
  const balances: Record<string, Balance> = Object.fromEntries(
    world.programme.wallets.map(({ id: own }) => [own, none]),
  );
  for (const { wallet, available, pending, held, arrears } of found)
    balances[wallet] = { available, pending, held, arrears };
  return balances;
}

export async function compare(play: Play, member: number, at: number, what: string): Promise<void> {
  expect(await tillBalances(play, member, at), `member ${member} ${what} ${new Date(at).toISOString()}`).toEqual(
    modelBalances(play.world, member, at),
  );
}

/** Does it to a copy of the model: a refusal and a repeat leave no trace. */
export function happen(play: Play, deed: Deed): { status: string; before: World } {
  const before = play.world;
  const next = structuredClone(before);
  try {
    const status = deed.happen(next);
    if (status === "recorded") play.world = next;
    return { status, before };
  } catch (error) {
    if (!(error instanceof Refuse)) throw error;
    return { status: error.code, before };
  }
}

/** Learns what the till calls the new things of the model. */
function learn({ world, names }: Play, before: World, answer: Accepted): void {
  if (world.orders.length > before.orders.length) names.orders.set(world.orders.length - 1, answer.order?.id ?? "");
  if (world.last.hold > before.last.hold) names.holds.set(world.last.hold, answer.hold?.id ?? "");
  const booked = [...answer.entries, ...(answer.counterpart?.entries ?? [])];
  for (const entry of world.entries.slice(before.entries.length)) {
    const index = booked.findIndex(
      ({ kind, amount, memberId, ruleId, wallet }) =>
        kind === entry.kind &&
        amount === entry.points &&
        wallet === entry.wallet &&
        memberId === names.members[entry.member] &&
        ruleId === (entry.earning?.rule ?? null),
    );
    const [found] = booked.splice(index, 1);
    if (index < 0 || !found) throw new Error(`the till has booked no ${entry.kind} of ${entry.points}`);
    names.entries.set(entry.no, found.id);
  }
}

/** One step on both sides, which must say and have the same. */
export async function play(scene: Play, step: Step): Promise<void> {
  const { bench } = scene;
  const asleep = bench.clock.now().getTime();
  // Ahead, as time alone will leave it; looked at again when it is the past.
  const member = step.other % scene.world.members.length;
  const ahead = asleep + (step.pick % (step.gap + 1));
  await compare(scene, member, ahead, "ahead at");
  scene.shown.push({ member, at: ahead, balances: modelBalances(scene.world, member, ahead) });
  bench.clock.advance(step.gap);
  const now = bench.clock.now().getTime();
  const deed = deedOf(step, { world: scene.world, names: scene.names, now });
  if (!deed) return;
  const preview = step.choice === 5 ? statuses(await bench.preview([deed.command])) : null;
  const [answer] = await bench.record([deed.command]);
  if (!answer) throw new Error("no answer");
  const { status, before } = happen(scene, deed);
  const told = statuses([answer]);
  expect(told, `status of ${JSON.stringify(deed.command)}`).toEqual([status]);
  if (preview) expect(preview, "preview").toEqual(told);
  if (answer.status !== "refused" && status === "recorded") {
    learn(scene, before, answer);
    scene.shown = scene.shown.filter(({ at }) => at < deed.since);
    scene.last = deed.command;
  }
  for (const one of changed(before, scene.world, now)) await compare(scene, one, now, "at");
  if (step.choice === 7 && scene.last && scene.last.kind !== "settle") {
    expect(statuses(await bench.record([scene.last])), "told again").toEqual(["repeated"]);
    await compare(scene, member, now, "told again at");
  }
}

/** Whose points the step has moved, by the model. */
function changed(before: World, after: World, now: number): number[] {
  return [...after.members.keys()].filter(
    (member) =>
      JSON.stringify(modelBalances(before, member, now)) !== JSON.stringify(modelBalances(after, member, now)),
  );
}

/** What was shown then is shown still, and everything is as the model has it. */
export async function compareAll(scene: Play): Promise<void> {
  for (const { member, at, balances } of scene.shown)
    expect(await tillBalances(scene, member, at), `looking back at ${new Date(at).toISOString()}`).toEqual(balances);
  const { bench, world, budget } = scene;
  const { rows } = await bench.pool.query<{ period: string; used_points: number; used_money: number }>(
    "select period, used_points, used_money from budgets where budget_id = $1 and (used_points, used_money) <> (0, 0)",
    [budget],
  );
  const used = rows.map((row) => [row.period, { points: row.used_points, money: row.used_money }]);
  const counted = Object.entries(world.budgets).filter(([, { points, money }]) => points !== 0 || money !== 0);
  expect(Object.fromEntries(used), "what is used of the budget").toEqual(Object.fromEntries(counted));
  const now = bench.clock.now().getTime();
  for (const [index, member] of world.members.entries()) {
    await compare(scene, index, now, "in the end at");
    // The till may have booked what time does to a member whom the model has only looked at: a given tier that ended.
    passTime(world.programme, member, now);
    const memberId = scene.names.members[index] ?? "";
    expect(statuses(await bench.record([{ kind: "settle", memberId, at: new Date(now) }]))).toEqual(["recorded"]);
    await compare(scene, index, now, "settled in the end at");
    const { account } = await accountOf(scene, index);
    expect(account.tiers.main?.tier, `tier of member ${index}`).toBe(tierOf(member));
  }
}
