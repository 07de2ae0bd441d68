import type { Locale, TrialConditionNode, TrialResult, TrialRule } from "@regulars/contracts";
import {
  type ConditionExplanation,
  type Decision,
  explain,
  type MemberState,
  namesOf,
  type RuleTrace,
  type SentenceNames,
} from "@regulars/engine";
import { errorText } from "@regulars/i18n";
import { toPublicId } from "../../platform/ids.ts";
import type { Trial } from "./run-trial.ts";
import { statusWords, unmetWords } from "./words.ts";

interface Reader {
  language: "zh" | "en";
  locale: Locale;
  currency: string;
  names: SentenceNames;
}

type Accepted = Extract<Decision, { ok: true }>;

/** A trial as the API shows it, in the caller's language. */
export function presentTrial(trial: Trial, locale: Locale): TrialResult {
  const { source, compiled, memberId, at, before, trace } = trial;
  const { currency } = compiled.programme;
  const language = locale === "en" ? "en" : "zh";
  const reader: Reader = { language, locale, currency, names: namesOf(compiled.programme, language) };
  const { decision } = trace;
  const done = decision.ok ? decision : null;
  return {
    programme: { kind: source.kind, version: source.version, currency },
    member: { id: memberId === null ? null : toPublicId("mbr", memberId), isSample: memberId === null },
    at: new Date(at).toISOString(),
    refusal: decision.ok ? null : refusalOf(decision, reader),
    order: done?.order ?? null,
    rules: trace.rules.map((rule) => ruleView(rule, trial, reader)),
    entries: done?.entries.map((entry) => entryView(entry, reader)) ?? [],
    tierChanges: done?.tierChanges.map((change) => tierChangeView(change, reader)) ?? [],
    wallets: compiled.programme.wallets.map(({ id }) => ({
      wallet: id,
      before: balanceOf(before, id),
      after: balanceOf(done?.state ?? before, id),
    })),
    tiers: trace.tiers,
  };
}

function refusalOf({ code, params }: Extract<Decision, { ok: false }>, { locale }: Reader): TrialResult["refusal"] {
  return { code, text: errorText(locale, code, params).detail };
}

function balanceOf({ account }: MemberState, wallet: string): TrialResult["wallets"][number]["before"] {
  const { available = 0, pending = 0, held = 0, arrears = 0 } = account.wallets[wallet] ?? {};
  return { available, pending, held, arrears };
}

function ruleView(rule: RuleTrace, { compiled, trace }: Trial, reader: Reader): TrialRule {
  const { id, name, wallet, status, eligibleLines, rawPoints, cappedPoints, lostTo } = rule;
  const amount = compiled.programme.rules.find((one) => one.id === id)?.amount.kind;
  const isOfUnits = amount === "per_unit";
  return {
    id,
    name,
    wallet,
    status,
    text: ruleText(rule, trace.decision, reader),
    condition: rule.condition ? nodesOf(rule.condition, reader) : [],
    eligibleLines,
    eligibleAmount: isOfUnits ? null : rule.eligible,
    eligibleQuantity: isOfUnits ? rule.eligible : null,
    multipliers: rule.multipliers.map((one) => ({
      id: one.id,
      name: one.name,
      factorBps: one.factorBps,
      fits: one.fits,
      counts: one.counts,
      condition: nodesOf(one.condition, reader),
    })),
    limits: rule.parts.map((part) => explain(part, reader.language, reader)),
    lostTo,
    rawPoints,
    cappedPoints,
    // A refused order gives nothing, whatever its rules came to before.
    points: trace.decision.ok ? rule.points : 0,
  };
}

/** Why a rule gave what it gave, or did not. */
function ruleText(rule: RuleTrace, decision: Decision, reader: Reader): string {
  const { language } = reader;
  if (rule.status === "fired" && decision.ok) {
    const entry = decision.entries.find((one) => one.kind === "earn" && one.ruleId === rule.id);
    if (entry) return explain(entry.explanation, language, reader);
  }
  if (rule.status === "condition_failed" && rule.condition) {
    const missing = firstUnmet(rule.condition);
    return unmetWords[language](missing.sentence(language, reader.names), seenText(missing, reader));
  }
  return statusWords[rule.status][language];
}

/** The first part of the tree that stood in the way: of an "all" what failed, of an "any" the whole. */
function firstUnmet(node: ConditionExplanation): ConditionExplanation {
  if (node.kind !== "all") return node;
  const failed = node.children.find((child) => !child.holds);
  return failed ? firstUnmet(failed) : node;
}

function seenText({ seen, isMoney }: ConditionExplanation, { locale, currency }: Reader): string | null {
  if (seen === null) return null;
  const said = (value: unknown) => (isMoney ? moneyText(Number(value), locale, currency) : String(value));
  return Array.isArray(seen) ? seen.map(said).join(", ") : said(seen);
}

function moneyText(minorUnits: number, locale: Locale, currency: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  return format.format(minorUnits / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

function nodesOf(node: ConditionExplanation, reader: Reader, depth = 0): TrialConditionNode[] {
  const { kind, holds, seen, isMoney } = node;
  const own = { depth, kind, holds, seen, isMoney, text: node.sentence(reader.language, reader.names) };
  return [own, ...node.children.flatMap((child) => nodesOf(child, reader, depth + 1))];
}

function entryView(entry: Accepted["entries"][number], reader: Reader): TrialResult["entries"][number] {
  return {
    id: toPublicId("ent", entry.id),
    wallet: entry.wallet,
    kind: entry.kind,
    amount: entry.amount,
    balanceAfter: entry.balanceAfter,
    availableAt: entry.availableAt === null ? null : new Date(entry.availableAt).toISOString(),
    expiresAt: entry.expiresAt === null ? null : new Date(entry.expiresAt).toISOString(),
    ruleId: entry.ruleId,
    explanation: entry.explanation,
    text: explain(entry.explanation, reader.language, reader),
  };
}

function tierChangeView(change: Accepted["tierChanges"][number], reader: Reader): TrialResult["tierChanges"][number] {
  return {
    ladder: change.ladder,
    from: change.from,
    to: change.to,
    since: new Date(change.since).toISOString(),
    until: change.until === null ? null : new Date(change.until).toISOString(),
    reason: change.reason,
    explanation: change.explanation,
    text: explain(change.explanation, reader.language, reader),
  };
}
