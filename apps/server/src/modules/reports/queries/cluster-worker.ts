import { parentPort, workerData } from "node:worker_threads";
import { clusterMembers, NotEnoughData } from "@regulars/models";
import { cutsOf, type Range, rangesOf } from "./cluster-ranges.ts";

export interface ClusterTask {
  /** One a feature; the last orders the clusters. */
  columns: Float64Array[];
  k: number | null;
  /** Which columns a condition can speak of. */
  describable: number[];
}

export interface FoundClusters {
  silhouette: number;
  /** Logarithms are standardised by these; columns that do not vary are not among `used`. */
  used: number[];
  means: number[];
  deviations: number[];
  /** In standardised logarithms, one list a cluster. */
  centres: number[][];
  /** What tells each cluster from the others. */
  ranges: Range[][];
}

export type ClusterAnswer = { found: FoundClusters } | { refused: { reason: string; details: Record<string, number> } };

function find({ columns, k, describable }: ClusterTask): FoundClusters {
  const found = clusterMembers(columns, k === null ? {} : { k });
  const logs = columns.map((column) => column.map((value) => Math.sign(value) * Math.log1p(Math.abs(value))));
  const means = logs.map(meanOf);
  const deviations = logs.map((column, place) =>
    Math.sqrt(meanOf(column.map((value) => (value - (means[place] as number)) ** 2))),
  );
  const used = columns.map((_, place) => place).filter((place) => (deviations[place] as number) > 1e-12);
  const labels = [...new Set(found.cluster)].sort((one, other) => one - other);
  const centres = labels.map((label) =>
    used.map((place) => {
      const own = (logs[place] as Float64Array).filter((_, row) => found.cluster[row] === label);
      return (meanOf(own) - (means[place] as number)) / (deviations[place] as number);
    }),
  );
  const spoken = describable.map((place) => {
    const values = columns[place] as Float64Array;
    return { values, cuts: cutsOf(values) };
  });
  const ranges = labels.map((label) =>
    rangesOf(
      spoken,
      Uint8Array.from(found.cluster, (which) => (which === label ? 1 : 0)),
    ).map((range) => ({ ...range, column: describable[range.column] as number })),
  );
  return { silhouette: found.silhouette, used, means, deviations, centres, ranges };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function answerTo(task: ClusterTask): ClusterAnswer {
  try {
    return { found: find(task) };
  } catch (error) {
    if (error instanceof NotEnoughData) return { refused: { reason: error.reason, details: error.details } };
    throw error;
  }
}

parentPort?.postMessage(answerTo(workerData as ClusterTask));
