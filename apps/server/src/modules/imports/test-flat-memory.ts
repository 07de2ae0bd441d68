import { createMappings } from "./mappings.ts";
import { readOrders } from "./read-orders.ts";
import { startOfFile, takeIn } from "./take-in.ts";

/** Started by a test with a small heap: takes a large file in with a till that forgets, and prints the rows read. */
const [path = ""] = process.argv.slice(2);
const reader = await readOrders(path, createMappings("/no/data/dir").find("regulars", "orders"), { paying: new Map() });
await takeIn(
  {
    reader,
    ledger: {
      record: async (facts) => facts.map(() => ({ status: "recorded", amount: 1 })),
      findSoldLines: async () => ({ lines: [], past: [] }),
    },
    writeRefused: async (rows) => rows.length,
    save: async () => true,
  },
  startOfFile(),
);
console.log(reader.rowsRead());
