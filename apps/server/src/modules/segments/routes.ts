import {
  segmentExplainRequest,
  segmentExplainResponse,
  segmentExportQuery,
  segmentMembersQuery,
  segmentMembersResponse,
  segmentPreviewRequest,
  segmentPreviewResponse,
} from "@regulars/contracts";
import { z } from "zod";
import { ofStore } from "../../platform/auth/of-store.ts";
import type { App } from "../../platform/http/types.ts";
import type { Platform } from "../../platform/platform.ts";
import type { SegmentQueries } from "./index.ts";

const tags = ["Segments"];

export function segmentRoutes(queries: SegmentQueries, { db, audit }: Pick<Platform, "db" | "audit">) {
  return (app: App): void => {
    app.post(
      "/v1/segments/preview",
      {
        config: { access: "members:read" },
        schema: {
          tags,
          operationId: "previewSegment",
          summary: "How many members a condition holds of, and some of them; nothing is kept",
          body: segmentPreviewRequest,
          response: { 200: segmentPreviewResponse },
        },
      },
      (request) => queries.preview(ofStore(request.actor, request.body), request.locale),
    );
    app.get(
      "/v1/segments/members",
      {
        config: { access: "members:read" },
        schema: {
          tags,
          operationId: "listSegmentMembers",
          summary: "The members a condition holds of; the rows behind a number",
          querystring: segmentMembersQuery,
          response: { 200: segmentMembersResponse },
        },
      },
      (request) => queries.members(ofStore(request.actor, request.query), request.locale),
    );
    app.get(
      "/v1/segments/members/export",
      {
        config: { access: "insights:read" },
        schema: {
          tags,
          operationId: "exportSegmentMembers",
          summary: "All of them as a CSV that spreadsheets open, written as it is read",
          querystring: segmentExportQuery,
          response: {
            200: {
              description: "CSV, UTF-8 with a byte order mark",
              content: { "text/csv": { schema: z.unknown() } },
            },
          },
        },
      },
      async (request, reply) => {
        const query = ofStore(request.actor, request.query);
        const csv = await queries.exportMembers(query, request.locale);
        await db
          .transaction()
          .execute((tx) =>
            audit.record(tx, request.actor, { action: "segment.exported", target: "members", after: query }),
          );
        return reply
          .header("content-type", "text/csv; charset=utf-8")
          .header("content-disposition", 'attachment; filename="members.csv"')
          .send(csv);
      },
    );
    app.post(
      "/v1/segments/explain",
      {
        config: { access: "members:read" },
        schema: {
          tags,
          operationId: "explainSegmentMember",
          summary: "Why a member is in a set or not: each part of the condition with the value seen",
          body: segmentExplainRequest,
          response: { 200: segmentExplainResponse },
        },
      },
      (request) => queries.explain(request.body, request.locale),
    );
  };
}
