import {
  type Locale,
  type TierEvaluation,
  tierEvaluationChangesQuery,
  tierEvaluationChangesResponse,
  tierEvaluationParams,
  tierEvaluationResponse,
  tierEvaluationsQuery,
  tierEvaluationsResponse,
} from "@regulars/contracts";
import { explain, localDate } from "@regulars/engine";
import type { z } from "zod";
import type { Audit } from "../../../platform/audit.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Db } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import type { App } from "../../../platform/http/types.ts";
import { fromPublicId, toPublicId } from "../../../platform/ids.ts";
import type { TillProgrammes } from "../index.ts";
import { type ChangeRow, evaluationChanges, type Mark } from "./changes.ts";
import type { Evaluations } from "./evaluations.ts";
import { type EvaluationRow, findEvaluation, listEvaluations } from "./store.ts";

export interface EvaluationRouteDeps {
  db: Db;
  open: Evaluations["open"];
  audit: Audit;
  clock: Clock;
  programmes: Pick<TillProgrammes, "active">;
}

const tags = ["programme"];

export function evaluationRoutes(app: App, deps: EvaluationRouteDeps): void {
  readRoutes(app, deps);
  changesRoute(app, deps);
  startRoute(app, deps);
}

function todayOf({ clock, programmes }: EvaluationRouteDeps): string {
  return localDate(clock.now().getTime(), programmes.active().programme.zone);
}

function readRoutes(app: App, deps: EvaluationRouteDeps): void {
  app.get(
    "/v1/tiers/evaluations",
    {
      config: { access: "programme:read" },
      schema: {
        tags,
        operationId: "listTierEvaluations",
        summary: "Evaluations of tiers, newest first: runs over all members, and what was due day by day",
        querystring: tierEvaluationsQuery,
        response: { 200: tierEvaluationsResponse },
      },
    },
    async (request) => {
      const { kind, limit, cursor } = request.query;
      const after = cursor === undefined ? null : readCursor(cursor);
      const found = await listEvaluations(deps.db, { kind, limit: limit + 1, after });
      const shown = found.slice(0, limit);
      const last = found.length > limit ? shown.at(-1) : undefined;
      return {
        items: shown.map((row) => present(row, todayOf(deps))),
        nextCursor: last ? writeCursor({ createdAt: last.created_at, id: last.id }) : null,
      };
    },
  );

  app.get(
    "/v1/tiers/evaluations/:id",
    {
      config: { access: "programme:read" },
      schema: {
        tags,
        operationId: "getTierEvaluation",
        summary: "An evaluation of tiers and how far it is",
        params: tierEvaluationParams,
        response: { 200: tierEvaluationResponse },
      },
    },
    async (request) => {
      const row = await findEvaluation(deps.db, fromPublicId("tev", request.params.id));
      return { evaluation: present(row ?? refuse("not_found"), todayOf(deps)) };
    },
  );
}

function changesRoute(app: App, { db, clock, programmes }: EvaluationRouteDeps): void {
  app.get(
    "/v1/tiers/evaluations/:id/changes",
    {
      config: { access: "members:read" },
      schema: {
        tags,
        operationId: "listTierEvaluationChanges",
        summary: "Tiers that an evaluation moved, each with its reason, newest first",
        params: tierEvaluationParams,
        querystring: tierEvaluationChangesQuery,
        response: { 200: tierEvaluationChangesResponse },
      },
    },
    async (request) => {
      const { reason, limit, cursor } = request.query;
      const after = cursor === undefined ? null : readCursor(cursor);
      const run = (await findEvaluation(db, fromPublicId("tev", request.params.id))) ?? refuse("not_found");
      const { programme } = programmes.active();
      const seen = { zone: programme.zone, now: clock.now() };
      const found = await evaluationChanges(db, run, seen, { reason, limit: limit + 1, after });
      const shown = found.slice(0, limit);
      const last = found.length > limit ? shown.at(-1) : undefined;
      const words = { locale: request.locale, currency: programme.programme.currency };
      return {
        items: shown.map((row) => presentChange(row, words)),
        nextCursor: last ? writeCursor({ createdAt: last.recorded_at, id: last.id }) : null,
      };
    },
  );
}

function startRoute(app: App, deps: EvaluationRouteDeps): void {
  const { db, clock, programmes } = deps;
  app.post(
    "/v1/tiers/evaluations",
    {
      config: { access: "programme:write" },
      schema: {
        tags,
        operationId: "startTierEvaluation",
        summary: "Look at the tiers of all members now; answers the run that is open already when there is one",
        response: { 202: tierEvaluationResponse },
      },
    },
    async (request, reply) => {
      const row = await db.transaction().execute(async (tx) => {
        const { version } = programmes.active();
        const createdBy = request.actor.name;
        const open = await deps.open(tx, { reason: "request", version, createdBy, at: clock.now() });
        await deps.audit.record(tx, request.actor, { action: "tiers.evaluated", target: toPublicId("tev", open.id) });
        return open;
      });
      return reply.code(202).send({ evaluation: present(row, todayOf(deps)) });
    },
  );
}

function present(row: EvaluationRow, today: string): TierEvaluation {
  return {
    id: toPublicId("tev", row.id),
    kind: row.kind,
    reason: row.reason,
    day: row.on_day,
    status: row.on_day === today ? "running" : row.status,
    programmeVersion: row.programme_version,
    progress: { members: row.members, lookedAt: row.looked_at },
    figures: {
      enrolled: row.enrolled,
      upgraded: row.upgraded,
      kept: row.kept,
      downgraded: row.downgraded,
      grantsEnded: row.grants_ended,
      notices: row.notices,
      failed: row.failed,
    },
    error: row.error,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

function presentChange(
  row: ChangeRow,
  { locale, currency }: { locale: Locale; currency: string },
): z.output<typeof tierEvaluationChangesResponse>["items"][number] {
  return {
    member: { id: toPublicId("mbr", row.member_id), memberNo: row.member_no, name: row.name },
    ladder: row.ladder,
    from: row.from_tier,
    to: row.to_tier,
    since: row.since.toISOString(),
    until: row.until?.toISOString() ?? null,
    reason: row.reason,
    text: explain(row.explanation, locale === "en" ? "en" : "zh", { currency }),
    recordedAt: row.recorded_at.toISOString(),
  };
}

function writeCursor({ createdAt, id }: Mark): string {
  return Buffer.from(`${createdAt.toISOString()} ${id}`).toString("base64url");
}

function readCursor(cursor: string): Mark {
  const [at = "", id = ""] = Buffer.from(cursor, "base64url").toString().split(" ");
  const createdAt = new Date(at);
  if (Number.isNaN(createdAt.getTime()) || !/^[0-9a-f-]{36}$/.test(id)) refuse("cursor.malformed");
  return { createdAt, id };
}
