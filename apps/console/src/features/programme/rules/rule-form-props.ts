import type { Rule } from "@regulars/engine";

/** What every part of the form needs. */
export interface RuleFormProps {
  value: Rule;
  onChange: (value: Rule) => void;
  pointer: string;
}
