import {
  applyPresetRequest,
  draftResponse,
  dryQuerySchema,
  importProgrammeRequest,
  pageQuerySchema,
  presetParams,
  presetsResponse,
  programmeResponse,
  programmeVersionParams,
  programmeVersionResponse,
  programmeVersionsResponse,
  publishProgrammeRequest,
  publishProgrammeResponse,
  saveDraftRequest,
  sentenceRequest,
  sentenceResponse,
  validateDraftResponse,
} from "@regulars/contracts";
import { AppError } from "../../platform/errors.ts";
import type { App } from "../../platform/http/types.ts";
import type { Platform } from "../../platform/platform.ts";
import type { ProgrammeCommands } from "./commands.ts";
import { conditionInWords } from "./document.ts";
import { listPresets } from "./presets.ts";
import { draftFindings } from "./queries/draft-findings.ts";
import { draftPage, programmePage, versionPage, versionsPage } from "./queries/programme-pages.ts";

const tags = ["Programme"];
const read = { access: "programme:read" } as const;
const write = { access: "programme:write" } as const;

export function programmeRoutes(platform: Pick<Platform, "db">, commands: ProgrammeCommands) {
  const { db } = platform;
  const inTransaction = db.transaction();

  return (app: App): void => {
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
      () => programmePage(db),
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
        config: write,
        schema: {
          tags,
          operationId: "saveProgrammeDraft",
          summary: "Save the draft, complete or not",
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

    app.post(
      "/v1/programme/import",
      {
        config: write,
        schema: {
          tags,
          operationId: "importProgramme",
          summary: "Make a programme exported from another install the draft",
          body: importProgrammeRequest,
          response: { 200: draftResponse },
        },
      },
      async (request) => {
        const { programme, revision } = request.body;
        const action = "programme.imported";
        await inTransaction.execute((tx) =>
          commands.saveDraft(tx, request.actor, { programme, revision: revision ?? null, action }),
        );
        return draftPage(db);
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

    app.get(
      "/v1/programme/versions",
      {
        config: read,
        schema: {
          tags,
          operationId: "listProgrammeVersions",
          summary: "Versions, newest first",
          querystring: pageQuerySchema,
          response: { 200: programmeVersionsResponse },
        },
      },
      (request) => {
        const { limit, cursor } = request.query;
        if (cursor !== undefined && !/^\d{1,9}$/.test(cursor)) throw new AppError("cursor.malformed");
        return versionsPage(db, { limit, before: cursor === undefined ? null : Number(cursor) });
      },
    );

    app.get(
      "/v1/programme/versions/:version",
      {
        config: read,
        schema: {
          tags,
          operationId: "getProgrammeVersion",
          summary: "One version and what it changed",
          params: programmeVersionParams,
          response: { 200: programmeVersionResponse },
        },
      },
      (request) => versionPage(db, request.params.version),
    );

    app.post(
      "/v1/programme/versions/:version/restore",
      {
        config: write,
        schema: {
          tags,
          operationId: "restoreProgrammeVersion",
          summary: "Make an earlier version the draft",
          params: programmeVersionParams,
          response: { 200: draftResponse },
        },
      },
      async (request) => {
        await inTransaction.execute((tx) => commands.restoreVersion(tx, request.actor, request.params.version));
        return draftPage(db);
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
        return conditionInWords(request.body.condition, programme);
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
