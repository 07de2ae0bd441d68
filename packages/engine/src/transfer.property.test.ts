import fc from "fast-check";
import { expect, it } from "vitest";
import { accepted, at, type Life, live, profile, remainingIn } from "./test-builders.ts";
import { entryOf, pots, receiveFact, reverseFact, sendFact, spendFact, withWallet } from "./test-facts.ts";
import { transferredLots } from "./transfer.ts";

const start = at("2026-03-01 12:00");
const HOUR = 3_600_000;

const acts = fc.array(
  fc.record({
    what: fc.constantFrom("give" as const, "back" as const, "earn" as const, "use" as const),
    from: fc.nat(1),
    points: fc.integer({ min: 1, max: 120 }),
    hours: fc.nat(60),
  }),
  { maxLength: 40 },
);

const wallets = fc.record({
  transfer: fc.constantFrom({ dates: "keep" }, { dates: "fresh" }),
  negative: fc.constantFrom("arrears", "floor", "refuse"),
  expiry: fc.constantFrom(
    { kind: "never" },
    { kind: "duration", duration: "P5D" },
    { kind: "inactivity", duration: "P4D" },
  ),
  returns: fc.constantFrom({ kind: "keep" }, { kind: "regrant" }),
});

function total(life: Life): number {
  const { available, pending, held, arrears } = pots(life);
  return available + pending + held - arrears;
}

function expired(life: Life): number {
  return life.state.account.wallets.points?.expired ?? 0;
}

it("no point appears or vanishes between two members who give to each other, take back, use and lose points", () => {
  fc.assert(
    fc.property(wallets, acts, (wallet, all) => {
      const given = withWallet(wallet);
      const members = [live(given), live(given, profile({ id: "member-2" }))];
      let now = start;
      let issued = 0;
      all.forEach(({ what, from, points, hours }, index) => {
        now += hours * HOUR;
        const sender = members[from] ?? expect.fail();
        const receiver = members[1 - from] ?? expect.fail();
        for (const member of members) member.settle(now);
        if (what === "earn" && sender.adjust(`a${index}`, now, points).ok) issued += points;
        if (what === "use" && sender.apply(spendFact(`s${index}`, now, points)).ok) issued -= points;
        if (what === "give") {
          const sent = sender.apply(sendFact(`t${index}`, now, points));
          if (!sent.ok) return;
          const entry = entryOf(sender, "transfer_out");
          const lots = transferredLots(sent.state.lots, entry);
          accepted(receiver.apply(receiveFact(`t${index}`, now, lots, { relatedEntryId: entry.id })));
        }
        if (what === "back") takeBack(sender, receiver, `b${index}`, now);
        const [a, b] = members.map((member) => total(member) + expired(member));
        expect((a ?? 0) + (b ?? 0)).toBe(issued);
        for (const member of members) {
          const { available, pending } = pots(member);
          expect(remainingIn(member.state.lots)).toBe(available + pending);
        }
      });
    }),
    { numRuns: 200 },
  );
});

/** Both or neither, as the till does it; each transfer once. */
function takeBack(sender: Life, receiver: Life, id: string, now: number): void {
  const done = new Set(sender.decisions.flatMap(({ entries }) => entries.map((entry) => entry.relatedEntryId)));
  const sent = sender.decisions.flatMap(({ entries }) => entries).filter((entry) => entry.kind === "transfer_out");
  const entry = sent.find((one) => !done.has(one.id));
  if (!entry) return;
  const before = { sender: sender.state, receiver: receiver.state, decisions: receiver.decisions.length };
  const arrived = receiver.decisions.flatMap(({ entries }) => entries).filter((one) => one.relatedEntryId === entry.id);
  const taken = arrived.every((one) => receiver.apply(reverseFact(id, now, one)).ok);
  if (taken && sender.apply(reverseFact(id, now, entry)).ok) return;
  sender.state = before.sender;
  receiver.state = before.receiver;
  receiver.decisions.length = before.decisions;
}
