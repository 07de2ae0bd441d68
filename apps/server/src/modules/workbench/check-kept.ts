import type { Locale, ReportQuestion } from "@regulars/contracts";
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import { AppError, databaseErrorOf, type FieldError } from "../../platform/errors.ts";
import { fromPublicId, toPublicId } from "../../platform/ids.ts";
import { dimensions, metrics } from "../metrics/index.ts";
import { readCondition } from "../segments/index.ts";
import type { WorkbenchDeps } from "./index.ts";
import type { Tile } from "./reports-and-dashboards.ts";

const texts = {
  "metric.unknown": { zh: "没有这个指标", en: "There is no such metric" },
  "metric.twice": { zh: "重复了", en: "It is asked for twice" },
  "metric.unknown_dimension": { zh: "没有这个维度", en: "There is no such dimension" },
  "period.invalid": { zh: "结束早于开始", en: "It ends before it begins" },
  "saved_report.unknown": { zh: "没有这份报表", en: "There is no such report" },
  "store.unknown": { zh: "没有这家门店", en: "There is no such store" },
} as const;

const fault = (pointer: string, code: keyof typeof texts, locale: Locale): FieldError => ({
  pointer,
  code,
  message: texts[code][locale === "en" ? "en" : "zh"],
});

function refuseFaults(errors: FieldError[]): void {
  if (errors.length > 0) throw new AppError("request.invalid", { count: errors.length }, errors);
}

/** Refuses a question that could never be answered: kept today, it would fail every time it is opened. */
export function checkQuestion(
  { programmes }: Pick<WorkbenchDeps, "programmes">,
  { measures, dimensions: asked, span, filter }: ReportQuestion,
  locale: Locale,
): void {
  refuseFaults([
    ...measures.flatMap((id, index) =>
      metrics.has(id) ? [] : [fault(`/question/measures/${index}`, "metric.unknown", locale)],
    ),
    ...asked.flatMap((id, index) =>
      dimensions.has(id) ? [] : [fault(`/question/dimensions/${index}`, "metric.unknown_dimension", locale)],
    ),
    ...twice(measures, "/question/measures", locale),
    ...twice(asked, "/question/dimensions", locale),
    ...("from" in span && span.to < span.from ? [fault("/question/span/to", "period.invalid", locale)] : []),
  ]);
  if (filter !== undefined) readCondition(filter, programmes.active().programme, locale, "/question/filter");
}

const twice = (names: readonly string[], pointer: string, locale: Locale): FieldError[] =>
  names.flatMap((name, index) =>
    names.indexOf(name) < index ? [fault(`${pointer}/${index}`, "metric.twice", locale)] : [],
  );

/** Refuses days in the wrong order. */
export function checkSpan({ from, to }: { from: string; to: string }, locale: Locale): void {
  refuseFaults(to < from ? [fault("/to", "period.invalid", locale)] : []);
}

/** Refuses tiles of reports that are not there. */
export async function checkTiles(db: Db | Tx, tiles: readonly Tile[], locale: Locale): Promise<void> {
  const ids = tiles.map((tile) => fromPublicId("rep", tile.reportId));
  const { rows } = await sql<{ id: string }>`select id from saved_reports where id = any(${ids}::uuid[])`.execute(db);
  const there = new Set(rows.map((row) => toPublicId("rep", row.id)));
  refuseFaults(
    tiles.flatMap((tile, index) =>
      there.has(tile.reportId) ? [] : [fault(`/tiles/${index}/reportId`, "saved_report.unknown", locale)],
    ),
  );
}

/** What is thrown when a goal is for a store that is not there, in words. */
export function storeUnknown(error: unknown, locale: Locale): unknown {
  return databaseErrorOf(error).constraint === "goals_store_id_fkey"
    ? new AppError("request.invalid", { count: 1 }, [fault("/storeId", "store.unknown", locale)])
    : error;
}
