import { readdirSync } from "node:fs";
import type { Definition } from "@regulars/contracts";
import type { Metric } from "./metric.ts";

const folder = new URL("./catalogue/", import.meta.url);

async function load(): Promise<ReadonlyMap<string, Metric>> {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .sort();
  const found = await Promise.all(
    names.map(async (name) => ((await import(new URL(name, folder).href)) as { default: Metric }).default),
  );
  const metrics = new Map(found.map((metric) => [metric.id, metric]));
  if (metrics.size !== found.length) throw new Error("two metrics have one id");
  for (const metric of found)
    if ("ratio" in metric)
      for (const part of [metric.ratio.of, metric.ratio.over])
        if (!metrics.has(part)) throw new Error(`the metric ${metric.id} is made of ${part}, which is not there`);
  return metrics;
}

/** Every metric there is: the files of the folder `catalogue`. */
export const metrics: ReadonlyMap<string, Metric> = await load();

/** Name, meaning and formula of the metrics named. */
export function definitionsOf(ids: Iterable<string>): Record<string, Definition> {
  return Object.fromEntries(
    [...ids].flatMap((id) => {
      const metric = metrics.get(id);
      return metric ? [[id, { name: metric.name, text: metric.definition, formula: metric.formula }]] : [];
    }),
  );
}
