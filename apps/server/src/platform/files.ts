import { mkdirSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/** Files the product keeps beside the database: imports, error files, exports. */
export interface Files {
  /** Absolute path of a name under `files/` of the data directory; its folder exists afterwards. */
  path(name: string): string;
}

export function createFiles(dataDir: string): Files {
  const root = join(dataDir, "files");
  return {
    path(name) {
      const full = join(root, name);
      const inside = relative(root, full);
      if (inside === "" || inside === ".." || inside.startsWith(`..${sep}`))
        throw new Error(`${name} is not a name inside ${root}`);
      mkdirSync(dirname(full), { recursive: true });
      return full;
    },
  };
}
