export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: "none" }}>
      <rect width="32" height="32" rx="7" fill="#0f766e" />
      <path
        d="M10 24V8h7.2c3.4 0 5.6 1.9 5.6 4.9 0 2.2-1.2 3.8-3.2 4.5L23.4 24h-3.9l-3.3-6.1h-2.8V24zm3.4-8.7h3.4c1.6 0 2.5-.8 2.5-2.3s-.9-2.2-2.5-2.2h-3.4z"
        fill="#fff"
      />
    </svg>
  );
}
