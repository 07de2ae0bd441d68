import { pruneRequestKeys } from "./http/idempotency.ts";
import type { Cron, JobHandler } from "./jobs.ts";
import type { Platform } from "./platform.ts";

const dayMilliseconds = 86_400_000;
const outboxDays = 7;

/** The platform's own chores: forgetting what need not be kept any longer. */
export function platformChores({ pool, outbox, clock }: Platform): { jobs: Record<string, JobHandler>; crons: Cron[] } {
  return {
    jobs: {
      "platform.prune": async (_payload, { logger }) => {
        const keys = await pruneRequestKeys(pool);
        const events = await outbox.prune(new Date(clock.now().getTime() - outboxDays * dayMilliseconds));
        const sessions = await pool.query("delete from staff_sessions where expires_at < now()");
        await pool.query("delete from staff_verifications where expires_at < now()");
        logger.debug({ keys, events, sessions: sessions.rowCount }, "pruned");
      },
    },
    crons: [{ task: "platform.prune", pattern: "17 * * * *" }],
  };
}
