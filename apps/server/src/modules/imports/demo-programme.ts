import { readFileSync } from "node:fs";
import { applyPreset, type Programme, presetSchema } from "@regulars/engine";

/** The café chain's programme, from its preset. */
export function demoProgramme(): Programme {
  const file = new URL("../../../../../presets/cafe-demo.json", import.meta.url);
  return applyPreset(null, presetSchema.parse(JSON.parse(readFileSync(file, "utf8"))), {});
}
