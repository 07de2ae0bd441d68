import type { Progress } from "./store.ts";
import type { Tally } from "./tally.ts";

export interface Meter {
  add(more: { members: number; facts: number }): void;
  progress(): Progress;
}

/** How far a pass is. The rate is that of this run; what an earlier one had done counts as done. */
export function openMeter(begin: {
  pass: 1 | 2;
  membersTotal: number;
  workers: number;
  done: readonly Pick<Tally, "seen" | "facts">[];
}): Meter {
  const startedAt = performance.now();
  const before = begin.done.reduce(
    (sum, part) => ({ members: sum.members + part.seen, facts: sum.facts + part.facts }),
    { members: 0, facts: 0 },
  );
  let members = 0;
  let facts = 0;
  return {
    add(more) {
      members += more.members;
      facts += more.facts;
    },
    progress() {
      const seconds = Math.max(0.001, (performance.now() - startedAt) / 1000);
      const membersDone = before.members + members;
      // Members may have joined since they were counted.
      const membersTotal = Math.max(begin.membersTotal, membersDone);
      return {
        pass: begin.pass,
        membersDone,
        membersTotal,
        factsDone: before.facts + facts,
        factsPerSecond: Math.round(facts / seconds),
        secondsLeft: members === 0 ? null : Math.round(((membersTotal - membersDone) * seconds) / members),
        workers: begin.workers,
      };
    },
  };
}
