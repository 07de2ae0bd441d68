import type { Command } from "commander";
import { systemActor } from "../../platform/auth/actor.ts";
import type { Platform } from "../../platform/platform.ts";
import type { ProgrammeCommands } from "./commands.ts";
import { listPresets } from "./presets.ts";
import { readDraft } from "./store.ts";

/** `regulars preset list` and `regulars preset apply <id> [--currency GBP]`. */
export function presetCli(
  program: Command,
  platform: Pick<Platform, "db">,
  programmes: { commands: ProgrammeCommands; load: () => Promise<void> },
): void {
  const preset = program.command("preset").description("ready-made programmes and ladders");

  preset
    .command("list")
    .description("list the presets")
    .action(() => {
      for (const { id, kind, name } of listPresets()) console.log(`${id}\t${kind}\t${name.en}\t${name.zh}`);
    });

  preset
    .command("apply")
    .description("lay a preset over the programme and publish it")
    .argument("<id>", "see regulars preset list")
    .option("--currency <code>", "ISO 4217 code, such as GBP")
    .action(async (id: string, options: { currency?: string }) => {
      await programmes.load();
      const { commands } = programmes;
      const { db } = platform;
      await db.transaction().execute((tx) => commands.applyPreset(tx, systemActor, { id, ...options }));
      const revision = (await readDraft(db))?.revision ?? 0;
      const note = `preset ${id}`;
      const { version, status } = await commands.publish(systemActor, { revision, note, locale: "en" });
      console.log(`Preset ${id} is published as version ${version} (${status}).`);
    });
}
