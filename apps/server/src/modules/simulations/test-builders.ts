import type { Simulation, SimulationSummary } from "@regulars/contracts";
import type { Programme } from "@regulars/engine";
import type { TestApp } from "@regulars/testing";
import { fromPublicId } from "../../platform/ids.ts";
import type { Shop } from "../points/test-builders.ts";
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

/** A shop's life: sales, payments with points, refunds, holds, gifts and corrections of some members over many days. */
export async function liveThrough(app: TestApp, shop: Shop, { steps, seed }: { steps: number; seed: number }) {
  const random = randomOf(seed);
  const members: string[] = [];
  for (let index = 0; index < 10; index += 1) members.push(await shop.newMember());
  const orders: string[] = [];
  const holds: string[] = [];
  const anyOf = <T>(list: readonly T[]): T => {
    const found = list[random(list.length)];
    if (found === undefined) throw new Error("nothing to choose from");
    return found;
  };
  const available = async (member: string): Promise<number> => {
    const { body } = await app.call<{ items: { wallet: string; available: number }[] }>(
      `/v1/members/${member}/wallets`,
    );
    return body.items.find((item) => item.wallet === "points")?.available ?? 0;
  };
  const acts: (() => Promise<void>)[] = [
    async () => void orders.push(await shop.buy(anyOf(members), 2 * (500 + random(30_000)))),
    async () => void orders.push(await shop.buy(anyOf(members), 2 * (500 + random(60_000)))),
    async () => {
      const member = anyOf(members);
      const points = Math.min(await available(member), 1 + random(400));
      if (points > 0) orders.push(await shop.buy(member, 80_000, { redeem: [{ wallet: "points", points }] }));
    },
    async () => {
      const order = orders.length > 0 ? orders.splice(random(orders.length), 1)[0] : undefined;
      if (order) await shop.refund(order);
    },
    async () => {
      const order = orders.length > 0 ? orders.splice(random(orders.length), 1)[0] : undefined;
      if (order) await shop.refund(order, 1);
    },
    async () => shop.adjust(anyOf(members), 1 + random(200)),
    async () => {
      const member = anyOf(members);
      const points = Math.min(await available(member), 1 + random(100));
      if (points > 0) holds.push(await shop.hold(member, points, 48 * 3600));
    },
    async () => {
      const hold = holds.pop();
      if (hold) await (random(2) === 0 ? shop.release(hold) : shop.commit(hold)).catch(() => undefined);
    },
    async () => shop.event(anyOf(members), "checkin"),
  ];
  for (let step = 0; step < steps; step += 1) {
    app.clock.advance((1 + random(20)) * hour);
    await shop.runJob("accounts.settle_due");
    await anyOf(acts)();
  }
  await shop.runJob("accounts.settle_due");
  return members;
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
