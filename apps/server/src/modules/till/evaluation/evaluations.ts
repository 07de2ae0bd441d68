import { localDate } from "@regulars/engine";
import { z } from "zod";
import type { Audit } from "../../../platform/audit.ts";
import type { Tx } from "../../../platform/db.ts";
import type { App } from "../../../platform/http/types.ts";
import type { JobHandler, Jobs } from "../../../platform/jobs.ts";
import type { TillProgrammes } from "../index.ts";
import type { TillAnswer } from "../till-answer.ts";
import { figuresOf } from "./figures.ts";
import { evaluationRoutes } from "./routes.ts";
import { type EvaluationDeps, runEvaluations } from "./run-evaluations.ts";
import { addToDay, type EvaluationRow, findOpen, type NewEvaluation, openEvaluation, supersedeOpen } from "./store.ts";

export interface Evaluations {
  /** Opens a run, or finds the one that is open, and has it worked on once the transaction is committed. */
  open(tx: Tx, given: NewEvaluation): Promise<EvaluationRow>;
  /** All members are looked at again under the version now in force, from the beginning. */
  afterActivation(tx: Tx, version: number): Promise<void>;
  /** Counts members whom time had moved into the log of the day. */
  noteDue(answers: readonly TillAnswer[]): Promise<void>;
  job: JobHandler;
  routes(app: App): void;
  /** Goes on with what another process left. */
  start(): Promise<void>;
}

const task = "accounts.settle_all";
const payloadSchema = z.object({ evaluation: z.string().optional() });

/** Runs over all members with their figures, and the log of what is due day by day. */
export function createEvaluations(
  deps: EvaluationDeps & { jobs: Jobs; audit: Audit; programmes: Pick<TillProgrammes, "active"> },
): Evaluations {
  const { db, clock, jobs, programmes } = deps;
  const enqueue = (id: string, tx?: Tx): Promise<void> =>
    jobs.add(task, { evaluation: id }, { ...(tx ? { tx } : {}), jobKey: task });

  async function open(tx: Tx, given: NewEvaluation): Promise<EvaluationRow> {
    const row = await openEvaluation(tx, given);
    await enqueue(row.id, tx);
    return row;
  }

  async function activated(tx: Tx, version: number): Promise<void> {
    const at = clock.now();
    await supersedeOpen(tx, at);
    await open(tx, { reason: "activation", version, createdBy: "system", at });
  }

  return {
    open,
    afterActivation: activated,
    async noteDue(answers) {
      const at = clock.now();
      const day = localDate(at.getTime(), programmes.active().programme.zone);
      await addToDay(db, day, { figures: figuresOf(answers), at });
    },
    async job(payload, { signal }) {
      const { evaluation } = payloadSchema.parse(payload);
      // Asked for by a version of this program that had no log yet.
      if (evaluation === undefined && !(await findOpen(db)))
        await db.transaction().execute((tx) => activated(tx, programmes.active().version));
      await runEvaluations(deps, signal);
    },
    routes: (app) => evaluationRoutes(app, { ...deps, open }),
    async start() {
      const left = await findOpen(db);
      if (left) await enqueue(left.id);
    },
  };
}
