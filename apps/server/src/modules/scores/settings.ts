import { type ScoreSettings, scoreSettingsSchema } from "@regulars/contracts";
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";

const key = "insights.scores";

/** Before anybody changed them; the numbers of trade articles are starting points, not truths. */
export const defaultSettings: ScoreSettings = {
  horizonDays: 90,
  churnThreshold: 0.8,
  leadDays: 15,
  discountRate: 0.1,
  margin: 1,
  winBackCostRatio: 0.6,
  activityDrop: 0.7,
  tenureBand: { from: 8, to: 12 },
  rfmBounds: null,
  needEvents: {
    service: ["service", "consultation", "appointment", "booking", "complaint"],
    social: ["share", "review", "comment", "post", "invite", "referral"],
  },
  healthWeights: { recency: 0.4, trend: 0.25, engagement: 0.15, returns: 0.1, nps: 0.1 },
};

export async function readSettings(db: Db | Tx): Promise<ScoreSettings> {
  const { rows } = await sql<{ value: unknown }>`select value from settings where key = ${key}`.execute(db);
  const parsed = scoreSettingsSchema.safeParse(rows[0]?.value);
  return parsed.success ? parsed.data : defaultSettings;
}

export async function writeSettings(tx: Tx, settings: ScoreSettings): Promise<void> {
  await sql`insert into settings (key, value) values (${key}, ${JSON.stringify(settings)}::jsonb)
    on conflict (key) do update set value = excluded.value, updated_at = now()`.execute(tx);
}
