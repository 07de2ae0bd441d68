import { request } from "./http.ts";
import type { Page, ProgrammeNow } from "./types.ts";

export interface ProgrammeVersion {
  version: number;
  status: "activating" | "scheduled" | "published" | "superseded" | "failed";
  note: string | null;
  basedOn: number | null;
  validFrom: string;
  publishedBy: string;
  createdAt: string;
  activatedAt: string | null;
  filled: number;
  error: string | null;
}

export const programme = {
  read: () => request<ProgrammeNow>("GET", "/v1/programme"),
  versions: () => request<Page<ProgrammeVersion>>("GET", "/v1/programme/versions"),
};
