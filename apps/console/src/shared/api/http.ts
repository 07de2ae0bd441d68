import { currentLocale } from "../preferences.tsx";

export interface FieldError {
  pointer: string;
  code: string;
  message: string;
}

/** An answer that is not a success, with what the server said about it. `status` 0: no answer came at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string | null;
  readonly errors: FieldError[];

  constructor(problem: {
    status: number;
    code: string;
    title: string;
    detail: string;
    requestId: string | null;
    errors?: FieldError[] | undefined;
  }) {
    super(problem.title);
    this.status = problem.status;
    this.code = problem.code;
    this.detail = problem.detail;
    this.requestId = problem.requestId;
    this.errors = problem.errors ?? [];
  }
}

type Listener = () => void;
const signedOutListeners = new Set<Listener>();

/** Calls `listener` whenever the server no longer knows the session. */
export function onSignedOut(listener: Listener): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

export type Query = Record<string, string | number | boolean | undefined | null>;

export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** Random text for idempotency and business keys; `crypto.randomUUID` is missing on plain http. */
export function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Sends and reads JSON; throws `ApiError`. `quiet`: a missing session is an answer, not an event. */
export async function request<T>(
  method: string,
  path: string,
  options: { query?: Query; body?: unknown; form?: FormData; signal?: AbortSignal; quiet?: boolean } = {},
): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json", "accept-language": currentLocale() };
  if (options.body !== undefined) headers["content-type"] = "application/json";
  if (method === "POST") headers["idempotency-key"] = randomKey();
  const body = options.form ?? (options.body === undefined ? null : JSON.stringify(options.body));
  let response: Response;
  try {
    response = await fetch(withQuery(path, options.query), {
      method,
      headers,
      body,
      credentials: "same-origin",
      signal: options.signal ?? null,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError({ status: 0, code: "network", title: "", detail: "", requestId: null });
  }
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
  const problem = await problemOf(response);
  if (problem.code === "auth.required" && !options.quiet) for (const listener of signedOutListeners) listener();
  throw problem;
}

/** Reads problem+json; other bodies (a proxy's page, better-auth's own errors) become a problem too. */
export async function problemOf(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => ({}))) as {
    code?: string;
    title?: string;
    message?: string;
    detail?: string;
    requestId?: string;
    errors?: FieldError[];
  };
  return new ApiError({
    status: response.status,
    code: body.code ?? `http.${response.status}`,
    title: body.title ?? body.message ?? "",
    detail: body.detail ?? "",
    requestId: body.requestId ?? response.headers.get("x-request-id"),
    errors: body.errors,
  });
}
