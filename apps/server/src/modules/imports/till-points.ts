import type pg from "pg";
import type { EnsuringCommand, GivenIdentity, Identity } from "../members/index.ts";
import { identityKey, resolveIdentities } from "../members/index.ts";
import type { AdjustCommand, Till, TillAnswer } from "../till/index.ts";
import type { PointsToRecord } from "./points-rows.ts";
import type { PointsAnswer, PointsLedger } from "./settle-points.ts";
import type { ImportOrigin } from "./till-ledger.ts";

const factsPerCall = 500;

export interface TillPointsDeps {
  pool: pg.Pool;
  till: Pick<Till, "record">;
  members: {
    /** The identity as it is stored, or null when it cannot be one. */
    normalise(identity: GivenIdentity): Promise<Identity | null>;
    /** Makes a member for each identity nobody owns. */
    ensure(commands: readonly EnsuringCommand[]): Promise<void>;
  };
}

/** The importer's view of the till: adjustments of kind `import`, and a member made for each identity that nobody has. */
export function createTillPoints(deps: TillPointsDeps, origin: ImportOrigin): PointsLedger {
  return {
    async record(rows) {
      const answers: PointsAnswer[] = [];
      for (let start = 0; start < rows.length; start += factsPerCall)
        answers.push(...(await recordSome(deps, rows.slice(start, start + factsPerCall), origin)));
      return answers;
    },
  };
}

async function recordSome(deps: TillPointsDeps, rows: PointsToRecord[], origin: ImportOrigin): Promise<PointsAnswer[]> {
  const { till, members, pool } = deps;
  await members.ensure(rows.map((row) => toEnsuring(row, origin)));
  const identities = await Promise.all(rows.map((row) => members.normalise(row.customer)));
  const owners = await resolveIdentities(
    pool,
    identities.flatMap((identity) => identity ?? []),
  );
  const memberIds = identities.map((identity) => (identity ? owners.get(identityKey(identity)) : undefined));
  const known = rows.flatMap((row, index) => {
    const memberId = memberIds[index];
    return memberId === undefined ? [] : [{ index, command: toCommand(row, memberId, origin) }];
  });
  const given = await till.record(
    known.map(({ command }) => command),
    { reply: "brief" },
  );
  const answers: PointsAnswer[] = rows.map(({ customer }) => refusal("row.not_a_member", { value: customer.value }));
  for (const [position, { index }] of known.entries()) answers[index] = toAnswer(given[position]);
  return answers;
}

function toEnsuring({ customer, person, at }: PointsToRecord, { importId, demo }: ImportOrigin): EnsuringCommand {
  const { joinedAt, name, phone, email } = person;
  return {
    kind: "adjust",
    identity: customer,
    createMember: { name, phone, email, joinedAt: joinedAt === undefined ? undefined : new Date(joinedAt) },
    // Whoever had points by then was a member.
    placedAt: new Date(at),
    importId,
    demo,
  };
}

function toCommand(row: PointsToRecord, memberId: string, origin: ImportOrigin): AdjustCommand {
  const { source, actor, importId, demo } = origin;
  return {
    kind: "adjust",
    // A balance taken over is never below zero; what a file takes away is a correction.
    entryKind: row.points > 0 ? "import" : "adjust",
    memberId,
    source,
    externalId: row.externalId,
    actor,
    importId,
    demo,
    wallet: row.wallet,
    points: row.points,
    reason: row.reason,
    at: new Date(row.at),
    expiresAt: row.expiresAt === null ? undefined : new Date(row.expiresAt),
  };
}

function toAnswer(answer: TillAnswer | undefined): PointsAnswer {
  if (!answer) return refusal("server.internal", {});
  if (answer.status !== "refused") return { status: answer.status };
  const params = Object.entries(answer.params).map(([key, value]) => [
    key,
    typeof value === "number" ? value : String(value),
  ]);
  return refusal(answer.code, Object.fromEntries(params));
}

function refusal(code: string, params: Record<string, string | number>): PointsAnswer {
  return { status: "refused", reason: { code, params } };
}
