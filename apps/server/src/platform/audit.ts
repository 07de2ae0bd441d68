import type { Actor } from "./auth/actor.ts";
import type { Tx } from "./db.ts";
import { newId } from "./ids.ts";

export interface AuditEntry {
  /** What was done, such as `staff.invited`. */
  action: string;
  /** Public id of what it was done to. */
  target: string;
  before?: object | null;
  after?: object | null;
  reason?: string;
}

export interface Audit {
  /** Writes the entry in the caller's transaction. */
  record(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void>;
}

export function createAudit(): Audit {
  return {
    async record(tx, actor, entry) {
      await tx
        .insertInto("audit_log")
        .values({
          id: newId(),
          actor_kind: actor.kind,
          actor_id: actor.id,
          actor_name: actor.name,
          action: entry.action,
          target: entry.target,
          before: entry.before ? JSON.stringify(entry.before) : null,
          after: entry.after ? JSON.stringify(entry.after) : null,
          reason: entry.reason ?? null,
        })
        .execute();
    },
  };
}
