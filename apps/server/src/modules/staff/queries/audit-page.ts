import type { AuditEntry } from "@regulars/contracts";
import type { Db } from "../../../platform/db.ts";
import { fromPublicId, toPublicId } from "../../../platform/ids.ts";

export interface AuditPageQuery {
  limit: number;
  cursor?: string | undefined;
  target?: string | undefined;
  actor?: string | undefined;
}

function kindOf(text: string): AuditEntry["actor"]["kind"] {
  return text === "staff" || text === "key" ? text : "system";
}

/** The audit log, newest first. */
export async function auditPage(
  db: Db,
  query: AuditPageQuery,
): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
  const { limit, cursor, target, actor } = query;
  const rows = await db
    .selectFrom("audit_log")
    .selectAll()
    .$if(cursor !== undefined, (q) => q.where("id", "<", fromPublicId("aud", cursor ?? "")))
    .$if(target !== undefined, (q) => q.where("target", "=", target ?? ""))
    .$if(actor !== undefined, (q) => q.where("actor_id", "=", actor ?? ""))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map((row) => ({
    id: toPublicId("aud", row.id),
    at: row.at.toISOString(),
    actor: { kind: kindOf(row.actor_kind), id: row.actor_id, name: row.actor_name },
    action: row.action,
    target: row.target,
    before: row.before,
    after: row.after,
    reason: row.reason,
  }));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
