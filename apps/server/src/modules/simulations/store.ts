import type { SimulationProgress, SimulationResult, SimulationStatus } from "@regulars/contracts";
import type { Programme } from "@regulars/engine";
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import type { BudgetFindings } from "./find-budgets.ts";
import type { AffectedMember, Tally } from "./tally.ts";

/** Enough for the reading of a part to be worth its round trips; few enough that a killed run loses little. */
const membersPerPart = 1000;

export type ProgrammeKind = "draft" | "published" | "version" | "document";

export interface ProgrammeRef {
  kind: ProgrammeKind;
  version: number | null;
  programme: Programme;
}

export type Progress = Omit<SimulationProgress, "percent">;

export interface SimulationRecord {
  id: string;
  name: string | null;
  status: SimulationStatus;
  programme: ProgrammeRef;
  compare: ProgrammeRef | null;
  publishedVersion: number;
  from: Date;
  to: Date;
  segment: unknown;
  knownAt: Date;
  progress: Progress;
  error: string | null;
  createdBy: string;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

interface SimulationRow {
  id: string;
  name: string | null;
  status: SimulationStatus;
  programme: Programme;
  programme_kind: ProgrammeKind;
  programme_version: number | null;
  compare: Programme | null;
  compare_kind: ProgrammeKind | null;
  compare_version: number | null;
  published_version: number;
  span_from: Date;
  span_to: Date;
  segment: unknown;
  known_at: Date;
  progress: Partial<Progress>;
  error: string | null;
  created_by: string;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
}

const columns = sql.raw(
  `id, name, status, programme, programme_kind, programme_version, compare, compare_kind, compare_version, published_version,
   span_from, span_to, segment, known_at, progress, error, created_by, created_at, started_at, finished_at`,
);

export const noProgress: Progress = {
  pass: 1,
  membersDone: 0,
  membersTotal: 0,
  factsDone: 0,
  factsPerSecond: null,
  secondsLeft: null,
  workers: 0,
};

function toRecord(row: SimulationRow): SimulationRecord {
  const { compare, compare_kind: kind } = row;
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    programme: { kind: row.programme_kind, version: row.programme_version, programme: row.programme },
    compare: compare && kind ? { kind, version: row.compare_version, programme: compare } : null,
    publishedVersion: row.published_version,
    from: row.span_from,
    to: row.span_to,
    segment: row.segment,
    knownAt: row.known_at,
    progress: { ...noProgress, ...row.progress },
    error: row.error,
    createdBy: row.created_by,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

export interface NewSimulation
  extends Pick<
    SimulationRecord,
    "id" | "name" | "programme" | "compare" | "publishedVersion" | "from" | "to" | "segment" | "createdBy" | "createdAt"
  > {}

export async function insertSimulation(tx: Tx, input: NewSimulation): Promise<void> {
  await tx
    .insertInto("simulations")
    .values({
      id: input.id,
      name: input.name,
      status: "waiting",
      programme: JSON.stringify(input.programme.programme),
      programme_kind: input.programme.kind,
      programme_version: input.programme.version,
      compare: input.compare ? JSON.stringify(input.compare.programme) : null,
      compare_kind: input.compare?.kind ?? null,
      compare_version: input.compare?.version ?? null,
      published_version: input.publishedVersion,
      span_from: input.from,
      span_to: input.to,
      segment: input.segment === null ? null : JSON.stringify(input.segment),
      known_at: input.createdAt,
      created_by: input.createdBy,
      created_at: input.createdAt,
    })
    .execute();
}

export async function findSimulation(db: Db | Tx, id: string): Promise<SimulationRecord | null> {
  const { rows } = await sql<SimulationRow>`select ${columns} from simulations where id = ${id}`.execute(db);
  return rows[0] ? toRecord(rows[0]) : null;
}

export async function readResult(db: Db, id: string): Promise<SimulationResult | null> {
  const { rows } = await sql<{ result: SimulationResult | null }>`
    select result from simulations where id = ${id}`.execute(db);
  return rows[0]?.result ?? null;
}

/** Newest first, after the given place. */
export async function listSimulations(
  db: Db,
  page: { limit: number; after: { at: string; id: string } | null },
): Promise<SimulationRecord[]> {
  const after = page.after
    ? sql`where (created_at, id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)`
    : sql``;
  const { rows } = await sql<SimulationRow>`
    select ${columns} from simulations ${after} order by created_at desc, id desc limit ${page.limit}`.execute(db);
  return rows.map(toRecord);
}

/** Simulations that are to be worked on, whoever works on them; the oldest first. */
export async function listUnfinished(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom("simulations")
    .select("id")
    .where("status", "in", ["waiting", "running", "cancelling"])
    .orderBy("created_at")
    .execute();
  return rows.map((row) => row.id);
}

/** Whether the status was one of `from` and has been changed. */
export async function changeStatus(
  db: Db | Tx,
  id: string,
  change: { from: SimulationStatus[]; to: SimulationStatus; at: Date; error?: string },
): Promise<boolean> {
  const isEnd = change.to === "finished" || change.to === "failed" || change.to === "cancelled";
  const { numUpdatedRows } = await db
    .updateTable("simulations")
    .set({
      status: change.to,
      finished_at: isEnd ? change.at : null,
      error: change.error ?? null,
      ...(change.to === "running" && { started_at: sql<Date>`coalesce(started_at, ${change.at})` }),
    })
    .where("id", "=", id)
    .where("status", "in", change.from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Keeps how far it is; answers the status, which somebody who wants to cancel may have changed. */
export async function saveProgress(db: Db, id: string, progress: Progress): Promise<SimulationStatus | null> {
  const row = await db
    .updateTable("simulations")
    .set({ progress: JSON.stringify(progress) })
    .where("id", "=", id)
    .returning("status")
    .executeTakeFirst();
  return (row?.status as SimulationStatus | undefined) ?? null;
}

/** Buckets of one part of the work, and how many members there are; settled when a run begins for the first time. */
export async function planParts(db: Db, id: string): Promise<{ bucketSpan: number; members: number }> {
  const { rows } = await sql<{ bucket_span: number; members: number }>`
    with total as (select count(*)::int as members from members where status <> 'merged')
    update simulations set bucket_span = coalesce(bucket_span,
      least(256, greatest(1, 256 * ${membersPerPart}::int / greatest(1, total.members))))
    from total where id = ${id} returning bucket_span, members`.execute(db);
  const [row] = rows;
  if (!row) throw new Error("the simulation is gone");
  return { bucketSpan: row.bucket_span, members: row.members };
}

/** What earlier runs have worked out, by the first bucket of the part. */
export async function readParts(db: Db, id: string, pass: number): Promise<Map<number, Tally>> {
  const { rows } = await sql<{ bucket: number; tally: Tally }>`
    select bucket, tally from simulation_parts where simulation_id = ${id} and pass = ${pass}`.execute(db);
  return new Map(rows.map((row) => [row.bucket, row.tally]));
}

/** Keeps a part; answers the status of its simulation, which somebody may want to stop. */
export async function savePart(
  db: Db,
  id: string,
  part: { pass: number; bucket: number; tally: Tally },
): Promise<SimulationStatus | null> {
  const tally = JSON.stringify(part.tally);
  const { rows } = await sql<{ status: SimulationStatus }>`
    with kept as (
      insert into simulation_parts (simulation_id, pass, bucket, tally)
      values (${id}, ${part.pass}, ${part.bucket}, ${tally}::jsonb) on conflict do nothing
    )
    select status from simulations where id = ${id}`.execute(db);
  return rows[0]?.status ?? null;
}

export async function readFindings(db: Db, id: string): Promise<BudgetFindings | null> {
  const { rows } = await sql<{ closings: BudgetFindings | null }>`
    select closings from simulations where id = ${id}`.execute(db);
  return rows[0]?.closings ?? null;
}

export async function saveFindings(db: Db, id: string, findings: BudgetFindings): Promise<void> {
  await sql`update simulations set closings = ${JSON.stringify(findings)}::jsonb where id = ${id}`.execute(db);
}

/** Keeps the answer and forgets the parts; does nothing when somebody wanted it to stop in the meantime. */
export async function finishSimulation(
  db: Db,
  id: string,
  end: { result: SimulationResult; most: readonly AffectedMember[]; at: Date },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (!(await changeStatus(tx, id, { from: ["running"], to: "finished", at: end.at }))) return;
    await sql`update simulations set result = ${JSON.stringify(end.result)}::jsonb where id = ${id}`.execute(tx);
    await tx.deleteFrom("simulation_parts").where("simulation_id", "=", id).execute();
    const rows = end.most.map(({ bucket, id: member_id, delta, actual, simulated, compare }, index) => ({
      simulation_id: id,
      rank: index + 1,
      bucket,
      member_id,
      delta,
      sides: JSON.stringify({ actual, simulated, compare }),
    }));
    if (rows.length > 0) await tx.insertInto("simulation_members").values(rows).execute();
  });
}

/** Where stores are, for conditions that ask how far. */
export async function storePlaces(db: Db): Promise<{ id: string; lat: number; lon: number }[]> {
  const { rows } = await sql<{ id: string; lat: number; lon: number }>`
    select id, latitude as lat, longitude as lon from stores where latitude is not null and longitude is not null
    order by id`.execute(db);
  return rows;
}

/** Whether time has changed something for a member by `at` that is not booked yet, as after an import of history. */
export async function isSomebodyDue(db: Db, at: Date): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from member_accounts where next_due_at < ${at}) as found`.execute(db);
  return rows[0]?.found === true;
}

/** Whether there was such a simulation, ended, and it is gone. */
export async function deleteEnded(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("simulations")
    .where("id", "=", id)
    .where("status", "in", ["finished", "cancelled", "failed"])
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
