import type { Actor } from "../../../platform/auth/actor.ts";
import type { Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { toPublicId } from "../../../platform/ids.ts";
import { refuseTaken, requireIdentity } from "../errors.ts";
import type { GivenIdentity } from "../identity.ts";
import type { MemberDeps } from "../index.ts";
import { claimIdentities } from "../insert-members.ts";
import { clientOf } from "../sql-client.ts";
import { lockMember, showIdentity } from "../store.ts";

/** One more way to find the member. Adding what the member has already changes nothing. */
export async function addIdentity(
  deps: MemberDeps,
  tx: Tx,
  actor: Actor,
  input: { id: string; identity: GivenIdentity },
): Promise<void> {
  const member = await lockMember(tx, input.id);
  if (!member) refuse("not_found");
  if (member.status === "merged" || member.status === "erased") refuse("member.closed");
  const identity = requireIdentity(input.identity, await deps.country());
  refuseTaken(await claimIdentities(clientOf(tx), input.id, [identity]));
  await showIdentity(tx, input.id, identity, deps.clock.now());
  await deps.audit.record(tx, actor, {
    action: "member.identity_added",
    target: toPublicId("mbr", input.id),
    after: { kind: identity.kind },
  });
}
