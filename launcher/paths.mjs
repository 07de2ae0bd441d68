import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export const paths = {
  modules: join(root, "node_modules"),
  lockFile: join(root, "package-lock.json"),
  installStamp: join(root, "node_modules", ".regulars-installed"),
  packagedNode: join(root, "node_modules", "node", "bin", "node"),
  console: join(root, "apps", "console"),
  consoleDist: join(root, "apps", "console", "dist"),
  server: join(root, "apps", "server", "src", "main.ts"),
  cli: join(root, "apps", "server", "src", "cli.ts"),
};
