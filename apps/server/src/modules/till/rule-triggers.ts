import type { CompiledProgramme, Trigger } from "@regulars/engine";

const triggersOf = new WeakMap<CompiledProgramme, ReadonlyMap<string, Trigger["kind"]>>();

/** What makes each rule of a programme look, by rule id. */
export function ruleTriggers(compiled: CompiledProgramme): ReadonlyMap<string, Trigger["kind"]> {
  const known = triggersOf.get(compiled);
  if (known) return known;
  const made = new Map(compiled.programme.rules.map((rule) => [rule.id, rule.trigger.kind]));
  triggersOf.set(compiled, made);
  return made;
}
