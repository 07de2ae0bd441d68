import { parseArgs } from "node:util";
import { ConfigError, loadConfig } from "./platform/config.ts";
import { messageOf } from "./platform/errors.ts";
import { serverHelp } from "./platform/process/help.ts";
import { exitCodes, StartupError } from "./platform/process/startup-error.ts";

function argumentsOf(argv: string[]): { role: string | undefined; help: boolean } {
  try {
    const { values } = parseArgs({
      args: argv,
      options: { role: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
    return { role: values.role, help: values.help ?? false };
  } catch (error) {
    throw new StartupError("badConfiguration", `${messageOf(error)}\n\n${serverHelp}`);
  }
}

async function main(): Promise<void> {
  const { role, help } = argumentsOf(process.argv.slice(2));
  if (help) {
    console.log(serverHelp);
    return;
  }
  const config = loadConfig({ ...process.env, ...(role !== undefined && { REGULARS_ROLE: role }) });
  const { startServer } = await import("./server.ts");
  await startServer(config);
}

try {
  await main();
} catch (error) {
  if (error instanceof ConfigError) {
    console.error(`Regulars cannot start with these settings:\n${error.message.replaceAll(/^/gm, "  ")}`);
    process.exit(exitCodes.badConfiguration);
  }
  if (error instanceof StartupError) {
    console.error(error.message);
    process.exit(error.exitCode);
  }
  console.error(error);
  process.exit(exitCodes.failure);
}
