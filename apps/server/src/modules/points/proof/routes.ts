import {
  dryQuerySchema,
  integrityQuery,
  integrityResponse,
  integrityRunParams,
  integrityRunResponse,
  integrityRunsQuery,
  integrityRunsResponse,
  memberRefParams,
  verifyMemberResponse,
} from "@regulars/contracts";
import { refuse } from "../../../platform/errors.ts";
import type { App } from "../../../platform/http/types.ts";
import { fromPublicId, toPublicId } from "../../../platform/ids.ts";
import { transact } from "../../../platform/transact.ts";
import type { PointsDeps } from "../index.ts";
import { proofTask } from "./jobs.ts";
import { verifyMember } from "./prove-chain.ts";
import { proveLedger } from "./prove-ledger.ts";
import { beginRun, findRun, runningRun, runsPage } from "./runs.ts";

const tags = ["Points"];
const read = { access: "points:read" } as const;

export function proofRoutes(app: App, deps: PointsDeps): void {
  const { db, members } = deps;

  app.get(
    "/v1/integrity",
    {
      config: read,
      schema: {
        tags,
        operationId: "proveLedger",
        summary: "Proves that entries, lots, holds and balances agree and that no entry was changed",
        querystring: integrityQuery,
        response: { 200: integrityResponse },
      },
    },
    async (request) => {
      const { memberId } = request.query;
      const { findingCount: _, ...report } = await proveLedger(
        db,
        memberId === undefined ? {} : { memberId: await members.find(memberId) },
      );
      return report;
    },
  );

  app.get(
    "/v1/members/:id/verify",
    {
      config: read,
      schema: {
        tags,
        operationId: "verifyMember",
        summary: "Walks the member's chain of entries: was any changed, taken out or put in?",
        params: memberRefParams,
        response: { 200: verifyMemberResponse },
      },
    },
    async (request) => {
      const { entries, unchained, brokenAt } = await verifyMember(db, await members.find(request.params.id));
      return { ok: brokenAt === null, entries, unchained, brokenAt: brokenAt && publicBreak(brokenAt) };
    },
  );

  runRoutes(app, deps);
}

function publicBreak<Break extends { entryId: string | null }>(place: Break): Break {
  return { ...place, entryId: place.entryId === null ? null : toPublicId("ent", place.entryId) };
}

function runRoutes(app: App, deps: PointsDeps): void {
  const { db, clock, jobs } = deps;

  app.get(
    "/v1/integrity/runs",
    {
      config: read,
      schema: {
        tags,
        operationId: "listIntegrityRuns",
        summary: "Proofs of the whole ledger, newest first, with what they found",
        querystring: integrityRunsQuery,
        response: { 200: integrityRunsResponse },
      },
    },
    async (request) => runsPage(db, request.query),
  );

  app.get(
    "/v1/integrity/runs/:id",
    {
      config: read,
      schema: {
        tags,
        operationId: "getIntegrityRun",
        summary: "One proof: how far it is, or what it found",
        params: integrityRunParams,
        response: { 200: integrityRunResponse },
      },
    },
    async (request) => {
      const run = await findRun(db, fromPublicId("itr", request.params.id));
      return run ? { run } : refuse("not_found");
    },
  );

  app.post(
    "/v1/integrity/runs",
    {
      config: { access: "points:write" },
      schema: {
        tags,
        operationId: "startIntegrityRun",
        summary: "Prove the whole ledger in the background; the one under way, if there is one",
        querystring: dryQuerySchema,
        response: { 200: integrityRunResponse, 202: integrityRunResponse },
      },
    },
    async (request, reply) => {
      const underWay = await runningRun(db);
      if (underWay) return { run: underWay };
      const run = await transact(db, request.query, async (tx) => {
        const id = await beginRun({ db: tx, clock }, { trigger: "request", startedBy: request.actor.name });
        await jobs.add(proofTask, { id }, { tx, jobKey: proofTask, maxAttempts: 1 });
        return findRun(tx, id);
      });
      if (!run) throw new Error("a run that was just written is not there");
      return request.query.dry ? { run } : reply.code(202).send({ run });
    },
  );
}
