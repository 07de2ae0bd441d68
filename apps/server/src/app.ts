import type { Server } from "node:http";
import type { Module } from "./module.ts";
import { createHouseholds } from "./modules/households/index.ts";
import { createImports } from "./modules/imports/index.ts";
import { createInsights } from "./modules/insights/index.ts";
import { createLifecycle } from "./modules/lifecycle/index.ts";
import { createMembers, type Members } from "./modules/members/index.ts";
import { createMetrics } from "./modules/metrics/index.ts";
import { createPoints } from "./modules/points/index.ts";
import { createProgrammes } from "./modules/programmes/index.ts";
import { createReports } from "./modules/reports/index.ts";
import { createScores } from "./modules/scores/index.ts";
import { createSegments } from "./modules/segments/index.ts";
import { createSimulations } from "./modules/simulations/index.ts";
import { createStaff } from "./modules/staff/index.ts";
import { createStores } from "./modules/stores/index.ts";
import { createTill, type Till } from "./modules/till/index.ts";
import { createTrials } from "./modules/trials/index.ts";
import { createWorkbench } from "./modules/workbench/index.ts";
import { createAuthenticate, limitSignIn, serveSignIn } from "./platform/http/auth.ts";
import { serveConsole } from "./platform/http/console.ts";
import { serveHealth } from "./platform/http/health.ts";
import { answerRepeats } from "./platform/http/idempotency.ts";
import { createHttpServer } from "./platform/http/server.ts";
import type { App } from "./platform/http/types.ts";
import type { Platform } from "./platform/platform.ts";

export type { App } from "./platform/http/types.ts";

/** Every module of the program; what one needs of another is passed here and nowhere else. */
export function createModules(platform: Platform): Module[] {
  const staff = createStaff(platform);
  const programmes = createProgrammes(platform);
  const stores = createStores(platform);
  const points = createPoints(platform, {
    programmes,
    members: { find: (reference) => members.find(reference), view: (id) => members.view(id) },
  });
  const members: Members = createMembers(platform, {
    programmes,
    ...points,
    settleNew: (client, memberIds) => till.settleNew(client, memberIds),
  });
  const households = createHouseholds(platform, { programmes, members, points });
  const till: Till = createTill(platform, { programmes, members, households });
  const trials = createTrials(platform, { programmes, members, till });
  const lifecycle = createLifecycle(platform, { programmes });
  const segments = createSegments(platform, { programmes });
  const insights = createInsights(platform, { programmes, lifecycle, members, segments });
  const metrics = createMetrics(platform, { programmes, segments });
  const reports = createReports(platform, { programmes, segments });
  const workbench = createWorkbench(platform, { programmes, metrics });
  const scores = createScores(platform, { programmes, lifecycle, members });
  const simulations = createSimulations(platform, { programmes });
  const imports = createImports(platform, { till, members, programmes });
  return [
    staff,
    programmes,
    stores,
    points,
    members,
    households,
    till,
    trials,
    lifecycle,
    insights,
    segments,
    metrics,
    reports,
    workbench,
    scores,
    simulations,
    imports,
  ];
}

export interface AppOptions {
  server?: Server;
  isDraining?: () => boolean;
}

/** The HTTP side of the program with every module's routes; ready to inject or to listen. */
export async function buildApp(platform: Platform, modules: Module[], options: AppOptions = {}): Promise<App> {
  const { config, logger, pool, auth } = platform;
  const isDraining = options.isDraining ?? (() => false);
  const authenticate = createAuthenticate(auth, config.publicUrl);
  const app = await createHttpServer({
    config,
    logger,
    authenticate,
    isDraining,
    ...(options.server && { server: options.server }),
  });
  answerRepeats(app, { pool });
  serveHealth(app, { ...platform, isDraining });
  await limitSignIn(app);
  serveSignIn(app, auth, config.publicUrl);
  for (const module of modules) await module.routes?.(app);
  await serveConsole(app);
  await app.ready();
  return app;
}
