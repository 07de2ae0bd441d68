import { createClient } from "@regulars/client";
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

/** Adds what every request carries; throws when no answer came at all. */
export async function send(request: Request): Promise<Response> {
  request.headers.set("accept-language", currentLocale());
  if (request.method === "POST") request.headers.set("idempotency-key", randomKey());
  let response: Response;
  try {
    response = await fetch(request);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError({ status: 0, code: "network", title: "", detail: "", requestId: null });
  }
  // The session itself is asked about before anybody has signed in.
  if (response.status === 401 && response.url.includes("/v1/") && !response.url.endsWith("/v1/session")) {
    for (const listener of signedOutListeners) listener();
  }
  return response;
}

/** The generated client, speaking for the signed-in person. */
export const client = createClient({ fetch: send });

type Sent<T> = Promise<
  { data: T; error?: never; response: Response } | { data?: never; error: unknown; response: Response }
>;

/** The body of a successful answer; throws `ApiError` for any other. */
export async function answer<T>(sent: Sent<T>): Promise<T> {
  const { data, error, response } = await sent;
  if (!response.ok) throw toApiError(response, error);
  return data as T;
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** The object without what is undefined or empty text, for queries made of optional filters. */
export function given<T extends object>(object: T): Partial<Defined<T>> {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined && value !== ""),
  ) as Partial<Defined<T>>;
}

/** Sends JSON or a form to an address that the generated client does not describe in full. */
export async function request<T>(
  method: string,
  path: string,
  options: { query?: Query; body?: unknown; form?: FormData; signal?: AbortSignal } = {},
): Promise<T> {
  const headers: Record<string, string> = options.body === undefined ? {} : { "content-type": "application/json" };
  const body = options.form ?? (options.body === undefined ? null : JSON.stringify(options.body));
  const response = await send(
    new Request(withQuery(path, options.query), { method, headers, body, signal: options.signal ?? null }),
  );
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** Reads problem+json; other bodies (a proxy's page, better-auth's own errors) become a problem too. */
export async function problemOf(response: Response): Promise<ApiError> {
  return toApiError(response, await response.json().catch(() => ({})));
}

function toApiError(response: Response, given: unknown): ApiError {
  const body = (typeof given === "object" && given !== null ? given : {}) as {
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
