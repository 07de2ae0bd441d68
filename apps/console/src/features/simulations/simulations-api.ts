import type {
  PreviewMoves,
  ProgrammeSource,
  Simulation,
  SimulationBreakdown,
  SimulationComparison,
  SimulationFigures,
  SimulationMember,
  SimulationResult,
  SimulationStatus,
  SimulationSummary,
  SimulationTierMoves,
} from "@regulars/contracts";
import { request } from "../../shared/api/http.ts";
import type { Page } from "../../shared/api/types.ts";

export type {
  PreviewMoves,
  ProgrammeSource,
  Simulation,
  SimulationBreakdown,
  SimulationComparison,
  SimulationFigures,
  SimulationMember,
  SimulationResult,
  SimulationStatus,
  SimulationSummary,
  SimulationTierMoves,
};

export type MemberSort = "delta" | "gain" | "loss";

export interface NewSimulation {
  name?: string;
  programme: ProgrammeSource;
  compareWith?: ProgrammeSource;
  from: string;
  to: string;
  segment?: unknown;
}

const at = (id: string) => `/v1/simulations/${encodeURIComponent(id)}`;

export const simulationsApi = {
  list: (cursor?: string) =>
    request<Page<SimulationSummary>>("GET", "/v1/simulations", { query: { limit: 20, cursor } }),
  start: (body: NewSimulation) => request<SimulationSummary>("POST", "/v1/simulations", { body }),
  read: (id: string) => request<Simulation>("GET", at(id)),
  remove: (id: string) => request<unknown>("DELETE", at(id)),
  cancel: (id: string) => request<SimulationSummary>("POST", `${at(id)}/cancel`),
  resume: (id: string) => request<SimulationSummary>("POST", `${at(id)}/resume`),
  members: (id: string, sort: MemberSort, cursor?: string) =>
    request<Page<SimulationMember>>("GET", `${at(id)}/members`, { query: { limit: 20, sort, cursor } }),
  compare: (a: string, b: string) =>
    request<SimulationComparison>("GET", "/v1/simulations/compare", { query: { a, b } }),
  exportPath: (id: string, format: "csv" | "json") => `${at(id)}/export?format=${format}`,
  previewMoves: () => request<PreviewMoves>("POST", "/v1/programme/draft/preview-moves", { body: {} }),
};

export const simulationKeys = {
  all: ["simulations"] as const,
  list: ["simulations", "list"] as const,
  one: (id: string) => ["simulations", "one", id] as const,
};

export function isUnderWay({ status }: { status: SimulationStatus }): boolean {
  return status === "waiting" || status === "running" || status === "cancelling";
}
