import {
  applyPresetRequest,
  draftResponse,
  dryQuerySchema,
  exportProgrammeQuery,
  exportProgrammeResponse,
  importProgrammeRequest,
  importProgrammeResponse,
  presetParams,
  presetsResponse,
  programmeResponse,
  publishProgrammeRequest,
  publishProgrammeResponse,
  saveDraftRequest,
  sentenceRequest,
  sentenceResponse,
  validateDraftResponse,
} from "@regulars/contracts";
import type { App } from "../../platform/http/types.ts";
import type { Platform } from "../../platform/platform.ts";
import { conditionInWords } from "./document.ts";
import { listPresets } from "./presets.ts";
import { draftFindings } from "./queries/draft-findings.ts";
import { exportDocument } from "./queries/export-document.ts";
import { draftPage, programmePage } from "./queries/programme-pages.ts";
import { type ProgrammeRouteDeps, versionRoutes } from "./version-routes.ts";

const tags = ["Programme"];
const read = { access: "programme:read" } as const;
const write = { access: "programme:write" } as const;
/** A programme of two thousand rules with conditions of their own. */
const mostBytes = 8 * 1024 * 1024;

export function programmeRoutes(platform: Pick<Platform, "db" | "clock">, deps: ProgrammeRouteDeps) {
  const { commands, caughtUp } = deps;
  const { db } = platform;
  const inTransaction = db.transaction();

  return (app: App): void => {
    versionRoutes(app, db, deps);

    app.get(
      "/v1/programme",
      {
        config: read,
        schema: {
          tags,
          operationId: "getProgramme",
          summary: "The published programme",
          response: { 200: programmeResponse },
        },
      },
      () => caughtUp(() => programmePage(db)),
    );

    app.get(
      "/v1/programme/draft",
      {
        config: read,
        schema: {
          tags,
          operationId: "getProgrammeDraft",
          summary: "The draft, what it changes, and its rules in words",
          response: { 200: draftResponse },
        },
      },
      () => draftPage(db),
    );

    app.put(
      "/v1/programme/draft",
      {
        bodyLimit: mostBytes,
        config: write,
        schema: {
          tags,
          operationId: "saveProgrammeDraft",
          summary: "Save the draft, complete or not",
          description: "Up to 8 MiB.",
          body: saveDraftRequest,
          response: { 200: draftResponse },
        },
      },
      async (request) => {
        await inTransaction.execute((tx) =>
          commands.saveDraft(tx, request.actor, { ...request.body, revision: request.body.revision ?? null }),
        );
        return draftPage(db);
      },
    );

    app.delete(
      "/v1/programme/draft",
      {
        config: write,
        schema: {
          tags,
          operationId: "discardProgrammeDraft",
          summary: "Forget the draft",
          response: { 200: draftResponse },
        },
      },
      async (request) => {
        await inTransaction.execute((tx) => commands.discardDraft(tx, request.actor));
        return draftPage(db);
      },
    );

    app.post(
      "/v1/programme/draft/validate",
      {
        config: { ...read, idempotent: false },
        schema: {
          tags,
          operationId: "validateProgrammeDraft",
          summary: "What is wrong with the draft",
          response: { 200: validateDraftResponse },
        },
      },
      async () => ({ findings: await draftFindings(db) }),
    );

    app.get(
      "/v1/programme/export",
      {
        config: read,
        schema: {
          tags,
          operationId: "exportProgramme",
          summary: "A programme as a file for another install",
          querystring: exportProgrammeQuery,
          response: { 200: exportProgrammeResponse },
        },
      },
      async (request, reply) => {
        const { version } = request.query;
        const exported = await exportDocument(db, { version, at: platform.clock.now() });
        const name = exported.version === null ? "draft" : `v${exported.version}`;
        return reply.header("content-disposition", `attachment; filename="programme-${name}.json"`).send(exported);
      },
    );

    app.post(
      "/v1/programme/import",
      {
        bodyLimit: mostBytes,
        config: write,
        schema: {
          tags,
          operationId: "importProgramme",
          summary: "Make a programme exported from another install the draft",
          description:
            "Takes an exported file as it is, or a bare programme; files of earlier formats are brought up to date. Up to 8 MiB.",
          body: importProgrammeRequest,
          response: { 200: importProgrammeResponse },
        },
      },
      async (request) => {
        const { programme, formatVersion, revision } = request.body;
        await inTransaction.execute((tx) =>
          commands.importDocument(tx, request.actor, { programme, formatVersion, revision: revision ?? null }),
        );
        return { ...(await draftPage(db)), findings: await draftFindings(db) };
      },
    );

    app.post(
      "/v1/programme/publish",
      {
        config: write,
        schema: {
          tags,
          operationId: "publishProgramme",
          summary: "Publish the draft as the next version",
          querystring: dryQuerySchema,
          body: publishProgrammeRequest,
          response: { 202: publishProgrammeResponse },
        },
      },
      async (request, reply) => {
        const { revision, note, validFrom } = request.body;
        const from = validFrom === undefined ? undefined : new Date(validFrom);
        const published = await commands.publish(request.actor, {
          revision,
          note,
          validFrom: from,
          locale: request.locale,
          dry: request.query.dry,
        });
        return reply.code(202).send(published);
      },
    );

    app.post(
      "/v1/programme/sentence",
      {
        config: { ...read, idempotent: false },
        schema: {
          tags,
          operationId: "sayCondition",
          summary: "A condition in words, for editors",
          body: sentenceRequest,
          response: { 200: sentenceResponse },
        },
      },
      async (request) => {
        const programme = request.body.programme ?? (await draftPage(db)).draft.programme;
        return conditionInWords(request.body.condition, programme, request.body.scope);
      },
    );

    app.get(
      "/v1/presets",
      {
        config: read,
        schema: {
          tags,
          operationId: "listPresets",
          summary: "Ready-made programmes and ladders",
          response: { 200: presetsResponse },
        },
      },
      () => ({ items: listPresets() }),
    );

    app.post(
      "/v1/presets/:id/apply",
      {
        config: write,
        schema: {
          tags,
          operationId: "applyPreset",
          summary: "Lay a preset over the draft",
          params: presetParams,
          body: applyPresetRequest,
          response: { 200: draftResponse },
        },
      },
      async (request) => {
        const { id } = request.params;
        await inTransaction.execute((tx) => commands.applyPreset(tx, request.actor, { id, ...request.body }));
        return draftPage(db);
      },
    );
  };
}
