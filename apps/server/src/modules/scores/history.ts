import type { ScoreHistory } from "@regulars/contracts";
import { sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import type { Lens } from "../../platform/lens.ts";
import { valuesTable } from "./tables.ts";

/** Notes how members stand after a run; a later run of the day takes its place. `day` is `YYYY-MM-DD`. */
export async function noteHistory(
  { db, lens }: { db: Db; lens: Lens },
  { runId, day, churnThreshold }: { runId: string; day: string; churnThreshold: number },
): Promise<void> {
  const [sums, groups] = await Promise.all([
    lens.query<{ scored: number; health: number | null; churn: number | null; at_risk: number; clv: number | null }>(
      `SELECT countIf(scored = 1) AS scored, avg(w.health) AS health, avg(churn_probability) AS churn,
         countIf(churn_probability >= {churnThreshold:Float64}) AS at_risk, avg(toFloat64(clv_predicted)) AS clv FROM ${valuesTable} AS w`,
      { churnThreshold },
    ),
    lens.query<{ rfm_group: string; n: number }>(
      `SELECT rfm_group, count() AS n FROM ${valuesTable} WHERE rfm_group != '' GROUP BY rfm_group ORDER BY rfm_group`,
    ),
  ]);
  const [row] = sums;
  if (!row || row.scored === 0) return;
  await sql`insert into score_history (day, run_id, scored, health, churn, at_risk, clv, groups)
    values (${day}::date, ${runId}, ${row.scored}, ${row.health}, ${row.churn}, ${row.at_risk}, ${row.clv},
      ${JSON.stringify(Object.fromEntries(groups.map((group) => [group.rfm_group, group.n])))}::jsonb)
    on conflict (day) do update set run_id = excluded.run_id, scored = excluded.scored, health = excluded.health, churn = excluded.churn,
      at_risk = excluded.at_risk, clv = excluded.clv, groups = excluded.groups`.execute(db);
}

interface HistoryRow {
  day: string;
  scored: string;
  health: number | null;
  churn: number | null;
  at_risk: string;
  clv: number | null;
  groups: Record<string, number>;
}

/** The days of a span on which members were scored, oldest first. */
export async function readHistory(db: Db, { from, to }: { from: string; to: string }): Promise<ScoreHistory> {
  const { rows } = await sql<HistoryRow>`
    select day::text as day, scored, health, churn, at_risk, clv, groups from score_history
    where day >= ${from}::date and day <= ${to}::date order by day`.execute(db);
  const items = rows.map(({ day, scored, health, churn, at_risk, clv, groups }) => ({
    day,
    scored: Number(scored),
    health,
    churn,
    atRisk: Number(at_risk),
    clv,
    groups,
  }));
  return { items, fallingWeeks: fallingWeeks(items) };
}

/** How many weeks in a row the health index has fallen up to the last: each week's last known value against that of the week before. A week without one ends the row. */
export function fallingWeeks(items: readonly { day: string; health: number | null }[]): number {
  const weeks = new Map<number, number>();
  for (const { day, health } of items)
    if (health !== null) weeks.set(Math.floor((Date.parse(day) / 86_400_000 + 3) / 7), health);
  const last = Math.max(...weeks.keys());
  let falls = 0;
  for (let week = last; ; week -= 1) {
    const [now, before] = [weeks.get(week), weeks.get(week - 1)];
    if (now === undefined || before === undefined || now >= before) return falls;
    falls += 1;
  }
}
