import { sql } from "kysely";
import { z } from "zod";
import type { Platform } from "../../platform/platform.ts";

const keptMilliseconds = 30_000;
const countrySchema = z.string().regex(/^[A-Z]{2}$/);

/** The country in which phone numbers without a country code are dialled: the setting `organisation.country`, else China. */
export function createCountry(platform: Pick<Platform, "db">): () => Promise<string> {
  let known: { country: string; at: number } | null = null;
  return async () => {
    if (known && performance.now() - known.at < keptMilliseconds) return known.country;
    const { rows } = await sql<{ value: unknown }>`
      select value from settings where key = 'organisation.country'`.execute(platform.db);
    const parsed = countrySchema.safeParse(rows[0]?.value);
    known = { country: parsed.success ? parsed.data : "CN", at: performance.now() };
    return known.country;
  };
}
