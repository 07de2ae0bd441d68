import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { applyPreset, type Lifecycle, type Preset, type Programme, presetSchema } from "@regulars/engine";
import { AppError, refuse } from "../../platform/errors.ts";

const folder = fileURLToPath(new URL("../../../../../presets/", import.meta.url));
let known: Map<string, Preset> | null = null;

/** The data files of `presets/`, by id. They belong to the program and are read once. */
function presets(): Map<string, Preset> {
  if (known) return known;
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  const read = files.toSorted().map((file) => presetSchema.parse(JSON.parse(readFileSync(join(folder, file), "utf8"))));
  known = new Map(read.map((preset) => [preset.id, preset]));
  return known;
}

export function listPresets(): Pick<Preset, "id" | "kind" | "name" | "description">[] {
  return [...presets().values()].map(({ id, kind, name, description }) => ({ id, kind, name, description }));
}

/** The life cycles among the presets. */
export function lifecyclePresets(): { id: string; name: Preset["name"]; lifecycle: Lifecycle }[] {
  return [...presets().values()].flatMap((preset) =>
    preset.kind === "lifecycle" ? [{ id: preset.id, name: preset.name, lifecycle: preset.lifecycle }] : [],
  );
}

/** The programme with a preset laid over it. Refuses an id there is no preset for, and a code that is not a currency. */
export function layPreset(id: string, base: Programme | null, currency: string | undefined): Programme {
  const preset = presets().get(id);
  if (!preset) refuse("not_found");
  try {
    return applyPreset(base, preset, { currency });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AppError("request.invalid", {}, [
      { pointer: "/currency", code: "unknown_currency", message: error.message },
    ]);
  }
}
