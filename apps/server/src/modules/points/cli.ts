import type { Command } from "commander";
import type { Db } from "../../platform/db.ts";
import { proveLedger } from "./integrity.ts";

/** `regulars verify`: proves the ledger and says what does not agree; exit code 1 when something does not. */
export function verifyCli(program: Command, db: Db): void {
  program
    .command("verify")
    .description("prove that ledger entries, lots and balances agree")
    .action(async () => {
      const report = await proveLedger(db, {
        onBucket: (done, of) => {
          if (process.stderr.isTTY) process.stderr.write(`\r${Math.round((done / of) * 100)}%`);
        },
      });
      if (process.stderr.isTTY) process.stderr.write("\r");
      if (report.ok) {
        console.log(`The books of ${report.checked} members agree.`);
        return;
      }
      for (const finding of report.findings) {
        const { memberId, wallet, code, expected, actual } = finding;
        console.error(`${memberId} ${wallet}: ${code}, expected ${expected}, found ${actual}`);
      }
      const more = report.truncated ? " (there are more)" : "";
      console.error(`${report.findings.length} findings${more} in the books of ${report.checked} members.`);
      process.exitCode = 1;
    });
}
