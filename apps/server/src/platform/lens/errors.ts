/** The lens cannot answer now; the truth in PostgreSQL is not touched by it. */
export class LensUnavailableError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "LensUnavailableError";
  }
}

/** The lens process ended before it answered; asking again is worth it. */
export class LensCutOffError extends LensUnavailableError {}

/** ClickHouse refused or failed a statement; `code` is its number as text, when it told one. */
export class LensQueryError extends Error {
  readonly code: string | null;

  constructor(message: string, code: string | null) {
    super(message);
    this.name = "LensQueryError";
    this.code = code;
  }
}

// Missing tables and databases, unreadable or damaged files: what a deleted or broken directory looks like from inside.
const damageCodes = new Set([
  "32",
  "33",
  "40",
  "60",
  "74",
  "76",
  "79",
  "81",
  "107",
  "117",
  "218",
  "226",
  "228",
  "246",
  "432",
  "458",
  "1001",
]);

/** Whether the error says that the lens's own files are gone or damaged, so that only a rebuild helps. */
export function isDamage(error: unknown): boolean {
  return error instanceof LensQueryError && error.code !== null && damageCodes.has(error.code);
}
