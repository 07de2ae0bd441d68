import type { Locale } from "@regulars/contracts";
import type { CompiledProgramme, Condition } from "@regulars/engine";
import { AppError } from "../../platform/errors.ts";
import { readCondition } from "../segments/index.ts";

/** The `filter` of a query string, a condition tree as JSON text. Refuses with `condition.invalid` and pointers into `/filter`. */
export function readFilter(text: string, programme: CompiledProgramme, locale: Locale): Condition {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError("condition.invalid", { count: 1 }, [
      { pointer: "/filter", code: "condition.not_json", message: locale === "en" ? "not JSON" : "不是有效的 JSON" },
    ]);
  }
  return readCondition(value, programme, locale, "/filter");
}
