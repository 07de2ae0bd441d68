import {
  type Dashboard,
  dashboardChangeRequest,
  dashboardParams,
  dashboardRequest,
  dashboardSchema,
  dashboardsQuery,
  dashboardsResponse,
  type ErrorCode,
  type Goal,
  type GoalRequest,
  goalChangeRequest,
  goalParams,
  goalRequest,
  goalSchema,
  goalsQuery,
  goalsResponse,
  type Locale,
  type SavedReport,
  savedReportChangeRequest,
  savedReportParams,
  savedReportRequest,
  savedReportSchema,
  savedReportsQuery,
  savedReportsResponse,
} from "@regulars/contracts";
import type { Actor } from "../../platform/auth/actor.ts";
import { ofStore, refuseStoreBound } from "../../platform/auth/of-store.ts";
import type { Tx } from "../../platform/db.ts";
import { refuse } from "../../platform/errors.ts";
import type { App } from "../../platform/http/types.ts";
import { fromPublicId, newId, toPublicId } from "../../platform/ids.ts";
import { hasStore, metrics } from "../metrics/index.ts";
import { checkQuestion, checkSpan, checkTiles, storeUnknown } from "./check-kept.ts";
import { goalColumns, goals, listGoals } from "./goals.ts";
import type { WorkbenchDeps } from "./index.ts";
import { type KeptRow, pageOf, readPlace } from "./kept.ts";
import {
  dashboardColumns,
  dashboards,
  dashboardsWith,
  listDashboards,
  listReports,
  presentReport,
  reportColumns,
  savedReports,
  withReports,
} from "./reports-and-dashboards.ts";
import { standOf } from "./standing.ts";

const read = { access: "insights:read" } as const;
const write = { access: "insights:write" } as const;

/** What is told apart between the kinds of kept things. */
interface Kind<Row extends KeptRow, Shown extends { id: string }> {
  noun: string;
  prefix: "gol" | "rep" | "dsh";
  changed: ErrorCode;
  rows: {
    find(db: Tx, id: string): Promise<Row | null>;
    insert(tx: Tx, id: string, values: never, by: string, at: Date): Promise<Row>;
    update(tx: Tx, id: string, version: number, values: never, at: Date): Promise<Row | null>;
    remove(tx: Tx, id: string): Promise<Row | null>;
  };
  show(tx: Tx, row: Row): Promise<Shown>;
  /** Refuses whoever may not touch it. */
  guard?(actor: Actor, row: Row): void;
}

/** Making, changing and throwing away, each in one transaction with its line in the audit log. */
function keeper<Row extends KeptRow, Shown extends { id: string }>(deps: WorkbenchDeps, kind: Kind<Row, Shown>) {
  const { db, clock, audit } = deps;
  const record = (tx: Tx, actor: Actor, what: string, target: string, seen: { before?: Row; after?: Row }) =>
    audit.record(tx, actor, { action: `${kind.noun}.${what}`, target, ...seen });
  return {
    add: (actor: Actor, values: unknown) =>
      db.transaction().execute(async (tx) => {
        const row = await kind.rows.insert(tx, newId(), values as never, actor.name, clock.now());
        await record(tx, actor, "added", toPublicId(kind.prefix, row.id), { after: row });
        return kind.show(tx, row);
      }),
    change: (actor: Actor, publicId: string, version: number, values: unknown) =>
      db.transaction().execute(async (tx) => {
        const id = fromPublicId(kind.prefix, publicId);
        const before = (await kind.rows.find(tx, id)) ?? refuse("not_found");
        kind.guard?.(actor, before);
        const row = (await kind.rows.update(tx, id, version, values as never, clock.now())) ?? refuse(kind.changed);
        await record(tx, actor, "changed", publicId, { before, after: row });
        return kind.show(tx, row);
      }),
    remove: (actor: Actor, publicId: string, check?: (tx: Tx) => Promise<void>) =>
      db.transaction().execute(async (tx) => {
        await check?.(tx);
        const row = (await kind.rows.remove(tx, fromPublicId(kind.prefix, publicId))) ?? refuse("not_found");
        kind.guard?.(actor, row);
        await record(tx, actor, "deleted", publicId, { before: row });
        return kind.show(tx, row);
      }),
  };
}

export function workbenchRoutes(app: App, deps: WorkbenchDeps): void {
  goalRoutes(app, deps);
  reportRoutes(app, deps);
  dashboardRoutes(app, deps);
}

function goalRoutes(app: App, deps: WorkbenchDeps): void {
  const tags = ["Goals"];
  const kept = keeper(deps, {
    noun: "goal",
    prefix: "gol",
    changed: "goal.changed",
    rows: goals,
    show: async (_tx, row): Promise<Goal> => (await standOf(deps, row)) ?? refuse("goal.metric_unknown"),
    guard: (actor, row) => {
      if (row.store_id !== actor.storeId) refuseStoreBound(actor, toPublicId("gol", row.id));
    },
  });
  app.get(
    "/v1/goals",
    {
      config: read,
      schema: {
        tags,
        operationId: "listGoals",
        summary: "Goals with what was reached, the latest end first",
        querystring: goalsQuery,
        response: { 200: goalsResponse },
      },
    },
    async ({ query, actor: { storeId } }) => {
      const rows = await listGoals(deps.db, { limit: query.limit + 1, after: readPlace(query.cursor), storeId });
      const { shown, nextCursor } = pageOf(rows, query.limit, (row) => row.ends_on);
      const items = await Promise.all(shown.map((row) => standOf(deps, row)));
      return {
        items: items.filter((item) => item !== null),
        nextCursor,
        currency: deps.programmes.active().programme.programme.currency,
      };
    },
  );
  app.post(
    "/v1/goals",
    {
      config: write,
      schema: { tags, operationId: "addGoal", summary: "Set a goal", body: goalRequest, response: { 201: goalSchema } },
    },
    async ({ body, actor, locale }, reply) => {
      const goal = allowed(actor, body, locale);
      return reply.code(201).send(await inWords(kept.add(actor, goalColumns(goal)), locale));
    },
  );
  app.put(
    "/v1/goals/:id",
    {
      config: write,
      schema: {
        tags,
        operationId: "changeGoal",
        summary: "Change a goal",
        params: goalParams,
        body: goalChangeRequest,
        response: { 200: goalSchema },
      },
    },
    ({ body: { version, ...body }, params, actor, locale }) => {
      const goal = allowed(actor, body, locale);
      return inWords(kept.change(actor, params.id, version, goalColumns(goal)), locale);
    },
  );
  app.delete(
    "/v1/goals/:id",
    {
      config: write,
      schema: {
        tags,
        operationId: "deleteGoal",
        summary: "Give a goal up",
        params: goalParams,
        response: { 200: goalSchema },
      },
    },
    ({ params, actor }) => kept.remove(actor, params.id),
  );

  /** The goal as far as the actor may set it: of their store, on what can be told of a store. */
  function allowed(actor: Actor, { storeId, ...goal }: GoalRequest, locale: Locale): GoalRequest {
    if (!metrics.has(goal.metric)) refuse("goal.metric_unknown");
    checkSpan(goal, locale);
    if (!hasStore(goal.metric)) refuseStoreBound(actor, goal.metric);
    return { ...goal, ...ofStore(actor, { storeId: storeId ?? undefined }) };
  }

  const inWords = <T>(work: Promise<T>, locale: Locale): Promise<T> =>
    work.catch((error: unknown) => {
      throw storeUnknown(error, locale);
    });
}

function reportRoutes(app: App, deps: WorkbenchDeps): void {
  const tags = ["Kept reports"];
  const kept = keeper(deps, {
    noun: "saved_report",
    prefix: "rep",
    changed: "saved_report.changed",
    rows: savedReports,
    show: async (_tx, row): Promise<SavedReport> => presentReport(row),
  });
  app.get(
    "/v1/reports",
    {
      config: read,
      schema: {
        tags,
        operationId: "listSavedReports",
        summary: "Questions that were kept, by name",
        querystring: savedReportsQuery,
        response: { 200: savedReportsResponse },
      },
    },
    async ({ query }) => {
      const rows = await listReports(deps.db, { limit: query.limit + 1, after: readPlace(query.cursor), q: query.q });
      const { shown, nextCursor } = pageOf(rows, query.limit, (row) => row.name.toLowerCase());
      return { items: shown.map(presentReport), nextCursor };
    },
  );
  app.get(
    "/v1/reports/:id",
    {
      config: read,
      schema: {
        tags,
        operationId: "getSavedReport",
        summary: "A kept question",
        params: savedReportParams,
        response: { 200: savedReportSchema },
      },
    },
    async ({ params }) =>
      presentReport((await savedReports.find(deps.db, fromPublicId("rep", params.id))) ?? refuse("not_found")),
  );
  app.post(
    "/v1/reports",
    {
      config: write,
      schema: {
        tags,
        operationId: "addSavedReport",
        summary: "Keep a question",
        body: savedReportRequest,
        response: { 201: savedReportSchema },
      },
    },
    async ({ body, actor, locale }, reply) => {
      checkQuestion(deps, body.question, locale);
      return reply.code(201).send(await kept.add(actor, reportColumns(body)));
    },
  );
  app.put(
    "/v1/reports/:id",
    {
      config: write,
      schema: {
        tags,
        operationId: "changeSavedReport",
        summary: "Change a kept question",
        params: savedReportParams,
        body: savedReportChangeRequest,
        response: { 200: savedReportSchema },
      },
    },
    ({ body, params, actor, locale }) => {
      checkQuestion(deps, body.question, locale);
      return kept.change(actor, params.id, body.version, reportColumns(body));
    },
  );
  app.delete(
    "/v1/reports/:id",
    {
      config: write,
      schema: {
        tags,
        operationId: "deleteSavedReport",
        summary: "Throw a kept question away; refused while it is on a dashboard",
        params: savedReportParams,
        response: { 200: savedReportSchema },
      },
    },
    ({ params, actor }) =>
      kept.remove(actor, params.id, async (tx) => {
        const names = await dashboardsWith(tx, params.id);
        if (names.length > 0) refuse("saved_report.in_use", { dashboards: names.slice(0, 5).join(", ") });
      }),
  );
}

function dashboardRoutes(app: App, deps: WorkbenchDeps): void {
  const tags = ["Dashboards"];
  const kept = keeper(deps, {
    noun: "dashboard",
    prefix: "dsh",
    changed: "dashboard.changed",
    rows: dashboards,
    show: (tx, row): Promise<Dashboard> => withReports(tx, row),
  });
  app.get(
    "/v1/dashboards",
    {
      config: read,
      schema: {
        tags,
        operationId: "listDashboards",
        summary: "Dashboards by name",
        querystring: dashboardsQuery,
        response: { 200: dashboardsResponse },
      },
    },
    async ({ query }) => {
      const rows = await listDashboards(deps.db, { limit: query.limit + 1, after: readPlace(query.cursor) });
      const { shown, nextCursor } = pageOf(rows, query.limit, (row) => row.name.toLowerCase());
      return {
        items: shown.map((row) => ({
          id: toPublicId("dsh", row.id),
          name: row.name,
          tiles: row.tiles.length,
          version: row.version,
          createdBy: row.created_by,
          updatedAt: row.updated_at.toISOString(),
        })),
        nextCursor,
      };
    },
  );
  app.get(
    "/v1/dashboards/:id",
    {
      config: read,
      schema: {
        tags,
        operationId: "getDashboard",
        summary: "A dashboard with its reports",
        params: dashboardParams,
        response: { 200: dashboardSchema },
      },
    },
    async ({ params }) =>
      withReports(deps.db, (await dashboards.find(deps.db, fromPublicId("dsh", params.id))) ?? refuse("not_found")),
  );
  app.post(
    "/v1/dashboards",
    {
      config: write,
      schema: {
        tags,
        operationId: "addDashboard",
        summary: "Make a dashboard",
        body: dashboardRequest,
        response: { 201: dashboardSchema },
      },
    },
    async ({ body, actor, locale }, reply) => {
      await checkTiles(deps.db, body.tiles, locale);
      return reply.code(201).send(await kept.add(actor, dashboardColumns(body)));
    },
  );
  app.put(
    "/v1/dashboards/:id",
    {
      config: write,
      schema: {
        tags,
        operationId: "changeDashboard",
        summary: "Rename a dashboard, add, order or take off tiles",
        params: dashboardParams,
        body: dashboardChangeRequest,
        response: { 200: dashboardSchema },
      },
    },
    async ({ body, params, actor, locale }) => {
      await checkTiles(deps.db, body.tiles, locale);
      return kept.change(actor, params.id, body.version, dashboardColumns(body));
    },
  );
  app.delete(
    "/v1/dashboards/:id",
    {
      config: write,
      schema: {
        tags,
        operationId: "deleteDashboard",
        summary: "Throw a dashboard away; its reports stay",
        params: dashboardParams,
        response: { 200: dashboardSchema },
      },
    },
    ({ params, actor }) => kept.remove(actor, params.id),
  );
}
