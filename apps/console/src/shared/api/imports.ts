import { currentLocale } from "../preferences.tsx";
import { ApiError, problemOf, randomKey, request } from "./http.ts";
import type { LocalText, Page } from "./types.ts";

export type ImportStatus = "waiting" | "running" | "cancelling" | "cancelled" | "finished" | "failed";

export interface ImportTotals {
  currency: string;
  lines: number;
  orderNumbers: number;
  customers: number | null;
  guestLines: number;
  amount: string;
  classes: {
    meant: "sale" | "refund" | "other";
    status: "accepted" | "refused" | "skipped";
    lines: number;
    amount: string;
  }[];
  reasons: { code: string; status: "refused" | "skipped"; lines: number; amount: string; text: LocalText }[];
  orders: { recorded: number; repeated: number; refused: number; net: number };
  refunds: { recorded: number; repeated: number; refused: number; amount: number };
}

export interface ImportTask {
  id: string;
  kind: "orders";
  mapping: string;
  source: string;
  fileName: string;
  fileBytes: number;
  encoding: string | null;
  status: ImportStatus;
  rowsRead: number;
  rowsAccepted: number;
  rowsRefused: number;
  rowsSkipped: number;
  totals: ImportTotals | null;
  bytesRead: number;
  rowsPerSecond: number | null;
  secondsLeft: number | null;
  percent: number;
  errorFileUrl: string | null;
  error: string | null;
  demo: boolean;
  createdBy: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface ImportMapping {
  id: string;
  name: LocalText;
  description: LocalText;
  currency: string;
  columns: string[];
  required: string[];
}

export interface ImportPreview {
  fileName: string;
  encoding: string | null;
  delimiter: string;
  header: string[];
  rows: string[][];
  mappings: { id: string; name: LocalText; fits: boolean; missing: string[] }[];
}

/** Enough of a file for its header and first rows. */
const PREVIEW_BYTES = 256 * 1024;

function previewForm(file: File): FormData {
  const form = new FormData();
  form.append("file", file.slice(0, PREVIEW_BYTES), file.name);
  return form;
}

function uploadForm(input: { file: File; mapping: string; source?: string | undefined }): FormData {
  const form = new FormData();
  form.append("kind", "orders");
  form.append("mapping", input.mapping);
  if (input.source) form.append("source", input.source);
  form.append("file", input.file, input.file.name);
  return form;
}

const path = (id: string, rest = "") => `/v1/imports/${encodeURIComponent(id)}${rest}`;

export const imports = {
  list: (cursor?: string) => request<Page<ImportTask>>("GET", "/v1/imports", { query: { limit: 20, cursor } }),
  read: (id: string) => request<{ import: ImportTask }>("GET", path(id)),
  mappings: () => request<{ items: ImportMapping[] }>("GET", "/v1/import-mappings"),
  preview: (file: File) => request<ImportPreview>("POST", "/v1/imports/preview", { form: previewForm(file) }),
  upload: (input: { file: File; mapping: string; source?: string | undefined }, onProgress: (share: number) => void) =>
    upload<{ import: ImportTask }>("/v1/imports", uploadForm(input), onProgress),
  cancel: (id: string) => request<{ import: ImportTask }>("POST", path(id, "/cancel")),
  resume: (id: string) => request<{ import: ImportTask }>("POST", path(id, "/resume")),
};

/** `fetch` cannot tell how much has been sent; this can. */
function upload<T>(address: string, form: FormData, onProgress: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest();
    sender.open("POST", address);
    sender.setRequestHeader("accept", "application/json");
    sender.setRequestHeader("accept-language", currentLocale());
    sender.setRequestHeader("idempotency-key", randomKey());
    sender.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    sender.onerror = () => reject(new ApiError({ status: 0, code: "network", title: "", detail: "", requestId: null }));
    sender.onload = () => {
      if (sender.status >= 200 && sender.status < 300) resolve(JSON.parse(sender.responseText) as T);
      else void problemOf(new Response(sender.responseText, { status: sender.status })).then(reject);
    };
    sender.send(form);
  });
}
