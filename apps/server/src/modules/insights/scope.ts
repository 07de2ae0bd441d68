import type { CompiledProgramme } from "@regulars/engine";
import { noMember } from "../../platform/lens/tables.ts";
import type { Lens } from "../../platform/lens.ts";
import type { Period } from "./period.ts";

/** What a page of figures is about. */
export interface Scope {
  lens: Lens;
  programme: CompiledProgramme;
  period: Period;
  storeId: string | null;
}

export const guest = `toUUID('${noMember}')`;

/** An instant given as a parameter in epoch milliseconds. */
export function instant(name: string): string {
  return `fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`;
}

export const localDay = (column: string): string => `toString(toDate(${column}, {zone:String}))`;

/** Parameters that every statement may name. */
export function scopeParams({ programme, period, storeId }: Scope): Record<string, unknown> {
  const { start, end, previousStart, zone } = period;
  return { start, end, previousStart, zone, currency: programme.programme.currency, storeId: storeId ?? "" };
}

/** Orders that stand, of the programme's currency and of the store asked for. */
export function standingOrders({ storeId }: Scope): string {
  return `NOT complete_refund AND currency = {currency:String}${storeId ? " AND store_id = {storeId:String}" : ""}`;
}

export const openMembers = "status NOT IN ('merged', 'erased')";

/** The stage that means a member is gone; null when the life cycle has none. */
export function lostStage(programme: CompiledProgramme): string | null {
  return programme.stages.find((stage) => /lost|churn/.test(stage.id))?.id ?? null;
}
