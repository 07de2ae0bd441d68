import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { ImportFileError } from "./import-file-error.ts";
import { type OrderMapping, parseMapping } from "./mapping.ts";

const builtInFolder = fileURLToPath(new URL("../../../../../presets/mappings/", import.meta.url));

export interface Mappings {
  /** All that can be read, those of the installation before the built-in ones of the same id. */
  list: () => OrderMapping[];
  /** By id, or by path of a JSON file. Throws ImportFileError when there is none or it is not valid. */
  find: (nameOrPath: string) => OrderMapping;
}

/** Column mappings: those that come with the product, and files the merchant put into `mappings/` of the data directory. */
export function createMappings(dataDir: string): Mappings {
  const folders = [join(dataDir, "mappings"), builtInFolder];
  const files = () =>
    folders.flatMap((folder) =>
      existsSync(folder)
        ? readdirSync(folder)
            .filter((name) => name.endsWith(".json"))
            .map((name) => join(folder, name))
        : [],
    );
  return {
    list: () => {
      const found = new Map<string, OrderMapping>();
      for (const file of files()) {
        const mapping = readIfValid(file);
        if (mapping && !found.has(mapping.id)) found.set(mapping.id, mapping);
      }
      return [...found.values()];
    },
    find: (nameOrPath) => {
      if (/[\\/]|\.json$/.test(nameOrPath)) return readMapping(nameOrPath);
      const file = files().find((path) => path.endsWith(`${nameOrPath}.json`) && readMapping(path).id === nameOrPath);
      const mapping = file
        ? readMapping(file)
        : files()
            .map(readIfValid)
            .find((candidate) => candidate?.id === nameOrPath);
      if (!mapping) throw new ImportFileError("mapping.not_found", { mapping: nameOrPath });
      return mapping;
    },
  };
}

function readIfValid(path: string): OrderMapping | null {
  try {
    return readMapping(path);
  } catch (error) {
    if (error instanceof ImportFileError) return null;
    throw error;
  }
}

function readMapping(path: string): OrderMapping {
  try {
    return parseMapping(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    const problem =
      error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error);
    throw new ImportFileError("mapping.invalid", { mapping: path, problem });
  }
}
