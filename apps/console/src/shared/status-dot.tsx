import type { ReactNode } from "react";

/** State as a coloured dot and its word; colour alone says nothing. */
export function StatusDot({ color, children }: { color: string; children: ReactNode }) {
  return (
    <span className="nowrap" style={{ display: "inline-flex", alignItems: "center", gap: 6 }}>
      <span className="dot" style={{ background: color }} aria-hidden="true" />
      {children}
    </span>
  );
}
