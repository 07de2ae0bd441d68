import type { Locale, StartSimulationRequest } from "@regulars/contracts";
import { type Condition, conditionSchema, findingText, type Programme, validateCondition } from "@regulars/engine";
import type { Actor } from "../../../platform/auth/actor.ts";
import type { Tx } from "../../../platform/db.ts";
import { AppError, refuse } from "../../../platform/errors.ts";
import { newId, toPublicId } from "../../../platform/ids.ts";
import type { SourcedProgramme } from "../../programmes/index.ts";
import type { SimulationsDeps } from "../index.ts";
import { enqueueSimulation } from "../run-simulation.ts";
import { insertSimulation, type ProgrammeRef } from "../store.ts";

/**
 * Writes the simulation down and queues it. The documents are kept as they are now: later edits of the draft do not reach it.
 * Refuses with simulation.span_invalid, simulation.segment_invalid or programme.invalid.
 */
export async function startSimulation(
  deps: SimulationsDeps,
  input: StartSimulationRequest,
  locale: Locale,
): Promise<(tx: Tx, actor: Actor) => Promise<string>> {
  const { programmes, clock, audit, jobs } = deps;
  const now = clock.now();
  const [from, to] = [new Date(input.from), new Date(input.to)];
  if (from >= to || to > now) refuse("simulation.span_invalid");
  const programme = soundProgramme(await programmes.from(input.programme), locale);
  const compare =
    input.compareWith === undefined ? null : soundProgramme(await programmes.from(input.compareWith), locale);
  const segment = input.segment === undefined ? null : readSegment(input.segment, programme.programme, locale);
  const publishedVersion = programmes.active().version;
  const id = newId();
  return async (tx, actor) => {
    await insertSimulation(tx, {
      id,
      name: input.name ?? null,
      programme,
      compare,
      publishedVersion,
      from,
      to,
      segment,
      createdBy: actor.name,
      createdAt: now,
    });
    const after = { from: input.from, to: input.to, programme: programme.kind, compareWith: compare?.kind ?? null };
    await audit.record(tx, actor, { action: "simulation.started", target: toPublicId("sim", id), after });
    await enqueueSimulation(jobs, id, tx);
    return id;
  };
}

/** A programme that could be published; else it refuses with everything that is wrong. */
export function soundProgramme({ kind, version, programme, findings }: SourcedProgramme, locale: Locale): ProgrammeRef {
  const language = locale === "en" ? "en" : "zh";
  const faults = findings.filter((finding) => finding.severity === "error");
  if (!programme || faults.length > 0) {
    const errors = faults.map((fault) => ({ pointer: fault.pointer, code: fault.code, message: fault[language] }));
    throw new AppError("programme.invalid", { count: faults.length }, errors);
  }
  return { kind, version, programme };
}

function readSegment(value: unknown, programme: Programme, locale: Locale): Condition {
  const parsed = conditionSchema.safeParse(value);
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => ({
      pointer: `/segment/${issue.path.join("/")}`,
      code: issue.code,
      message: issue.message,
    }));
    throw new AppError("simulation.segment_invalid", { count: errors.length }, errors);
  }
  const findings = validateCondition(parsed.data, "member", {
    ladders: Object.fromEntries(programme.ladders.map((ladder) => [ladder.id, ladder.tiers.map((tier) => tier.id)])),
    stages: programme.lifecycle.stages.map((stage) => stage.id),
  });
  if (findings.length === 0) return parsed.data;
  const errors = findings.map((finding) => ({
    pointer: `/segment${finding.pointer}`,
    code: finding.code,
    message: findingText(finding, locale === "en" ? "en" : "zh"),
  }));
  throw new AppError("simulation.segment_invalid", { count: errors.length }, errors);
}
