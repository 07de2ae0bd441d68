import type { Household, householdDetailResponse, WalletSummary } from "@regulars/contracts";
import type { CompiledProgramme } from "@regulars/engine";
import type { z } from "zod";
import { fromPublicId } from "../../platform/ids.ts";

type Pooled = z.output<typeof householdDetailResponse>["wallets"];

interface Ask {
  household: Household;
  programme: CompiledProgramme;
  walletsOf: (memberId: string) => Promise<WalletSummary[]>;
}

/** What the members can pay with together, for each wallet that pools. */
export async function pooledWallets({ household, programme, walletsOf }: Ask): Promise<Pooled> {
  const pooled = [...programme.wallets.values()].filter(({ pooling }) => pooling === "household");
  if (pooled.length === 0) return [];
  const balances: { memberId: string; wallets: WalletSummary[] }[] = [];
  for (const { memberId } of household.members)
    balances.push({ memberId, wallets: await walletsOf(fromPublicId("mbr", memberId)) });
  return pooled.map(({ id }) => {
    const shares = balances.map(({ memberId, wallets }) => ({
      memberId,
      available: wallets.find((summary) => summary.wallet === id)?.available ?? 0,
    }));
    return { wallet: id, available: shares.reduce((sum, share) => sum + share.available, 0), shares };
  });
}
