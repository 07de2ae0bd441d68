import type { WalletSummary, walletsResponse } from "@regulars/contracts";
import { type CompiledProgramme, ratio } from "@regulars/engine";
import type { z } from "zod";

type Total = z.output<typeof walletsResponse>["total"];

/** A member's wallets as one number: each wallet's available points, in whole points, times its weight, rounded down. */
export function combinedTotal(summaries: readonly WalletSummary[], programme: CompiledProgramme): Total {
  const parts = summaries.flatMap(({ wallet, available }) => {
    const config = programme.wallets.get(wallet);
    if (!config) return [];
    const amount = ratio([available, config.weightBps], [10_000, 10 ** config.decimals]);
    return [{ wallet, available, weightBps: config.weightBps, amount }];
  });
  return { amount: parts.reduce((sum, part) => sum + part.amount, 0), parts };
}
