import type { LiabilityReport, WalletSummary } from "@regulars/contracts";
import { createShop, createTestApp, type Shop, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

let app: TestApp;
let shop: Shop;
const everybody: string[] = [];

beforeAll(async () => {
  app = await createTestApp({ now: "2026-01-10T04:00:00Z" });
  shop = createShop(app);
});
afterAll(() => app.close());

/** Park and Miller's minimal standard generator: the same history in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const hour = 3_600_000;

/** Things that happen in a shop; what the till refuses is part of it. */
async function live(roll: (below: number) => number, steps: number): Promise<string[]> {
  const members = [await shop.newMember(), await shop.newMember(), await shop.newMember(), await shop.newMember()];
  const [first = "", second = ""] = members;
  await app.call("/v1/households", { body: { name: "home", ownerId: first, memberIds: [second] } });
  const orders: string[] = [];
  const holds: string[] = [];
  const entries: string[] = [];
  const any = (list: string[]) => list[roll(list.length)] ?? "";
  const points = () => 1 + roll(120);
  const acts: (() => Promise<unknown>)[] = [
    async () => orders.push(await shop.buy(any(members), 2 * (1 + roll(20_000)))),
    async () => orders.push(await shop.buy(any(members), 60_000, { redeem: [{ wallet: "points", points: points() }] })),
    () => shop.refund(any(orders), 1),
    () => shop.refund(any(orders)),
    async () => holds.push(await shop.hold(any(members), points(), 60 * (1 + roll(6000)))),
    () => shop.commit(any(holds)),
    () => shop.commit(any(holds), points()),
    () => shop.release(any(holds)),
    () => shop.transfer(any(members), any(members), points()),
    () => shop.adjust(any(members), points()),
    () => shop.adjust(any(members), -points()),
    () => shop.reverse(any(entries)),
    async () => app.clock.advance(roll(200) * hour),
    () => shop.runJob("accounts.settle_due"),
    () => shop.runJob("liability.fold"),
    async () => {
      const { body } = await app.call<{ items: { id: string }[] }>(`/v1/members/${any(members)}/entries?limit=3`);
      entries.push(...body.items.map(({ id }) => id));
    },
  ];
  for (let step = 0; step < steps; step += 1) await acts[roll(acts.length)]?.().catch(refused);
  return members;
}

/** The shop throws what the till refuses, and a reversal done before (200); anything else is a failure of the test. */
function refused(error: unknown): void {
  if (error instanceof Error && / answered (200|4\d\d): /.test(error.message)) return;
  throw error;
}

test.each([
  [
    "points that wait and lapse, pooled by a household",
    20_261,
    { pending: { kind: "duration", duration: "P3D" }, expiry: { kind: "duration", duration: "P1M", round: "month" } },
  ],
  [
    "points that die of inactivity",
    77,
    { expiry: { kind: "inactivity", duration: "P20D" }, returns: { kind: "regrant" } },
  ],
  ["points that never die, with a floor at nothing", 4242, { expiry: { kind: "never" }, negative: "floor" }],
])("after a long mixed history the books agree, whoever asks: %s", { timeout: 120_000 }, async (_, seed, wallet) => {
  await shop.publish({
    negative: "arrears",
    pending: { kind: "none" },
    returns: { kind: "keep" },
    transfer: {},
    pooling: "household",
    ...wallet,
  });
  everybody.push(...(await live(dice(seed), 160)));
  expect((await shop.prove()).findings).toEqual([]);
  const shown = await balances(everybody);
  const { closing, now } = await report();
  expect(now.owed).toBe(closing);
  expect(now.owed).toBe(shown.reduce((sum, one) => sum + one.available + one.pending + one.held - one.arrears, 0));
  await shop.runJob("accounts.settle_due");
  expect(await balances(everybody)).toEqual(shown);
  expect((await report()).closing).toBe(closing);
  expect((await shop.prove()).findings).toEqual([]);
  for (const member of everybody)
    expect((await app.call<{ ok: boolean }>(`/v1/members/${member}/verify`)).body.ok).toBe(true);
});

async function balances(members: string[]): Promise<Omit<WalletSummary, "asOf">[]> {
  const lists = await Promise.all(
    members.map(async (id) => (await app.call<{ items: WalletSummary[] }>(`/v1/members/${id}/wallets`)).body.items),
  );
  return lists.flat().map(({ asOf: _, ...wallet }) => wallet);
}

async function report(): Promise<LiabilityReport> {
  return (await app.call<LiabilityReport>("/v1/reports/liability?wallet=points")).body;
}
