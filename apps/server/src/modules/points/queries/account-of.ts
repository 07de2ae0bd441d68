import type { AccountState } from "@regulars/engine";
import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { bucketOf } from "../../../platform/ids.ts";

/** The account of a member. Refuses with not_found. */
export async function accountOf(db: Db | Tx, memberId: string): Promise<AccountState> {
  const { rows } = await sql<{ state: AccountState }>`
    select state from member_accounts where bucket = ${bucketOf(memberId)} and member_id = ${memberId}`.execute(db);
  const row = rows[0];
  if (!row) refuse("not_found");
  return row.state;
}
