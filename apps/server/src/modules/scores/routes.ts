import {
  memberInsightParams,
  memberScoresResponse,
  modelsResponse,
  recommendationsQuery,
  recommendationsResponse,
  scoreHistoryQuery,
  scoreHistoryResponse,
  scoreRunParams,
  scoreRunSchema,
  scoreRunsQuery,
  scoreRunsResponse,
  scoreSettingsSchema,
} from "@regulars/contracts";
import { refuseStoreBound } from "../../platform/auth/of-store.ts";
import { AppError, refuse } from "../../platform/errors.ts";
import type { App } from "../../platform/http/types.ts";
import { fromPublicId, toPublicId } from "../../platform/ids.ts";
import { readHistory } from "./history.ts";
import type { Scores, ScoresDeps } from "./index.ts";
import { presentModels } from "./models-page.ts";
import { localDate } from "./run-scores.ts";
import { readSettings, writeSettings } from "./settings.ts";
import { cancelRun, findRun, latestVersions, listRuns, presentRun, type RunRow } from "./store.ts";

const tags = ["Scores"];
const read = { access: "insights:read" } as const;
const write = { access: "insights:write" } as const;

function readCursor(cursor: string): { at: Date; id: string } {
  const [at = "", id = ""] = Buffer.from(cursor, "base64url").toString().split(" ");
  const date = new Date(at);
  if (Number.isNaN(date.getTime()) || !/^[0-9a-f-]{36}$/.test(id)) throw new AppError("cursor.malformed");
  return { at: date, id };
}

const writeCursor = (row: RunRow): string =>
  Buffer.from(`${row.requested_at.toISOString()} ${row.id}`).toString("base64url");

export function scoreRoutes(app: App, deps: ScoresDeps, scores: Scores): void {
  runRoutes(app, deps, scores);
  const { db, audit } = deps;

  app.get(
    "/v1/models",
    {
      config: read,
      schema: {
        tags,
        operationId: "listModels",
        summary: "The models in use, how good they are, or why there is none",
        response: { 200: modelsResponse },
      },
    },
    async () => {
      const [versions, runs] = await Promise.all([latestVersions(db), listRuns(db, { limit: 20, after: null })]);
      return { items: presentModels(versions, runs.find((run) => run.status === "done") ?? null) };
    },
  );

  app.get(
    "/v1/members/:id/scores",
    {
      config: { access: "members:read" },
      schema: {
        tags,
        operationId: "getMemberScores",
        summary: "What models say of a member, with the inputs",
        params: memberInsightParams,
        response: { 200: memberScoresResponse },
      },
    },
    (request) => scores.member(request.params.id),
  );

  app.get(
    "/v1/members/:id/recommendations",
    {
      config: { access: "members:read" },
      schema: {
        tags,
        operationId: "listRecommendations",
        summary: "What a member may want next, and because of what",
        params: memberInsightParams,
        querystring: recommendationsQuery,
        response: { 200: recommendationsResponse },
      },
    },
    (request) => scores.recommend(request.params.id, request.query),
  );

  app.get(
    "/v1/scores/history",
    {
      config: read,
      schema: {
        tags,
        operationId: "getScoreHistory",
        summary: "How members stood by their scores, day by day",
        querystring: scoreHistoryQuery,
        response: { 200: scoreHistoryResponse },
      },
    },
    ({ query, actor }) => {
      refuseStoreBound(actor, "scores/history");
      const to = query.to ?? localDate(deps.clock.now(), deps.programmes.active().programme.zone);
      const from = query.from ?? new Date(Date.parse(to) - 364 * 86_400_000).toISOString().slice(0, 10);
      if (from > to) throw new AppError("request.invalid", { from, to });
      return readHistory(db, { from, to });
    },
  );

  app.get(
    "/v1/scores/settings",
    {
      config: read,
      schema: {
        tags,
        operationId: "getScoreSettings",
        summary: "What scoring goes by",
        response: { 200: scoreSettingsSchema },
      },
    },
    () => readSettings(db),
  );

  app.put(
    "/v1/scores/settings",
    {
      config: write,
      schema: {
        tags,
        operationId: "putScoreSettings",
        summary: "Change what scoring goes by; the next run uses it",
        body: scoreSettingsSchema,
        response: { 200: scoreSettingsSchema },
      },
    },
    (request) =>
      db.transaction().execute(async (tx) => {
        const before = await readSettings(tx);
        await writeSettings(tx, request.body);
        await audit.record(tx, request.actor, {
          action: "scores.settings_changed",
          target: "scores",
          before,
          after: request.body,
        });
        return request.body;
      }),
  );
}

function runRoutes(app: App, deps: ScoresDeps, scores: Scores): void {
  const { db, audit, clock } = deps;

  app.post(
    "/v1/scores/runs",
    {
      config: write,
      schema: {
        tags,
        operationId: "startScoring",
        summary: "Fit the models and score all members now",
        response: { 202: scoreRunSchema },
      },
    },
    async (request, reply) => {
      const id = await db.transaction().execute(async (tx) => {
        const made = await scores.request(tx, "asked", request.actor.name);
        if (made)
          await audit.record(tx, request.actor, { action: "scores.run_started", target: toPublicId("scr", made) });
        return made;
      });
      if (id === null) return refuse("scores.running");
      const run = (await findRun(db, id)) ?? refuse("not_found");
      return reply.code(202).send(presentRun(run));
    },
  );

  app.get(
    "/v1/scores/runs",
    {
      config: read,
      schema: {
        tags,
        operationId: "listScoreRuns",
        summary: "Scorings, newest first",
        querystring: scoreRunsQuery,
        response: { 200: scoreRunsResponse },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const rows = await listRuns(db, { limit: limit + 1, after: cursor === undefined ? null : readCursor(cursor) });
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return { items: shown.map(presentRun), nextCursor: last ? writeCursor(last) : null };
    },
  );

  app.get(
    "/v1/scores/runs/:id",
    {
      config: read,
      schema: {
        tags,
        operationId: "getScoreRun",
        summary: "How far a scoring is, and what came of it",
        params: scoreRunParams,
        response: { 200: scoreRunSchema },
      },
    },
    async (request) => presentRun((await findRun(db, fromPublicId("scr", request.params.id))) ?? refuse("not_found")),
  );

  app.post(
    "/v1/scores/runs/:id/cancel",
    {
      config: write,
      schema: {
        tags,
        operationId: "cancelScoring",
        summary: "Stop a scoring; the scores of the last one stay",
        params: scoreRunParams,
        response: { 200: scoreRunSchema },
      },
    },
    async (request) => {
      const id = fromPublicId("scr", request.params.id);
      await db.transaction().execute(async (tx) => {
        if (!(await findRun(tx, id))) refuse("not_found");
        if (!(await cancelRun(tx, id, clock.now()))) refuse("scores.not_running");
        await audit.record(tx, request.actor, { action: "scores.run_cancelled", target: request.params.id });
      });
      return presentRun((await findRun(db, id)) ?? refuse("not_found"));
    },
  );
}
