import { readFile, writeFile } from "node:fs/promises";
import { importProgrammeRequest } from "@regulars/contracts";
import { type Command, InvalidArgumentError } from "commander";
import { type Actor, systemActor } from "../../platform/auth/actor.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { AppError } from "../../platform/errors.ts";
import type { Platform } from "../../platform/platform.ts";
import { callerPath } from "../../platform/process/caller-path.ts";
import type { ProgrammeCommands } from "./commands.ts";
import { listPresets } from "./presets.ts";
import { draftFindings } from "./queries/draft-findings.ts";
import { exportDocument } from "./queries/export-document.ts";
import { hasAccounts, readDraft } from "./store.ts";

export interface ProgrammeCliDeps {
  commands: ProgrammeCommands;
  load(): Promise<void>;
  active(): { version: number };
  bootstrap(tx: Tx, actor: Actor): Promise<boolean>;
}

/** `regulars preset list|apply` and `regulars programme export|import`. */
export function programmeCli(program: Command, platform: Pick<Platform, "db" | "clock">, deps: ProgrammeCliDeps): void {
  presetCommands(program, platform, deps);
  documentCommands(program, platform, deps);
}

/** `regulars preset list` and `regulars preset apply <id> [--currency GBP]`. */
function presetCommands(program: Command, platform: Pick<Platform, "db">, programmes: ProgrammeCliDeps): void {
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
      console.log(`Preset ${id} is published as version ${version}, ${whenInForce(inForce)}.`);
    });
}

/** `regulars programme export [--version 3]` and `regulars programme import <file> [--publish]`. */
function documentCommands(
  program: Command,
  platform: Pick<Platform, "db" | "clock">,
  programmes: ProgrammeCliDeps,
): void {
  const command = program.command("programme").description("the programme as a file, to take to another install");

  command
    .command("export")
    .description("write the published programme, a version or the draft as JSON")
    .option("--of <version>", "a version number, or draft; the published one when left out", versionName)
    .option("--out <file>", "where to write it; standard output when left out")
    .action(async (options: { of?: number | "draft"; out?: string }) => {
      await begin(platform.db, programmes);
      const exported = await exportDocument(platform.db, { version: options.of, at: platform.clock.now() });
      const text = `${JSON.stringify(exported, null, 2)}\n`;
      if (options.out === undefined) process.stdout.write(text);
      else await writeFile(callerPath(options.out), text);
    });

  command
    .command("import")
    .description("make an exported programme the draft")
    .argument("<file>", "what regulars programme export wrote")
    .option("--publish", "publish it when nothing is wrong with it")
    .option("--note <text>", "what the version is for")
    .action(async (file: string, options: { publish?: boolean; note?: string }) => {
      await importFile(platform.db, programmes, file);
      const findings = await draftFindings(platform.db);
      for (const { severity, pointer, en } of findings) console.log(`${severity}\t${pointer || "/"}\t${en}`);
      if (!options.publish) return console.log("The file is the draft now.");
      const { version, inForce } = await publishDraft(platform.db, programmes, options.note ?? `import of ${file}`);
      console.log(`The file is published as version ${version}, ${whenInForce(inForce)}.`);
    });
}

function versionName(text: string): number | "draft" {
  if (text === "draft") return text;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("a version number, or draft");
}

/** An install on which nothing has run yet has no programme. */
async function begin(db: Db, { bootstrap, load }: ProgrammeCliDeps): Promise<void> {
  await db.transaction().execute((tx) => bootstrap(tx, systemActor));
  await load();
}

async function importFile(db: Db, deps: ProgrammeCliDeps, file: string): Promise<void> {
  const parsed = importProgrammeRequest.safeParse(JSON.parse(await readFile(callerPath(file), "utf8")));
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, code, message }) => ({
      pointer: `/${path.join("/")}`,
      code,
      message,
    }));
    throw new AppError("request.invalid", {}, errors);
  }
  const { programme, formatVersion } = parsed.data;
  await begin(db, deps);
  await db
    .transaction()
    .execute((tx) => deps.commands.importDocument(tx, systemActor, { programme, formatVersion, revision: null }));
}

function whenInForce(isInForce: boolean): string {
  return isInForce ? "in force" : "in force once the server has filled it from history";
}

function knownPreset(id: string): string {
  if (listPresets().some((preset) => preset.id === id)) return id;
  throw new InvalidArgumentError("regulars preset list names those there are.");
}

async function applyAndPublish(
  db: Db,
  deps: ProgrammeCliDeps,
  given: { id: string; currency?: string },
): Promise<{ version: number; inForce: boolean }> {
  await begin(db, deps);
  await db.transaction().execute((tx) => deps.commands.applyPreset(tx, systemActor, given));
  return publishDraft(db, deps, `preset ${given.id}`);
}

async function publishDraft(
  db: Db,
  { commands, load, active }: ProgrammeCliDeps,
  note: string,
): Promise<{ version: number; inForce: boolean }> {
  const revision = (await readDraft(db))?.revision ?? 0;
  const { version } = await commands.publish(systemActor, { revision, note, locale: "en" });
  // Without members there is nothing to fill, so no server need be running.
  if (!(await hasAccounts(db))) await db.transaction().execute((tx) => commands.activate(tx, version));
  await load();
  return { version, inForce: active().version === version };
}
