import {
  segmentMembersQuery,
  segmentMembersResponse,
  segmentPreviewRequest,
  segmentPreviewResponse,
} from "@regulars/contracts";
import { stringify } from "csv-stringify/sync";
import { z } from "zod";
import type { App } from "../../platform/http/types.ts";
import type { SegmentQueries } from "./index.ts";

const tags = ["Segments"];
const exportLimit = 50_000;

export function segmentRoutes(queries: SegmentQueries) {
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
      (request) => queries.preview(request.body, request.locale),
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
      (request) => queries.members(request.query, request.locale),
    );
    app.get(
      "/v1/segments/members/export",
      {
        config: { access: "members:read" },
        schema: {
          tags,
          operationId: "exportSegmentMembers",
          summary: "The same as a CSV that spreadsheets open, fifty thousand members at most",
          querystring: segmentMembersQuery.omit({ limit: true, cursor: true }),
          response: {
            200: {
              description: "CSV, UTF-8 with a byte order mark",
              content: { "text/csv": { schema: z.unknown() } },
            },
          },
        },
      },
      async (request, reply) => {
        const rows: (string | number | null)[][] = [];
        let cursor: string | undefined;
        do {
          const page = await queries.members(
            { ...request.query, limit: 200, ...(cursor !== undefined && { cursor }) },
            request.locale,
          );
          for (const member of page.items)
            rows.push([
              member.memberNo,
              member.name,
              member.phone,
              member.joinedAt,
              member.stage,
              member.rfm ? `${member.rfm.r}${member.rfm.f}${member.rfm.m}` : null,
              member.frequency,
              member.monetary,
              member.lastOrderAt,
              member.clvPredicted,
              member.churnProbability,
              member.churnDate,
              member.health,
            ]);
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined && rows.length < exportLimit);
        const head = [
          "memberNo",
          "name",
          "phone",
          "joinedAt",
          "stage",
          "rfm",
          "orders",
          "net",
          "lastOrderAt",
          "clvPredicted",
          "churnProbability",
          "churnDate",
          "health",
        ];
        return reply
          .header("content-type", "text/csv; charset=utf-8")
          .header("content-disposition", 'attachment; filename="members.csv"')
          .send(`\ufeff${stringify([head, ...rows], { escape_formulas: true })}`);
      },
    );
  };
}
