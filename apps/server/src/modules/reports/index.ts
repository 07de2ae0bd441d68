import type { Module } from "../../module.ts";
import type { Platform } from "../../platform/platform.ts";
import type { Programmes } from "../programmes/index.ts";
import type { Segments } from "../segments/index.ts";
import { reportRoutes } from "./routes.ts";

export interface ReportPeers {
  programmes: Pick<Programmes, "active">;
  segments: Pick<Segments, "where" | "stages">;
}

export interface ReportsDeps extends Pick<Platform, "db" | "lens" | "clock">, ReportPeers {}
type ReportsPlatform = Omit<ReportsDeps, keyof ReportPeers> & Pick<Platform, "audit">;

/** Reports that answer one question each, from the lens, with meanings and reference lines. */
export function createReports(platform: ReportsPlatform, peers: ReportPeers): Module {
  return { name: "reports", routes: (app) => reportRoutes(app, { ...platform, ...peers }) };
}
