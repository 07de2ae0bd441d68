import { z } from "zod";
import { idSchema, instantSchema, pageQuerySchema, pageSchema } from "./common.ts";

export const tierEvaluationSchema = z.object({
  id: idSchema("tev"),
  /** `all` = a run over every member; `due` = the members of a day for whom time had done something. */
  kind: z.enum(["all", "due"]),
  reason: z.enum(["activation", "request", "schedule"]),
  /** Local day of the programme; null for runs over all. */
  day: z.iso.date().nullable(),
  /** `superseded` = a newer programme version asked for a new run before this one ended. */
  status: z.enum(["waiting", "running", "finished", "superseded", "failed"]),
  programmeVersion: z.int().nullable(),
  progress: z.object({
    /** Members there were at the start; null for `due`, and before it began. */
    members: z.int().nullable(),
    lookedAt: z.int(),
  }),
  figures: z.object({
    enrolled: z.int(),
    upgraded: z.int(),
    /** Renewed for another period. */
    kept: z.int(),
    downgraded: z.int(),
    grantsEnded: z.int(),
    /** Members told that a tier will end. */
    notices: z.int(),
    /** Members that could not be settled. */
    failed: z.int(),
  }),
  error: z.string().nullable(),
  createdBy: z.string(),
  createdAt: instantSchema,
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
});
export type TierEvaluation = z.output<typeof tierEvaluationSchema>;

export const tierEvaluationsQuery = pageQuerySchema.extend({
  kind: z.enum(["all", "due"]).optional().describe("Absent = both"),
});
export const tierEvaluationsResponse = pageSchema(tierEvaluationSchema);
export const tierEvaluationResponse = z.object({ evaluation: tierEvaluationSchema });

export const tierEvaluationChangesQuery = pageQuerySchema.extend({
  reason: z.enum(["enrolled", "upgraded", "renewed", "downgraded", "grant_ended"]).optional().describe("Absent = all"),
});
export const tierEvaluationChangesResponse = pageSchema(
  z.object({
    member: z.object({ id: idSchema("mbr"), memberNo: z.string(), name: z.string().nullable() }),
    ladder: z.string(),
    from: z.string().nullable(),
    to: z.string(),
    since: instantSchema,
    until: instantSchema.nullable(),
    reason: z.string(),
    /** Why, in the language asked for. */
    text: z.string(),
    recordedAt: instantSchema,
  }),
);
export const tierEvaluationParams = z.object({ id: idSchema("tev") });
