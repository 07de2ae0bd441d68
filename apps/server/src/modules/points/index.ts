import type { IntegrityReport, Member, WalletSummary } from "@regulars/contracts";
import type { CompiledProgramme } from "@regulars/engine";
import type { Module } from "../../module.ts";
import type { Platform } from "../../platform/platform.ts";
import { pointsCli } from "./cli.ts";
import { drawCurve } from "./liability/breakage-report.ts";
import { foldLiability } from "./liability/fold.ts";
import { proofJobs } from "./proof/jobs.ts";
import { inSnapshot } from "./proof/prove-chain.ts";
import { type ProofOptions, proveLedger } from "./proof/prove-ledger.ts";
import { accountOf } from "./queries/account-of.ts";
import { memberWallets, walletTotals } from "./queries/member-wallets.ts";
import { pointsRoutes } from "./routes.ts";

export { memberWallets, walletTotals } from "./queries/member-wallets.ts";

/** What the points module needs of others. */
export interface PointsPeers {
  programmes: {
    active(): { version: number; programme: CompiledProgramme };
    version(number: number): Promise<CompiledProgramme>;
    load(): Promise<void>;
  };
  members: {
    /** The id of the member that `mbr_…` or `ext:…` names. */
    find(reference: string): Promise<string>;
    view(id: string): Promise<Member>;
  };
}

export interface PointsDeps extends Pick<Platform, "db" | "clock" | "jobs" | "logger">, PointsPeers {}

export interface Points extends Module {
  memberWallets: typeof memberWallets;
  walletTotals: typeof walletTotals;
  /** The wallets of a member as of an instant. Refuses with not_found. */
  walletsOf(memberId: string, asOf: Date): Promise<WalletSummary[]>;
  /** The ledger proof; see `GET /v1/integrity`. */
  prove(options?: ProofOptions): Promise<IntegrityReport>;
}

/** Reads the ledger: balances at any instant, lines and lots, why they are what they are, what is owed, and the proof that all agrees. */
export function createPoints(platform: Pick<Platform, "db" | "clock" | "jobs" | "logger">, peers: PointsPeers): Points {
  const { db, clock, jobs, logger } = platform;
  const deps: PointsDeps = { db, clock, jobs, logger, ...peers };
  return {
    name: "points",
    memberWallets,
    walletTotals,
    walletsOf: (id, asOf) =>
      inSnapshot(db, async (tx) => memberWallets(tx, { id, account: await accountOf(tx, id) }, asOf)),
    prove: (options) => proveLedger(db, options),
    routes: pointsRoutes(deps),
    jobs: {
      ...proofJobs(deps),
      async "liability.fold"() {
        await foldLiability(db, peers.programmes.active().programme.zone);
      },
      async "breakage.nightly"() {
        for (const wallet of peers.programmes.active().programme.wallets.keys())
          await drawCurve(db, wallet, clock.now());
      },
    },
    crons: [
      { task: "integrity.nightly", pattern: "40 18 * * *" },
      { task: "liability.fold", pattern: "* * * * *" },
      { task: "breakage.nightly", pattern: "10 18 * * *" },
    ],
    cli: (program) => pointsCli(program, deps),
  };
}
