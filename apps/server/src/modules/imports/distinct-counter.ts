export interface DistinctCounter {
  add: (value: string) => void;
  /** null beyond the limit: counting would cost more memory than the number is worth. */
  count: () => number | null;
}

/** Counts different values exactly up to a limit. */
export function distinctCounter(limit: number): DistinctCounter {
  const seen = new Set<string>();
  return {
    add: (value) => {
      if (seen.size <= limit) seen.add(value);
    },
    count: () => (seen.size <= limit ? seen.size : null),
  };
}
