import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { api } from "../../shared/api/index.ts";
import type { SavedReport } from "../../shared/api/reports.ts";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { useProgrammeUnits } from "../../shared/session.tsx";
import { AnswerRows, MeasureChart, Untold, useShown } from "../reports/answer-view.tsx";
import { bodyOf } from "./question.ts";

const refreshMilliseconds = 60_000;

/** A kept report as it is now: a big number, a drawing, or a table. */
export function Tile({ report, height = 220 }: { report: SavedReport; height?: number }) {
  const t = useT();
  const say = useLocalText();
  const { zone, currency } = useProgrammeUnits();
  const body = bodyOf(report.question, zone, 50);
  const { data, error, refetch } = useQuery({
    queryKey: ["explore", body],
    queryFn: () => api.reports.explore(body),
    placeholderData: keepPreviousData,
    refetchInterval: refreshMilliseconds,
  });
  const shown = useShown(data?.currency ?? currency);
  if (error) return <ErrorPanel error={error} onRetry={() => refetch()} />;
  if (!data) return <Skeleton active />;
  const { shape } = report.question;
  if (data.dimensions.length === 0)
    return (
      <div className="row" style={{ gap: 32, alignItems: "flex-start" }}>
        {data.measures.map((measure, index) => {
          const before = data.comparedTotals?.[index];
          return (
            <div key={measure.id} className="tile-number">
              <div className="muted">{say(measure.name)}</div>
              <div className="stat-value">{shown.exact(data.totals[index] ?? null, measure.unit)}</div>
              {before !== undefined ? (
                <div className="small muted">
                  {t("console.overview.before")} {shown.exact(before, measure.unit)}
                </div>
              ) : null}
            </div>
          );
        })}
      </div>
    );
  if (data.rows.length === 0) return <EmptyState title={t("console.report.nothing")} />;
  if (shape === "table" || data.dimensions.length > 1 || data.rows.length === 1)
    return (
      <div className="stack" style={{ gap: 8 }}>
        <Untold data={data} />
        <AnswerRows data={data} limit={12} />
      </div>
    );
  return (
    <div className="stack" style={{ gap: 8 }}>
      <Untold data={data} />
      {data.measures.map((measure, index) => (
        <div key={measure.id}>
          {data.measures.length > 1 ? <div className="small muted">{say(measure.name)}</div> : null}
          <MeasureChart data={data} index={index} shape={shape} height={height / Math.min(2, data.measures.length)} />
        </div>
      ))}
    </div>
  );
}
