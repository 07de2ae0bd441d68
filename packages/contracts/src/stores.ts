import { z } from "zod";
import { instantSchema, pageQuerySchema, pageSchema, storeIdSchema } from "./common.ts";

const zoneSchema = z
  .string()
  .max(64)
  .refine((name) => {
    try {
      new Intl.DateTimeFormat("en", { timeZone: name });
      return true;
    } catch {
      return false;
    }
  }, "unknown time zone");

const name = z.string().trim().min(1).max(120);
const city = z.string().trim().min(1).max(120);
const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);

export const storeSchema = z.object({
  id: storeIdSchema,
  name: z.string(),
  city: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  zone: z.string().nullable(),
  openedOn: z.iso.date().nullable(),
  closedOn: z.iso.date().nullable(),
  demo: z.boolean(),
  createdAt: instantSchema,
});
export type Store = z.output<typeof storeSchema>;

export const storeResponse = z.object({ store: storeSchema });
export const storesQuery = pageQuerySchema;
export const storesResponse = pageSchema(storeSchema);
export const storeParams = z.object({ id: storeIdSchema });

export const createStoreRequest = z.strictObject({
  id: storeIdSchema,
  name,
  city: city.optional(),
  latitude: latitude.optional(),
  longitude: longitude.optional(),
  zone: zoneSchema.optional(),
  openedOn: z.iso.date().optional(),
  closedOn: z.iso.date().optional(),
});
export type CreateStoreRequest = z.output<typeof createStoreRequest>;

/** Absent leaves as it is, null clears. */
export const changeStoreRequest = z.strictObject({
  name: name.optional(),
  city: city.nullable().optional(),
  latitude: latitude.nullable().optional(),
  longitude: longitude.nullable().optional(),
  zone: zoneSchema.nullable().optional(),
  openedOn: z.iso.date().nullable().optional(),
  closedOn: z.iso.date().nullable().optional(),
});
export type ChangeStoreRequest = z.output<typeof changeStoreRequest>;
