import { setTimeout as wait } from "node:timers/promises";
import type { ImportTotals } from "@regulars/contracts";
import type { Command } from "commander";
import { systemActor } from "../../platform/auth/actor.ts";
import { toPublicId } from "../../platform/ids.ts";
import { ImportFileError } from "./import-file-error.ts";
import type { ImportsDeps } from "./index.ts";
import type { ImportKind } from "./mapping.ts";
import type { Mappings } from "./mappings.ts";
import { presentImport, presentPoints, presentTotals } from "./present-import.ts";
import { ownMappings } from "./preview-file.ts";
import { reasonText } from "./row-reasons.ts";
import type { RunOptions } from "./run-import.ts";
import { localFile, startImport } from "./start-import.ts";
import { findImport, type ImportRecord } from "./store.ts";

interface CliParts {
  mappings: Mappings;
  run: (id: string, options?: RunOptions) => Promise<void>;
  /** Reads the programme in force; on an install that was never started, publishes a plain one in this currency first. */
  load: (currency: string) => Promise<void>;
}

interface FileOptions {
  mapping: string;
  source?: string;
  wait: boolean;
}

const pollMilliseconds = 1000;

/** `regulars import orders|points <file> --mapping <id or path>` and `regulars import mappings`. */
export function importCli(program: Command, platform: ImportsDeps, parts: CliParts): void {
  const command = program.command("import").description("take in files");

  fileCommand(command, platform, parts, {
    kind: "orders",
    description: "take in a CSV file of orders (plain or gzip); every refused row comes back in a file with its reason",
    source: "part of the business key of the orders; the mapping's id unless told",
  });
  fileCommand(command, platform, parts, {
    kind: "points",
    description: "take in a CSV file of points, such as balances of another system, each with its own date",
    source: "part of the business key of the rows; the mapping's id unless told",
  });

  command
    .command("mappings")
    .description("list the column mappings")
    .action(() => {
      for (const { id, kind, name, description } of parts.mappings.list())
        console.log(`${id}\t${kind}\t${name.en}\t${description.en}`);
    });
}

function fileCommand(
  command: Command,
  platform: ImportsDeps,
  parts: CliParts,
  words: { kind: ImportKind; description: string; source: string },
): void {
  const { kind } = words;
  command
    .command(kind)
    .description(words.description)
    .argument("<file>", "path of the file")
    .option(
      "--mapping <id>",
      "column mapping: an id (see regulars import mappings) or the path of a JSON file",
      ownMappings[kind],
    )
    .option("--source <name>", words.source)
    .option("--wait", "work on it here and show the progress", true)
    .option("--no-wait", "leave it to the server")
    .action(async (file: string, options: FileOptions) => {
      try {
        process.exitCode = await importFile(platform, parts, { file, kind, ...options });
      } catch (error) {
        if (!(error instanceof ImportFileError)) throw error;
        console.error(`${reasonText(error, null).en}\nNothing was taken in.`);
        process.exitCode = 1;
      }
    });
}

async function importFile(
  platform: ImportsDeps,
  parts: CliParts,
  input: FileOptions & { file: string; kind: ImportKind },
): Promise<number> {
  const mapping = parts.mappings.find(input.mapping, input.kind);
  await parts.load(mapping.kind === "orders" ? mapping.currency : "CNY");
  const file = await localFile(input.file);
  const start = { ...file, mapping, fileHash: null, source: input.source };
  const id = await startImport(platform, systemActor, start, { enqueue: !input.wait });
  if (!input.wait) {
    console.log(`Import ${toPublicId("imp", id)} is waiting for the server.`);
    return 0;
  }
  const show = progressLine();
  await parts.run(id, {
    onProgress: ({ checkpoint, progress }) => show({ rows: checkpoint.totals.lines, ...progress }),
  });
  return report(platform, await untilEnded(platform, id, show), show);
}

interface Shown {
  rows: number;
  rowsPerSecond: number;
  secondsLeft: number | null;
}

type Show = ((state: Shown) => void) & { end: () => void };

/** One line that is written over on a terminal, a line every few seconds elsewhere. */
function progressLine(): Show {
  const isTerminal = process.stderr.isTTY === true;
  let lastAt = 0;
  const show = ({ rows, rowsPerSecond, secondsLeft }: Shown) => {
    if (performance.now() - lastAt < (isTerminal ? 100 : 3000)) return;
    lastAt = performance.now();
    const left = secondsLeft === null ? "" : `, about ${secondsLeft} s left`;
    const text = `${rows.toLocaleString("en")} rows, ${rowsPerSecond.toLocaleString("en")} rows/s${left}`;
    process.stderr.write(isTerminal ? `\r\u001b[K${text}` : `${text}\n`);
  };
  return Object.assign(show, { end: () => void (isTerminal && process.stderr.write("\r\u001b[K")) });
}

/** Usually ended already; another process may have taken the import first. */
async function untilEnded(platform: ImportsDeps, id: string, show: Show): Promise<ImportRecord> {
  for (;;) {
    const record = await findImport(platform.db, id);
    if (!record) throw new Error(`import ${id} is gone`);
    if (record.status === "finished" || record.status === "failed" || record.status === "cancelled") return record;
    if (record.progress) show({ rows: record.checkpoint.totals.lines, ...record.progress });
    await wait(pollMilliseconds);
  }
}

function report(platform: ImportsDeps, record: ImportRecord, show: Show): number {
  show.end();
  const shown = presentImport(record, "en");
  const seconds =
    record.startedAt && record.finishedAt ? (record.finishedAt.getTime() - record.startedAt.getTime()) / 1000 : 0;
  const lines = [
    `${shown.id}: ${record.status} after ${seconds.toFixed(1)} s`,
    `  rows      ${number(shown.rowsRead)} read = ${number(shown.rowsAccepted)} accepted + ${number(shown.rowsRefused)} refused + ${number(shown.rowsSkipped)} skipped`,
    ...totalLines(record),
  ];
  if (record.errorFile) lines.push(`  refused rows: ${platform.files.path(record.errorFile)}`);
  if (shown.error) lines.push(`  ${shown.error}`);
  console.log(lines.join("\n"));
  return record.status === "finished" ? 0 : 1;
}

function number(value: number | null): string {
  return value?.toLocaleString("en") ?? "many";
}

function totalLines(record: ImportRecord): string[] {
  const { mapping } = record.options;
  if (mapping.kind === "points") {
    const totals = presentPoints(record, mapping);
    return [
      `  file      ${number(totals.members)} members, points ${totals.amount}`,
      `  points    ${number(totals.recorded)} rows new, ${number(totals.repeated)} already there, ${number(totals.refused)} refused; ${number(totals.credited)} given, ${number(totals.debited)} taken`,
      ...reasonLines(totals.reasons),
    ];
  }
  const totals = presentTotals(record, mapping);
  const money = (minor: number) =>
    `${(minor / 100).toLocaleString("en", { minimumFractionDigits: 2 })} ${totals.currency}`;
  return [
    `  file      ${number(totals.orderNumbers)} order numbers, ${number(totals.customers)} customers, ${number(totals.guestLines)} rows without customer, quantity x price ${totals.amount}`,
    `  orders    ${number(totals.orders.recorded)} new, ${number(totals.orders.repeated)} already there, ${number(totals.orders.refused)} refused; net ${money(totals.orders.net)}`,
    `  refunds   ${number(totals.refunds.recorded)} new, ${number(totals.refunds.repeated)} already there, ${number(totals.refunds.refused)} refused; ${money(totals.refunds.amount)}`,
    ...reasonLines(totals.reasons),
  ];
}

function reasonLines(reasons: ImportTotals["reasons"]): string[] {
  return reasons.map(
    ({ status, lines, text, code }) => `  ${status.padEnd(9)} ${number(lines)} x ${text.en} (${code})`,
  );
}
