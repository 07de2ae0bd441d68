import type { Condition } from "@regulars/engine";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Skeleton, Tooltip } from "antd";
import dayjs from "dayjs";
import { ApiError, api } from "../../shared/api/index.ts";
import type { Comparison, ComparisonBody } from "../../shared/api/reports.ts";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { Definition } from "../../shared/definition.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatNumber, formatShare } from "../../shared/format.ts";
import { useLocalText, usePreferences } from "../../shared/preferences.tsx";
import { rowsTarget } from "../../shared/rows-link.ts";
import { useProgrammeUnits } from "../../shared/session.tsx";
import { StatusDot } from "../../shared/status-dot.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { zonedDay } from "../../shared/zoned-day.ts";
import { PeriodPicker } from "../overview/period-picker.tsx";
import { useShown } from "./answer-view.tsx";
import { conditionOf, FilterNote, MemberFilter } from "./member-filter.tsx";

const route = getRouteApi("/shell/insights/compare");

/** With nobody filtered, two periods are compared: unless the address says otherwise, one with the one before it. */
function periodOfB(search: ReturnType<typeof route.useSearch>, today: string) {
  const to = dayjs(search.aTo ?? today);
  const from = search.aFrom ? dayjs(search.aFrom) : to.subtract(29, "day");
  const days = to.diff(from, "day") + 1;
  return {
    from: search.bFrom ?? from.subtract(days, "day").format("YYYY-MM-DD"),
    to: search.bTo ?? from.subtract(1, "day").format("YYYY-MM-DD"),
  };
}

/** Two sets of members, or two periods, side by side: every figure, how firm the difference is, what the people are like. */
export function ComparePopulationsPage() {
  const { t } = usePreferences();
  const search = route.useSearch();
  const navigate = useNavigate();
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: "/insights/compare", search: { ...search, ...change } });
  const sideOf = (condition: Condition | undefined, from: string | undefined, to: string | undefined) => ({
    ...(condition && { condition }),
    ...(from && { from }),
    ...(to && { to }),
  });
  const { zone } = useProgrammeUnits();
  const b = search.a || search.b ? { from: search.bFrom, to: search.bTo } : periodOfB(search, zonedDay(zone));
  const body: ComparisonBody = {
    a: sideOf(conditionOf(search.a), search.aFrom, search.aTo),
    b: sideOf(conditionOf(search.b), b.from, b.to),
  };
  const isSame = JSON.stringify(body.a) === JSON.stringify(body.b);
  const { data, error, refetch, isLoading, isPlaceholderData } = useQuery({
    queryKey: ["report", "compare", body],
    queryFn: () => api.reports.compare(body),
    placeholderData: keepPreviousData,
    enabled: !isSame,
  });
  const lensDown = error instanceof ApiError && error.code === "lens.unavailable";
  const sides = [
    { key: "a" as const, filter: search.a, from: search.aFrom, to: search.aTo },
    { key: "b" as const, filter: search.b, ...b },
  ];
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.nav.compare")}</h1>
      </div>
      <div className="grid halves" style={{ marginBottom: 16 }}>
        {sides.map((side) => {
          const target = rowsTarget(data?.[side.key].rows);
          return (
            <section key={side.key} className="panel" aria-label={t(`console.compare.${side.key}`)}>
              <div className="panel-head">
                <h2>{t(`console.compare.${side.key}`)}</h2>
                {data && !isSame && target && data[side.key].members > 0 ? (
                  <Link {...target}>{t("console.filter.members", { count: data[side.key].members })}</Link>
                ) : null}
              </div>
              <div className="row" style={{ marginBottom: 12 }}>
                <PeriodPicker
                  from={side.from}
                  to={side.to}
                  onChange={({ from, to }) =>
                    go(side.key === "a" ? { aFrom: from, aTo: to } : { bFrom: from, bTo: to })
                  }
                />
                <MemberFilter value={side.filter} onChange={(filter) => go({ [side.key]: filter })} />
              </div>
              <FilterNote value={side.filter} onClear={() => go({ [side.key]: undefined })} />
            </section>
          );
        })}
      </div>
      {isSame ? (
        <div className="panel">
          <EmptyState title={t("console.compare.same")} hint={t("console.compare.sameHint")} />
        </div>
      ) : null}
      {lensDown ? <EmptyState title={t("console.report.notReady")} hint={t("console.report.notReadyHint")} /> : null}
      {error && !lensDown ? <ErrorPanel error={error} onRetry={() => refetch()} /> : null}
      {isLoading ? <Skeleton active paragraph={{ rows: 12 }} /> : null}
      {data && !isSame ? (
        <div className="stack" aria-busy={isPlaceholderData}>
          <Figures data={data} />
          <div className="grid halves">
            {data.portrait
              .filter(({ values }) => values.length > 0)
              .map((dimension) => (
                <Portrait key={dimension.dimension} dimension={dimension} />
              ))}
          </div>
          <footer className="small muted" style={{ textAlign: "end" }}>
            {t("console.overview.asOf")} <TimeText at={data.asOf} />
          </footer>
        </div>
      ) : null}
    </div>
  );
}

function Figures({ data }: { data: Comparison }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const shown = useShown(data.currency);
  type Row = Comparison["metrics"][number];
  const nameOf = (row: Row) => {
    const definition = data.definitions[row.definition];
    return definition ? (
      <Definition meaning={say(definition.text)} formula={definition.formula}>
        {say(definition.name)}
      </Definition>
    ) : (
      row.definition
    );
  };
  const verdict = (row: Row) => {
    if (row.pValue === null) return <span className="muted">—</span>;
    const interval =
      row.low === null || row.high === null
        ? ""
        : t("console.compare.interval", { low: formatShare(locale, row.low), high: formatShare(locale, row.high) });
    return (
      <Tooltip title={interval}>
        <span className={row.pValue < 0.05 ? "" : "muted"}>
          {t(row.pValue < 0.05 ? "console.compare.firm" : "console.compare.mayBeChance")} (p ={" "}
          {row.pValue < 0.001 ? "<0.001" : formatNumber(locale, row.pValue, 3)})
        </span>
      </Tooltip>
    );
  };
  const columns: DataColumn<Row>[] = [
    { key: "metric", title: t("console.forecast.metric"), primary: true, render: nameOf },
    { key: "a", title: t("console.compare.a"), numeric: true, render: (row) => shown.exact(row.a, row.unit) },
    { key: "b", title: t("console.compare.b"), numeric: true, render: (row) => shown.exact(row.b, row.unit) },
    {
      key: "difference",
      title: t("console.compare.difference"),
      about: t("console.compare.differenceMeaning"),
      numeric: true,
      render: (row) =>
        row.difference === null ? "—" : `${row.difference > 0 ? "+" : ""}${formatShare(locale, row.difference)}`,
    },
    { key: "verdict", title: t("console.compare.verdict"), render: verdict },
  ];
  return (
    <ChartPanel
      title={t("console.compare.figures")}
      fileName="comparison"
      csv={() => [
        [...columns.slice(0, -1).map(({ title }) => title), "p"],
        ...data.metrics.map((row) => [
          say(data.definitions[row.definition]?.name ?? { zh: row.definition, en: row.definition }),
          shown.plain(row.a, row.unit),
          shown.plain(row.b, row.unit),
          row.difference,
          row.pValue,
        ]),
      ]}
    >
      <DataTable
        figures
        rows={data.metrics}
        columns={columns}
        rowKey={(row) => row.definition}
        empty={<EmptyState title={t("console.report.nothing")} />}
      />
    </ChartPanel>
  );
}

function Portrait({ dimension }: { dimension: Comparison["portrait"][number] }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const widest = Math.max(0.0001, ...dimension.values.flatMap(({ a, b }) => [a ?? 0, b ?? 0]));
  const share = (value: number | null) => (value === null ? "—" : formatShare(locale, value));
  return (
    <ChartPanel
      title={say(dimension.name)}
      extra={
        <span className="small muted row">
          <StatusDot color="var(--rg-accent)">{t("console.compare.a")}</StatusDot>
          <StatusDot color="var(--rg-guest)">{t("console.compare.b")}</StatusDot>
          <Definition meaning={t("console.compare.indexMeaning")}>{t("console.compare.index")}</Definition>
        </span>
      }
      fileName={`portrait-${dimension.dimension}`}
      csv={() => [
        [say(dimension.name), t("console.compare.a"), t("console.compare.b"), t("console.compare.index")],
        ...dimension.values.map((value) => [say(value.label), value.a, value.b, value.index]),
      ]}
    >
      <ul className="portrait">
        {dimension.values.map((value) => (
          <li key={value.value ?? ""}>
            <span className="portrait-name">{say(value.label)}</span>
            <span className="portrait-bars" aria-hidden="true">
              <span
                className="bar-fill"
                style={{ width: `${((value.a ?? 0) / widest) * 100}%`, background: "var(--rg-accent)" }}
              />
              <span
                className="bar-fill"
                style={{ width: `${((value.b ?? 0) / widest) * 100}%`, background: "var(--rg-guest)" }}
              />
            </span>
            <span className="num small">
              {share(value.a)} <span className="muted">{share(value.b)}</span>
            </span>
            <span className={`num small ${indexTone(value.index)}`}>{value.index ?? "—"}</span>
          </li>
        ))}
      </ul>
    </ChartPanel>
  );
}

/** 100 = as often on both sides. */
function indexTone(index: number | null): string {
  if (index === null) return "muted";
  if (index >= 120) return "good";
  return index <= 80 ? "bad" : "muted";
}
