import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { ImportFileError } from "./import-file-error.ts";
import { type ImportKind, type ImportMapping, parseMapping } from "./mapping.ts";

const builtInFolder = fileURLToPath(new URL("../../../../../presets/mappings/", import.meta.url));

export interface Mappings {
  /** All that can be read, those of the installation before the built-in ones of the same id. */
  list: () => ImportMapping[];
  /** By id, or by path of a JSON file. Throws ImportFileError when there is none of that kind or it is not valid. */
  find: <Kind extends ImportKind>(nameOrPath: string, kind: Kind) => Extract<ImportMapping, { kind: Kind }>;
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
  const findAny = (nameOrPath: string): ImportMapping | undefined => {
    if (/[\\/]|\.json$/.test(nameOrPath)) return readMapping(nameOrPath);
    const file = files().find((path) => path.endsWith(`${nameOrPath}.json`) && readMapping(path).id === nameOrPath);
    if (file) return readMapping(file);
    return (
      files()
        .map(readIfValid)
        .find((candidate) => candidate?.id === nameOrPath) ?? undefined
    );
  };
  return {
    list: () => {
      const found = new Map<string, ImportMapping>();
      for (const file of files()) {
        const mapping = readIfValid(file);
        if (mapping && !found.has(mapping.id)) found.set(mapping.id, mapping);
      }
      return [...found.values()];
    },
    find: (nameOrPath, kind) => {
      const mapping = findAny(nameOrPath);
      if (!mapping || !isOfKind(mapping, kind)) throw new ImportFileError("mapping.not_found", { mapping: nameOrPath });
      return mapping;
    },
  };
}

export function isOfKind<Kind extends ImportKind>(
  mapping: ImportMapping,
  kind: Kind,
): mapping is Extract<ImportMapping, { kind: Kind }> {
  return mapping.kind === kind;
}

function readIfValid(path: string): ImportMapping | null {
  try {
    return readMapping(path);
  } catch (error) {
    if (error instanceof ImportFileError) return null;
    throw error;
  }
}

function readMapping(path: string): ImportMapping {
  try {
    return parseMapping(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    const problem =
      error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error);
    throw new ImportFileError("mapping.invalid", { mapping: path, problem });
  }
}
