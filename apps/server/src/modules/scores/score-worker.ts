import { parentPort } from "node:worker_threads";
import type { ScoreSettings } from "@regulars/contracts";
import type { churn } from "@regulars/models";
import { fitModels } from "./fit-models.ts";
import { type ScoringModels, scorePage } from "./score-members.ts";

export type WorkerTask =
  | { id: number; task: "fit"; rows: churn.ActivityColumns; asOfDay: number; settings: ScoreSettings }
  | {
      id: number;
      task: "score";
      rows: churn.ActivityColumns;
      members: number;
      asOfDay: number;
      models: ScoringModels;
      settings: ScoreSettings;
    };

export type WorkerAnswer = { id: number; answer: unknown; error: null } | { id: number; answer: null; error: string };

parentPort?.on("message", (message: WorkerTask) => {
  try {
    const answer =
      message.task === "fit"
        ? fitModels(message.rows, message.asOfDay, message.settings)
        : scorePage(message.rows, message.members, message.asOfDay, message.models, message.settings);
    parentPort?.postMessage({ id: message.id, answer, error: null } satisfies WorkerAnswer);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parentPort?.postMessage({ id: message.id, answer: null, error: text } satisfies WorkerAnswer);
  }
});
