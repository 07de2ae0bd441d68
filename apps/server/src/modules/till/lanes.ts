import { keysOf } from "./batcher.ts";
import { type RecordDeps, type RecordOptions, recordCommands } from "./record.ts";
import type { TillAnswer } from "./till-answer.ts";
import type { TillCommand } from "./till-command.ts";

const lanes = 2;
const fewestWorthSplitting = 64;

/**
 * Records many commands in two transactions at once, so that one is worked out while the database writes the other. Members do not
 * cross lanes. Only orders and events are split: a refund may name an order of the same call.
 */
export async function recordInLanes(
  deps: RecordDeps,
  commands: TillCommand[],
  options: RecordOptions,
): Promise<TillAnswer[]> {
  const isSplit =
    commands.length >= fewestWorthSplitting &&
    commands.every((command) => command.kind === "order" || command.kind === "event");
  if (!isSplit) return recordCommands(deps, commands, options);
  const parts: { index: number; command: TillCommand }[][] = Array.from({ length: lanes }, () => []);
  for (const [index, command] of commands.entries()) parts[laneOf(command)]?.push({ index, command });
  const answers = new Array<TillAnswer>(commands.length);
  await Promise.all(
    parts.map(async (part) => {
      const own = await recordCommands(
        deps,
        part.map(({ command }) => command),
        options,
      );
      for (const [position, { index }] of part.entries()) {
        const answer = own[position];
        if (answer) answers[index] = answer;
      }
    }),
  );
  return answers;
}

function laneOf(command: TillCommand): number {
  let sum = 0;
  for (const character of keysOf(command)[0] ?? "") sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % lanes;
}
