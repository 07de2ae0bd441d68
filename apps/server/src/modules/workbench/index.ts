import type { Module } from "../../module.ts";
import type { Platform } from "../../platform/platform.ts";
import type { MetricQueries } from "../metrics/index.ts";
import type { Programmes } from "../programmes/index.ts";
import { workbenchRoutes } from "./routes.ts";

export interface WorkbenchPeers {
  programmes: Pick<Programmes, "active">;
  metrics: { queries: Pick<MetricQueries, "total"> };
}

export interface WorkbenchDeps extends Pick<Platform, "db" | "clock" | "audit">, WorkbenchPeers {}

/** What people keep of their questions: goals, reports, dashboards. */
export function createWorkbench(platform: Omit<WorkbenchDeps, keyof WorkbenchPeers>, peers: WorkbenchPeers): Module {
  return { name: "workbench", routes: (app) => workbenchRoutes(app, { ...platform, ...peers }) };
}
