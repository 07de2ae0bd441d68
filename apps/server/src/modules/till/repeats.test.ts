import { afterAll, beforeAll, expect, test } from "vitest";
import {
  commit,
  createTillBench,
  grant,
  happening,
  hold,
  order,
  spend,
  statuses,
  type TillBench,
  testProgramme,
  transfer,
} from "./test-builders.ts";
import type { AdjustCommand, TillCommand } from "./till-command.ts";

const text = (word: string): { zh: string; en: string } => ({ zh: word, en: word });

let bench: TillBench;
beforeAll(async () => {
  const points = { id: "points", name: text("points"), redemption: { points: 100, amount: 100 }, transfer: {} };
  bench = await createTillBench(testProgramme({ wallets: [points] }));
});
afterAll(() => bench.close());

async function aMember(): Promise<string> {
  const [id] = await bench.addMembers(1);
  if (!id) throw new Error("no member was made");
  await bench.accept(order(id, 100));
  return id;
}

test("whatever is told twice gets its first answer twice, also when more has happened in between", async () => {
  const [from, to] = [await aMember(), await aMember()];
  const key = (externalId: string) => ({ source: "test", externalId: `${externalId} ${from}` });
  const told: TillCommand[] = [
    order(from, 12, { redeem: [{ wallet: "points", points: 10 }] }),
    spend(from, 5),
    adjustOf(from),
    { ...adjustOf(from), points: -3, ...key("minus") },
    happening(from, "visit"),
    hold(from, 20, key("hold")),
    transfer(from, to, 6),
    grant(from, "gold", key("grant")),
  ];
  for (const command of told) {
    const first = await bench.accept(command);
    await bench.accept(order(from, 3));
    expect({ ...(await bench.accept(command)), status: "recorded" }, command.kind).toEqual(first);
  }
  expect(await bench.proof()).toEqual([]);
});

test("a member frozen since gets the first answer of what was told before, and nothing new", async () => {
  const [from, to] = [await aMember(), await aMember()];
  const bought = order(from, 50);
  await bench.accept(bought);
  const spent = spend(from, 10);
  const held = hold(from, 20, { source: "test", externalId: "frozen hold" });
  const given = adjustOf(from);
  const opened = await bench.accept(held);
  const said = [spent, commit(from, opened.factId ?? "", { points: 5 }), given];
  for (const one of said) await bench.accept(one);
  await bench.pool.query("update members set status = 'frozen' where id = $1", [from]);
  const before = await bench.balance(from);
  expect(statuses(await bench.record([bought, held, ...said]))).toEqual(Array(5).fill("repeated"));
  const fresh = [order(from, 5), spend(from, 1), transfer(to, from, 1), { ...given, externalId: "frozen again" }];
  await bench.accept(order(to, 10));
  expect(statuses(await bench.record(fresh))).toEqual(Array(4).fill("member.not_active"));
  expect(await bench.balance(from)).toBe(before);
  expect(await bench.balance(to)).toBe(110);
  expect(await bench.proof()).toEqual([]);
});

function adjustOf(memberId: string): AdjustCommand {
  const given = { memberId, wallet: "points", points: 7, reason: "sorry", at: new Date("2026-06-01T03:00:00Z") };
  return { kind: "adjust", ...given, source: "test", externalId: `adjust ${memberId}`, actor: "test" };
}
