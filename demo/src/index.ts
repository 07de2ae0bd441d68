export { type DemoCounts, demoCsv } from "./csv.ts";
export { createWorld, type DemoOptions, type DemoSize, demoSizes, type World } from "./orders.ts";
export type { DemoStore } from "./stores.ts";
