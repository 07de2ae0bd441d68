import {
  type AccountState,
  type CapCount,
  type CompiledProgramme,
  emptyAccount,
  type Hold,
  type Instant,
  type Lot,
  lapseOf,
  localDate,
  type MemberProfile,
  periodOf,
  stageOf,
  type TierGrant,
  type TierState,
  type Wallet,
  type WalletState,
  zoneOf,
} from "@regulars/engine";
import { foldHistory } from "./fold-history.ts";
import { type HoldLine, type LedgerLine, type MemberHistory, type TierChange, toldAt } from "./history.ts";
import { lotsAt } from "./lots-at.ts";

export interface StateAt {
  account: AccountState;
  /** Every lot that was ever opened, by id; also empty ones. */
  lots: Map<string, Lot>;
  holds: Map<string, Hold>;
}

/**
 * A member as the ledger says they were the instant before `from`, with the leaf states that a programme asks for folded from what they had
 * done by then. Somebody who joins later begins as a new member.
 */
export function stateAt(compiled: CompiledProgramme, history: MemberHistory, from: Instant): StateAt {
  const { profile } = history;
  const isKnown = profile.joinedAt < from;
  const empty = emptyAccount(compiled, profile, { isNew: !isKnown });
  const entries = history.entries.filter((entry) => entry.at < from);
  const zone = zoneOf({ profile, zone: compiled.zone });
  const { lots, wallets } = lotsAt(entries, history.awaited, from);
  const holds = new Map(history.openHolds.map((line) => [line.id, toHold(line)]));
  addHolds(wallets, holds.values());
  const account: AccountState = {
    ...empty,
    settledAt: from - 1,
    occasionsUntil: from - 1,
    wallets: { ...empty.wallets, ...Object.fromEntries(wallets) },
    tiers: isKnown ? tiersAt(compiled, history, empty.tiers, from) : empty.tiers,
    caps: {
      ...capsAt(compiled, entries, from - 1, zone),
      ...offersUsed(compiled, history, from, zone),
      ...occasionsGiven(compiled, entries, zone),
    },
  };
  watchInactivity(compiled, history, account, { entries, from, zone });
  foldHistory(compiled, history, account, from);
  const stage = isKnown ? stageOf(compiled, { profile, account }, from - 1) : null;
  account.stage = stage === null ? null : { id: stage, since: profile.joinedAt };
  return { account, lots, holds };
}

function toHold({ id, wallet, points, expiresAt, reference, allocations }: HoldLine): Hold {
  return { id, wallet, points, expiresAt, reference, allocations, status: "held", committed: 0 };
}

function addHolds(wallets: Map<string, WalletState>, holds: Iterable<Hold>): void {
  for (const { wallet, points, expiresAt } of holds) {
    const state = wallets.get(wallet);
    if (!state) continue;
    state.held += points;
    state.nextLotChangeAt = Math.min(state.nextLotChangeAt ?? expiresAt, expiresAt);
  }
}

/** A wallet that the programme lets die of disuse dies at the start of the span when its time is over by then. */
function watchInactivity(
  compiled: CompiledProgramme,
  history: MemberHistory,
  account: AccountState,
  { entries, from, zone }: { entries: readonly LedgerLine[]; from: Instant; zone: string },
): void {
  let told: Map<string, Instant> | undefined;
  for (const [id, config] of compiled.wallets) {
    const state = account.wallets[id];
    if (config.expiry.kind !== "inactivity" || !state) continue;
    told ??= new Map(history.happenings.map((fact) => [fact.id, toldAt(fact)]));
    const lines = entries.filter((entry) => entry.wallet === id);
    const { lastActiveAt, lapse, lapsedAt } = useOf(compiled, config, { lines, told, zone });
    if (lastActiveAt === undefined) continue;
    account.wallets[id] = { ...state, lastActiveAt, lapsesAt: lapse && Math.max(lapse, from), lapsedAt };
  }
}

interface WalletUse {
  lastActiveAt?: Instant;
  /** When the wallet dies unless it is used again. */
  lapse?: Instant | undefined;
  /** When it last died: what comes back to lots from before is dead. */
  lapsedAt?: Instant | undefined;
}

/** How the member used a wallet. What time alone gives begins a wallet that is not in use, but keeps none alive. */
function useOf(
  { programme }: CompiledProgramme,
  config: Wallet,
  { lines, told, zone }: { lines: readonly LedgerLine[]; told: ReadonlyMap<string, Instant>; zone: string },
): WalletUse {
  const yearly = new Set(
    programme.rules
      .filter(({ trigger }) => trigger.kind === "birthday" || trigger.kind === "anniversary")
      .map((rule) => rule.id),
  );
  const use: WalletUse = {};
  let open = 0;
  for (const line of lines) {
    const isByTime = line.kind === "earn" && line.ruleId !== null && yearly.has(line.ruleId);
    if (isUse(line) && !(isByTime && (use.lapse ?? 0) > line.at)) {
      const { at } = line;
      const now =
        line.claimedAt === null ? (told.get(line.factId ?? "") ?? at) : toldAt({ at, recordedAt: line.claimedAt });
      // Points that outlived it tell that the programme which was in force then let the wallet live.
      if (use.lapse !== undefined && use.lapse <= now && open <= 0)
        use.lapsedAt = Math.max(use.lapsedAt ?? use.lapse, use.lapse);
      use.lastActiveAt = Math.max(use.lastActiveAt ?? at, at);
      use.lapse = lapseOf(config, use.lastActiveAt, zone);
      if (use.lapsedAt !== undefined && use.lapse !== undefined && use.lapse > now)
        use.lapsedAt = Math.min(use.lapsedAt, use.lastActiveAt);
    }
    // What a hold had reserved was taken when the hold began.
    if (line.kind !== "activate" && (line.kind !== "spend" || line.holdId === null)) open += line.amount;
  }
  return use;
}

function isUse({ kind, factKind }: LedgerLine): boolean {
  return kind !== "expire" && kind !== "activate" && (kind !== "release" || factKind !== "settle");
}

/** Tiers as their changes tell; a ladder that nothing is told of begins at its first tier. */
function tiersAt(
  compiled: CompiledProgramme,
  history: MemberHistory,
  first: AccountState["tiers"],
  from: Instant,
): AccountState["tiers"] {
  const tiers = { ...first };
  for (const { ladder } of compiled.ladders) {
    const changes = history.tierChanges.filter((change) => change.ladder === ladder.id && change.since < from);
    const start = first[ladder.id];
    if (!start) continue;
    const earned = earnedTier(changes, start);
    const grant = openGrant(history, ladder.id, from);
    tiers[ladder.id] = grant === null ? earned : overlaid(changes, earned, grant);
  }
  return tiers;
}

function earnedTier(changes: readonly TierChange[], start: TierState): TierState {
  let state = start;
  for (const { to, since, until, reason } of changes) {
    if (reason === "granted") continue;
    if (reason === "renewed") state = { tier: to, since: state.since, until, qualifiedAt: since };
    else if (reason === "upgraded" && state !== start) {
      const { tier, since: began, until: ends, qualifiedAt = began } = state;
      state = {
        tier: to,
        since,
        until,
        qualifiedAt: since,
        previous: { tier, since: began, until: ends, qualifiedAt },
      };
    } else state = { tier: to, since, until, qualifiedAt: since };
  }
  return state;
}

type OpenGrant = Omit<TierGrant, "earned">;

function openGrant(history: MemberHistory, ladder: string, from: Instant): OpenGrant | null {
  let open: OpenGrant | null = null;
  for (const fact of history.happenings) {
    if (fact.kind !== "tier_grant" || fact.ladder !== ladder || fact.at >= from) continue;
    const { tier, at, until, source, isLifetime, reason } = fact;
    open = tier === null ? null : { tier, since: at, until: isLifetime ? null : until, source, isLifetime, reason };
  }
  return open && (open.until === null || open.until >= from) ? open : null;
}

function overlaid(changes: readonly TierChange[], earned: TierState, grant: OpenGrant): TierState {
  const isInForce = changes.at(-1)?.reason === "granted";
  const whole: TierGrant = { ...grant, earned };
  if (!isInForce) return { ...earned, grant: whole };
  return { tier: grant.tier, since: grant.since, until: grant.until, grant: whole };
}

/** What caps had counted in the periods that are open at `at`, as the ledger tells. */
function capsAt(
  compiled: CompiledProgramme,
  entries: readonly LedgerLine[],
  at: Instant,
  zone: string,
): AccountState["caps"] {
  const rules = new Map(compiled.programme.rules.map((rule) => [rule.id, rule]));
  const isCapped =
    compiled.programme.rules.some((rule) => rule.caps.some(({ per }) => per !== "order")) ||
    compiled.programme.wallets.some((wallet) => wallet.caps.length > 0);
  if (!isCapped) return undefined;
  const caps: Record<string, CapCount> = {};
  for (const entry of entries) {
    if ((entry.kind !== "earn" && entry.kind !== "revoke") || entry.ruleId === null) continue;
    const pers = new Map<string, "day" | "week" | "month" | "year" | "lifetime">();
    for (const { per } of rules.get(entry.ruleId)?.caps ?? [])
      if (per !== "order") pers.set(`rule:${entry.ruleId}:${per}`, per);
    for (const { per } of compiled.wallets.get(entry.wallet)?.caps ?? [])
      pers.set(`wallet:${entry.wallet}:${per}`, per);
    for (const [key, per] of pers) {
      const period = periodOf(per, at, zone);
      if (periodOf(per, entry.at, zone) !== period) continue;
      const known = caps[key] ?? { period, points: 0, times: 0 };
      const times = known.times + (entry.kind === "earn" ? 1 : 0);
      caps[key] = { period, points: Math.max(0, known.points + entry.amount), times };
    }
  }
  return caps;
}

/** Redemptions of offers that are there once in a period, where the period is open at `from`. */
function offersUsed(
  { programme }: CompiledProgramme,
  { happenings }: MemberHistory,
  from: Instant,
  zone: string,
): Record<string, CapCount> {
  const used: Record<string, CapCount> = {};
  for (const { id, oncePer, points } of programme.tierOffers) {
    if (oncePer === undefined) continue;
    const period = periodOf(oncePer, from - 1, zone);
    const isUsed = happenings.some(
      (fact) =>
        fact.kind === "tier_grant" &&
        fact.offer === id &&
        fact.at < from &&
        periodOf(oncePer, fact.at, zone) === period,
    );
    if (isUsed) used[`offer:${id}:${oncePer}`] = { period, points, times: 1 };
  }
  return used;
}

const day = 86_400_000;

/** The years for which birthday and anniversary rules have given, as the engine remembers them. */
function occasionsGiven(
  { programme }: CompiledProgramme,
  entries: readonly LedgerLine[],
  zone: string,
): Record<string, CapCount> {
  const given: Record<string, CapCount> = {};
  for (const { id, trigger } of programme.rules) {
    if (trigger.kind !== "birthday" && trigger.kind !== "anniversary") continue;
    const last = entries.findLast((entry) => entry.kind === "earn" && entry.ruleId === id);
    if (!last) continue;
    const ahead = trigger.kind === "birthday" ? trigger.daysBefore * day : 0;
    given[`rule:${id}:occasion`] = { period: localDate(last.at + ahead, zone).slice(0, 4), points: 0, times: 0 };
  }
  return given;
}

/** The tier a member really had at an instant, by ladder; null before joining. */
export function realTiers(
  compiled: CompiledProgramme,
  history: { profile: MemberProfile; tierChanges: readonly TierChange[] },
  at: Instant,
): Record<string, string | null> {
  const tiers: Record<string, string | null> = {};
  for (const { ladder, tierIds } of compiled.ladders)
    tiers[ladder.id] = history.profile.joinedAt < at ? (tierIds[0] ?? null) : null;
  for (const change of history.tierChanges) if (change.since < at) tiers[change.ladder] = change.to;
  return tiers;
}
