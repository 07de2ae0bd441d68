import type { IntegrityReport, Member } from "@regulars/contracts";
import type { CompiledProgramme } from "@regulars/engine";
import type { Module } from "../../module.ts";
import type { Platform } from "../../platform/platform.ts";
import { verifyCli } from "./cli.ts";
import { type ProofOptions, proveLedger } from "./integrity.ts";
import { memberWallets, walletTotals } from "./queries/member-wallets.ts";
import { pointsRoutes } from "./routes.ts";

export { memberWallets, walletTotals } from "./queries/member-wallets.ts";

/** What the points module needs of others. */
export interface PointsPeers {
  programmes: { active(): { version: number; programme: CompiledProgramme } };
  members: {
    /** The id of the member that `mbr_…` or `ext:…` names. */
    find(reference: string): Promise<string>;
    view(id: string): Promise<Member>;
  };
}

export interface PointsDeps extends Pick<Platform, "db" | "clock">, PointsPeers {}

export interface Points extends Module {
  memberWallets: typeof memberWallets;
  walletTotals: typeof walletTotals;
  /** The ledger proof; see `GET /v1/integrity`. */
  prove(options?: ProofOptions): Promise<IntegrityReport>;
}

/** Reads the ledger: balances at any instant, lines and lots, why they are what they are, and the proof that they agree. */
export function createPoints(platform: Pick<Platform, "db" | "clock" | "logger">, peers: PointsPeers): Points {
  const { db, clock, logger } = platform;
  const deps: PointsDeps = { db, clock, ...peers };
  return {
    name: "points",
    memberWallets,
    walletTotals,
    prove: (options) => proveLedger(db, options),
    routes: pointsRoutes(deps),
    jobs: {
      async "integrity.nightly"(_payload, { signal }) {
        const report = await proveLedger(db, { signal });
        if (report.ok) logger.info({ checked: report.checked }, "the ledger agrees");
        else logger.error({ checked: report.checked, findings: report.findings }, "the ledger does not agree");
      },
    },
    crons: [{ task: "integrity.nightly", pattern: "40 18 * * *" }],
    cli: (program) => verifyCli(program, db),
  };
}
