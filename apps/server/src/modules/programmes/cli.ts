import { type Command, InvalidArgumentError } from "commander";
import { type Actor, systemActor } from "../../platform/auth/actor.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { Platform } from "../../platform/platform.ts";
import type { ProgrammeCommands } from "./commands.ts";
import { listPresets } from "./presets.ts";
import { hasAccounts, readDraft } from "./store.ts";

export interface PresetCliDeps {
  commands: ProgrammeCommands;
  load(): Promise<void>;
  active(): { version: number };
  bootstrap(tx: Tx, actor: Actor): Promise<boolean>;
}

/** `regulars preset list` and `regulars preset apply <id> [--currency GBP]`. */
export function presetCli(program: Command, platform: Pick<Platform, "db">, programmes: PresetCliDeps): void {
  const preset = program.command("preset").description("ready-made programmes, tiers and life cycles");

  preset
    .command("list")
    .description("list the presets")
    .action(() => {
      for (const { id, kind, name } of listPresets()) console.log(`${id}\t${kind}\t${name.en}\t${name.zh}`);
    });

  preset
    .command("apply")
    .description("lay a preset over the programme and publish it")
    .argument("<id>", "see regulars preset list", knownPreset)
    .option("--currency <code>", "ISO 4217 code, such as GBP")
    .action(async (id: string, options: { currency?: string }) => {
      const { version, inForce } = await applyAndPublish(platform.db, programmes, { id, ...options });
      const when = inForce ? "in force" : "in force once the server has filled it from history";
      console.log(`Preset ${id} is published as version ${version}, ${when}.`);
    });
}

function knownPreset(id: string): string {
  if (listPresets().some((preset) => preset.id === id)) return id;
  throw new InvalidArgumentError("regulars preset list names those there are.");
}

async function applyAndPublish(
  db: Db,
  { commands, load, bootstrap, active }: PresetCliDeps,
  given: { id: string; currency?: string },
): Promise<{ version: number; inForce: boolean }> {
  await db.transaction().execute((tx) => bootstrap(tx, systemActor));
  await load();
  await db.transaction().execute((tx) => commands.applyPreset(tx, systemActor, given));
  const revision = (await readDraft(db))?.revision ?? 0;
  const { version } = await commands.publish(systemActor, { revision, note: `preset ${given.id}`, locale: "en" });
  // Without members there is nothing to fill, so no server need be running.
  if (!(await hasAccounts(db))) await db.transaction().execute((tx) => commands.activate(tx, version));
  await load();
  return { version, inForce: active().version === version };
}
