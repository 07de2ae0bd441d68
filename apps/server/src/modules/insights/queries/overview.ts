import type { Overview } from "@regulars/contracts";
import type { Db } from "../../../platform/db.ts";
import { definitions } from "../definitions.ts";
import type { Scope } from "../scope.ts";
import { alertsOf } from "./alerts.ts";
import { memberFigures, memberTotals } from "./member-figures.ts";
import { pointFlows } from "./points.ts";
import { rfmMap } from "./rfm.ts";
import { topStores, valueFigures } from "./value-figures.ts";

export interface OverviewScopes {
  scope: Scope;
  /** The same for what is counted of members: with a store, those who joined there. */
  ofMembers: Scope;
}

/** One screen: who the members are and how they move, what they are worth, what is about to go wrong. */
export async function overview(
  { scope, ofMembers }: OverviewScopes,
  db: Db,
  scoredAsOf: Date | null,
): Promise<Omit<Overview, "asOf">> {
  const { programme, period, storeId } = scope;
  const totals = await memberTotals(ofMembers);
  const [{ active, value }, members, rfm, points, stores] = await Promise.all([
    valueFigures(scope, totals),
    memberFigures(ofMembers, totals),
    rfmMap(ofMembers, scoredAsOf),
    pointFlows(ofMembers),
    topStores(scope),
  ]);
  return {
    currency: programme.programme.currency,
    zone: programme.zone,
    period: {
      from: period.from,
      to: period.to,
      days: period.days.length,
      previousFrom: period.previousFrom,
      previousTo: period.previousTo,
    },
    storeId,
    definitions,
    members: { ...members, active },
    value,
    rfm,
    points,
    topStores: stores,
    alerts: await alertsOf(scope, db, { points, value }),
  };
}
