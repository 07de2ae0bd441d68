import type { TierEvaluation } from "@regulars/contracts";
import { request } from "../../shared/api/http.ts";
import type { Page } from "../../shared/api/types.ts";

export type { TierEvaluation };

export type EvaluationKind = TierEvaluation["kind"];
export const changeReasons = ["enrolled", "upgraded", "renewed", "downgraded", "grant_ended"] as const;
export type ChangeReason = (typeof changeReasons)[number];

export interface TierChange {
  member: { id: string; memberNo: string; name: string | null };
  ladder: string;
  from: string | null;
  to: string;
  since: string;
  until: string | null;
  reason: string;
  text: string;
  recordedAt: string;
}

const at = (id: string) => `/v1/tiers/evaluations/${encodeURIComponent(id)}`;

export const evaluationsApi = {
  list: (kind: EvaluationKind | undefined, cursor?: string) =>
    request<Page<TierEvaluation>>("GET", "/v1/tiers/evaluations", { query: { limit: 20, kind, cursor } }),
  read: (id: string) => request<{ evaluation: TierEvaluation }>("GET", at(id)),
  changes: (id: string, reason: ChangeReason | undefined, cursor?: string) =>
    request<Page<TierChange>>("GET", `${at(id)}/changes`, { query: { limit: 50, reason, cursor } }),
  /** The run that is open already, if there is one. */
  start: () => request<{ evaluation: TierEvaluation }>("POST", "/v1/tiers/evaluations"),
};

export const evaluationKeys = {
  all: ["tier-evaluations"] as const,
  list: (kind: EvaluationKind | undefined) => ["tier-evaluations", "list", kind] as const,
  one: (id: string) => ["tier-evaluations", "one", id] as const,
};

/** Whether a run over all is under way; the members of a day stay open until the day is over. */
export function isOpen({ kind, status }: TierEvaluation): boolean {
  return kind === "all" && (status === "waiting" || status === "running");
}
