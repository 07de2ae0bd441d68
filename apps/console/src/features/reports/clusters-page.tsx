import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Select } from "antd";
import { useCallback } from "react";
import { api } from "../../shared/api/index.ts";
import type { Clusters, ClustersBody } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, overDays } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { Definition } from "../../shared/definition.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatMoney, formatNumber, formatShare, majorUnits } from "../../shared/format.ts";
import { NumberText } from "../../shared/number-text.tsx";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { rowsTarget } from "../../shared/rows-link.ts";
import { conditionOf } from "./member-filter.tsx";
import { NotEnough, ReportFilters, ReportFrame } from "./report-frame.tsx";

const route = getRouteApi("/shell/insights/clusters");
type Row = Clusters["clusters"][number];
type Feature = ClustersBody["features"][number];

const allFeatures: Feature[] = [
  "recency",
  "frequency",
  "monetary",
  "averageOrder",
  "tenure",
  "categories",
  "discountShare",
];
const usual: Feature[] = ["recency", "frequency", "monetary"];
const counts = [2, 3, 4, 5, 6, 7, 8];

/** The features in an address; the usual three when it names fewer than two. */
function featuresOf(text: string | undefined): Feature[] {
  const found = allFeatures.filter((feature) => (text ?? "").split(",").includes(feature));
  return found.length < 2 ? usual : found;
}

/** Members who are alike in what they buy: how many, how they buy, and a condition that finds them. */
export function ClustersPage() {
  const t = useT();
  const search = route.useSearch();
  const navigate = useNavigate();
  const features = featuresOf(search.features);
  const k = counts.find((count) => String(count) === search.k);
  const filter = conditionOf(search.filter);
  const body: ClustersBody = {
    features,
    ...(k !== undefined && { k }),
    ...(filter && { filter }),
    ...(search.storeId && { storeId: search.storeId }),
    ...(search.asOf && { asOf: search.asOf }),
  };
  const report = useQuery({
    queryKey: ["report", "clusters", body],
    queryFn: () => api.reports.clusters(body),
    placeholderData: keepPreviousData,
  });
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: "/insights/clusters", search: { ...search, ...change } });
  return (
    <ReportFrame
      title={t("console.nav.clusters")}
      filters={
        <>
          <Select<Feature[]>
            mode="multiple"
            value={features}
            aria-label={t("console.clusters.features")}
            maxTagCount="responsive"
            style={{ width: 320, maxWidth: "100%" }}
            onChange={(chosen) => (chosen.length < 2 ? undefined : go({ features: chosen.join(",") }))}
            options={allFeatures.map((feature) => ({
              value: feature,
              label: t(`console.clusters.feature.${feature}`),
              disabled: features.length <= 2 && features.includes(feature),
              title: features.length <= 2 && features.includes(feature) ? t("console.clusters.fewFeatures") : "",
            }))}
          />
          <Select<number>
            value={k ?? 0}
            aria-label={t("console.clusters.k")}
            style={{ width: 130 }}
            onChange={(chosen) => go({ k: chosen === 0 ? undefined : String(chosen) })}
            options={[
              { value: 0, label: t("console.clusters.auto") },
              ...counts.map((count) => ({ value: count, label: t("console.clusters.many", { count }) })),
            ]}
          />
          <ReportFilters path="/insights/clusters" search={search} withPeriod={false} />
        </>
      }
      file={{ report: "clusters", body }}
      report={report}
    >
      {(data) => (
        <>
          <NotEnough reason={data.notEnoughData} />
          {data.clusters.length === 0 ? null : (
            <>
              <Profile data={data} />
              <div className="grid halves">
                <Shares data={data} />
                <Conditions data={data} />
              </div>
            </>
          )}
        </>
      )}
    </ReportFrame>
  );
}

/** A median in words. */
function useMedian(currency: string) {
  const { locale, t } = usePreferences();
  return (feature: string, value: number) => {
    if (feature === "monetary" || feature === "averageOrder") return formatMoney(locale, Math.round(value), currency);
    if (feature === "discountShare") return formatShare(locale, value);
    if (feature === "recency" || feature === "tenure")
      return `${formatNumber(locale, value, 0)} ${t("console.clusters.days")}`;
    return formatNumber(locale, value, Number.isInteger(value) ? 0 : 1);
  };
}

function Quality({ data }: { data: Clusters }) {
  const { t, locale } = usePreferences();
  if (data.silhouette === null) return null;
  const word = data.silhouette >= 0.5 ? "clear" : data.silhouette >= 0.25 ? "fair" : "weak";
  const numbers = {
    members: formatNumber(locale, data.members),
    sampled: formatNumber(locale, data.sampled),
  };
  return (
    <p className="muted">
      {t(data.sampled < data.members ? "console.clusters.sampled" : "console.clusters.all", numbers)}{" "}
      {t("console.clusters.quality", {
        value: formatNumber(locale, data.silhouette, 2),
        verdict: t(`console.clusters.${word}`),
      })}
    </p>
  );
}

function Profile({ data }: { data: Clusters }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const median = useMedian(data.currency);
  const share = (value: number | null) => (value === null ? "—" : formatShare(locale, value));
  const shown = Object.keys(data.clusters[0]?.profile ?? {});
  const nameOf = (feature: string) => {
    const definition = data.definitions[`cluster_${feature}`];
    return definition ? say(definition.name) : t(`console.clusters.feature.${feature as Feature}`);
  };
  const columns: DataColumn<Row>[] = [
    {
      key: "name",
      title: t("console.clusters.cluster"),
      primary: true,
      render: (row) => say(row.name),
    },
    {
      key: "members",
      title: t("console.funnel.members"),
      numeric: true,
      render: (row) => (
        <>
          <NumberText value={row.members} /> <span className="muted small">{share(row.share)}</span>
        </>
      ),
    },
    {
      key: "spend",
      title: t("console.clusters.spendShare"),
      numeric: true,
      render: (row) => share(row.spendShare),
    },
    ...shown.map((feature) => ({
      key: feature,
      title: nameOf(feature),
      numeric: true,
      render: (row: Row) => median(feature, row.profile[feature] ?? 0),
    })),
    {
      key: "predicted",
      title: t("console.clusters.predicted"),
      numeric: true,
      render: (row) =>
        row.meanPredicted === null ? "—" : formatMoney(locale, Math.round(row.meanPredicted), data.currency),
    },
  ];
  const plain = (row: Row, feature: string) => {
    const value = row.profile[feature] ?? 0;
    return feature === "monetary" || feature === "averageOrder" ? majorUnits(value, data.currency) : value;
  };
  return (
    <ChartPanel
      title={t("console.clusters.profile")}
      definition={data.definitions.clusters}
      fileName="clusters"
      extra={
        <span className="small muted row">
          {shown.map((feature) => {
            const definition = data.definitions[`cluster_${feature}`];
            return definition ? (
              <Definition key={feature} meaning={say(definition.text)} formula={definition.formula}>
                {say(definition.name)}
              </Definition>
            ) : null;
          })}
        </span>
      }
      csv={() => [
        columns.map(({ title }) => title),
        ...data.clusters.map((row) => [
          say(row.name),
          row.members,
          row.spendShare,
          ...shown.map((feature) => plain(row, feature)),
          row.meanPredicted === null ? null : majorUnits(row.meanPredicted, data.currency),
        ]),
      ]}
    >
      <Quality data={data} />
      <DataTable
        rows={data.clusters}
        columns={columns}
        rowKey={(row) => row.name.en}
        empty={<EmptyState title={t("console.report.nothing")} />}
      />
    </ChartPanel>
  );
}

/** Share of members against share of spend, cluster by cluster. */
function Shares({ data }: { data: Clusters }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const option = useCallback(
    (colors: ChartColors) => {
      const words = data.clusters.map((row) => say(row.name));
      const share = (value: number) => formatShare(locale, value, 1);
      const bars = (name: string, values: (number | null)[], color: string) => ({
        type: "bar",
        name,
        data: values.map((value) => value ?? 0),
        itemStyle: { color },
        barMaxWidth: 36,
      });
      return {
        ...overDays(words, colors, (value) => formatShare(locale, value, 0), share),
        xAxis: {
          type: "category",
          data: words,
          axisTick: { show: false },
          axisLine: { lineStyle: { color: colors.line } },
          axisLabel: {
            color: colors.muted,
            interval: 0,
            hideOverlap: false,
            width: 80,
            overflow: "break",
            lineHeight: 14,
          },
        },
        series: [
          bars(
            t("console.tiers.ofMembers"),
            data.clusters.map((row) => row.share),
            colors.guest,
          ),
          bars(
            t("console.clusters.spendShare"),
            data.clusters.map((row) => row.spendShare),
            colors.accent,
          ),
        ],
      };
    },
    [data, locale, say, t],
  );
  return (
    <ChartPanel
      title={t("console.clusters.shares")}
      picture
      fileName="cluster-shares"
      csv={() => [
        [t("console.clusters.cluster"), t("console.tiers.ofMembers"), t("console.clusters.spendShare")],
        ...data.clusters.map((row) => [say(row.name), row.share, row.spendShare]),
      ]}
    >
      <Chart label={t("console.clusters.shares")} option={option} />
    </ChartPanel>
  );
}

function Conditions({ data }: { data: Clusters }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  return (
    <ChartPanel
      title={t("console.clusters.describe")}
      definition={data.definitions.cluster_fit}
      fileName="cluster-conditions"
      csv={() => [
        [
          t("console.clusters.cluster"),
          t("console.clusters.describe"),
          t("console.clusters.precision"),
          t("console.clusters.recall"),
        ],
        ...data.clusters.map((row) => [
          say(row.name),
          row.sentence ? say(row.sentence) : null,
          row.fit?.precision ?? null,
          row.fit?.recall ?? null,
        ]),
      ]}
    >
      <div className="stack" style={{ gap: 14 }}>
        {data.clusters.map((row) => {
          const target = rowsTarget(row.rows);
          return (
            <div key={row.name.en}>
              <strong>{say(row.name)}</strong>
              <div>{row.sentence ? say(row.sentence) : t("console.clusters.noCondition")}</div>
              {row.fit ? (
                <div className="small muted row">
                  <span>
                    {t("console.clusters.found")} {t("console.filter.members", { count: row.fit.members })}
                  </span>
                  <span>
                    {t("console.clusters.precision")} {formatShare(locale, row.fit.precision)}
                  </span>
                  <span>
                    {t("console.clusters.recall")} {formatShare(locale, row.fit.recall)}
                  </span>
                  {target ? (
                    <Link {...target}>{t("console.clusters.open")}</Link>
                  ) : (
                    <span>{t("console.clusters.tooLoose")}</span>
                  )}
                  {target ? (
                    <Link to="/insights/compare" search={{ a: JSON.stringify(row.condition) }}>
                      {t("console.clusters.compare")}
                    </Link>
                  ) : null}
                </div>
              ) : null}
            </div>
          );
        })}
      </div>
    </ChartPanel>
  );
}
