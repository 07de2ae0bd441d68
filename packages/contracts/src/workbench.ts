import { z } from "zod";
import { idSchema, instantSchema, pageQuerySchema, pageSchema, storeIdSchema } from "./common.ts";
import { reportDay, reportWord } from "./insights.ts";
import { metricUnits } from "./metrics.ts";

const localText = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int();
const date = reportDay;
const name = z.string().trim().min(1).max(120);

export const goalStates = ["not_started", "on_track", "behind", "reached", "missed", "cannot_tell"] as const;

export const goalRequest = z.strictObject({
  metric: z.string().min(1).max(64),
  from: date,
  to: date,
  /** In the metric's unit: money in minor units, shares as fractions. */
  target: z.number().min(0).max(1e15),
  storeId: storeIdSchema.nullable().optional(),
  channel: reportWord.min(1).nullable().optional(),
  note: z.string().max(500).nullable().optional(),
});
export type GoalRequest = z.output<typeof goalRequest>;
export const goalChangeRequest = goalRequest.extend({ version: count });
export const goalParams = z.object({ id: idSchema("gol") });

export const goalSchema = z.object({
  id: idSchema("gol"),
  metric: z.string(),
  name: localText,
  definition: localText,
  formula: z.string(),
  unit: z.enum(metricUnits),
  better: z.enum(["more", "less", "neutral"]),
  from: date,
  to: date,
  target: z.number(),
  storeId: z.string().nullable(),
  channel: z.string().nullable(),
  note: z.string().nullable(),
  /** What the metric stands at, from the first day to the last or to now. */
  actual: z.number().nullable(),
  /** actual / target. */
  reached: z.number().nullable(),
  /** Share of the days that are over; what adds up is expected to have reached as much. */
  elapsed: z.number(),
  /** For what adds up: actual at this pace at the end. */
  projected: z.number().nullable(),
  state: z.enum(goalStates),
  rows: z.string().nullable(),
  version: count,
  createdBy: z.string(),
  updatedAt: instantSchema,
});
export type Goal = z.output<typeof goalSchema>;
export const goalsQuery = z.strictObject(pageQuerySchema.shape);
export const goalsResponse = pageSchema(goalSchema).extend({ currency: z.string() });

/** The days a kept report is about: the last so many, a calendar span that moves on, or fixed days. */
export const reportSpanSchema = z.union([
  z.strictObject({ lastDays: z.int().min(1).max(3_660) }),
  z.strictObject({ calendar: z.enum(["month", "quarter", "year"]) }),
  z.strictObject({ from: date, to: date }),
]);
export const chartShapes = ["auto", "line", "bar", "table"] as const;

export const reportQuestionSchema = z.strictObject({
  measures: z.array(z.string().max(64)).min(1).max(8),
  dimensions: z.array(z.string().max(64)).max(2).default([]),
  span: reportSpanSchema,
  storeId: storeIdSchema.optional(),
  channel: reportWord.optional(),
  /** A condition tree. */
  filter: z.unknown().optional(),
  compare: z.enum(["none", "previous", "lastYear"]).default("none"),
  shape: z.enum(chartShapes).default("auto"),
});
export type ReportQuestion = z.output<typeof reportQuestionSchema>;

export const savedReportRequest = z.strictObject({ name, question: reportQuestionSchema });
export const savedReportChangeRequest = savedReportRequest.extend({ version: count });
export const savedReportParams = z.object({ id: idSchema("rep") });
export const savedReportSchema = z.object({
  id: idSchema("rep"),
  name: z.string(),
  question: reportQuestionSchema,
  version: count,
  createdBy: z.string(),
  updatedAt: instantSchema,
});
export type SavedReport = z.output<typeof savedReportSchema>;
export const savedReportsQuery = z.strictObject({ ...pageQuerySchema.shape, q: z.string().max(120).optional() });
export const savedReportsResponse = pageSchema(savedReportSchema);

export const tileSchema = z.strictObject({
  reportId: idSchema("rep"),
  width: z.enum(["half", "full"]).default("half"),
});
export const dashboardRequest = z.strictObject({ name, tiles: z.array(tileSchema).max(24).default([]) });
export const dashboardChangeRequest = dashboardRequest.extend({ version: count });
export const dashboardParams = z.object({ id: idSchema("dsh") });
export const dashboardSchema = z.object({
  id: idSchema("dsh"),
  name: z.string(),
  /** In order; a tile whose report is gone is left out. */
  tiles: z.array(tileSchema.extend({ report: savedReportSchema })),
  version: count,
  createdBy: z.string(),
  updatedAt: instantSchema,
});
export type Dashboard = z.output<typeof dashboardSchema>;
export const dashboardsQuery = z.strictObject(pageQuerySchema.shape);
export const dashboardsResponse = pageSchema(dashboardSchema.omit({ tiles: true }).extend({ tiles: count }));
