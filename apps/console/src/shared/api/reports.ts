import type { operations } from "@regulars/client";
import { answer, client, given } from "./http.ts";
import type { Answer, Body, QueryOf } from "./types.ts";

type Given<Op extends keyof operations> = { [Key in keyof QueryOf<Op>]?: QueryOf<Op>[Key] | undefined };

export type Funnel = Answer<"getFunnel">;
export type Cohorts = Answer<"getCohorts">;
export type Clv = Answer<"getClv">;
export type Churn = Answer<"getChurn">;
export type Acquisition = Answer<"getAcquisition">;
export type MemberComparison = Answer<"getMemberComparison">;
export type Repurchase = Answer<"getRepurchase">;
export type PurchaseTimes = Answer<"getPurchaseTimes">;
export type Affinities = Answer<"getAffinities">;
export type Forecast = Answer<"getForecast">;
export type LifecycleFlow = Answer<"getLifecycleFlow">;
export type TierEconomics = Answer<"getTierEconomics">;
export type WinBack = Answer<"getWinBack">;
export type Comparison = Answer<"comparePopulations">;
export type ComparisonBody = Body<"comparePopulations">;
export type Clusters = Answer<"clusterMembers">;
export type ClustersBody = Body<"clusterMembers">;
export type Scorecard = Answer<"getScorecard">;
export type ScorecardSettings = Answer<"getScorecardSettings">;
export type ScorecardBody = Body<"putScorecardSettings">;
export type Goal = Answer<"listGoals">["items"][number];
export type GoalBody = Body<"addGoal">;
export type SavedReport = Answer<"getSavedReport">;
export type SavedReportBody = Body<"addSavedReport">;
export type Dashboard = Answer<"getDashboard">;
export type DashboardBody = Body<"addDashboard">;
export type Reference = Answer<"listReferences">["items"][number];
export type ScoreHistory = Answer<"getScoreHistory">;
export type ScoreSettings = Answer<"getScoreSettings">;
export type SegmentMembers = Answer<"listSegmentMembers">;
export type Cost = Answer<"listCosts">["items"][number];
export type CostBody = Body<"addCost">;
export type ExploreBody = Body<"explore">;
export type ExploreAnswer = Answer<"explore">;
export type ModelEntry = Answer<"listModels">["items"][number];
export type MemberScores = Answer<"getMemberScores">;
export type ReferenceLine = Funnel["references"][number];

export const reports = {
  funnel: (query: Given<"getFunnel">) => answer(client.GET("/v1/insights/funnel", { params: { query: given(query) } })),
  cohorts: (query: Given<"getCohorts">) =>
    answer(client.GET("/v1/insights/cohorts", { params: { query: given(query) } })),
  clv: (query: Given<"getClv">) => answer(client.GET("/v1/insights/clv", { params: { query: given(query) } })),
  churn: (query: Given<"getChurn">) => answer(client.GET("/v1/insights/churn", { params: { query: given(query) } })),
  acquisition: (query: Given<"getAcquisition">) =>
    answer(client.GET("/v1/insights/acquisition", { params: { query: given(query) } })),
  comparison: (query: Given<"getMemberComparison">) =>
    answer(client.GET("/v1/insights/members-and-guests", { params: { query: given(query) } })),
  repurchase: (query: Given<"getRepurchase">) =>
    answer(client.GET("/v1/insights/repurchase", { params: { query: given(query) } })),
  times: (query: Given<"getPurchaseTimes">) =>
    answer(client.GET("/v1/insights/purchase-times", { params: { query: given(query) } })),
  affinities: (query: Given<"getAffinities">) =>
    answer(client.GET("/v1/insights/affinities", { params: { query: given(query) } })),
  forecast: (query: Given<"getForecast">) =>
    answer(client.GET("/v1/insights/forecast", { params: { query: given(query) } })),
  lifecycleFlow: (query: Given<"getLifecycleFlow">) =>
    answer(client.GET("/v1/insights/lifecycle-flow", { params: { query: given(query) } })),
  tiers: (query: Given<"getTierEconomics">) =>
    answer(client.GET("/v1/insights/tiers", { params: { query: given(query) } })),
  winBack: (query: Given<"getWinBack">) =>
    answer(client.GET("/v1/insights/win-back", { params: { query: given(query) } })),
  compare: (body: ComparisonBody) => answer(client.POST("/v1/insights/compare", { body })),
  clusters: (body: ClustersBody) => answer(client.POST("/v1/insights/clusters", { body })),
  scorecard: (query: Given<"getScorecard">) =>
    answer(client.GET("/v1/insights/scorecard", { params: { query: given(query) } })),
  scorecardSettings: () => answer(client.GET("/v1/insights/scorecard/settings")),
  putScorecardSettings: (body: ScorecardBody) => answer(client.PUT("/v1/insights/scorecard/settings", { body })),
  goals: (cursor?: string) => answer(client.GET("/v1/goals", { params: { query: given({ limit: 60, cursor }) } })),
  addGoal: (body: GoalBody) => answer(client.POST("/v1/goals", { body })),
  changeGoal: (id: string, body: Body<"changeGoal">) =>
    answer(client.PUT("/v1/goals/{id}", { params: { path: { id } }, body })),
  deleteGoal: (id: string) => answer(client.DELETE("/v1/goals/{id}", { params: { path: { id } } })),
  savedReports: (q?: string, cursor?: string) =>
    answer(client.GET("/v1/reports", { params: { query: given({ limit: 100, q: q || undefined, cursor }) } })),
  savedReport: (id: string) => answer(client.GET("/v1/reports/{id}", { params: { path: { id } } })),
  addReport: (body: SavedReportBody) => answer(client.POST("/v1/reports", { body })),
  changeReport: (id: string, body: Body<"changeSavedReport">) =>
    answer(client.PUT("/v1/reports/{id}", { params: { path: { id } }, body })),
  deleteReport: (id: string) => answer(client.DELETE("/v1/reports/{id}", { params: { path: { id } } })),
  dashboards: (cursor?: string) =>
    answer(client.GET("/v1/dashboards", { params: { query: given({ limit: 100, cursor }) } })),
  dashboard: (id: string) => answer(client.GET("/v1/dashboards/{id}", { params: { path: { id } } })),
  addDashboard: (body: DashboardBody) => answer(client.POST("/v1/dashboards", { body })),
  changeDashboard: (id: string, body: Body<"changeDashboard">) =>
    answer(client.PUT("/v1/dashboards/{id}", { params: { path: { id } }, body })),
  deleteDashboard: (id: string) => answer(client.DELETE("/v1/dashboards/{id}", { params: { path: { id } } })),
  references: () => answer(client.GET("/v1/references")),
  changeReferences: (values: Body<"changeReferences">["values"]) =>
    answer(client.PATCH("/v1/references", { body: { values } })),
  scoreHistory: (to?: string) => answer(client.GET("/v1/scores/history", { params: { query: given({ to }) } })),
  scoreSettings: () => answer(client.GET("/v1/scores/settings")),
  putScoreSettings: (body: Body<"putScoreSettings">) => answer(client.PUT("/v1/scores/settings", { body })),
  preview: (condition: unknown) => answer(client.POST("/v1/segments/preview", { body: { condition } })),
  segmentMembers: (query: Given<"listSegmentMembers">) =>
    answer(client.GET("/v1/segments/members", { params: { query: { limit: 50, ...given(query) } } })),
  metrics: () => answer(client.GET("/v1/metrics")),
  explore: (body: ExploreBody) => answer(client.POST("/v1/explore", { body })),
  costs: (cursor?: string) => answer(client.GET("/v1/costs", { params: { query: given({ limit: 100, cursor }) } })),
  addCost: (body: CostBody) => answer(client.POST("/v1/costs", { body })),
  changeCost: (id: string, body: Body<"changeCost">) =>
    answer(client.PUT("/v1/costs/{id}", { params: { path: { id } }, body })),
  deleteCost: (id: string) => answer(client.DELETE("/v1/costs/{id}", { params: { path: { id } } })),
  models: () => answer(client.GET("/v1/models")),
  runs: () => answer(client.GET("/v1/scores/runs", { params: { query: { limit: 5 } } })),
  startRun: () => answer(client.POST("/v1/scores/runs")),
  cancelRun: (id: string) => answer(client.POST("/v1/scores/runs/{id}/cancel", { params: { path: { id } } })),
  memberScores: (id: string) => answer(client.GET("/v1/members/{id}/scores", { params: { path: { id } } })),
  recommendations: (id: string) =>
    answer(client.GET("/v1/members/{id}/recommendations", { params: { path: { id }, query: { limit: 5 } } })),
};
