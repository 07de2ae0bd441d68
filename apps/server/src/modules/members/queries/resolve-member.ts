import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { type Identity, identityKey, normaliseIdentity } from "../identity.ts";
import type { MemberCodes } from "../member-code.ts";
import { findMember, followMerges } from "./find-member.ts";

export type MatchedBy = Identity["kind"] | "member_code" | "id";

const kinds = ["member_no", "card", "phone", "email", "external"] as const;

/**
 * The one member that the text of the till's only box means: a rotating code, an id, or any identity. Refuses with
 * not_found, member.code_expired, or member.ambiguous when it is one member's card and another one's phone.
 */
export async function resolveMember(
  db: Db | Tx,
  given: { input: string; country: string; now: Date; codes: MemberCodes },
): Promise<{ id: string; matchedBy: MatchedBy }> {
  const input = given.input.trim();
  const code = given.codes.read(input, given.now);
  if (code.kind === "expired") refuse("member.code_expired");
  if (code.kind === "member") return { id: await followMerges(db, code.memberId), matchedBy: "member_code" };
  if (/^mbr_[0-9a-f]{32}$/.test(input)) return { id: await findMember(db, input), matchedBy: "id" };

  const candidates = kinds.flatMap((kind) => normaliseIdentity({ kind, value: input }, given.country) ?? []);
  const { rows } = await sql<{ kind: Identity["kind"]; value: string; member_id: string }>`
    select o.kind, o.value, o.member_id
    from unnest(${candidates.map((candidate) => candidate.kind)}::text[],
      ${candidates.map((candidate) => candidate.value)}::text[]) as k(kind, value)
    cross join lateral (select kind, value, member_id from member_identities i
      where i.kind = k.kind and i.value = k.value limit 1) o`.execute(db);
  const owners = new Set(rows.map((row) => row.member_id));
  if (owners.size > 1) refuse("member.ambiguous");
  const found = new Map(rows.map((row) => [identityKey(row), row]));
  const match = candidates.map((candidate) => found.get(identityKey(candidate))).find((row) => row !== undefined);
  if (!match) refuse("not_found");
  return { id: await followMerges(db, match.member_id), matchedBy: match.kind };
}
