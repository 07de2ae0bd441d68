import type { Trigger } from "@regulars/engine";
import type { EditorScope } from "../condition/condition-shape.ts";

/** What the conditions of a rule can ask about. */
export function scopeOf(trigger: Trigger): EditorScope {
  if (trigger.kind === "order" || trigger.kind === "event") return trigger.kind;
  return "member";
}
