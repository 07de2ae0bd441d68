/**
 * Every code an API answer can carry, with its HTTP status. A module adds its refusals here;
 * the text people read is in the catalogues under `errors.<code>`.
 */
export const errorCodes = {
  "request.malformed": { status: 400 },
  "request.invalid": { status: 400 },
  "id.malformed": { status: 400 },
  "cursor.malformed": { status: 400 },
  "auth.required": { status: 401 },
  "auth.forbidden": { status: 403 },
  "auth.cross_site": { status: 403 },
  not_found: { status: 404 },
  "request.method_not_allowed": { status: 405 },
  "idempotency.key_reused": { status: 409 },
  "idempotency.in_progress": { status: 409 },
  "staff.email_taken": { status: 409 },
  "member.identity_taken": { status: 409 },
  "member.ambiguous": { status: 409 },
  "member.closed": { status: 409 },
  "programme.draft_changed": { status: 409 },
  "programme.activation_running": { status: 409 },
  "store.id_taken": { status: 409 },
  "request.too_large": { status: 413 },
  "request.unsupported_media_type": { status: 415 },
  "setup.link_invalid": { status: 422 },
  "staff.last_owner": { status: 422 },
  "staff.own_role": { status: 422 },
  "member.identity_invalid": { status: 422 },
  "member.code_expired": { status: 422 },
  "programme.invalid": { status: 422 },
  "programme.draft_unchanged": { status: 422 },
  "store.dates_invalid": { status: 422 },
  "request.rate_limited": { status: 429 },
  "server.internal": { status: 500 },
  "server.starting": { status: 503 },
  "server.draining": { status: 503 },
} as const satisfies Record<string, { status: number }>;

export type ErrorCode = keyof typeof errorCodes;
