import type { WalletSummary } from "@regulars/contracts";
import type { CompiledProgramme } from "@regulars/engine";
import type { Module } from "../../module.ts";
import type { Platform } from "../../platform/platform.ts";
import { householdRoutes } from "./routes.ts";
import { membersOf } from "./store.ts";

/** What households need of others. */
export interface HouseholdsPeers {
  programmes: { active(): { programme: CompiledProgramme } };
  /** The id of the member that `mbr_…` or `ext:…` names. */
  members: { find(reference: string): Promise<string> };
  points: { walletsOf(memberId: string, asOf: Date): Promise<WalletSummary[]> };
}

export interface HouseholdsDeps extends Pick<Platform, "db" | "clock" | "audit">, HouseholdsPeers {}

export interface Households extends Module {
  membersOf: typeof membersOf;
}

/** Who pays with whose points. */
export function createHouseholds(
  platform: Pick<Platform, "db" | "clock" | "audit">,
  peers: HouseholdsPeers,
): Households {
  const { db, clock, audit } = platform;
  return { name: "households", membersOf, routes: householdRoutes({ db, clock, audit, ...peers }) };
}
