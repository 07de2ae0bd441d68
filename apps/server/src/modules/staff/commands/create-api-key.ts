import type { CreateApiKeyRequest } from "@regulars/contracts";
import type { Audit } from "../../../platform/audit.ts";
import type { Actor } from "../../../platform/auth/actor.ts";
import { insertApiKey, newApiKeySecret } from "../../../platform/auth/api-keys.ts";
import type { Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { toPublicId } from "../../../platform/ids.ts";

export interface CreatedApiKey {
  id: string;
  secret: string;
}

/** A new key; its secret leaves the program here and never again. Nobody gives more than they have. */
export async function createApiKey(
  tx: Tx,
  actor: Actor,
  input: CreateApiKeyRequest & { secret?: string },
  { audit }: { audit: Audit },
): Promise<CreatedApiKey> {
  const missing = input.scopes.find((scope) => !actor.permissions.has(scope));
  if (missing) refuse("auth.forbidden", { permission: missing });
  const secret = input.secret ?? newApiKeySecret();
  const { name, scopes } = input;
  const storeId = input.storeId ?? null;
  const id = await insertApiKey(tx, { name, scopes, storeId, secret, createdBy: actor.id });
  await audit.record(tx, actor, {
    action: "api_key.created",
    target: toPublicId("key", id),
    after: { name, scopes, storeId },
  });
  return { id, secret };
}
