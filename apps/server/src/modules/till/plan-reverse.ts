import type { ReverseFact } from "@regulars/engine";
import { newId } from "../../platform/ids.ts";
import { reverseHash } from "./content-hash.ts";
import { accepted, type Booked, bookFact } from "./decide-batch.ts";
import { toOutcome } from "./fact-outcome.ts";
import { effectiveAt, type Plan, type Run, refusal, repeated, take } from "./plan.ts";
import type { Reversible } from "./reversible.ts";
import { snapshot } from "./snapshot.ts";
import { type Refused, refused, type TillAnswer } from "./till-answer.ts";
import type { ReverseCommand } from "./till-command.ts";
import type { EntryRecord, FactOutcome, MemberWork } from "./till-records.ts";

interface Sides {
  member: MemberWork | undefined;
  /** The other member of a transfer. */
  partner: MemberWork | undefined;
}

/** Takes an entry back, once; one of a transfer together with all entries of both its sides, or none of them. */
export function planReverse(run: Run, command: ReverseCommand, { member, partner }: Sides): Plan {
  const target = run.context.reversible.get(command.entryId);
  if (!member || !target) return refusal("entry.not_found", { id: command.entryId });
  const { transfer, entry } = target;
  if (orderOf(entry) !== null) return refusal("entry.belongs_to_order", { id: entry.id });
  if (entry.factKind === "tier_grant" && entry.kind === "spend")
    return refusal("entry.belongs_to_grant", { id: entry.id });
  if (transfer?.record.reason === "household" || (transfer && !partner)) {
    return refusal("entry.not_reversible", { id: entry.id });
  }
  const at = effectiveAt(command.at, run.options.now);
  const id = newId(member.bucket);
  const steps = stepsOf(target, { member, partner }).map(({ owner, entry }) => ({
    owner,
    fact: toFact(entry, { id, at, recordedAt: run.options.now.getTime(), reason: command.reason }),
  }));
  const key = `reverse\n${entry.id}`;
  const hash = reverseHash(command.reason);
  return {
    needs: run.earlier.has(key) ? [] : steps.map(({ owner, fact }) => ({ memberId: owner.id, fact })),
    decide: () => {
      if (isTakenBack(run, key)) return again(run, key, hash, entry.id);
      const putBack = snapshot(run, partner ? [member, partner] : [member]);
      const booked = bookAll(run, command, { id, steps });
      if ("status" in booked) {
        putBack();
        return booked;
      }
      const own = merge(booked.filter(({ owner }) => owner === member));
      const other = partner && merge(booked.filter(({ owner }) => owner === partner));
      const counterpart =
        partner && other ? { memberId: partner.id, entries: other.entries, wallets: other.wallets } : null;
      noteReversals(run, command, { id, hash, steps, own, counterpart });
      const { entries, tierChanges, wallets } = own;
      const parts = { memberId: member.id, factId: id, entries, tierChanges, wallets, counterpart };
      const answer = accepted({ status: "recorded", ...parts });
      for (const { fact } of steps) take(run, `reverse\n${fact.entry.id}`, hash, answer);
      return answer;
    },
  };
}

interface Step {
  owner: MemberWork;
  fact: ReverseFact;
}

/** The recipient's points go first: what cannot be taken back there is not given back to the sender. */
function stepsOf(target: Reversible, { member, partner }: Sides): { owner: MemberWork; entry: EntryRecord }[] {
  const { entry, transfer } = target;
  const ownerOf = (other: EntryRecord): MemberWork[] =>
    [member, partner].flatMap((side) => (side?.id === other.memberId ? [side] : []));
  const entries = transfer ? [...transfer.received, ...transfer.sent] : [entry];
  return entries.flatMap((other) => ownerOf(other).map((owner) => ({ owner, entry: other })));
}

/** The order whose refunds take the entry back; an event about an order gives points of its own. */
function orderOf({ factKind, orderId }: EntryRecord): string | null {
  return factKind === "event" ? null : orderId;
}

function toFact(entry: EntryRecord, shared: Pick<ReverseFact, "id" | "at" | "recordedAt" | "reason">): ReverseFact {
  const { id, wallet, amount, ruleId, lotId, allocations, budgets } = entry;
  const orderId = orderOf(entry);
  const at = entry.effectiveAt.getTime();
  const kind = entry.kind as ReverseFact["entry"]["kind"];
  return {
    kind: "reverse",
    ...shared,
    entry: { id, wallet, kind, amount, at, orderId, ruleId, lotId, allocations, budgets },
  };
}

function isTakenBack(run: Run, key: string): boolean {
  return run.taken.has(key) || run.earlier.has(key);
}

/** The same wish once more gets the first answer; another reason means that somebody else has been here. */
function again(run: Run, key: string, hash: Buffer, entryId: string): TillAnswer {
  const answer = repeated(run, key, hash);
  return !answer || answer.status === "refused" ? refused("entry.already_reversed", { id: entryId }) : answer;
}

type BookedStep = { owner: MemberWork; booked: Booked };

function bookAll(
  run: Run,
  command: ReverseCommand,
  { id, steps }: { id: string; steps: Step[] },
): BookedStep[] | Refused {
  const all: BookedStep[] = [];
  for (const { owner, fact } of steps) {
    const origin = { factKind: "reverse" as const, factId: id, orderId: null, actor: command.actor };
    const booked = bookFact(run, owner, fact, origin);
    if (booked.status === "refused") return booked;
    all.push({ owner, booked });
  }
  return all;
}

function merge(steps: BookedStep[]): Pick<Booked, "entries" | "tierChanges" | "wallets"> {
  return {
    entries: steps.flatMap(({ booked }) => booked.entries),
    tierChanges: steps.flatMap(({ booked }) => booked.tierChanges),
    wallets: steps.at(-1)?.booked.wallets ?? [],
  };
}

interface Noted {
  id: string;
  hash: Buffer;
  steps: Step[];
  own: ReturnType<typeof merge>;
  counterpart: { memberId: string; entries: EntryRecord[]; wallets: FactOutcome["wallets"] } | null;
}

/** One row an entry, each with the answer as its own member would have got it. */
function noteReversals(run: Run, command: ReverseCommand, { id, hash, steps, own, counterpart }: Noted): void {
  const mine = toOutcome(own);
  const theirs = counterpart && toOutcome({ ...counterpart, tierChanges: [] });
  for (const { owner, fact } of steps) {
    const isOther = owner.id === counterpart?.memberId;
    const [outcome, other] = isOther && theirs ? [theirs, mine] : [mine, theirs];
    const otherId = isOther ? command.memberId : counterpart?.memberId;
    const { entryIds, wallets } = other ?? { entryIds: [], wallets: [] };
    run.reversals.push({
      ...{ id, bucket: owner.bucket, memberId: owner.id, entryId: fact.entry.id, contentHash: hash },
      ...{ reason: command.reason, at: command.at, recordedAt: run.options.now, actor: command.actor },
      outcome: { ...outcome, ...(otherId && { counterpart: { memberId: otherId, entryIds, wallets } }) },
      programmeVersion: run.context.programme.version,
      demo: owner.demo,
    });
  }
}
