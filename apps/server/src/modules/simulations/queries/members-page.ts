import type { SimulationMember } from "@regulars/contracts";
import { sql } from "kysely";
import type { Db } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { toPublicId } from "../../../platform/ids.ts";
import type { SimulationRecord } from "../store.ts";
import type { MemberSides } from "../tally.ts";
import { tierNames } from "../words.ts";

interface Row {
  rank: number;
  delta: number;
  sides: MemberSides;
  member_id: string;
  member_no: string;
  name: string | null;
}

interface Page {
  sort: "delta" | "gain" | "loss";
  limit: number;
  cursor?: string | undefined;
}

const orders = {
  delta: sql`rank`,
  gain: sql`delta desc, rank`,
  loss: sql`delta, rank`,
};

/** The members most affected, in the order asked for; at most two hundred are kept, so a page mark is a place in the list. */
export async function membersPage(
  db: Db,
  record: SimulationRecord,
  page: Page,
): Promise<{ items: SimulationMember[]; nextCursor: string | null }> {
  const skip = page.cursor === undefined ? 0 : readPlace(page.cursor);
  const { rows } = await sql<Row>`
    select s.rank, s.delta, s.sides, s.member_id, m.member_no, m.name
    from simulation_members s join members m on m.bucket = s.bucket and m.id = s.member_id
    where s.simulation_id = ${record.id}
    order by ${orders[page.sort]} limit ${page.limit + 1} offset ${skip}`.execute(db);
  const shown = rows.slice(0, page.limit);
  return {
    items: shown.map((row) => present(row, record)),
    nextCursor: rows.length > page.limit ? String(skip + page.limit) : null,
  };
}

function readPlace(cursor: string): number {
  if (!/^\d{1,4}$/.test(cursor)) refuse("cursor.malformed");
  return Number(cursor);
}

function present(row: Row, record: SimulationRecord): SimulationMember {
  const nameOf = tierNames([record.programme.programme, ...(record.compare ? [record.compare.programme] : [])]);
  const side = (given: MemberSides["actual"]) => ({
    earned: given.earned,
    spent: given.spent,
    expired: given.expired,
    outstanding: given.outstanding,
    tiers: Object.entries(given.tiers).map(([ladder, tier]) => ({ ladder, tier, name: nameOf(ladder, tier) })),
  });
  return {
    memberId: toPublicId("mbr", row.member_id),
    memberNo: row.member_no,
    name: row.name,
    delta: row.delta,
    actual: side(row.sides.actual),
    simulated: side(row.sides.simulated),
    compare: row.sides.compare && side(row.sides.compare),
  };
}
