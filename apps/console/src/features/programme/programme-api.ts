import type {
  ExportedProgramme,
  ProgrammeDifference,
  ProgrammeFinding,
  ProgrammeVersion,
  ProgrammeWords,
  VersionStatus,
} from "@regulars/contracts";
import { request } from "../../shared/api/http.ts";
import type { LocalText, Page } from "../../shared/api/types.ts";

export type { ProgrammeDifference, ProgrammeFinding, ProgrammeVersion, ProgrammeWords, VersionStatus };

/** A programme as JSON; may be incomplete while it is a draft. */
export type ProgrammeDocument = Record<string, unknown>;

export interface PublishedProgramme {
  programme: ProgrammeDocument;
  version: number;
  validFrom: string;
  publishedBy: string;
  words: ProgrammeWords;
  upcoming: { version: number; status: VersionStatus; validFrom: string } | null;
}

export interface DraftAnswer {
  draft: {
    programme: ProgrammeDocument;
    basedOn: number | null;
    /** 0: nothing saved, the draft equals the published version. */
    revision: number;
    updatedAt: string | null;
    updatedBy: string | null;
  };
  differences: ProgrammeDifference[];
  words: ProgrammeWords;
}

export interface VersionAnswer extends ProgrammeVersion {
  programme: ProgrammeDocument;
  words: ProgrammeWords;
  differences: ProgrammeDifference[];
}

export interface Preset {
  id: string;
  kind: string;
  name: LocalText;
  description: LocalText;
}

interface SentenceQuestion {
  condition: unknown;
  scope: "member" | "order" | "line" | "event" | "set";
  /** Where names come from; absent = the published programme. */
  programme?: ProgrammeDocument;
}

export interface SentenceAnswer extends LocalText {
  findings: ProgrammeFinding[];
}

export const programmeApi = {
  published: () => request<PublishedProgramme>("GET", "/v1/programme"),
  draft: () => request<DraftAnswer>("GET", "/v1/programme/draft"),
  save: (programme: ProgrammeDocument, revision: number) =>
    request<DraftAnswer>("PUT", "/v1/programme/draft", { body: { programme, revision } }),
  discard: () => request<DraftAnswer>("DELETE", "/v1/programme/draft"),
  validate: () => request<{ findings: ProgrammeFinding[] }>("POST", "/v1/programme/draft/validate", { body: {} }),
  publish: (input: { revision: number; validFrom?: string; note?: string }) =>
    request<{ version: number; status: VersionStatus }>("POST", "/v1/programme/publish", { body: input }),
  versions: (cursor?: string) =>
    request<Page<ProgrammeVersion>>("GET", "/v1/programme/versions", { query: { limit: 20, cursor } }),
  version: (version: number) => request<VersionAnswer>("GET", `/v1/programme/versions/${version}`),
  restore: (version: number, publish: boolean) =>
    request<DraftAnswer>("POST", `/v1/programme/versions/${version}/restore`, { body: { publish } }),
  cancel: (version: number) => request<VersionAnswer>("POST", `/v1/programme/versions/${version}/cancel`, { body: {} }),
  exported: (version: number | "draft") =>
    request<ExportedProgramme>("GET", "/v1/programme/export", { query: { version } }),
  /** A file as it was exported, or a bare programme. */
  importFile: (file: ProgrammeDocument) => request<DraftAnswer>("POST", "/v1/programme/import", { body: file }),
  presets: () => request<{ items: Preset[] }>("GET", "/v1/presets"),
  applyPreset: (id: string, input: { currency?: string; revision?: number }) =>
    request<DraftAnswer>("POST", `/v1/presets/${encodeURIComponent(id)}/apply`, { body: input }),
  sentence: (question: SentenceQuestion, signal: AbortSignal) =>
    request<SentenceAnswer>("POST", "/v1/programme/sentence", { body: question, signal }),
};

/** Cache keys; the published programme's own is shared with the shell. */
export const programmeKeys = {
  published: ["programme"] as const,
  draft: ["programme-draft"] as const,
  findings: ["programme-findings"] as const,
  versions: ["programme-versions"] as const,
  version: (version: number) => ["programme-versions", version] as const,
};
