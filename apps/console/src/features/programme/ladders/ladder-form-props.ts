import type { Ladder } from "@regulars/engine";

/** What every part of the form needs. */
export interface LadderFormProps {
  value: Ladder;
  onChange: (value: Ladder) => void;
  pointer: string;
}
