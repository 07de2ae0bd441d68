import { afterAll, beforeAll, expect, test } from "vitest";
import { recordCommands } from "./record.ts";
import { createTillBench, order, type TillBench, testProgramme } from "./test-builders.ts";

const text = (word: string): { zh: string; en: string } => ({ zh: word, en: word });

let bench: TillBench;
beforeAll(async () => {
  bench = await createTillBench(
    testProgramme({
      wallets: [{ id: "points", name: text("points"), expiry: { kind: "duration", duration: "P20D", round: "day" } }],
      rules: [
        { id: "base", name: text("base"), wallet: "points", amount: { kind: "rate", points: 1, per: 100 } },
        {
          id: "cake",
          name: text("cake"),
          wallet: "points",
          trigger: { kind: "birthday" },
          amount: { kind: "fixed", points: 7 },
        },
      ],
    }),
  );
});
afterAll(() => bench.close());

test("a birthday's points that die between two facts of a batch leave older points their date", async () => {
  const [member = ""] = await bench.addMembers(1);
  await bench.pool.query("update members set birthday = '1990-03-01' where id = $1", [member]);
  await bench.accept({
    ...{ kind: "adjust", memberId: member, wallet: "points", points: 50, reason: "start", source: "test" },
    ...{ externalId: "start", actor: "test" },
    at: new Date("2026-02-01T03:00:00Z"),
    expiresAt: new Date("2026-03-27T16:00:00Z"),
  });
  // As imports do: what stands today is not asked for.
  const facts = [
    order(member, 10, { placedAt: new Date("2026-03-10T03:00:00Z") }),
    order(member, 20, { placedAt: new Date("2026-03-25T03:00:00Z") }),
  ];
  await recordCommands(bench.deps, facts, { withWallets: false });
  expect(await bench.balance(member)).toBe(80);
  const settle = { kind: "settle" as const, memberId: member, at: new Date("2026-03-29T03:00:00Z") };
  await recordCommands(bench.deps, [settle], { withWallets: false });
  expect(await bench.balance(member)).toBe(30);
  expect(await bench.proof()).toEqual([]);
});
