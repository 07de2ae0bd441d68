// Entry of every npm script. Needs nothing but Node 18: it brings packages, Node 24 and the built console, then hands over.
import { delimiter, join } from "node:path";
import { bench, check, dev, generate, test } from "./commands.mjs";
import { ensurePackages, findNode, LauncherError } from "./install.mjs";
import { paths, root } from "./paths.mjs";
import { refusalFor, stepsFor } from "./plan.mjs";
import { runToEnd } from "./processes.mjs";
import { ensureConsole } from "./web.mjs";

/** @param {string[]} argv */
async function main([command = "start", ...args]) {
  const refusal = refusalFor(process.version);
  if (refusal) throw new LauncherError(refusal);
  const steps = stepsFor(command, args);
  if (!steps)
    throw new LauncherError(
      `There is no command ${command}. Commands: start, dev, test, check, bench, generate, regulars.`,
    );
  await ensurePackages();
  const node = findNode();
  if (steps.web) await ensureConsole(node);
  const env = { ...process.env, PATH: [join(paths.modules, ".bin"), process.env.PATH].filter(Boolean).join(delimiter) };
  const context = { node, env };
  const [what, ...rest] = steps.run;
  switch (what) {
    case "server":
      return runToEnd(node, [paths.server, ...rest], { cwd: root, env, watch: true });
    case "cli":
      return runToEnd(node, [paths.cli, ...rest], { cwd: root, env });
    case "dev":
      return dev(context, rest);
    case "check":
      return check(context);
    case "test":
      return test(context, rest);
    case "bench":
      return bench(context, rest);
    case "generate":
      return generate(context);
    default:
      return 1;
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof LauncherError ? error.message : error);
  process.exitCode = 1;
}
