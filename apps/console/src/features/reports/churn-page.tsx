import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useCallback } from "react";
import { api } from "../../shared/api/index.ts";
import type { Churn } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, overDays } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatCompactMoney, formatNumber, formatShare } from "../../shared/format.ts";
import { NumberText } from "../../shared/number-text.tsx";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { RowsCount } from "../../shared/rows-count.tsx";
import { rowsTarget } from "../../shared/rows-link.ts";
import { Stat } from "../../shared/stat.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { NotEnough, ReportFilters, ReportFrame } from "./report-frame.tsx";
import { ScoreHistoryPanel } from "./score-history.tsx";

const route = getRouteApi("/shell/insights/churn");

/** Who may leave, when, and how far the model may be trusted. */
export function ChurnPage() {
  const t = useT();
  const search = route.useSearch();
  const report = useQuery({
    queryKey: ["report", "churn", search],
    queryFn: () => api.reports.churn(search),
    placeholderData: keepPreviousData,
  });
  return (
    <ReportFrame
      title={t("console.nav.churn")}
      filters={<ReportFilters path="/insights/churn" search={search} withPeriod={false} />}
      file={{ report: "churn", query: search }}
      report={report}
    >
      {(data) => (
        <>
          <NotEnough reason={data.notEnoughData ?? data.partly} />
          <div className="grid stats by-three">
            <Stat
              figure={data.atRisk}
              definition={data.definitions.churn_at_risk}
              kind="count"
              currency={data.currency}
              lessIsBetter
            />
            <Stat
              figure={data.valueAtRisk}
              definition={data.definitions.churn_value}
              kind="money"
              currency={data.currency}
              lessIsBetter
            />
            <Stat
              figure={data.monthlyChurn}
              definition={data.definitions.churn_monthly}
              kind="share"
              currency={data.currency}
              lessIsBetter
            />
          </div>
          {data.notEnoughData ? (
            <Monthly data={data} />
          ) : (
            <>
              <Actions data={data} />
              {data.partly?.code === "layers_only" ? (
                <Monthly data={data} />
              ) : (
                <div className="grid halves">
                  <Calendar data={data} />
                  <Monthly data={data} />
                </div>
              )}
            </>
          )}
          <ScoreHistoryPanel asOf={search.asOf} />
          {data.model ? (
            <div className="grid halves">
              <Reliability data={data} />
              <div className="stack">
                <Importance data={data} />
                <ByPurchases data={data} />
              </div>
            </div>
          ) : null}
        </>
      )}
    </ReportFrame>
  );
}

function Actions({ data }: { data: Churn }) {
  const { t, locale } = usePreferences();
  const worth = (value: number | null) =>
    value === null ? "" : formatCompactMoney(locale, Math.round(value), data.currency);
  const { actNow } = data;
  const cards = [
    ...(actNow.members === null
      ? []
      : [
          {
            key: "act",
            title: t("console.churn.actNow", { days: actNow.leadDays }),
            members: actNow.members,
            note: worth(actNow.value),
            rows: actNow.rows,
          },
        ]),
    ...data.bands.map((band) => ({
      key: band.band,
      title: t(`console.churn.band.${band.band}`),
      members: band.members,
      note: worth(band.value),
      rows: band.rows,
    })),
    {
      key: "tenure",
      title: t("console.churn.tenure", { from: data.tenureBand.fromMonths, to: data.tenureBand.toMonths }),
      members: data.tenureBand.members,
      note: t("console.churn.ofWhichAtRisk", { count: formatNumber(locale, data.tenureBand.atRisk) }),
      rows: data.tenureBand.rows,
    },
    {
      key: "drop",
      title: t("console.churn.drop", { share: formatShare(locale, data.activityDrop.drop, 0) }),
      members: data.activityDrop.members,
      note: "",
      rows: data.activityDrop.rows,
    },
  ];
  return (
    <div className="grid stats by-three">
      {cards.map((card) => {
        const target = rowsTarget(card.rows);
        const count = <span className="stat-value">{formatNumber(locale, card.members)}</span>;
        return (
          <section key={card.key} className="panel stat" aria-label={card.title}>
            <div className="muted">{card.title}</div>
            {target && card.members > 0 ? (
              <Link {...target} className="stat-link">
                {count}
              </Link>
            ) : (
              count
            )}
            <span className="small muted">{card.note}</span>
          </section>
        );
      })}
    </div>
  );
}

function Calendar({ data }: { data: Churn }) {
  const { t, locale } = usePreferences();
  const most = Math.max(...data.calendar.map((week) => week.members), 1);
  return (
    <ChartPanel
      title={t("console.churn.calendar")}
      fileName="churn-calendar"
      csv={() => [
        [t("console.churn.week"), t("console.funnel.members")],
        ...data.calendar.map((week) => [week.weekStart, week.members]),
      ]}
    >
      {data.calendar.length === 0 ? <EmptyState title={t("console.churn.calm")} /> : null}
      {data.calendar.map((week) => {
        const target = rowsTarget(week.rows);
        const count = formatNumber(locale, week.members);
        return (
          <div key={week.weekStart} className="funnel-step">
            <div>{week.weekStart}</div>
            <div className="funnel-track">
              <div className="funnel-bar" style={{ width: `${(100 * week.members) / most}%`, height: 16 }} />
            </div>
            <div className="num">
              {target ? <Link {...target}>{count}</Link> : count}{" "}
              <span className="small muted">{formatCompactMoney(locale, Math.round(week.value), data.currency)}</span>
            </div>
          </div>
        );
      })}
    </ChartPanel>
  );
}

function Monthly({ data }: { data: Churn }) {
  const { t, locale } = usePreferences();
  const ceiling = data.references.find((line) => line.key === "kpi.churnRate.max");
  const columns: DataColumn<Churn["byMonth"][number]>[] = [
    { key: "month", title: t("console.liability.month"), primary: true, render: (row) => row.month },
    {
      key: "lost",
      title: t("console.churn.lost"),
      numeric: true,
      render: (row) => <RowsCount count={row.lost} rows={row.rows} />,
    },
    {
      key: "atStart",
      title: t("console.churn.atStart"),
      numeric: true,
      render: (row) => <NumberText value={row.atStart} />,
    },
    {
      key: "rate",
      title: t("console.churn.rate"),
      numeric: true,
      render: (row) => (row.rate === null ? "—" : formatShare(locale, row.rate)),
    },
  ];
  const option = useCallback(
    (colors: ChartColors) => {
      const months = data.byMonth.map((row) => row.month);
      return {
        ...overDays(
          months,
          colors,
          (value) => formatShare(locale, value, 0),
          (value) => formatShare(locale, value),
        ),
        xAxis: { type: "category", data: months, axisLabel: { color: colors.muted, hideOverlap: true } },
        series: [
          {
            type: "bar",
            name: t("console.churn.rate"),
            data: data.byMonth.map((row) => row.rate),
            itemStyle: { color: colors.accent },
          },
          ...(ceiling
            ? [
                {
                  type: "line",
                  name: t("console.report.reference"),
                  showSymbol: false,
                  data: months.map(() => ceiling.value),
                  lineStyle: { type: "dashed", color: colors.warn },
                  itemStyle: { color: colors.warn },
                },
              ]
            : []),
        ],
      };
    },
    [data, locale, t, ceiling],
  );
  return (
    <ChartPanel
      title={t("console.churn.monthly")}
      definition={data.definitions.churn_monthly}
      picture
      fileName="churn-monthly"
      csv={() => [
        columns.map(({ title }) => title),
        ...data.byMonth.map((row) => [row.month, row.lost, row.atStart, row.rate]),
      ]}
    >
      {data.byMonth.some((row) => row.rate !== null) ? (
        <>
          <Chart label={t("console.churn.monthly")} option={option} />
          <details>
            <summary className="muted">{t("console.report.byMonth")}</summary>
            <DataTable rows={data.byMonth} columns={columns} rowKey={(row) => row.month} empty={null} />
          </details>
        </>
      ) : (
        <EmptyState title={t("console.churn.noMonths")} />
      )}
    </ChartPanel>
  );
}

function Reliability({ data }: { data: Churn }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const { model } = data;
  const option = useCallback(
    (colors: ChartColors) => ({
      grid: { left: 8, right: 12, top: 12, bottom: 4, containLabel: true },
      tooltip: {
        trigger: "axis",
        backgroundColor: colors.surface,
        borderColor: colors.line,
        textStyle: { color: colors.text, fontSize: 12 },
        valueFormatter: (value: unknown) => (typeof value === "number" ? formatShare(locale, value) : "—"),
      },
      xAxis: {
        type: "value",
        min: 0,
        max: 1,
        splitLine: { lineStyle: { color: colors.line } },
        axisLabel: { color: colors.muted, formatter: (value: number) => formatShare(locale, value, 0) },
      },
      yAxis: {
        type: "value",
        min: 0,
        max: 1,
        splitLine: { lineStyle: { color: colors.line } },
        axisLabel: { color: colors.muted, formatter: (value: number) => formatShare(locale, value, 0) },
      },
      series: [
        {
          type: "line",
          showSymbol: false,
          silent: true,
          data: [
            [0, 0],
            [1, 1],
          ],
          lineStyle: { type: "dashed", color: colors.guest },
        },
        {
          type: "line",
          data: data.reliability.map((row) => [row.predicted, row.actual]),
          lineStyle: { color: colors.accent },
          itemStyle: { color: colors.accent },
        },
      ],
    }),
    [data, locale],
  );
  if (!model) return null;
  const number = (value: number | null, digits = 3) => (value === null ? "—" : formatNumber(locale, value, digits));
  const facts: [string, string][] = [
    ["AUC", number(model.auc)],
    ["PR-AUC", number(model.prAuc)],
    [
      t("console.churn.lift"),
      model.lift === null
        ? "—"
        : t("console.churn.liftOf", { lift: number(model.lift, 2), cap: number(model.liftCap, 2) }),
    ],
    ["Brier", number(model.brier)],
    ["ECE", number(model.ece)],
    [t("console.churn.method"), say(model.why)],
    [t("console.churn.horizon"), t("console.report.days", { count: model.horizonDays })],
    [t("console.churn.version"), `v${model.version}`],
  ];
  return (
    <ChartPanel title={t("console.churn.model")} picture fileName="churn-reliability">
      <Chart label={t("console.churn.reliability")} option={option} height={220} />
      <dl className="definition-list" style={{ marginTop: 12 }}>
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <dt>{t("console.churn.trained")}</dt>
        <dd>
          <TimeText at={model.trainedAt} />
        </dd>
      </dl>
    </ChartPanel>
  );
}

function Importance({ data }: { data: Churn }) {
  const { t } = usePreferences();
  const say = useLocalText();
  const most = Math.max(...data.importance.map((row) => row.gain), 1e-9);
  return (
    <ChartPanel title={t("console.churn.importance")} fileName="churn-importance">
      {data.importance.length === 0 ? <EmptyState title={t("console.churn.noImportance")} /> : null}
      {data.importance.map((row) => (
        <div key={row.feature} className="funnel-step" style={{ gridTemplateColumns: "minmax(120px, 220px) 1fr" }}>
          <div>{say(row.name)}</div>
          <div className="funnel-track">
            <div className="funnel-bar" style={{ width: `${(100 * row.gain) / most}%`, height: 14 }} />
          </div>
        </div>
      ))}
    </ChartPanel>
  );
}

function ByPurchases({ data }: { data: Churn }) {
  const { t, locale } = usePreferences();
  if (data.byPurchases.length === 0) return null;
  const heads = [
    t("console.churn.purchases"),
    t("console.funnel.members"),
    t("console.churn.predicted"),
    t("console.churn.actual"),
    "AUC",
    "ECE",
  ];
  const number = (value: number | null) => (value === null ? "—" : formatNumber(locale, value, 3));
  return (
    <ChartPanel
      title={t("console.churn.byPurchases")}
      fileName="churn-by-purchases"
      csv={() => [
        heads,
        ...data.byPurchases.map((row) => [
          t(`console.churn.${row.group}`),
          row.members,
          row.predicted,
          row.actual,
          row.auc,
          row.ece,
        ]),
      ]}
    >
      <div style={{ overflowX: "auto" }}>
        <table className="statement wide">
          <thead>
            <tr>
              {heads.map((head, place) => (
                <th key={head} scope="col" className={place === 0 ? undefined : "num"}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.byPurchases.map((row) => (
              <tr key={row.group}>
                <th scope="row">{t(`console.churn.${row.group}`)}</th>
                <td className="num">{formatNumber(locale, row.members)}</td>
                <td className="num">{formatShare(locale, row.predicted)}</td>
                <td className="num">{formatShare(locale, row.actual)}</td>
                <td className="num">{number(row.auc)}</td>
                <td className="num">{number(row.ece)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ChartPanel>
  );
}
