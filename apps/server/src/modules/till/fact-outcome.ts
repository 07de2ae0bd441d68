import type { Booked } from "./decide-batch.ts";
import type { FactOutcome } from "./till-records.ts";

/** What a fact did, as its row keeps it for repeats. */
export function toOutcome(booked: Pick<Booked, "entries" | "tierChanges" | "wallets"> | null): FactOutcome {
  if (!booked) return { entryIds: [], tierChanges: [], wallets: [] };
  const { entries, tierChanges, wallets } = booked;
  return { entryIds: entries.map((entry) => entry.id), tierChanges, wallets };
}
