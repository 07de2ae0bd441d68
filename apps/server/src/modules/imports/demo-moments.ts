import { type Moment, momentsOf, type Regular } from "@regulars/demo";
import { sql } from "kysely";
import { systemActor } from "../../platform/auth/actor.ts";
import type { Db } from "../../platform/db.ts";
import type { TillCommand } from "../till/index.ts";
import { demoZone, findDemo, insertDemoCosts, insertDemoHouseholds, markTold } from "./demo-store.ts";
import type { ImportPeers, ImportsDeps } from "./index.ts";
import type { ImportRecord } from "./store.ts";

const seed = 20_260;
const momentsPerCall = 500;
const daySeconds = 86_400;

/**
 * Tells the till what the demo's file does not hold, when the file is in: check-ins, points held and given, tiers by invitation, households.
 * Every moment has its business key, so a stop in between is gone on with; what the till refuses is left out.
 */
export async function tellMoments(
  { db, clock, logger }: Pick<ImportsDeps, "db" | "clock" | "logger">,
  till: ImportPeers["till"],
  signal: AbortSignal,
): Promise<void> {
  const { demoImport } = await findDemo(db);
  if (!demoImport) return;
  const { households, moments } = momentsOf(seed, await regularsOf(db, demoImport.id), demoImport.createdAt);
  const refusals = new Map<string, number>();
  for (const commands of runsOf(moments.map((moment) => toCommand(moment, demoImport)))) {
    signal.throwIfAborted();
    if (!(await isThere(db))) return;
    for (const answer of await till.record(commands, { reply: "brief" })) {
      if (answer.status === "refused") refusals.set(answer.code, (refusals.get(answer.code) ?? 0) + 1);
    }
  }
  await db.transaction().execute(async (tx) => {
    if (!(await markTold(tx, demoImport.id, clock.now()))) return;
    await insertDemoHouseholds(tx, households, demoImport.createdAt);
    await insertDemoCosts(tx, demoImport.id, { zone: demoZone, at: clock.now() });
  });
  logger.info({ moments: moments.length, refused: Object.fromEntries(refusals) }, "the demo is complete");
}

async function isThere(db: Db): Promise<boolean> {
  const { demoImport, isRemoving } = await findDemo(db);
  return demoImport !== null && !isRemoving;
}

/** The demo's members with what their orders alone have made of them. */
async function regularsOf(db: Db, importId: string): Promise<Regular[]> {
  const { rows } = await sql<{
    id: string;
    external_id: string;
    name: string;
    joined_at: Date;
    store_id: string | null;
    last_at: Date;
    net: number;
  }>`select m.id, m.external_id, m.name, m.joined_at, m.source ->> 'storeId' as store_id, o.last_at, o.net
    from members m join (
      select bucket, member_id, max(placed_at) as last_at, sum(net)::bigint as net
      from orders where import_id = ${importId} and member_id is not null group by bucket, member_id
    ) o on o.bucket = m.bucket and o.member_id = m.id
    where m.import_id = ${importId} and m.status = 'active' and m.external_id is not null and m.name is not null`.execute(
    db,
  );
  return rows.map((row) => ({
    id: row.id,
    externalId: row.external_id,
    name: row.name,
    joinedAt: row.joined_at,
    lastOrderAt: row.last_at,
    net: row.net,
    storeId: row.store_id,
  }));
}

/** In calls of one kind each: the till takes events side by side. */
function* runsOf(commands: TillCommand[]): Generator<TillCommand[]> {
  let run: TillCommand[] = [];
  for (const command of commands) {
    const isSame = run[0] === undefined || (run[0].kind === "event") === (command.kind === "event");
    if (!isSame || run.length >= momentsPerCall) {
      yield run;
      run = [];
    }
    run.push(command);
  }
  if (run.length > 0) yield run;
}

function toCommand(moment: Moment, { id: importId, source }: ImportRecord): TillCommand {
  const { externalId, member, at } = moment;
  const actor = systemActor.id;
  const shared = { source, externalId, actor, memberId: member.id, at };
  switch (moment.kind) {
    case "event": {
      const { type, properties } = moment;
      return {
        ...shared,
        kind: "event",
        importId,
        demo: true,
        type,
        properties,
        storeId: member.storeId,
        channel: "mini-program",
      };
    }
    case "adjust":
      return {
        ...shared,
        kind: "adjust",
        importId,
        demo: true,
        wallet: "points",
        points: moment.points,
        reason: moment.reason,
      };
    case "spend":
      return {
        ...shared,
        kind: "spend",
        importId,
        demo: true,
        wallet: "beans",
        points: moment.points,
        reason: moment.reason,
      };
    case "hold": {
      const { points, days, reference } = moment;
      return { ...shared, kind: "hold", wallet: "points", points, ttlSeconds: days * daySeconds, reference };
    }
    case "transfer":
      return {
        ...shared,
        kind: "transfer",
        importId,
        demo: true,
        toMemberId: moment.to.id,
        wallet: "points",
        points: moment.points,
        note: moment.note,
      };
    case "tier": {
      const { tier, until, reason } = moment;
      const isLifetime = until === null;
      return {
        ...shared,
        kind: "tier_grant",
        ladder: "main",
        tier,
        until,
        isLifetime,
        grantKind: moment.source,
        reason,
      };
    }
  }
}
