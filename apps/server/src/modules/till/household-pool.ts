import { type CompiledProgramme, tierOfferOf } from "@regulars/engine";
import type { Owner } from "./owners.ts";
import type { TillClient } from "./sql.ts";
import type { TillCommand } from "./till-command.ts";

/** The other members of each member's household; those without one are absent. */
export type HouseholdsOf = (client: TillClient, memberIds: readonly string[]) => Promise<Map<string, string[]>>;

export interface Payment {
  wallet: string;
  points: number;
}

/** Points a command takes from its member's wallets. */
function paymentsOf(command: TillCommand, programme: CompiledProgramme): Payment[] {
  if (command.kind === "order") return command.redeem ?? [];
  if (command.kind === "tier_redeem") {
    const offer = tierOfferOf(programme, command.offer);
    return offer ? [offer] : [];
  }
  return command.kind === "spend" || command.kind === "hold" ? [command] : [];
}

const pooledOf = new WeakMap<CompiledProgramme, ReadonlySet<string>>();

/** Wallets whose points a household shares. */
export function pooledWallets(compiled: CompiledProgramme): ReadonlySet<string> {
  const known = pooledOf.get(compiled);
  if (known) return known;
  const { wallets } = compiled.programme;
  const made = new Set(wallets.flatMap(({ id, pooling }) => (pooling === "household" ? [id] : [])));
  pooledOf.set(compiled, made);
  return made;
}

interface PayersOptions {
  commands: TillCommand[];
  owners: Owner[];
  programme: CompiledProgramme;
  find: HouseholdsOf;
}

/** The other members of the households of those who pay with a pooled wallet; asks nothing when nobody does. */
export async function householdsOfPayers(
  client: TillClient,
  { commands, owners, programme, find }: PayersOptions,
): Promise<Map<string, string[]>> {
  const pooled = pooledWallets(programme);
  if (pooled.size === 0) return new Map();
  const payers = new Set<string>();
  for (const [index, command] of commands.entries()) {
    const owner = owners[index];
    const paysPooled = paymentsOf(command, programme).some(({ wallet }) => pooled.has(wallet));
    if (paysPooled && owner && "memberId" in owner && owner.memberId) payers.add(owner.memberId);
  }
  return payers.size === 0 ? new Map() : find(client, [...payers]);
}
