/** A day-by-day line without axes: the shape of the period, not its numbers. */
export function Sparkline({ values, width = 96, height = 28 }: { values: number[]; width?: number; height?: number }) {
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values.map(
    (value, index) =>
      [(index / (values.length - 1)) * width, height - 2 - ((value - low) / span) * (height - 4)] as const,
  );
  const line = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      style={{ display: "block", maxWidth: "100%" }}
    >
      <polygon points={`0,${height} ${line} ${width},${height}`} fill="var(--rg-accent)" opacity="0.12" />
      <polyline points={line} fill="none" stroke="var(--rg-accent)" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}
