import type { ReplaySpec } from "./spec.ts";
import type { Tally } from "./tally.ts";

/** What a thread is started with. */
export interface WorkerStart {
  connectionString: string;
  spec: ReplaySpec;
}

/** Buckets to work on: half-open. */
export interface BucketRange {
  from: number;
  until: number;
}

export type WorkerReply =
  /** Since the last message. */
  { kind: "progress"; members: number; facts: number } | { kind: "done"; tally: Tally };
