import type { CSSProperties } from "react";

/** The shade of a cell of class `heat-cell`: 0 to 1; the least that is not nothing still differs from nothing. */
export function heatStyle(strength: number): CSSProperties {
  const share = strength <= 0 ? 0 : 0.08 + 0.92 * Math.min(1, strength);
  return { "--strength": share.toFixed(2) } as CSSProperties;
}
