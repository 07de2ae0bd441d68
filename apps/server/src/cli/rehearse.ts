import type { Command } from "commander";

/** Makes every command only note that it was chosen, so that a command line can be checked without doing anything. */
export function silenceActions(program: Command): { name(): string | null } {
  let chosen: string | null = null;
  const visit = (command: Command) => {
    if (command.commands.length === 0) {
      command.action(() => {
        chosen = command.name();
      });
    }
    command.commands.forEach(visit);
  };
  program.commands.forEach(visit);
  return { name: () => chosen };
}
