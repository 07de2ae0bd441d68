import type { Import, ImportPointsTotals, ImportTotals, Locale } from "@regulars/contracts";
import { toPublicId } from "../../platform/ids.ts";
import { formatScaled } from "./decimals.ts";
import type { ImportMapping, OrderMapping, PointsMapping } from "./mapping.ts";
import { reasonText } from "./row-reasons.ts";
import type { ImportRecord } from "./store.ts";
import { rowCounts, type Totals } from "./totals.ts";

/** An import as the API shows it. */
export function presentImport(record: ImportRecord, locale: Locale): Import {
  const { progress, checkpoint, error, status } = record;
  const { mapping } = record.options;
  const rows = rowCounts(checkpoint.totals);
  const isRunning = status === "running" || status === "cancelling";
  const share = record.fileBytes === 0 ? 0 : (progress?.bytesRead ?? 0) / record.fileBytes;
  const publicId = toPublicId("imp", record.id);
  const text = error && reasonText(error, mapping);
  return {
    id: publicId,
    kind: mapping.kind,
    mapping: record.mapping,
    source: record.source,
    fileName: record.fileName,
    fileBytes: record.fileBytes,
    encoding: record.encoding,
    status,
    rowsRead: checkpoint.totals.lines,
    rowsAccepted: rows.accepted,
    rowsRefused: rows.refused,
    rowsSkipped: rows.skipped,
    totals: checkpoint.items === 0 || mapping.kind !== "orders" ? null : presentTotals(record, mapping),
    pointsTotals: checkpoint.items === 0 || mapping.kind !== "points" ? null : presentPoints(record, mapping),
    bytesRead: progress?.bytesRead ?? 0,
    rowsPerSecond: isRunning ? (progress?.rowsPerSecond ?? null) : null,
    secondsLeft: isRunning ? (progress?.secondsLeft ?? null) : null,
    percent: status === "finished" ? 100 : Math.min(99, Math.floor(share * 100)),
    errorFileUrl: record.errorFile === null ? null : `/v1/imports/${publicId}/errors`,
    error: text && (locale === "zh-CN" ? text.zh : text.en),
    errorCode: error?.code ?? null,
    demo: record.demo,
    createdBy: record.createdBy,
    createdAt: record.createdAt.toISOString(),
    startedAt: record.startedAt?.toISOString() ?? null,
    finishedAt: record.finishedAt?.toISOString() ?? null,
  };
}

type Counted = Pick<ImportRecord, "checkpoint" | "progress">;

export function presentTotals(record: Counted, mapping: OrderMapping): ImportTotals {
  const { totals } = record.checkpoint;
  const classes = Object.entries(totals.classes).flatMap(([meant, counts]) =>
    Object.entries(counts).flatMap(([status, { lines, exact }]) =>
      lines === 0
        ? []
        : [
            {
              meant: meant as ImportTotals["classes"][number]["meant"],
              status: status as ImportTotals["classes"][number]["status"],
              lines,
              amount: formatScaled(exact),
            },
          ],
    ),
  );
  return {
    currency: mapping.currency,
    lines: totals.lines,
    orderNumbers: totals.orderNumbers,
    customers: record.progress?.customers ?? null,
    guestLines: totals.guestLines,
    amount: formatScaled(totals.exact),
    classes,
    reasons: presentReasons(totals, mapping),
    orders: totals.orders,
    refunds: totals.refunds,
  };
}

export function presentPoints(record: Counted, mapping: PointsMapping): ImportPointsTotals {
  const { totals } = record.checkpoint;
  const none = { recorded: 0, repeated: 0, refused: 0, credited: 0, debited: 0 };
  return {
    lines: totals.lines,
    members: record.progress?.customers ?? null,
    amount: formatScaled(totals.exact),
    ...none,
    ...totals.points,
    reasons: presentReasons(totals, mapping),
  };
}

function presentReasons(totals: Totals, mapping: ImportMapping): ImportTotals["reasons"] {
  return Object.entries(totals.reasons).map(([code, { status, lines, exact }]) => ({
    code,
    status: status === "skipped" ? "skipped" : "refused",
    lines,
    amount: formatScaled(exact),
    text: reasonLabel(code, mapping),
  }));
}

/** The reason without the particulars of a row. */
function reasonLabel(code: string, mapping: ImportMapping): ImportTotals["reasons"][number]["text"] {
  const strip = (text: string) => text.replaceAll(/\s*[（(]?[:：]?\s*\{\w+\}[^）)]*[）)]?/g, "…");
  const { zh, en } = reasonText({ code, params: {} }, mapping);
  return { zh: strip(zh), en: strip(en) };
}
