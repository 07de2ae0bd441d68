import { createReadStream } from "node:fs";
import fastifyMultipart from "@fastify/multipart";
import type { Locale } from "@regulars/contracts";
import {
  createImportFields,
  demoStateSchema,
  importMappingsResponse,
  importParams,
  importPreviewResponse,
  importSchema,
  importsQuery,
  importsResponse,
} from "@regulars/contracts";
import { z } from "zod";
import { AppError, refuse } from "../../platform/errors.ts";
import type { App } from "../../platform/http/types.ts";
import { fromPublicId, newId, toPublicId } from "../../platform/ids.ts";
import type { Demo } from "./demo.ts";
import { ImportFileError } from "./import-file-error.ts";
import type { ImportsDeps } from "./index.ts";
import type { Mappings } from "./mappings.ts";
import { presentImport } from "./present-import.ts";
import { fittingMapping, previewFile } from "./preview-file.ts";
import { receiveUpload } from "./receive-upload.ts";
import { reasonText } from "./row-reasons.ts";
import { enqueueImport, startImport } from "./start-import.ts";
import { changeStatus, findImport, type ImportRecord, listImports } from "./store.ts";

const tags = ["Imports"];
const uploadLimitBytes = 4 * 1024 ** 3;

export function importRoutes(deps: ImportsDeps, parts: { mappings: Mappings; demo: Demo }) {
  return async (app: App): Promise<void> => {
    readRoutes(app, deps, parts.mappings);
    stateRoutes(app, deps);
    demoRoutes(app, parts.demo);
    await app.register(async (scope) => {
      await scope.register(fastifyMultipart, {
        limits: { fileSize: uploadLimitBytes, files: 1, fields: 10, fieldSize: 1000 },
      });
      uploadRoutes(scope as App, deps, parts.mappings);
    });
  };
}

async function existing(deps: ImportsDeps, publicId: string): Promise<ImportRecord> {
  return (await findImport(deps.db, fromPublicId("imp", publicId))) ?? refuse("not_found");
}

function readRoutes(app: App, deps: ImportsDeps, mappings: Mappings): void {
  app.get(
    "/v1/imports",
    {
      config: { access: "imports:read" },
      schema: {
        tags,
        operationId: "listImports",
        summary: "Imports, newest first",
        querystring: importsQuery,
        response: { 200: importsResponse },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const after = cursor === undefined ? null : readCursor(cursor);
      const records = await listImports(deps.db, { limit: limit + 1, after });
      const shown = records.slice(0, limit);
      const last = records.length > limit ? shown.at(-1) : undefined;
      return {
        items: shown.map((record) => presentImport(record, request.locale)),
        nextCursor: last ? Buffer.from(`${last.createdAt.toISOString()} ${last.id}`).toString("base64url") : null,
      };
    },
  );

  app.get(
    "/v1/imports/:id",
    {
      config: { access: "imports:read" },
      schema: {
        tags,
        operationId: "getImport",
        summary: "An import and how far it is",
        params: importParams,
        response: { 200: importSchema },
      },
    },
    async (request) => presentImport(await existing(deps, request.params.id), request.locale),
  );

  app.get(
    "/v1/imports/:id/errors",
    {
      config: { access: "imports:read" },
      schema: {
        tags,
        operationId: "getImportErrors",
        summary: "The refused rows as CSV: line, code, reason, row",
        params: importParams,
        response: { 200: { description: "The refused rows", content: { "text/csv": { schema: z.unknown() } } } },
      },
    },
    async (request, reply) => {
      const record = await existing(deps, request.params.id);
      if (record.errorFile === null) return refuse("not_found");
      return reply
        .header("content-type", "text/csv; charset=utf-8")
        .header("content-disposition", `attachment; filename="${request.params.id}-errors.csv"`)
        .send(createReadStream(deps.files.path(record.errorFile)));
    },
  );

  app.get(
    "/v1/import-mappings",
    {
      config: { access: "imports:read" },
      schema: {
        tags,
        operationId: "listImportMappings",
        summary: "Column mappings that files can be read with",
        response: { 200: importMappingsResponse },
      },
    },
    () => ({
      items: mappings.list().map((mapping) => {
        const { id, kind, name, description, columns } = mapping;
        const named = Object.values(columns).filter((column) => column.headers);
        const first = (list: typeof named) => [...new Set(list.flatMap((column) => column.headers?.[0] ?? []))];
        return {
          id,
          kind,
          name,
          description,
          currency: mapping.kind === "orders" ? mapping.currency : null,
          columns: first(named),
          required: first(named.filter((column) => column.required)),
        };
      }),
    }),
  );
}

function readCursor(cursor: string): { createdAt: Date; id: string } {
  const [at = "", id = ""] = Buffer.from(cursor, "base64url").toString().split(" ");
  const createdAt = new Date(at);
  if (Number.isNaN(createdAt.getTime()) || !z.uuid().safeParse(id).success) refuse("cursor.malformed");
  return { createdAt, id };
}

function stateRoutes(app: App, deps: ImportsDeps): void {
  const route = {
    config: { access: "imports:write" as const },
    schema: { tags, params: importParams, response: { 200: importSchema } },
  };
  app.post(
    "/v1/imports/:id/cancel",
    {
      ...route,
      schema: { ...route.schema, operationId: "cancelImport", summary: "Stop an import; what it has taken in stays" },
    },
    async (request) => {
      const { id } = await existing(deps, request.params.id);
      const isCancelling = await changeStatus(deps.db, id, {
        from: ["waiting", "running"],
        to: "cancelling",
        at: deps.clock.now(),
      });
      if (!isCancelling) refuse("import.not_running");
      await enqueueImport(deps.jobs, id);
      await note(deps, request.actor, { action: "import.cancelled", id });
      return presentImport(await existing(deps, request.params.id), request.locale);
    },
  );

  app.post(
    "/v1/imports/:id/resume",
    {
      ...route,
      schema: {
        ...route.schema,
        operationId: "resumeImport",
        summary: "Go on with a cancelled or failed import where it stopped",
      },
    },
    async (request) => {
      const { id } = await existing(deps, request.params.id);
      const isWaiting = await changeStatus(deps.db, id, {
        from: ["cancelled", "failed"],
        to: "waiting",
        at: deps.clock.now(),
      });
      if (!isWaiting) refuse("import.not_stopped");
      await enqueueImport(deps.jobs, id);
      await note(deps, request.actor, { action: "import.resumed", id });
      return presentImport(await existing(deps, request.params.id), request.locale);
    },
  );
}

function note(
  deps: ImportsDeps,
  actor: Parameters<typeof deps.audit.record>[1],
  { action, id }: { action: string; id: string },
): Promise<void> {
  return deps.db.transaction().execute((tx) => deps.audit.record(tx, actor, { action, target: toPublicId("imp", id) }));
}

function uploadRoutes(app: App, deps: ImportsDeps, mappings: Mappings): void {
  app.post(
    "/v1/imports",
    {
      config: { access: "imports:write" },
      schema: {
        tags,
        operationId: "createImport",
        summary: "Upload a CSV of orders or points (multipart: file, kind, mapping, source) and take it in",
        consumes: ["multipart/form-data"],
        response: { 202: importSchema },
      },
    },
    async (request, reply) => {
      const id = newId();
      const upload = await receiveUpload(request, deps.files, `imports/${id}`);
      try {
        const { kind, mapping: mappingId, source } = readFields(upload.fields);
        const named = mappingId ?? (await fittingMapping(upload.absolutePath, mappings.list(), kind));
        const mapping = mappings.find(named, kind);
        await startImport(deps, request.actor, { ...upload, id, mapping, source });
      } catch (error) {
        await upload.discard();
        throw asRefusal(error, request.locale);
      }
      const record = (await findImport(deps.db, id)) ?? refuse("not_found");
      return reply.code(202).send(presentImport(record, request.locale));
    },
  );

  app.post(
    "/v1/imports/preview",
    {
      config: { access: "imports:write", idempotent: false },
      schema: {
        tags,
        operationId: "previewImport",
        summary: "The first rows of a CSV as they would be read, and which mappings fit; nothing is kept",
        consumes: ["multipart/form-data"],
        response: { 200: importPreviewResponse },
      },
    },
    async (request) => {
      const upload = await receiveUpload(request, deps.files, `imports/preview-${newId()}`);
      try {
        return { fileName: upload.fileName, ...(await previewFile(upload.absolutePath, mappings.list())) };
      } catch (error) {
        throw asRefusal(error, request.locale);
      } finally {
        await upload.discard();
      }
    },
  );
}

function readFields(fields: Record<string, string>) {
  const parsed = createImportFields.safeParse(fields);
  if (parsed.success) {
    // A path would let a caller of the API read files of the server; paths are for the command line.
    if (parsed.data.mapping !== undefined && !/^[a-z0-9][a-z0-9_-]*$/.test(parsed.data.mapping))
      throw new ImportFileError("mapping.not_found", { mapping: parsed.data.mapping });
    return parsed.data;
  }
  const problems = parsed.error.issues.map((issue) => ({
    pointer: `/${issue.path.join("/")}`,
    code: issue.code,
    message: issue.message,
  }));
  throw new AppError("request.invalid", {}, problems);
}

function asRefusal(error: unknown, locale: Locale): unknown {
  if (!(error instanceof ImportFileError)) return error;
  const text = reasonText(error, null);
  const message = locale === "zh-CN" ? text.zh : text.en;
  return new AppError("import.file_refused", { reason: message }, [{ pointer: "file", code: error.code, message }]);
}

function demoRoutes(app: App, demo: Demo): void {
  app.get(
    "/v1/demo",
    {
      config: { access: "authenticated" },
      schema: {
        tags: ["Demo"],
        operationId: "getDemo",
        summary: "Whether demo data is there or on its way",
        response: { 200: demoStateSchema },
      },
    },
    () => demo.state(),
  );
  app.delete(
    "/v1/demo",
    {
      config: { access: "demo:write" },
      schema: {
        tags: ["Demo"],
        operationId: "removeDemo",
        summary: "Remove everything of the demo",
        response: { 202: demoStateSchema },
      },
    },
    async (request, reply) => reply.code(202).send(await demo.remove(request.actor)),
  );
}
