import { toPublicId } from "../../../platform/ids.ts";

/** Something in the books that does not agree, as the proofs find it. */
export interface FindingRow {
  /** null for what concerns no single member. */
  member_id: string | null;
  /** The wallet, or the key of a budget. */
  wallet: string;
  code: string;
  expected: number | null;
  actual: number | null;
}

export function findingView(row: FindingRow) {
  return {
    memberId: row.member_id === null ? null : toPublicId("mbr", row.member_id),
    wallet: row.wallet,
    code: row.code,
    expected: row.expected,
    actual: row.actual,
  };
}

/** More findings than this are counted, not listed. */
export const mostFindings = 200;
