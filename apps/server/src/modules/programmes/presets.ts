import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Programme, programmeSchema } from "@regulars/engine";
import { refuse } from "../../platform/errors.ts";

const folder = fileURLToPath(new URL("../../../../../presets/", import.meta.url));
export function listPresets(): {
  id: string;
  kind: "programme" | "ladder";
  name: { zh: string; en: string };
  description: { zh: string; en: string };
}[] {
  return [];
}
export function layPreset(_id: string, base: Programme, _currency: string | undefined): Programme {
  return base;
}
export function presetProgramme(id: string, _currency: string): Programme {
  void [readdirSync, refuse];
  return programmeSchema.parse(JSON.parse(readFileSync(join(folder, `${id}.json`), "utf8")).programme);
}
