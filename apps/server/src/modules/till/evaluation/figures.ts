import type { TillAnswer } from "../till-answer.ts";

/** What looking at members has found. */
export interface Figures {
  lookedAt: number;
  enrolled: number;
  upgraded: number;
  kept: number;
  downgraded: number;
  grantsEnded: number;
  notices: number;
  failed: number;
}

const counters = {
  enrolled: "enrolled",
  upgraded: "upgraded",
  renewed: "kept",
  downgraded: "downgraded",
  grant_ended: "grantsEnded",
} as const satisfies Record<string, keyof Figures>;

function isCounted(reason: string): reason is keyof typeof counters {
  return reason in counters;
}

/** Adds up the answers of settled members. A member who is not active is looked at and left as it is. */
export function figuresOf(answers: readonly TillAnswer[]): Figures {
  const figures: Figures = {
    lookedAt: answers.length,
    enrolled: 0,
    upgraded: 0,
    kept: 0,
    downgraded: 0,
    grantsEnded: 0,
    notices: 0,
    failed: 0,
  };
  for (const answer of answers) {
    if (answer.status === "refused") {
      if (answer.code === "server.internal") figures.failed += 1;
      continue;
    }
    figures.notices += answer.tierNotices ?? 0;
    for (const { reason } of answer.tierChanges) if (isCounted(reason)) figures[counters[reason]] += 1;
  }
  return figures;
}
