import type { ImportMapping } from "./mapping.ts";

type TransformName = ImportMapping["columns"][string]["transforms"][number];

const transforms: Record<TransformName, (text: string) => string> = {
  trim: (text) => text.trim(),
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  "collapse-spaces": (text) => (/\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, " ") : text),
  /** Spreadsheets turn a customer number into 17850.0. */
  "strip-decimal-zero": (text) => (text.endsWith(".0") ? text.slice(0, -2) : text),
  digits: (text) => text.replace(/\D/g, ""),
};

/** One function that does the transforms in order. */
export function applyTransforms(names: readonly TransformName[]): (text: string) => string {
  const steps = names.map((name) => transforms[name]);
  const [only] = steps;
  if (only && steps.length === 1) return only;
  return (text) => steps.reduce((value, step) => step(value), text);
}
