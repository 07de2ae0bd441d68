import { afterAll, beforeAll, expect, test } from "vitest";
import { createTillBench, order, type TillBench, testProgramme } from "./test-builders.ts";
import type { TillCommand } from "./till-command.ts";

const text = (word: string): { zh: string; en: string } => ({ zh: word, en: word });

let bench: TillBench;
beforeAll(async () => {
  bench = await createTillBench(
    testProgramme({
      wallets: [
        { id: "points", name: text("points"), pooling: "household" },
        { id: "upgrade", name: text("voucher"), expiry: { kind: "duration", duration: "P90D" }, weightBps: 0 },
      ],
      ladders: [
        {
          id: "main",
          name: text("main"),
          metric: { kind: "spend" },
          window: { kind: "lifetime" },
          downgrade: { kind: "never" },
          tiers: [
            { id: "normal", name: text("normal"), from: 0 },
            { id: "silver", name: text("silver"), from: 1_000_000 },
            { id: "gold", name: text("gold"), from: 5_000_000 },
          ],
        },
      ],
      rules: [
        { id: "base", name: text("base"), wallet: "points", amount: { kind: "rate", points: 1, per: 100 } },
        {
          id: "repeat",
          name: text("the third repeat purchase"),
          wallet: "upgrade",
          when: { event: "order", is: { count: { gte: 4 } } },
          amount: { kind: "fixed", points: 1 },
          caps: [{ per: "lifetime", times: 1 }],
        },
      ],
      tierOffers: [
        { ...offer("voucher"), kind: "voucher", wallet: "upgrade", points: 1, tier: "next", duration: "P30D" },
        { ...offer("gold"), wallet: "points", points: 300, tier: "gold", duration: "P90D" },
      ],
    }),
  );
});
afterAll(() => bench.close());

function offer(id: string): { id: string; name: { zh: string; en: string }; ladder: string } {
  return { id, name: text(id), ladder: "main" };
}

async function newMember(): Promise<string> {
  const [id] = await bench.addMembers(1);
  if (!id) throw new Error("no member");
  return id;
}

let keys = 0;
function redeem(memberId: string, parts: Partial<Extract<TillCommand, { kind: "tier_redeem" }>> = {}): TillCommand {
  keys += 1;
  const key = { source: "test", externalId: `redeem-${keys}` };
  return { kind: "tier_redeem", memberId, offer: "voucher", ...key, at: bench.clock.now(), actor: "test", ...parts };
}

async function tierOf(id: string): Promise<string | undefined> {
  const { rows } = await bench.pool.query<{ tier: string }>("select tier from member_tiers where member_id = $1", [id]);
  return rows[0]?.tier;
}

async function balanceOf(id: string, wallet: string): Promise<number> {
  const { rows } = await bench.pool.query<{ sum: number }>(
    "select coalesce(sum(amount), 0)::int as sum from entries where member_id = $1 and wallet = $2",
    [id, wallet],
  );
  return rows[0]?.sum ?? 0;
}

async function grantsOf(id: string): Promise<{ offer: string; tier: string; kind: string }[]> {
  const { rows } = await bench.pool.query("select offer, tier, kind from tier_grants where member_id = $1", [id]);
  return rows;
}

async function withVoucher(): Promise<string> {
  const id = await newMember();
  for (let n = 0; n < 4; n += 1) await bench.accept(order(id, 10));
  return id;
}

test("the third repeat purchase brings a voucher; using it raises the tier for its time, after which the earned tier is back", async () => {
  const id = await newMember();
  for (let n = 0; n < 3; n += 1) await bench.accept(order(id, 10));
  expect(await balanceOf(id, "upgrade")).toBe(0);
  await bench.accept(order(id, 10));
  expect(await balanceOf(id, "upgrade")).toBe(1);
  await bench.accept(redeem(id));
  expect(await tierOf(id)).toBe("silver");
  expect(await balanceOf(id, "upgrade")).toBe(0);
  expect(await grantsOf(id)).toEqual([{ offer: "voucher", tier: "silver", kind: "voucher" }]);
  const before = bench.clock.now();
  const end = new Date("2026-07-01T16:00:00Z");
  bench.clock.set(end);
  await bench.accept({ kind: "settle", memberId: id, at: end });
  expect(await tierOf(id)).toBe("normal");
  bench.clock.set(before);
});

test("one voucher used many times at once gives one tier, and is spent once", async () => {
  const id = await withVoucher();
  const answers = await Promise.all(Array.from({ length: 12 }, () => bench.record([redeem(id)])));
  const outcomes = answers.flat().map((answer) => (answer.status === "refused" ? answer.code : answer.status));
  expect(outcomes.toSorted()).toEqual([...Array.from({ length: 11 }, () => "points.insufficient_balance"), "recorded"]);
  expect(await balanceOf(id, "upgrade")).toBe(0);
  expect(await tierOf(id)).toBe("silver");
  expect(await grantsOf(id)).toHaveLength(1);
});

test("a redemption told many times under one number is booked once and answered alike", async () => {
  const id = await withVoucher();
  const command = redeem(id);
  const answers = (await Promise.all(Array.from({ length: 8 }, () => bench.record([command])))).flat();
  const told = answers.map((answer) => {
    if (answer.status === "refused") throw new Error(answer.code);
    const { factId, grant } = answer;
    return { factId, tier: grant?.tier, until: grant?.until?.toISOString() };
  });
  expect(answers.filter(({ status }) => status === "recorded")).toHaveLength(1);
  expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(await balanceOf(id, "upgrade")).toBe(0);
  const [other] = await bench.record([{ ...command, offer: "gold" } as TillCommand]);
  expect(other).toMatchObject({ status: "refused", code: "fact.duplicate_with_different_content" });
});

test("a redemption that is refused or tried out leaves nothing behind", async () => {
  const id = await newMember();
  const [refused] = await bench.record([redeem(id)]);
  expect(refused).toMatchObject({ status: "refused", code: "points.insufficient_balance" });
  const rich = await withVoucher();
  const [tried] = await bench.preview([redeem(rich)]);
  expect(tried).toMatchObject({ status: "recorded", grant: { tier: "silver", kind: "voucher" } });
  expect([...(await grantsOf(id)), ...(await grantsOf(rich))]).toEqual([]);
  expect(await balanceOf(rich, "upgrade")).toBe(1);
  expect(await tierOf(rich)).not.toBe("silver");
});

test("what paid for a tier cannot be taken back by itself", async () => {
  const id = await withVoucher();
  const answer = await bench.accept(redeem(id));
  const [entryId] = answer.entries.map((entry) => entry.id);
  const [reversal] = await bench.record([
    { kind: "reverse", memberId: id, entryId: entryId ?? "", reason: "test", at: bench.clock.now(), actor: "test" },
  ]);
  expect(reversal).toMatchObject({ status: "refused", code: "entry.belongs_to_grant" });
});
