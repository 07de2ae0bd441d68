import { afterAll, beforeAll, expect, test } from "vitest";
import { recordCommands } from "./record.ts";
import { createTillBench, happening, order, spend, type TillBench } from "./test-builders.ts";
import type { TillCommand } from "./till-command.ts";

let bench: TillBench;
beforeAll(async () => {
  bench = await createTillBench();
});
afterAll(() => bench.close());

/** The statements that recording these commands takes, by name. */
async function statementsOf(commands: TillCommand[]): Promise<string[]> {
  const names: string[] = [];
  const pool = {
    connect: async () => {
      const client = await bench.deps.pool.connect();
      return new Proxy(client, {
        get(target, property) {
          const value = Reflect.get(target, property);
          if (property !== "query") return typeof value === "function" ? value.bind(target) : value;
          return (...given: Parameters<typeof client.query>) => {
            const [statement] = given as unknown[];
            names.push(typeof statement === "string" ? statement : (statement as { name: string }).name);
            return Reflect.apply(value, target, given);
          };
        },
      });
    },
  };
  await recordCommands({ ...bench.deps, pool: pool as typeof bench.deps.pool }, commands);
  return names;
}

const plainOrders = ["begin", "till_orders_by_business_key", "till_locked_members", "till_write_facts", "commit"];

test("a batch of plain orders takes the same five statements, however many orders it holds", async () => {
  const members = await bench.addMembers(50);
  expect(await statementsOf([order(members[0], 10)])).toEqual(plainOrders);
  expect(await statementsOf(members.map((member) => order(member, 10)))).toEqual(plainOrders);
});

test("spends and events of many members cost one statement more per table, not per row", async () => {
  const members = await bench.addMembers(30);
  await bench.record(members.map((member) => order(member, 100)));
  const one = await statementsOf([spend(members[0] ?? "", 1), happening(members[1], "checkin")]);
  const many = await statementsOf(members.flatMap((member) => [spend(member, 1), happening(member, "checkin")]));
  expect(many).toEqual(one);
  expect(many.length).toBeLessThanOrEqual(10);
});
