import { readFileSync } from "node:fs";
import { applyPreset, type Programme, presetSchema } from "@regulars/engine";

/** A ready-made programme, in another currency if told. */
export function presetProgramme(id: "cafe-demo" | "retail-plain", currency?: string): Programme {
  const file = new URL(`../../../../../presets/${id}.json`, import.meta.url);
  return applyPreset(null, presetSchema.parse(JSON.parse(readFileSync(file, "utf8"))), { currency });
}
