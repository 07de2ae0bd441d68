import type { Member, WalletSummary } from "@regulars/contracts";
import type { AccountState, CompiledProgramme } from "@regulars/engine";
import type { Module } from "../../module.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { Platform } from "../../platform/platform.ts";
import { createCountry } from "./country.ts";
import { type EnsuringCommand, ensureMembers } from "./ensure-members.ts";
import { type GivenIdentity, type Identity, normaliseIdentity } from "./identity.ts";
import type { InsertOptions } from "./insert-members.ts";
import { createMemberCodes, type MemberCodes } from "./member-code.ts";
import { findMember } from "./queries/find-member.ts";
import { memberPage } from "./queries/member-page.ts";
import { memberRoutes } from "./routes.ts";
import { clientOf, type StatementClient } from "./sql-client.ts";

export type { EnsuringCommand } from "./ensure-members.ts";
export { type GivenIdentity, type Identity, identityKey, maskEmail, maskPhone, normaliseIdentity } from "./identity.ts";
export {
  claimIdentities,
  type InsertedMember,
  insertMembers,
  type NewMember,
  resolveIdentities,
} from "./insert-members.ts";
export { progressOf } from "./queries/member-page.ts";
export { clientOf, type SqlClient } from "./sql-client.ts";

interface VersionedProgramme {
  version: number;
  programme: CompiledProgramme;
}

/** What the members module needs of others. */
export interface MemberPeers {
  programmes: { active(): VersionedProgramme; upcoming(): VersionedProgramme | null };
  /** Every wallet of a member as of an instant. */
  memberWallets(db: Db | Tx, member: { id: string; account: AccountState }, asOf: Date): Promise<WalletSummary[]>;
  /** The wallets of the members of a list, now. */
  walletTotals(
    db: Db | Tx,
    members: { id: string; account: AccountState }[],
    asOf: Date,
  ): Promise<Map<string, { wallet: string; available: number; pending: number }[]>>;
  /** Books what registration gives to members this transaction has just made. */
  settleNew(client: StatementClient, memberIds: string[]): Promise<void>;
}

export interface MemberDeps extends Pick<Platform, "db" | "clock" | "audit" | "outbox">, MemberPeers {
  codes: MemberCodes;
  country(): Promise<string>;
  /** What a new member begins with. */
  enrolment(): InsertOptions;
}

export interface Members extends Module {
  /** The id (uuid) of the member that `mbr_…` or `ext:…` names, after merges. Refuses with not_found or id.malformed. */
  find(reference: string): Promise<string>;
  /** A member as the API shows it, masked. Refuses with not_found. */
  view(id: string): Promise<Member>;
  /** The identity as it is stored, or null when it cannot be one. */
  normalise(identity: GivenIdentity): Promise<Identity | null>;
  /** Makes a member for each identity nobody owns that a command wants made; does nothing for the others. */
  ensure(commands: readonly EnsuringCommand[]): Promise<void>;
}

/** Who the members are and how they are found: one owner for each phone, e-mail, card, external id and member number. */
export function createMembers(
  platform: Pick<Platform, "db" | "clock" | "audit" | "outbox" | "config">,
  peers: MemberPeers,
): Members {
  const { db, clock, audit, outbox, config } = platform;
  const country = createCountry({ db });
  const enrolment = (): InsertOptions => ({
    ...peers.programmes.active(),
    upcoming: peers.programmes.upcoming()?.programme ?? null,
    now: clock.now(),
  });
  const deps: MemberDeps = {
    db,
    clock,
    audit,
    outbox,
    ...peers,
    codes: createMemberCodes(config.dataDir),
    country,
    enrolment,
  };
  return {
    name: "members",
    find: (reference) => findMember(db, reference),
    view: (id) => memberPage(deps, db, { id, reveal: false }),
    normalise: async (identity) => normaliseIdentity(identity, await country()),
    async ensure(commands) {
      const making = commands.filter((command) => command.createMember && command.identity && !command.memberId);
      if (making.length === 0) return;
      const options = { ...enrolment(), country: await country() };
      await db.transaction().execute((tx) => ensureMembers(clientOf(tx), making, options));
    },
    routes: memberRoutes(deps),
  };
}
