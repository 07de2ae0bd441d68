import type { Module } from "../../module.ts";
import { systemActor } from "../../platform/auth/actor.ts";
import type { Platform } from "../../platform/platform.ts";
import type { Members } from "../members/index.ts";
import type { Programmes } from "../programmes/index.ts";
import type { Till } from "../till/index.ts";
import { importCli } from "./cli.ts";
import { createDemo, type Demo } from "./demo.ts";
import { openMainStore } from "./demo-store.ts";
import { createMappings } from "./mappings.ts";
import { presetProgramme } from "./preset-programme.ts";
import { importRoutes } from "./routes.ts";
import { type RunDeps, type RunOptions, runImport } from "./run-import.ts";
import { enqueueImport, importTask } from "./start-import.ts";
import { listUnfinished } from "./store.ts";
import { createTillLedger } from "./till-ledger.ts";
import { createTillPoints } from "./till-points.ts";

export type { Demo } from "./demo.ts";
export { ImportFileError } from "./import-file-error.ts";

export type ImportsDeps = Pick<
  Platform,
  "config" | "db" | "pool" | "clock" | "files" | "jobs" | "audit" | "logger" | "lens"
>;

/** What imports need of other modules. */
export interface ImportPeers {
  till: Pick<Till, "record">;
  members: Pick<Members, "normalise" | "ensure">;
  programmes: Pick<Programmes, "active" | "bootstrapWith" | "load" | "commands">;
}

export interface Imports extends Module {
  demo: Demo;
}

const sweepTask = "imports.sweep";

/** Files of orders and of points, read by column mappings and told to the till; and the demo, which is such a file. */
export function createImports(platform: ImportsDeps, peers: ImportPeers): Imports {
  const mappings = createMappings(platform.config.dataDir);
  const runDeps: RunDeps = {
    ...platform,
    currency: () => peers.programmes.active().programme.programme.currency,
    ledger: (origin) =>
      createTillLedger({ pool: platform.pool, till: peers.till, normalise: peers.members.normalise }, origin),
    points: (origin) => createTillPoints({ pool: platform.pool, ...peers }, origin),
    wallets: () => {
      const wallets = [...peers.programmes.active().programme.wallets.values()];
      const decimals = (some: typeof wallets) => new Map(some.map((wallet) => [wallet.id, wallet.decimals]));
      return {
        all: decimals(wallets),
        paying: decimals(wallets.filter(({ redemption, spendable }) => redemption && spendable)),
      };
    },
  };
  const run = (id: string, options?: RunOptions) => runImport(runDeps, id, options);
  const demo = createDemo(platform, { ...peers, mappings });

  return {
    name: "imports",
    demo,
    routes: importRoutes(platform, { mappings, demo }),
    jobs: {
      [importTask]: async (payload, { signal }) => {
        await run((payload as { id: string }).id, { signal });
        await demo.goOn();
      },
      // Whoever worked on an import may have been killed, on this machine or another.
      [sweepTask]: async () => {
        for (const id of await listUnfinished(platform.db)) await enqueueImport(platform.jobs, id);
        await demo.goOn();
      },
      ...demo.jobs,
    },
    crons: [{ task: sweepTask, pattern: "* * * * *" }],
    cli: (program) =>
      importCli(program, platform, {
        mappings,
        run,
        load: (currency) => loadProgramme(platform, peers.programmes, currency),
      }),
    async start() {
      await demo.start();
      for (const id of await listUnfinished(platform.db)) await enqueueImport(platform.jobs, id);
    },
  };
}

async function loadProgramme(
  { db, clock }: ImportsDeps,
  programmes: ImportPeers["programmes"],
  currency: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (!(await programmes.bootstrapWith(tx, systemActor, presetProgramme("retail-plain", currency)))) return;
    await openMainStore(tx, clock.now());
  });
  await programmes.load();
}
