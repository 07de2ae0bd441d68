import { Tooltip } from "antd";
import { useProgrammeWords } from "./programme-words.ts";
import { StatusDot } from "./status-dot.tsx";

/** A tier's name beside its colour; the ladder on hover. */
export function TierTag({ ladder, tier }: { ladder: string; tier: string }) {
  const word = useProgrammeWords().tier(ladder, tier);
  return (
    <Tooltip title={word.ladderName}>
      <span
        className="nowrap"
        style={{
          display: "inline-flex",
          alignItems: "center",
          gap: 6,
          padding: "0 8px",
          borderRadius: 4,
          background: `color-mix(in srgb, ${word.color} 16%, transparent)`,
        }}
      >
        <span className="dot" style={{ background: word.color }} aria-hidden="true" />
        {word.name}
      </span>
    </Tooltip>
  );
}

export function StageTag({ stage }: { stage: string | null }) {
  const words = useProgrammeWords();
  if (!stage) return <span className="muted">—</span>;
  const word = words.stage(stage);
  return <StatusDot color={word.color}>{word.name}</StatusDot>;
}
