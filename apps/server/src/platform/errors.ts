import { type ErrorCode, errorCodes } from "@regulars/contracts";

export type ErrorParams = Record<string, string | number | boolean | null>;

export interface FieldError {
  /** JSON pointer into the body, or the name of a query or path parameter. */
  pointer: string;
  code: string;
  message: string;
}

/** A refusal: expected, registered, told to the caller in words of their language. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly params: ErrorParams;
  readonly errors: FieldError[] | undefined;

  constructor(code: ErrorCode, params: ErrorParams = {}, errors?: FieldError[]) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = "AppError";
    this.code = code;
    this.status = errorCodes[code].status;
    this.params = params;
    this.errors = errors;
  }
}

/** Throws the refusal with this code. */
export function refuse(code: ErrorCode, params: ErrorParams = {}): never {
  throw new AppError(code, params);
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The SQLSTATE and constraint of an error PostgreSQL raised, else nulls. */
export function databaseErrorOf(error: unknown): { sqlState: string | null; constraint: string | null } {
  if (!(error instanceof Error)) return { sqlState: null, constraint: null };
  const sqlState = "code" in error && typeof error.code === "string" ? error.code : null;
  const constraint = "constraint" in error && typeof error.constraint === "string" ? error.constraint : null;
  return { sqlState, constraint };
}
