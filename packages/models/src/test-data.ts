import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Order, summarizeOrders } from "./summarize-orders.ts";

/** The shared data sets, which are read when they lie beside the repository and are never part of it. */
const folder = process.env.REGULARS_DATA ?? resolve(import.meta.dirname, "../../../../shared/data");

export const hasData = existsSync(folder);
export const needsData = "(needs the shared data sets)";

export function lines(name: string): string[] {
  const raw = readFileSync(join(folder, name));
  const text = name.endsWith(".gz") ? gunzipSync(raw).toString() : raw.toString();
  return text.split(/\r?\n/).filter(Boolean);
}

export function columnsOf(name: string): { [column: string]: Float64Array } {
  const [head = "", ...rows] = lines(name);
  const cells = rows.map((row) => row.split(",").map(Number));
  return Object.fromEntries(
    head.split(",").map((column, index) => [column, Float64Array.from(cells, (row) => row[index] as number)]),
  );
}

/** The 1/10 sample of CDNOW: customer, day, dollars. */
export function cdnowOrders(): Order[] {
  return lines("cdnow_sample.txt").map((row) => {
    const [, id = "", day = "", , dollars = ""] = row.trim().split(/\s+/);
    return { customer: id, at: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`, value: Number(dollars) };
  });
}

/** CDNOW as published: 39 weeks of calibration, 39 weeks held out, in weeks. */
export function cdnowSummaries() {
  return summarizeOrders(cdnowOrders(), { unit: "week", calibrationEnd: "1997-09-30", asOf: "1998-06-30" });
}

export function grocerySummaries() {
  const orders = lines("btydplus_groceryElog.csv.gz")
    .slice(1)
    .map((row) => {
      const [customer = "", day = ""] = row.replaceAll('"', "").split(",");
      return { customer, at: day };
    });
  return summarizeOrders(orders, { unit: "week", calibrationEnd: "2006-12-31", asOf: "2007-12-30" });
}
