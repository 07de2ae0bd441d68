import type { Command } from "commander";
import { AppError } from "../../platform/errors.ts";
import type { PointsDeps } from "./index.ts";
import { rebuildLiability } from "./liability/fold.ts";
import { type ProofReport, proveLedger } from "./proof/prove-ledger.ts";
import { beginRun, proveAndKeep } from "./proof/runs.ts";

/** `regulars verify`: proves the ledger and says what does not agree, exit code 1 when something does not. `regulars liability rebuild`. */
export function pointsCli(program: Command, deps: PointsDeps): void {
  program
    .command("verify")
    .description("prove that ledger entries, lots, holds, balances and the chains of entries agree")
    .option("--member <id>", "only this member (mbr_... or ext:...)")
    .action(async ({ member }: { member?: string }) => {
      const report = member === undefined ? await verifyAll(deps) : await verifyOne(deps, member);
      tell(report);
      if (!report.ok) process.exitCode = 1;
    });
  program
    .command("liability")
    .description("sums of the points owed")
    .command("rebuild")
    .description("make the kept sums anew from the ledger")
    .action(async () => {
      const zone = await programmeZone(deps);
      if (zone === null) {
        console.log("No programme was ever published: nothing is owed.");
        return;
      }
      const { days, entries } = await rebuildLiability(deps.db, zone);
      console.log(`${entries} ledger lines summed into ${days} rows.`);
    });
}

async function programmeZone({ programmes }: PointsDeps): Promise<string | null> {
  await programmes.load();
  try {
    return programmes.active().programme.zone;
  } catch (error) {
    if (error instanceof AppError && error.code === "server.starting") return null;
    throw error;
  }
}

async function verifyOne({ db, members }: PointsDeps, reference: string): Promise<ProofReport> {
  return proveLedger(db, { memberId: await members.find(reference) });
}

async function verifyAll(deps: PointsDeps): Promise<ProofReport> {
  const run = await beginRun(deps, { trigger: "command", startedBy: "command line" });
  const report = await proveAndKeep(deps, run, {
    onBucket: ({ done, of }) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${Math.round((done / of) * 100)}%`);
    },
  });
  if (process.stderr.isTTY) process.stderr.write("\r");
  return report;
}

function tell(report: ProofReport): void {
  const chained = `${report.entries} entries are chained${report.unchained > 0 ? `, ${report.unchained} are older than the chain` : ""}`;
  if (report.ok) {
    console.log(`The books of ${report.checked} members agree; ${chained}.`);
    return;
  }
  for (const { memberId, wallet, code, expected, actual } of report.findings)
    console.error(`${[memberId, wallet].filter(Boolean).join(" ")}: ${code}, expected ${expected}, found ${actual}`);
  const more = report.truncated ? ` (${report.findings.length} listed)` : "";
  console.error(`${report.findingCount} findings${more} in the books of ${report.checked} members.`);
}
