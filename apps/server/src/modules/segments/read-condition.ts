import type { Locale } from "@regulars/contracts";
import {
  type CompiledProgramme,
  type Condition,
  conditionSchema,
  findingText,
  validateCondition,
} from "@regulars/engine";
import { AppError } from "../../platform/errors.ts";
import { readWith } from "../../platform/http/validation.ts";

/** A condition on members that can be asked of a set. Refuses with `condition.invalid` (400) and a pointer to each fault; `pointer` is where the condition stands in the request. */
export function readCondition(
  value: unknown,
  programme: CompiledProgramme,
  locale: Locale,
  pointer = "/condition",
): Condition {
  const read = readWith(conditionSchema, value);
  if (!read.ok) {
    const errors = read.problems[locale].map((problem) => ({ ...problem, pointer: `${pointer}${problem.pointer}` }));
    throw new AppError("condition.invalid", { count: errors.length }, errors);
  }
  const findings = validateCondition(read.value, "set", {
    ladders: programme.ladderTiers,
    stages: programme.stages.map((stage) => stage.id),
    // Without a directory no segment is known; asking for one is a fault of the condition.
    segment: programme.directory.segment ?? (() => undefined),
    store: programme.directory.storeLocation,
  });
  if (findings.length === 0) return read.value;
  const errors = findings.map((finding) => ({
    pointer: `${pointer}${finding.pointer}`,
    code: finding.code,
    message: findingText(finding, locale === "en" ? "en" : "zh"),
  }));
  throw new AppError("condition.invalid", { count: errors.length }, errors);
}

/** The same for a condition in a query string. */
export function readConditionText(text: string | undefined, programme: CompiledProgramme, locale: Locale): Condition {
  if (text === undefined || text === "") return { all: [] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError("condition.invalid", { count: 1 }, [
      { pointer: "/condition", code: "condition.not_json", message: locale === "en" ? "not JSON" : "不是有效的 JSON" },
    ]);
  }
  return readCondition(value, programme, locale);
}
