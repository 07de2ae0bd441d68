import type { ExploreRequest, Locale } from "@regulars/contracts";
import type { CompiledProgramme } from "@regulars/engine";
import { AppError, type FieldError } from "../../platform/errors.ts";
import { dimensions } from "./dimensions.ts";
import type { Text } from "./metric.ts";
import { metrics } from "./registry.ts";

type Names = Pick<ExploreRequest, "measures" | "dimensions" | "sort" | "ladder">;

const texts = {
  "metric.unknown": { zh: "没有指标“{name}”", en: "There is no metric “{name}”" },
  "metric.twice": { zh: "“{name}”重复了", en: "“{name}” is asked for twice" },
  "metric.unknown_dimension": { zh: "没有维度“{name}”", en: "There is no dimension “{name}”" },
  "metric.unknown_sort": {
    zh: "只能按所选指标或 dimension 排序，不能按“{name}”",
    en: "Sorting is by one of the measures asked for or by dimension, not by “{name}”",
  },
  "metric.unknown_ladder": { zh: "没有等级体系“{name}”", en: "There is no ladder “{name}”" },
  "metric.span": {
    zh: "时间段须为 1 至 {name} 天，且开始不晚于结束",
    en: "A period has 1 to {name} days and does not end before it begins",
  },
} satisfies Record<string, Text>;

function fault(pointer: string, code: keyof typeof texts, name: string, locale: Locale): FieldError {
  return { pointer, code, message: texts[code][locale === "en" ? "en" : "zh"].replace("{name}", name) };
}

/** Refuses a question that names what is not there, with a pointer to each name. */
export function checkNames(
  { measures, dimensions: asked, sort, ladder }: Names,
  programme: CompiledProgramme,
  locale: Locale,
): void {
  const errors = [
    ...measures.flatMap((id, index) =>
      metrics.has(id) ? [] : [fault(`/measures/${index}`, "metric.unknown", id, locale)],
    ),
    ...asked.flatMap((id, index) =>
      dimensions.has(id) ? [] : [fault(`/dimensions/${index}`, "metric.unknown_dimension", id, locale)],
    ),
    ...measures.flatMap((id, index) =>
      measures.indexOf(id) < index ? [fault(`/measures/${index}`, "metric.twice", id, locale)] : [],
    ),
    ...asked.flatMap((id, index) =>
      asked.indexOf(id) < index ? [fault(`/dimensions/${index}`, "metric.twice", id, locale)] : [],
    ),
    ...(sort === undefined || sort === "dimension" || measures.includes(sort)
      ? []
      : [fault("/sort", "metric.unknown_sort", sort, locale)]),
    ...(ladder === undefined || Object.hasOwn(programme.ladderTiers, ladder)
      ? []
      : [fault("/ladder", "metric.unknown_ladder", ladder, locale)]),
  ];
  if (errors.length > 0) throw new AppError("request.invalid", { count: errors.length }, errors);
}

/** Refuses days in the wrong order, or too many of them. */
export function refuseSpan(longestDays: number, locale: Locale): never {
  throw new AppError("request.invalid", { count: 1 }, [fault("/from", "metric.span", String(longestDays), locale)]);
}
