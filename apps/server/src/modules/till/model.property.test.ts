import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { memberWallets } from "../points/index.ts";
import { proveLedger } from "../points/proof/prove-ledger.ts";
import { accountOf } from "../points/queries/account-of.ts";
import { createTillBench, statuses, type TillBench } from "./test-builders.ts";
import { type Balance, balanceOf, newMember, Refuse, seenAt } from "./test-model-book.ts";
import { tierOf } from "./test-model-earn.ts";
import { memberOf, type World } from "./test-model-ledger.ts";
import { type ModelProgramme, programmes, toProgramme } from "./test-model-programme.ts";
import { type Deed, deedOf, type Names, type Step, steps } from "./test-model-steps.ts";
import type { Accepted, TillAnswer } from "./till-answer.ts";
import type { TillCommand } from "./till-command.ts";

/** Random histories through the real till, beside a model that only has lists of lots and plain arithmetic. */

const start = Date.parse("2026-06-01T04:00:00Z");
let bench: TillBench;
let runs = 0;

beforeAll(async () => {
  bench = await createTillBench();
});
afterAll(() => bench.close());

/** Three members have something to begin with. */
const beginning: Step[] = [0, 1, 3].map((who) => ({
  ...{ kind: "adjust", gap: 1, who, other: who, wallet: "points", points: { few: 40 }, pick: 0, lines: [], late: 0 },
  choice: 4,
}));

interface Shown {
  member: number;
  at: number;
  balances: Record<string, Balance>;
}

interface Play {
  world: World;
  names: Names;
  budget: string;
  /** What was to be seen at some instants, and must still be when one looks back. */
  shown: Shown[];
  last: { command: TillCommand; answer: TillAnswer } | null;
}

async function opening(programme: ModelProgramme): Promise<Play> {
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
  return { world, names, budget, shown: [], last: null };
}

function modelBalances(world: World, member: number, at: number): Record<string, Balance> {
  const seen = seenAt(world.programme, memberOf(world, member), at);
  return Object.fromEntries(world.programme.wallets.map(({ id }) => [id, balanceOf(seen, id)]));
}

async function tillBalances({ world, names }: Play, member: number, at: number): Promise<Record<string, Balance>> {
  const id = names.members[member] ?? "";
  const found = await memberWallets(bench.db, { id, account: await accountOf(bench.db, id) }, new Date(at));
  const none = { available: 0, pending: 0, held: 0, arrears: 0 };
  const balances: Record<string, Balance> = Object.fromEntries(
    world.programme.wallets.map(({ id: own }) => [own, none]),
  );
  for (const { wallet, available, pending, held, arrears } of found)
    balances[wallet] = { available, pending, held, arrears };
  return balances;
}

async function compare(play: Play, member: number, at: number, what: string): Promise<void> {
  expect(await tillBalances(play, member, at), `member ${member} ${what} ${new Date(at).toISOString()}`).toEqual(
    modelBalances(play.world, member, at),
  );
}

/** Does it to a copy of the model: a refusal leaves no trace. */
function happen(play: Play, deed: Deed): { status: string; before: World } {
  const before = play.world;
  const next = structuredClone(before);
  try {
    const status = deed.happen(next);
    play.world = next;
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

async function play(scene: Play, step: Step): Promise<void> {
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
    scene.last = { command: deed.command, answer };
  }
  for (const one of changed(before, scene.world, now)) await compare(scene, one, now, "at");
  if (step.choice === 7 && scene.last && scene.last.command.kind !== "settle") {
    expect(statuses(await bench.record([scene.last.command])), "told again").toEqual(["repeated"]);
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

async function closing(scene: Play): Promise<void> {
  for (const { member, at, balances } of scene.shown)
    expect(await tillBalances(scene, member, at), `looking back at ${new Date(at).toISOString()}`).toEqual(balances);
  const { rows } = await bench.pool.query<{ period: string; used_points: number; used_money: number }>(
    "select period, used_points, used_money from budgets where budget_id = $1",
    [scene.budget],
  );
  const used = rows.filter((row) => row.used_points !== 0 || row.used_money !== 0);
  const counted = Object.entries(scene.world.budgets).filter(([, { points, money }]) => points !== 0 || money !== 0);
  expect(Object.fromEntries(used.map((row) => [row.period, [row.used_points, row.used_money]]))).toEqual(
    Object.fromEntries(counted.map(([key, { points, money }]) => [key, [points, money]])),
  );
  for (const [index, id] of scene.names.members.entries()) {
    const member = memberOf(scene.world, index);
    await compare(scene, index, bench.clock.now().getTime(), "in the end at");
    const account = await accountOf(bench.db, id);
    expect(account.tiers.main?.tier, `tier of member ${index}`).toBe(tierOf(member));
    expect((await proveLedger(bench.db, { memberId: id })).findings).toEqual([]);
  }
}

test("whatever happens in whatever order, the till's balances, refusals, budgets and past are those of plain arithmetic", async () => {
  const history = fc.tuple(programmes, fc.array(steps, { minLength: 25, maxLength: 40, size: "max" }));
  await fc.assert(
    fc.asyncProperty(history, async ([programme, all]) => {
      const scene = await opening(programme);
      for (const step of [...beginning, ...all]) await play(scene, step);
      await closing(scene);
    }),
    { numRuns: 60 },
  );
  expect(await bench.proof()).toEqual([]);
});
