import type { Locale, TryProgramme } from "@regulars/contracts";
import {
  type CompiledProgramme,
  decide,
  type EventFact,
  type FactTrace,
  type MemberState,
  type OrderFact,
  type Programme,
  type SettleFact,
  traceOrder,
} from "@regulars/engine";
import { AppError, refuse } from "../../platform/errors.ts";
import { bucketOf, fromPublicId, newId } from "../../platform/ids.ts";
import type { SourcedProgramme } from "../programmes/index.ts";
import type { Basket, InventedMember } from "../till/index.ts";
import type { TrialsDeps } from "./index.ts";
import { sampleMember } from "./sample-member.ts";

export interface Trial {
  source: SourcedProgramme;
  compiled: CompiledProgramme;
  memberId: string | null;
  at: number;
  /** With everything booked that time has brought about by then. */
  before: MemberState;
  trace: FactTrace;
}

/**
 * What an order or event would do to a member under any programme, rule by rule. Nothing is written.
 * Refuses with programme.invalid, not_found (member, order) and member.not_active.
 */
export async function runTrial(deps: TrialsDeps, input: TryProgramme, locale: Locale): Promise<Trial> {
  const source = await deps.programmes.from(input.programme);
  const compiled = deps.programmes.compile(soundProgramme(source, locale), source.version ?? 0);
  const at = input.at === undefined ? deps.clock.now().getTime() : Date.parse(input.at);
  const basket = input.orderId === undefined ? null : await basketOf(deps, input.orderId);
  const fact = factOf(input, { at, basket, currency: compiled.programme.currency });
  const memberId = await memberOf(deps, input, basket);
  const member: { id: string } | InventedMember =
    memberId === null ? sampleMember(compiled, input.sample, at) : { id: memberId };
  const time: SettleFact = { kind: "settle", id: newId(), at, recordedAt: at };
  const state = await deps.till.trialState({ programme: compiled, member, facts: [time, fact] });
  if (!state) refuse("member.not_active", { status: "closed" });
  const ids = () => newId(bucketOf(state.profile.id));
  const before = afterTime(compiled, state, time, ids);
  return { source, compiled, memberId, at, before, trace: traceOrder(compiled, before, fact, ids) };
}

function afterTime(compiled: CompiledProgramme, state: MemberState, time: SettleFact, ids: () => string): MemberState {
  if (time.at <= state.account.settledAt) return state;
  const settled = decide(compiled, state, time, ids);
  if (!settled.ok) throw new Error(`the passing of time was refused: ${settled.code}`);
  return settled.state;
}

function soundProgramme({ programme, findings }: SourcedProgramme, locale: Locale): Programme {
  const language = locale === "en" ? "en" : "zh";
  const faults = findings.filter((finding) => finding.severity === "error");
  if (programme && faults.length === 0) return programme;
  const errors = faults.map((fault) => ({ pointer: fault.pointer, code: fault.code, message: fault[language] }));
  throw new AppError("programme.invalid", { count: faults.length }, errors);
}

async function basketOf({ till }: TrialsDeps, orderId: string): Promise<Basket> {
  return (await till.basketOf(fromPublicId("ord", orderId))) ?? refuse("order.not_found");
}

async function memberOf(
  { members }: TrialsDeps,
  { memberId, sample }: TryProgramme,
  basket: Basket | null,
): Promise<string | null> {
  if (memberId !== undefined) return members.find(memberId);
  return sample === undefined ? (basket?.memberId ?? null) : null;
}

interface Circumstances {
  at: number;
  basket: Basket | null;
  currency: string;
}

function factOf({ order, event }: TryProgramme, { at, basket, currency }: Circumstances): OrderFact | EventFact {
  const head = { id: newId(), at, recordedAt: at };
  if (event) {
    const { type, source, properties, storeId, channel } = event;
    return {
      ...head,
      kind: "event",
      type,
      source,
      properties,
      storeId: storeId ?? null,
      channel: channel ?? null,
      orderId: null,
    };
  }
  if (basket) {
    const { storeId, channel, source, lines } = basket;
    const bought = lines.map(({ lineNo, sku, name, category, quantity, unitPrice, discount }) => ({
      ...{ lineNo, sku, name, category, quantity, unitPrice, discount },
    }));
    return { ...head, kind: "order", storeId, channel, source, currency: basket.currency, lines: bought, redeem: [] };
  }
  if (!order) throw new Error("a trial without order, orderId or event");
  return {
    ...head,
    kind: "order",
    storeId: order.storeId ?? null,
    channel: order.channel ?? null,
    source: order.source,
    currency,
    lines: order.lines.map((line, index) => ({ ...line, lineNo: index + 1 })),
    redeem: order.redeem,
    tenders: order.tenders,
  };
}
