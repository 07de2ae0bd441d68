import { cpus, totalmem } from "node:os";

/** One line about the machine, for the head of every report. */
export function describeMachine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${cpus().length} x ${first?.model.trim() ?? "unknown CPU"}, ${memory} GiB, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
}

/** The value below which a share of the sorted numbers lies. */
export function percentile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function perSecond(rate: number): string {
  return `${Math.round(rate).toLocaleString("en")}/s`;
}
