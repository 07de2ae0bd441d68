import { afterAll, beforeAll, expect, test } from "vitest";
import { createTillBench, order, type TillBench, testProgramme } from "./test-builders.ts";

const text = (word: string): { zh: string; en: string } => ({ zh: word, en: word });

let bench: TillBench;
beforeAll(async () => {
  const great = { event: "order", is: { max: { of: "order.net", gte: 50_000 } } };
  const stages = [
    { id: "great", name: text("great"), when: great },
    { id: "member", name: text("member"), when: { all: [] } },
  ];
  bench = await createTillBench(testProgramme({ lifecycle: { template: "none", stages } }));
});
afterAll(() => bench.close());

const day = 86_400_000;
const start = Date.parse("2026-01-05T03:00:00Z");

test("a refund of long ago that a leaf cannot take back leaves the account where its facts are, its stage judged there", async () => {
  const [member = ""] = await bench.addMembers(1);
  const at = (days: number): Date => new Date(start + days * day);
  const great = await bench.accept(order(member, 900, { placedAt: at(0) }));
  await bench.record(Array.from({ length: 80 }, (_, index) => order(member, 1, { placedAt: at(index + 1) })));
  await bench.accept({
    ...{ kind: "refund", order: { id: great.order?.id ?? "" }, externalId: "great", actor: "test" },
    refundedAt: at(81),
  });
  const { rows } = await bench.pool.query(
    "select (state->>'settledAt')::bigint as settled, state->'stage'->>'id' as stage from member_accounts where member_id = $1",
    [member],
  );
  expect(rows).toEqual([{ settled: at(81).getTime(), stage: "member" }]);
});
