import createFetchClient, { type Client as FetchClient } from "openapi-fetch";
import type { paths } from "./schema.ts";

export type { components, operations, paths } from "./schema.ts";

export interface ClientOptions {
  /** Where the server is; the page's own origin when absent. */
  baseUrl?: string;
  /** Sent with each request, such as `authorization` or `accept-language`. */
  headers?: Record<string, string>;
  fetch?: (request: Request) => Promise<Response>;
}

export type Client = FetchClient<paths>;

/**
 * A client of the HTTP API, typed by openapi.json: `client.GET("/v1/members/{id}", { params: { path: { id } } })`
 * resolves with `data`, or with `error` holding the problem details.
 */
export function createClient(options: ClientOptions = {}): Client {
  return createFetchClient<paths>(options);
}
