import type { Locale, SimulationSummary } from "@regulars/contracts";
import { refuse } from "../../platform/errors.ts";
import { toPublicId } from "../../platform/ids.ts";
import type { ProgrammeRef, SimulationRecord } from "./store.ts";
import { errorWords } from "./words.ts";

function presentRef({ kind, version, programme }: ProgrammeRef): SimulationSummary["programme"] {
  return { kind, version, name: programme.name };
}

/** A simulation as the API shows it, without its result. */
export function presentSimulation(record: SimulationRecord, locale: Locale): SimulationSummary {
  const { progress, status, error } = record;
  const isRunning = status === "running" || status === "cancelling";
  const share = progress.membersTotal === 0 ? 0 : progress.membersDone / progress.membersTotal;
  const words = error === null ? null : errorWords(error);
  return {
    id: toPublicId("sim", record.id),
    name: record.name,
    status,
    programme: presentRef(record.programme),
    compareWith: record.compare && presentRef(record.compare),
    from: record.from.toISOString(),
    to: record.to.toISOString(),
    segment: record.segment,
    progress: {
      ...progress,
      factsPerSecond: isRunning ? progress.factsPerSecond : null,
      secondsLeft: isRunning ? progress.secondsLeft : null,
      percent: status === "finished" ? 100 : Math.min(99, Math.floor(share * 100)),
    },
    error: words && (locale === "en" ? words.en : words.zh),
    createdBy: record.createdBy,
    createdAt: record.createdAt.toISOString(),
    startedAt: record.startedAt?.toISOString() ?? null,
    finishedAt: record.finishedAt?.toISOString() ?? null,
  };
}

/** A page mark for lists, newest first. */
export function writeCursor({ createdAt, id }: Pick<SimulationRecord, "createdAt" | "id">): string {
  return Buffer.from(`${createdAt.toISOString()} ${id}`).toString("base64url");
}

const cursorPattern = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export function readCursor(cursor: string): { at: string; id: string } {
  const match = cursorPattern.exec(Buffer.from(cursor, "base64url").toString());
  if (!match?.[1] || !match[2]) refuse("cursor.malformed");
  return { at: match[1], id: match[2] };
}
