import {
  pageQuerySchema,
  programmeVersionParams,
  programmeVersionResponse,
  programmeVersionsResponse,
  restoreVersionRequest,
  restoreVersionResponse,
} from "@regulars/contracts";
import type { Db } from "../../platform/db.ts";
import { AppError } from "../../platform/errors.ts";
import type { App } from "../../platform/http/types.ts";
import type { ProgrammeCache } from "./cache.ts";
import type { ProgrammeCommands } from "./commands.ts";
import { draftPage, versionPage, versionsPage } from "./queries/programme-pages.ts";

const tags = ["Programme"];
const read = { access: "programme:read" } as const;
const write = { access: "programme:write" } as const;

export interface ProgrammeRouteDeps extends Pick<ProgrammeCache, "caughtUp"> {
  commands: ProgrammeCommands;
}

export function versionRoutes(app: App, db: Db, { commands, caughtUp }: ProgrammeRouteDeps): void {
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
      return caughtUp(() => versionsPage(db, { limit, before: cursor === undefined ? null : Number(cursor) }));
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
    (request) => caughtUp(() => versionPage(db, request.params.version)),
  );

  app.post(
    "/v1/programme/versions/:version/restore",
    {
      config: write,
      schema: {
        tags,
        operationId: "restoreProgrammeVersion",
        summary: "Make an earlier version the draft, or publish it again at once",
        params: programmeVersionParams,
        body: restoreVersionRequest,
        response: { 200: restoreVersionResponse },
      },
    },
    async (request) => {
      const { actor, body, locale } = request;
      const { version } = request.params;
      if (body?.publish) {
        const published = await commands.restoreAndPublish(actor, version, { note: body.note, locale });
        return { ...(await draftPage(db)), published };
      }
      await db.transaction().execute((tx) => commands.restoreVersion(tx, actor, version));
      return { ...(await draftPage(db)), published: null };
    },
  );

  app.post(
    "/v1/programme/versions/:version/cancel",
    {
      config: write,
      schema: {
        tags,
        operationId: "cancelProgrammeVersion",
        summary: "Take back a version that waits for its day",
        params: programmeVersionParams,
        response: { 200: programmeVersionResponse },
      },
    },
    async (request) => {
      await commands.cancelScheduled(request.actor, request.params.version);
      return versionPage(db, request.params.version);
    },
  );
}
