import type { expiringResponse } from "@regulars/contracts";
import { type AccountState, localDate } from "@regulars/engine";
import type { z } from "zod";
import type { Tx } from "../../../platform/db.ts";
import { memberBalances } from "./member-wallets.ts";

type Forecast = z.output<typeof expiringResponse>;

export interface ForecastAsk {
  member: { id: string; account: AccountState };
  wallet?: string | undefined;
  /** Exclusive. */
  until?: Date | undefined;
  now: Date;
  zone: string;
}

/** Everything of a member that will die if nothing is done with it, by the local month of its last moment, soonest first. */
export async function expiringForecast(tx: Tx, ask: ForecastAsk): Promise<Forecast> {
  const { member, now, zone } = ask;
  const until = ask.until?.getTime() ?? Number.POSITIVE_INFINITY;
  const balances = await memberBalances(tx, member, now);
  const items = balances
    .filter(({ wallet }) => ask.wallet === undefined || wallet === ask.wallet)
    .flatMap(({ wallet, expiring }) => {
      const months = Map.groupBy(
        expiring.filter(({ at }) => at < until),
        ({ at }) => localDate(at - 1, zone).slice(0, 7),
      );
      return [...months].map(([month, dates]) => ({
        wallet,
        month,
        amount: dates.reduce((sum, { amount }) => sum + amount, 0),
        dates: dates.map(({ at, amount }) => ({ at: new Date(at).toISOString(), amount })),
      }));
    });
  return { asOf: now.toISOString(), items };
}
