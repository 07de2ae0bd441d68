import type { TrialConditionNode, TrialResult, TrialRule } from "@regulars/contracts";
import { request } from "../../shared/api/http.ts";
import type { Body } from "../../shared/api/types.ts";

export type { TrialConditionNode, TrialResult, TrialRule };
export type TryProgrammeBody = Body<"tryProgramme">;

/** What an order or event would do, rule by rule; writes nothing. */
export function tryProgramme(body: TryProgrammeBody, signal?: AbortSignal): Promise<TrialResult> {
  return request<TrialResult>("POST", "/v1/programme/try", { body, ...(signal ? { signal } : {}) });
}
