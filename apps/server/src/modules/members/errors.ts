import { AppError } from "../../platform/errors.ts";
import { type GivenIdentity, type Identity, type IdentityKind, normaliseIdentity } from "./identity.ts";

const fieldOf: Record<IdentityKind, string> = {
  phone: "phone",
  email: "email",
  external: "externalId",
  card: "card",
  member_no: "memberNo",
};

/** The identity in the form it is stored in; refuses what cannot be one, naming the kind and never the value. */
export function requireIdentity(given: GivenIdentity, country: string): Identity {
  const identity = normaliseIdentity(given, country);
  if (!identity) throw new AppError("member.identity_invalid", { kind: given.kind, field: fieldOf[given.kind] });
  return identity;
}

/** Refuses when another member owns one of these; names the kind, never the owner. */
export function refuseTaken(taken: Identity[]): void {
  const first = taken[0];
  if (first) throw new AppError("member.identity_taken", { kind: first.kind, field: fieldOf[first.kind] });
}
