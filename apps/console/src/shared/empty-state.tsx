import type { ReactNode } from "react";

/** Nothing here, and what to do first. */
export function EmptyState({ title, hint, action }: { title: string; hint?: string; action?: ReactNode }) {
  return (
    <div style={{ padding: "40px 16px", textAlign: "center" }}>
      <div style={{ fontWeight: 600, marginBottom: 4 }}>{title}</div>
      {hint ? (
        <div className="muted" style={{ maxWidth: 440, margin: "0 auto" }}>
          {hint}
        </div>
      ) : null}
      {action ? <div style={{ marginTop: 16 }}>{action}</div> : null}
    </div>
  );
}
