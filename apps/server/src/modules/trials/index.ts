import type { MemberState } from "@regulars/engine";
import type { Module } from "../../module.ts";
import type { Platform } from "../../platform/platform.ts";
import type { Programmes } from "../programmes/index.ts";
import type { Basket, TrialWish } from "../till/index.ts";
import { trialRoutes } from "./routes.ts";

/** What trials need of other modules. */
export interface TrialPeers {
  programmes: Pick<Programmes, "from" | "compile">;
  members: { find(reference: string): Promise<string> };
  till: {
    trialState(wish: TrialWish): Promise<MemberState | null>;
    basketOf(orderId: string): Promise<Basket | null>;
  };
}

export interface TrialsDeps extends Pick<Platform, "clock">, TrialPeers {}

/** "What would happen if": one order or event under any programme, rule by rule. Writes nothing. */
export function createTrials(platform: Pick<Platform, "clock">, peers: TrialPeers): Module {
  return { name: "trials", routes: trialRoutes({ clock: platform.clock, ...peers }) };
}
