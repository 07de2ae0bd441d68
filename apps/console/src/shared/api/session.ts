import { ApiError, answer, client, request } from "./http.ts";
import type { Body, Session } from "./types.ts";

export interface Readiness {
  ready: boolean;
  /** Whether any server answered. */
  reachable: boolean;
  reasons: string[];
}

async function readiness(): Promise<Readiness> {
  try {
    const response = await fetch("/readyz", { headers: { accept: "application/json" } });
    const body = (await response.json().catch(() => ({}))) as { reasons?: unknown };
    const reasons = Array.isArray(body.reasons) ? body.reasons.filter((reason) => typeof reason === "string") : [];
    return { ready: response.ok, reachable: true, reasons };
  } catch {
    return { ready: false, reachable: false, reasons: [] };
  }
}

async function read(): Promise<Session | null> {
  try {
    return await answer(client.GET("/v1/session"));
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

export const session = {
  read,
  readiness,
  signIn: (input: { email: string; password: string }) =>
    request<unknown>("POST", "/api/auth/sign-in/email", { body: input }),
  signOut: () => request<unknown>("POST", "/api/auth/sign-out", { body: {} }),
  setupLink: (token: string) => answer(client.GET("/v1/setup", { params: { query: { token } } })),
  setUp: (body: Body<"acceptSetupLink">) => answer(client.POST("/v1/setup", { body })),
};
