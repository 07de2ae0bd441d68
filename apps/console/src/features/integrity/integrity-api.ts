import type { IntegrityRun } from "@regulars/contracts";
import { request } from "../../shared/api/http.ts";
import type { Page } from "../../shared/api/types.ts";

export type { IntegrityRun };

export const integrityApi = {
  list: (cursor?: string) => request<Page<IntegrityRun>>("GET", "/v1/integrity/runs", { query: { limit: 20, cursor } }),
  read: (id: string) => request<{ run: IntegrityRun }>("GET", `/v1/integrity/runs/${encodeURIComponent(id)}`),
  /** The proof under way, if there is one already. */
  start: () => request<{ run: IntegrityRun }>("POST", "/v1/integrity/runs"),
};

export const integrityKeys = {
  list: ["integrity", "runs"] as const,
  one: (id: string) => ["integrity", "run", id] as const,
};
