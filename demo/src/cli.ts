import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { demoCsv } from "./csv.ts";
import { type DemoSize, demoSizes } from "./orders.ts";

const usage = `Writes the demo café chain's orders as CSV.

  node demo/src/cli.ts [--size small|demo|large] [--until YYYY-MM-DD] [--seed N] [--out file.csv]

Without --out the CSV goes to standard output; --until is yesterday unless told otherwise.`;

const { values } = parseArgs({
  options: {
    size: { type: "string", default: "demo" },
    until: { type: "string", default: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10) },
    seed: { type: "string" },
    out: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  },
});

const isSize = (text: string): text is DemoSize => Object.hasOwn(demoSizes, text);
const { size, until } = values;
if (values.help) console.log(usage);
else if (
  !isSize(size) ||
  !/^\d{4}-\d\d-\d\d$/.test(until) ||
  (values.seed !== undefined && !/^\d+$/.test(values.seed))
) {
  console.error(usage);
  process.exitCode = 2;
} else {
  let counts = "";
  const csv = demoCsv({ size, until, ...(values.seed !== undefined && { seed: Number(values.seed) }) }, (progress) => {
    counts = JSON.stringify(progress);
  });
  await pipeline(
    Readable.from(csv, { objectMode: true, highWaterMark: 1 }),
    values.out ? createWriteStream(values.out) : process.stdout,
  );
  console.error(counts);
}
