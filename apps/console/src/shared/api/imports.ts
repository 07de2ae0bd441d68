import { currentLocale } from "../preferences.tsx";
import { ApiError, answer, client, given, problemOf, randomKey, request } from "./http.ts";
import type { Answer } from "./types.ts";

export type ImportTask = Answer<"getImport">;
export type ImportStatus = ImportTask["status"];
export type ImportTotals = NonNullable<ImportTask["totals"]>;
export type ImportPreview = Answer<"previewImport">;

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

const at = (id: string) => ({ params: { path: { id } } });

export const imports = {
  list: (cursor?: string) =>
    answer(client.GET("/v1/imports", { params: { query: { limit: 20, ...given({ cursor }) } } })),
  read: (id: string) => answer(client.GET("/v1/imports/{id}", at(id))),
  mappings: () => answer(client.GET("/v1/import-mappings")),
  preview: (file: File) => request<ImportPreview>("POST", "/v1/imports/preview", { form: previewForm(file) }),
  upload: (input: { file: File; mapping: string; source?: string | undefined }, onProgress: (share: number) => void) =>
    upload<Answer<"createImport">>("/v1/imports", uploadForm(input), onProgress),
  cancel: (id: string) => answer(client.POST("/v1/imports/{id}/cancel", at(id))),
  resume: (id: string) => answer(client.POST("/v1/imports/{id}/resume", at(id))),
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
