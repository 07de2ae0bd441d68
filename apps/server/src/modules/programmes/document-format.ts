import { programmeFormatVersion } from "@regulars/contracts";
import type { ProgrammeDocument } from "./store.ts";

/**
 * A document of an earlier format as one of today's, as the migration `programme-documents` did it for what was stored: triggers are objects
 * and the cap per order is one of the caps. What does not fit stays for the findings to tell. Null for a format that is not known yet.
 */
export function currentDocument(document: ProgrammeDocument, formatVersion: number): ProgrammeDocument | null {
  if (formatVersion > programmeFormatVersion) return null;
  if (!Array.isArray(document.rules)) return document;
  return { ...document, rules: document.rules.map(currentRule) };
}

function currentRule(rule: unknown): unknown {
  if (!isObject(rule)) return rule;
  const { maxPerOrder, ...rest } = rule;
  const trigger = typeof rule.trigger === "string" ? { trigger: { kind: rule.trigger } } : {};
  if (typeof maxPerOrder !== "number") return { ...rule, ...trigger };
  const caps = Array.isArray(rule.caps) ? rule.caps : [];
  return { ...rest, ...trigger, caps: [...caps, { per: "order", points: maxPerOrder }] };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
