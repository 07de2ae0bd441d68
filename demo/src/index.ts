export { type DemoCounts, demoCsv } from "./csv.ts";
export { type Moment, type Moments, momentsOf, type Regular } from "./moments.ts";
export { createWorld, type DemoOptions, type DemoSize, demoSizes, type World } from "./orders.ts";
export type { DemoStore } from "./stores.ts";
