import type { CompiledProgramme, Programme, RefundResult } from "@regulars/engine";
import { bucketOf, newId } from "../../platform/ids.ts";
import type { AcceptedDecision } from "./decide-batch.ts";
import { emptyLedger } from "./read-store.ts";
import { ruleTriggers } from "./rule-triggers.ts";
import type { OrderCommand } from "./till-command.ts";
import type { EntryRecord, LineRecord, MemberWork, OrderLedger, OrderRecord } from "./till-records.ts";

interface NewOrder {
  hash: Buffer;
  member: MemberWork | undefined;
  now: Date;
  version: number;
}

/** The order as told, before the engine has worked out its net amounts. */
export function newOrder(command: OrderCommand, { hash, member, now, version }: NewOrder): OrderRecord {
  const id = newId(member?.bucket);
  return {
    id,
    bucket: bucketOf(id),
    memberId: member?.id ?? null,
    source: command.source,
    externalId: command.externalId,
    contentHash: hash,
    storeId: command.storeId ?? null,
    channel: command.channel ?? null,
    currency: command.currency,
    placedAt: command.placedAt,
    recordedAt: now,
    gross: 0,
    discount: 0,
    pointsPaid: 0,
    net: 0,
    refunded: 0,
    completeRefund: false,
    lines: command.lines.map((line, index) => toLine(line, index + 1)),
    tenders: command.tenders?.length ? command.tenders : null,
    ledger: emptyLedger,
    programmeVersion: version,
    actor: command.actor,
    importId: command.importId ?? null,
    demo: command.demo ?? false,
  };
}

function toLine(line: OrderCommand["lines"][number], lineNo: number): LineRecord {
  return {
    lineNo,
    sku: line.sku,
    ...(line.name === undefined ? {} : { name: line.name }),
    ...(line.category === undefined ? {} : { category: line.category }),
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    discount: line.discount,
    net: line.quantity * line.unitPrice - line.discount,
    refundedQuantity: 0,
    refundedAmount: 0,
  };
}

/** A guest order needs no engine; null when its sums are beyond what is counted exactly. */
export function guestOrder(order: OrderRecord): OrderRecord | null {
  const gross = order.lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0);
  const discount = order.lines.reduce((sum, line) => sum + line.discount, 0);
  if (!Number.isSafeInteger(gross)) return null;
  return { ...order, gross, discount, net: gross - discount };
}

interface Booked {
  entries: EntryRecord[];
  tierChanges: OrderLedger["tierChanges"];
  wallets: OrderLedger["wallets"];
  programme: CompiledProgramme;
}

/** The order with the engine's amounts and what the ledger did for it. */
export function withLedger(order: OrderRecord, decision: AcceptedDecision, booked: Booked): OrderRecord {
  const result = decision.order;
  if (!result) throw new Error("the engine decided an order without amounts");
  const netOf = new Map(result.lines.map((line) => [line.lineNo, line.net]));
  return {
    ...order,
    gross: result.gross,
    discount: result.discount,
    pointsPaid: result.pointsPaid,
    net: result.net,
    lines: order.lines.map((line) =>
      line.claimedAmount === undefined ? { ...line, net: netOf.get(line.lineNo) ?? line.net } : line,
    ),
    ledger: toLedger(booked),
  };
}

function toLedger({ entries, tierChanges, wallets, programme }: Booked): OrderLedger {
  const triggers = ruleTriggers(programme);
  return {
    entryIds: entries.map((entry) => entry.id),
    earned: entries.flatMap((entry) =>
      entry.kind === "earn" && entry.ruleId !== null && triggers.get(entry.ruleId) === "order"
        ? [
            {
              entryId: entry.id,
              wallet: entry.wallet,
              ruleId: entry.ruleId,
              amount: entry.amount,
              clawedBack: 0,
              perLine: entry.perLine,
              ...(entry.budgets.length > 0 ? { budgets: entry.budgets } : {}),
            },
          ]
        : [],
    ),
    spent: entries.flatMap((entry) =>
      entry.kind === "spend"
        ? [
            {
              entryId: entry.id,
              wallet: entry.wallet,
              amount: -entry.amount,
              moneyValue: moneyValue(entry, programme.programme),
              returned: 0,
              allocations: entry.allocations,
            },
          ]
        : [],
    ),
    tierChanges,
    wallets,
  };
}

/** What points were worth when they paid, as the engine said it, else at the wallet's rate. */
function moneyValue(entry: EntryRecord, programme: Programme): number {
  const told = entry.explanation.params.money;
  if (typeof told === "number") return told;
  const rate = programme.wallets.find((wallet) => wallet.id === entry.wallet)?.redemption;
  return rate ? Math.floor((-entry.amount * rate.amount) / rate.points) : 0;
}

/** The order after a refund: quantities and amounts per line, and what was clawed back and returned. */
export function withRefund(order: OrderRecord, result: RefundResult, entries: EntryRecord[]): OrderRecord {
  const byLine = new Map(result.lines.map((line) => [line.lineNo, line]));
  const taken = sumByRelated(entries, "revoke");
  const returned = sumByRelated(entries, "return");
  return {
    ...order,
    refunded: order.refunded + result.amount,
    completeRefund: result.complete,
    lines: order.lines.map((line) => {
      const refund = byLine.get(line.lineNo);
      if (!refund) return line;
      return {
        ...line,
        refundedQuantity: line.refundedQuantity + refund.quantity,
        refundedAmount: line.refundedAmount + refund.amount,
      };
    }),
    ledger: {
      ...order.ledger,
      earned: order.ledger.earned.map((earn) => ({
        ...earn,
        clawedBack: earn.clawedBack + Math.abs(taken.get(earn.entryId) ?? 0),
      })),
      spent: order.ledger.spent.map((spend) => ({
        ...spend,
        returned: spend.returned + Math.abs(returned.get(spend.entryId) ?? 0),
      })),
    },
  };
}

function sumByRelated(entries: EntryRecord[], kind: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const entry of entries) {
    if (entry.kind !== kind || entry.relatedEntryId === null) continue;
    sums.set(entry.relatedEntryId, (sums.get(entry.relatedEntryId) ?? 0) + entry.amount);
  }
  return sums;
}
