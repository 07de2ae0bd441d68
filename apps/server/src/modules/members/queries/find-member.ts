import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { bucketOf, fromPublicId } from "../../../platform/ids.ts";

/** The id of the member that `mbr_…` or `ext:…` names, after merges. Refuses with not_found or id.malformed. */
export async function findMember(db: Db | Tx, reference: string): Promise<string> {
  if (!reference.startsWith("ext:")) return followMerges(db, fromPublicId("mbr", reference));
  const { rows } = await sql<{ member_id: string }>`
    select member_id from member_identities
    where kind = 'external' and value = ${reference.slice(4).trim()}`.execute(db);
  const id = rows[0]?.member_id;
  if (id === undefined) refuse("not_found");
  return followMerges(db, id);
}

const mostMerges = 10;

/** The member into whom this one was merged, else the member itself. Refuses with not_found. */
export async function followMerges(db: Db | Tx, id: string): Promise<string> {
  let current = id;
  for (let step = 0; step < mostMerges; step += 1) {
    const { rows } = await sql<{ merged_into: string | null }>`
      select merged_into from members where bucket = ${bucketOf(current)} and id = ${current}`.execute(db);
    const row = rows[0];
    if (!row) refuse("not_found");
    if (row.merged_into === null) return current;
    current = row.merged_into;
  }
  throw new Error(`member ${id} was merged more than ${mostMerges} times`);
}
