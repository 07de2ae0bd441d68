import { z } from "zod";
import { idSchema, instantSchema, pageQuerySchema, pageSchema } from "./common.ts";

const localText = z.object({ zh: z.string(), en: z.string() });
const count = z.int().min(0);

/** waiting, running and cancelling are under way; the others are ends, of which cancelled and failed can be resumed. */
export const importStatusSchema = z.enum(["waiting", "running", "cancelling", "cancelled", "finished", "failed"]);
export type ImportStatus = z.output<typeof importStatusSchema>;

const rowClass = z.object({
  /** What the rows meant to be; `other` could not be read or was left out. */
  meant: z.enum(["sale", "refund", "other"]),
  status: z.enum(["accepted", "refused", "skipped"]),
  lines: count,
  /** Quantity x price as the file has it, an exact decimal in major units. */
  amount: z.string(),
});

/** What the file held and what became of it. Sums of `lines` over `classes` are the rows read. */
export const importTotalsSchema = z.object({
  currency: z.string(),
  lines: count,
  orderNumbers: count,
  /** null when there are too many to count. */
  customers: count.nullable(),
  guestLines: count,
  amount: z.string(),
  classes: z.array(rowClass),
  reasons: z.array(
    z.object({
      code: z.string(),
      status: z.enum(["refused", "skipped"]),
      lines: count,
      amount: z.string(),
      text: localText,
    }),
  ),
  /** As the till answered; money in minor units. `repeated` were there before. */
  orders: z.object({ recorded: count, repeated: count, refused: count, net: z.int() }),
  refunds: z.object({ recorded: count, repeated: count, refused: count, amount: z.int() }),
});
export type ImportTotals = z.output<typeof importTotalsSchema>;

/** What a file of points held. Points in the smallest units of their wallets; `amount` as the file has them. */
export const importPointsTotalsSchema = z.object({
  lines: count,
  /** null when there are too many to count. */
  members: count.nullable(),
  amount: z.string(),
  recorded: count,
  repeated: count,
  refused: count,
  credited: count,
  debited: count,
  reasons: importTotalsSchema.shape.reasons,
});
export type ImportPointsTotals = z.output<typeof importPointsTotalsSchema>;

export const importKindSchema = z.enum(["orders", "points"]);

export const importSchema = z.object({
  id: idSchema("imp"),
  kind: importKindSchema,
  mapping: z.string(),
  source: z.string(),
  fileName: z.string(),
  fileBytes: count,
  encoding: z.string().nullable(),
  status: importStatusSchema,
  rowsRead: count,
  rowsAccepted: count,
  rowsRefused: count,
  rowsSkipped: count,
  /** Of files of orders. */
  totals: importTotalsSchema.nullable(),
  /** Of files of points. */
  pointsTotals: importPointsTotalsSchema.nullable(),
  bytesRead: count,
  /** null unless running. */
  rowsPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  percent: z.number().min(0).max(100),
  /** Address of the CSV with the refused rows; null when there are none. */
  errorFileUrl: z.string().nullable(),
  /** Why it failed, in the caller's language. */
  error: z.string().nullable(),
  errorCode: z.string().nullable(),
  demo: z.boolean(),
  createdBy: z.string(),
  createdAt: instantSchema,
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
});
export type Import = z.output<typeof importSchema>;

export const importsQuery = pageQuerySchema;
export const importsResponse = pageSchema(importSchema);
export const importParams = z.object({ id: idSchema("imp") });

/** The text fields of the multipart form of POST /v1/imports; the file part is called `file`. */
export const createImportFields = z.strictObject({
  kind: importKindSchema.default("orders"),
  /** Absent: the first mapping whose columns the file has. */
  mapping: z.string().min(1).max(61).optional(),
  source: z.string().trim().min(1).max(60).optional(),
});
export type CreateImportFields = z.output<typeof createImportFields>;

export const importMappingsResponse = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      kind: importKindSchema,
      name: localText,
      description: localText,
      /** null for files of points. */
      currency: z.string().nullable(),
      /** Names a file's header may use; those of `required` it must have. */
      columns: z.array(z.string()),
      required: z.array(z.string()),
    }),
  ),
});

export const importPreviewResponse = z.object({
  fileName: z.string(),
  encoding: z.string().nullable(),
  delimiter: z.string(),
  header: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  mappings: z.array(
    z.object({
      id: z.string(),
      kind: importKindSchema,
      name: localText,
      fits: z.boolean(),
      missing: z.array(z.string()),
    }),
  ),
});
export type ImportPreview = z.output<typeof importPreviewResponse>;

export const demoStateSchema = z.object({
  state: z.enum(["off", "generating", "importing", "ready", "failed", "removing", "removed"]),
  percent: z.number().min(0).max(100),
  members: count,
  orders: count,
  secondsLeft: z.number().nullable(),
});
export type DemoState = z.output<typeof demoStateSchema>;
