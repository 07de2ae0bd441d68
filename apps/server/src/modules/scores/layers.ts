import { sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import { bucketOf } from "../../platform/ids.ts";
import type { Lens } from "../../platform/lens.ts";
import { valuesTable } from "./tables.ts";

const membersAtOnce = 5_000;

/** The bands that the chance to stay away falls into, the worst first, by their least value. */
export const churnBands = [
  { band: "high", from: 0.8 },
  { band: "medium", from: 0.5 },
  { band: "low", from: 0 },
] as const;

/** The band of a chance (an expression), '' = cannot be told. */
export const churnBandOf = (chance: string): string =>
  `multiIf(isNull(${chance}), '', ${churnBands.map(({ band, from }) => `${chance} >= ${from}, '${band}'`).join(", ")}, '')`;

/** The layers of members at the end of a local day (an expression), to stand behind FROM: what they last changed to. Nobody is in it before the first day that was kept. */
export const layersAt = (day: string): string =>
  `(SELECT l.member_id AS member_id, argMax(tuple(l.churn, l.at_risk, l.potential, l.consumption), l.day) AS layers,
    toString(layers.1) AS churn, layers.2 AS at_risk, toString(layers.3) AS potential, toString(layers.4) AS consumption
  FROM member_layers AS l WHERE l.day <= ${day} GROUP BY member_id)`;

/** The first local day whose layers are kept, `YYYY-MM-DD`; null = none yet. */
export async function layersSince(lens: Pick<Lens, "query">): Promise<string | null> {
  const [row] = await lens.query<{ day: string | null }>("SELECT toString(minOrNull(day)) AS day FROM member_layers");
  return row?.day ?? null;
}

interface LayerRow {
  member_id: string;
  churn: string;
  at_risk: number;
  potential: string;
  consumption: string;
}

/**
 * Keeps in which layers the run put members, where that differs from what is kept of them; a later run of the day takes the place of the earlier. PostgreSQL compares: the lens may not have heard yet of
 * what the run before this one wrote. `day` is `YYYY-MM-DD`.
 */
export async function keepLayers(
  { db, lens }: { db: Db; lens: Lens },
  { day, churnThreshold }: { day: string; churnThreshold: number },
): Promise<void> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = await lens.query<LayerRow>(
      `SELECT member_id, ${churnBandOf("churn_probability")} AS churn, ifNull(churn_probability >= {churnThreshold:Float64}, 0) AS at_risk, toString(w.potential) AS potential,
         toString(consumption_type) AS consumption
       FROM ${valuesTable} AS w WHERE member_id > {after:UUID} ORDER BY member_id LIMIT ${membersAtOnce}`,
      { churnThreshold, after },
    );
    const last = rows.at(-1);
    if (!last) return;
    await keepPage(db, rows, day);
    after = last.member_id;
  }
}

async function keepPage(db: Db, rows: readonly LayerRow[], day: string): Promise<void> {
  await sql`
    insert into member_layers (bucket, member_id, day, churn, at_risk, potential, consumption)
    select t.bucket, t.member_id, ${day}::date, t.churn, t.at_risk, t.potential, t.consumption
    from (
      select bucket, member_id, nullif(churn, '') as churn, at_risk = 1 as at_risk, nullif(potential, '') as potential, nullif(consumption, '') as consumption
      from unnest(${rows.map((row) => bucketOf(row.member_id))}::smallint[], ${rows.map((row) => row.member_id)}::uuid[], ${rows.map((row) => row.churn)}::text[],
        ${rows.map((row) => row.at_risk)}::int[], ${rows.map((row) => row.potential)}::text[], ${rows.map((row) => row.consumption)}::text[])
        as u (bucket, member_id, churn, at_risk, potential, consumption)
    ) t
    join members m on m.bucket = t.bucket and m.id = t.member_id and m.status not in ('merged', 'erased')
    left join lateral (
      select k.churn, k.at_risk, k.potential, k.consumption from member_layers k
      where k.bucket = t.bucket and k.member_id = t.member_id and k.day <= ${day}::date order by k.day desc limit 1
    ) last on true
    where (t.churn, t.at_risk, t.potential, t.consumption) is distinct from (last.churn, coalesce(last.at_risk, false), last.potential, last.consumption)
    on conflict (bucket, member_id, day) do update set churn = excluded.churn, at_risk = excluded.at_risk, potential = excluded.potential,
      consumption = excluded.consumption, txid = excluded.txid`.execute(db);
}
