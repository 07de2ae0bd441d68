import type { Simulation, SimulationSummary } from "@regulars/contracts";
import type { Programme } from "@regulars/engine";
import type { Shop, TestApp } from "@regulars/testing";
import { fromPublicId } from "../../platform/ids.ts";
import type { Programmes } from "../programmes/index.ts";
import type { SimulationsDeps } from "./index.ts";
import { type RunOptions, runSimulation } from "./run-simulation.ts";

/** Numbers that look random and are the same every time. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) % below;
  };
}

const hour = 3_600_000;

interface Life {
  app: TestApp;
  shop: Shop;
  random: (below: number) => number;
  members: string[];
  orders: string[];
  holds: string[];
  reversible: string[];
  keys: number;
}

function anyOf<T>({ random }: Life, list: readonly T[]): T {
  const found = list[random(list.length)];
  if (found === undefined) throw new Error("nothing to choose from");
  return found;
}

/** Takes one out, so that it happens once. */
function takeOut<T>({ random }: Life, list: T[]): T | undefined {
  return list.length === 0 ? undefined : list.splice(random(list.length), 1)[0];
}

async function available({ app }: Life, member: string): Promise<number> {
  const { body } = await app.call<{ items: { wallet: string; available: number }[] }>(`/v1/members/${member}/wallets`);
  return body.items.find((item) => item.wallet === "points")?.available ?? 0;
}

/** Posts what the shop would; a refusal is part of life. */
async function post<T>(life: Life, url: string, body: object): Promise<T | null> {
  life.keys += 1;
  const answer = await life.app.call<T>(url, { body: { source: "life", externalId: `L-${life.keys}`, ...body } });
  if (answer.status >= 500 || answer.status === 400)
    throw new Error(`${url} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.status < 300 ? answer.body : null;
}

async function noteEntries(life: Life, answer: { outcome: { entries: { id: string }[] } } | null): Promise<void> {
  for (const entry of answer?.outcome.entries ?? []) life.reversible.push(entry.id);
}

const acts: Record<string, (life: Life) => Promise<void>> = {
  async buy(life) {
    life.orders.push(await life.shop.buy(anyOf(life, life.members), 2 * (500 + life.random(60_000))));
  },
  async buyMore(life) {
    life.orders.push(await life.shop.buy(anyOf(life, life.members), 2 * (500 + life.random(30_000))));
  },
  async pay(life) {
    const member = anyOf(life, life.members);
    const points = Math.min(await available(life, member), 1 + life.random(400));
    if (points > 0) life.orders.push(await life.shop.buy(member, 80_000, { redeem: [{ wallet: "points", points }] }));
  },
  async refund(life) {
    const order = takeOut(life, life.orders);
    if (order) await life.shop.refund(order);
  },
  async refundOne(life) {
    const order = takeOut(life, life.orders);
    if (order) await life.shop.refund(order, 1);
  },
  async correct(life) {
    const wish = {
      memberId: anyOf(life, life.members),
      wallet: "points",
      points: 1 + life.random(200),
      reason: "test",
    };
    await noteEntries(life, await post(life, "/v1/points/adjust", wish));
  },
  async spend(life) {
    const memberId = anyOf(life, life.members);
    const points = Math.min(await available(life, memberId), 1 + life.random(60));
    if (points > 0)
      await noteEntries(
        life,
        await post(life, "/v1/points/spend", { memberId, wallet: "points", points, reason: "test" }),
      );
  },
  async hold(life) {
    const member = anyOf(life, life.members);
    const points = Math.min(await available(life, member), 1 + life.random(100));
    if (points > 0) life.holds.push(await life.shop.hold(member, points, 48 * 3600));
  },
  async endHold(life) {
    const hold = takeOut(life, life.holds);
    // Some have run out by now.
    if (hold)
      await post(life, `/v1/holds/${hold}/${life.random(2) === 0 ? "release" : "commit"}`, {
        source: undefined,
        externalId: undefined,
      });
  },
  async checkIn(life) {
    await life.shop.event(anyOf(life, life.members), "checkin");
  },
};

const rareActs: typeof acts = {
  async buyLate(life) {
    const at = new Date(life.app.clock.now().getTime() - (1 + life.random(60)) * hour).toISOString();
    life.orders.push(await life.shop.buy(anyOf(life, life.members), 2 * (500 + life.random(30_000)), { at }));
  },
  async give(life) {
    const [fromMemberId, toMemberId] = [anyOf(life, life.members), anyOf(life, life.members)];
    const points = Math.min(await available(life, fromMemberId), 1 + life.random(80));
    if (fromMemberId !== toMemberId && points > 0)
      await post(life, "/v1/points/transfer", { fromMemberId, toMemberId, wallet: "points", points });
  },
  async reverse(life) {
    const entry = takeOut(life, life.reversible);
    if (entry)
      await post(life, `/v1/entries/${entry}/reverse`, { source: undefined, externalId: undefined, reason: "test" });
  },
  async grant(life) {
    const until = new Date(life.app.clock.now().getTime() + (24 + life.random(200)) * hour).toISOString();
    const member = anyOf(life, life.members);
    const tier = ["silver", "gold", null][life.random(3)];
    await post(life, `/v1/members/${member}/tiers`, {
      ladder: "main",
      tier,
      ...(tier ? { until } : {}),
      reason: "test",
    });
  },
  async join(life) {
    const joinedAt = life.app.clock.now();
    const birthday = new Date(joinedAt.getTime() + life.random(30) * 24 * hour).toISOString().slice(5, 10);
    const { body } = await life.app.call<{ member: { id: string } }>("/v1/members", {
      body: { joinedAt: joinedAt.toISOString(), birthday: `1990-${birthday}` },
    });
    life.members.push(body.member.id);
  },
};

interface Living {
  steps: number;
  seed: number;
  /** Also what seldom happens: gifts, reversals, granted tiers, new members. */
  withRare?: boolean;
}

/** A shop's life: what its members do over many days, with time passing in between. */
export async function liveThrough(app: TestApp, shop: Shop, { steps, seed, withRare = false }: Living): Promise<void> {
  const life: Life = {
    app,
    shop,
    random: randomOf(seed),
    members: [],
    orders: [],
    holds: [],
    reversible: [],
    keys: seed * 10_000,
  };
  for (let index = 0; index < 10; index += 1) life.members.push(await shop.newMember());
  const able = Object.values(withRare ? { ...acts, ...rareActs } : acts);
  for (let step = 0; step < steps; step += 1) {
    app.clock.advance((1 + life.random(20)) * hour);
    await shop.runJob("accounts.settle_due");
    await anyOf(life, able)(life);
  }
  await shop.runJob("accounts.settle_due");
}

interface Wish {
  programme?: "draft" | "published" | Programme;
  compareWith?: Programme;
  from: string;
  to: string;
  segment?: object;
}

/** Starts a simulation through the API, runs it here, and reads it. `bucketSpan`: in parts of so many buckets. */
export async function simulate(
  app: TestApp,
  body: Wish,
  options: RunOptions = {},
  { bucketSpan }: { bucketSpan?: number } = {},
): Promise<Simulation> {
  const started = await app.call<SimulationSummary>("/v1/simulations", { body });
  if (started.status !== 202) throw new Error(`${started.status}: ${JSON.stringify(started.body)}`);
  const { id } = started.body;
  if (bucketSpan !== undefined)
    await app.platform.pool.query("update simulations set bucket_span = $2 where id = $1", [uuidOf(id), bucketSpan]);
  await runSimulation(depsOf(app), uuidOf(id), options);
  return (await app.call<Simulation>(`/v1/simulations/${id}`)).body;
}

export function uuidOf(id: string): string {
  return fromPublicId("sim", id);
}

export function depsOf(app: TestApp): SimulationsDeps {
  const programmes = app.modules.find((module) => module.name === "programmes") as Programmes;
  return { ...app.platform, programmes };
}
