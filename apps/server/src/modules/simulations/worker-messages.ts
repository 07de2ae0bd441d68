import type { Instant, Programme } from "@regulars/engine";
import type { ReplaySpec } from "./spec.ts";

/** What a thread that replays is started with. */
export interface ReplayStart {
  connectionString: string;
  spec: ReplaySpec;
}

/** What a thread that looks at tiers is started with. */
export interface MovesStart {
  connectionString: string;
  draft: Programme;
  /** Ladders to look at. */
  ladders: string[];
  at: Instant;
  stores: ReplaySpec["stores"];
}

/** Buckets to work on: half-open. */
export interface BucketRange {
  from: number;
  until: number;
}

export type WorkerReply<Part> =
  /** Since the last message. */
  { kind: "progress"; members: number; facts: number } | { kind: "done"; part: Part };
