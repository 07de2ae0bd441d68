import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { formatScaled } from "./decimals.ts";
import { openFile } from "./open-file.ts";
import { readRows } from "./read-rows.ts";
import { builtInMapping, importTestFile, type TestImport } from "./test-files.ts";
import { type TestLedger, testLedger } from "./test-ledger.ts";

const file = fileURLToPath(new URL("../../../../../../shared/data/online_retail_2010_2011.csv.gz", import.meta.url));
const isPresent = existsSync(file);
if (!isPresent) console.warn(`The UCI Online Retail file is not present (${file}): its tests are skipped.`);

/** Counts published with the data set; the rest is measured here and documented in docs/import.md. */
describe.skipIf(!isPresent)("the UCI Online Retail file", () => {
  let ledger: TestLedger;
  let run: TestImport;

  beforeAll(async () => {
    ledger = testLedger();
    run = await importTestFile(file, ledger, builtInMapping("online-retail"));
  });

  it("is read to the last line, invoice, customer and thousandth of a pound", () => {
    const { totals } = run.checkpoint;
    expect(run.reader.rowsRead()).toBe(541_909);
    expect(totals).toMatchObject({ lines: 541_909, orderNumbers: 25_900, guestLines: 135_080 });
    expect(run.reader.customers()).toBe(4372);
    expect(formatScaled(totals.exact)).toBe("9747747.934");
  });

  it("is accounted for row by row", () => {
    expect(run.rows).toEqual({ accepted: 535_193, refused: 1272, skipped: 5444 });
    expect(run.rows.accepted + run.rows.refused + run.rows.skipped).toBe(541_909);
    const { reasons } = run.checkpoint.totals;
    expect(Object.fromEntries(Object.entries(reasons).map(([code, count]) => [code, count.lines]))).toEqual({
      "adjustment.bad_debt": 3,
      "adjustment.discount": 77,
      "adjustment.manual": 572,
      "adjustment.samples": 63,
      "adjustment.stock": 1336,
      "fee.carriage": 2110,
      "fee.other": 87,
      "price.zero": 1162,
      voucher: 34,
      "refund.no_customer": 165,
      "refund.no_matching_sale": 1056,
      "refund.partly_matched": 51,
    });
  });

  it("becomes orders and refunds whose money is the file's", () => {
    const { classes, orders, refunds } = run.checkpoint.totals;
    expect(formatScaled(classes.sale.accepted.exact)).toBe("10271433.063");
    expect(orders).toEqual({ recorded: 19_773, repeated: 0, refused: 0, net: 1_027_143_306 });
    expect(refunds).toMatchObject({ recorded: 3775, refused: 0 });
    expect(formatScaled(classes.refund.accepted.exact)).toBe("-449508.67");
  });

  it("has 9,288 cancellation lines, each a refund, refused or skipped", async () => {
    const { batches } = await readRows(await openFile(file), { delimiter: "auto", encoding: "auto" });
    let lines = 0;
    for await (const rows of batches) lines += rows.filter((row) => row.fields[0]?.startsWith("C")).length;
    expect(lines).toBe(9288);
    const { refund } = run.checkpoint.totals.classes;
    const skippedCancellations = 584;
    expect(refund.accepted.lines + refund.refused.lines + 165 + skippedCancellations).toBe(lines);
  });
});
