import type { Wallet } from "./programme.ts";
import { isLongDuration } from "./validate-field.ts";
import { daysOf, error, isOwnEvent, type ProgrammeFinding, repeatedCaps, warning } from "./validate-finding.ts";

const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function durationFinding(duration: string, pointer: string): ProgrammeFinding[] {
  return isLongDuration(duration) ? [] : [error(pointer, "wallet.bad_duration")];
}

function pendingFindings({ id, pending }: Wallet, pointer: string): ProgrammeFinding[] {
  if (pending.kind === "none") return [];
  if (pending.kind === "duration") return durationFinding(pending.duration, `${pointer}/pending/duration`);
  const findings: ProgrammeFinding[] = [];
  if (isOwnEvent(pending.event))
    findings.push(error(`${pointer}/pending/event`, "programme.reserved_event", { event: pending.event }));
  if (pending.atLatest !== undefined)
    findings.push(...durationFinding(pending.atLatest, `${pointer}/pending/atLatest`));
  else if (pending.otherwise === "cancel")
    findings.push(warning(`${pointer}/pending/otherwise`, "wallet.cancel_without_limit", { wallet: id }));
  return findings;
}

/** How long points wait before they can be spent; null = nobody knows. */
function waitOf({ pending }: Wallet): string | null {
  if (pending.kind === "duration") return pending.duration;
  return pending.kind === "event" ? (pending.atLatest ?? null) : null;
}

function expiryFindings(wallet: Wallet, pointer: string): ProgrammeFinding[] {
  const { id, expiry } = wallet;
  if (expiry.kind === "never") return [];
  if (expiry.kind === "fixed_day") {
    const last = longest[expiry.month - 1] ?? 31;
    if (expiry.day <= last) return [];
    const params = { wallet: id, month: expiry.month, day: expiry.day, last };
    return [warning(`${pointer}/expiry/day`, "wallet.no_such_day", params)];
  }
  const findings = durationFinding(expiry.duration, `${pointer}/expiry/duration`);
  const wait = waitOf(wallet);
  // Other lives begin with the activation; inactivity goes on while points wait.
  if (expiry.kind === "inactivity" && findings.length === 0 && wait !== null && isLongDuration(wait)) {
    if (daysOf(wait, 31) >= daysOf(expiry.duration, 31))
      findings.push(error(`${pointer}/expiry/duration`, "wallet.expires_before_active", { wallet: id }));
  }
  return findings;
}

function useFindings({ id, spendable, redemption, transfer, pooling }: Wallet, pointer: string): ProgrammeFinding[] {
  const findings: ProgrammeFinding[] = [];
  if (!spendable && redemption)
    findings.push(warning(`${pointer}/redemption`, "wallet.redemption_not_spendable", { wallet: id }));
  if (!spendable && transfer)
    findings.push(warning(`${pointer}/transfer`, "wallet.transfer_not_spendable", { wallet: id }));
  if (!spendable && pooling !== "none")
    findings.push(warning(`${pointer}/pooling`, "wallet.pooling_not_spendable", { wallet: id }));
  if (transfer?.minPoints !== undefined && transfer.maxPerDay !== undefined && transfer.minPoints > transfer.maxPerDay)
    findings.push(error(`${pointer}/transfer/minPoints`, "wallet.transfer_impossible", { wallet: id }));
  const { minPoints, stepPoints } = redemption ?? {};
  if (minPoints !== undefined && stepPoints !== undefined && minPoints % stepPoints !== 0)
    findings.push(warning(`${pointer}/redemption/minPoints`, "wallet.min_not_in_steps", { wallet: id }));
  return findings;
}

/** What is wrong or doubtful about a wallet by itself. */
export function walletFindings(wallet: Wallet, pointer: string): ProgrammeFinding[] {
  const { returns } = wallet;
  return [
    ...pendingFindings(wallet, pointer),
    ...expiryFindings(wallet, pointer),
    ...(returns.kind === "minimum" ? durationFinding(returns.duration, `${pointer}/returns/duration`) : []),
    ...useFindings(wallet, pointer),
    ...repeatedCaps(wallet.caps, `${pointer}/caps`),
  ];
}
