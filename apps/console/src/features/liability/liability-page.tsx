import { DownloadOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, DatePicker, Segmented, Skeleton } from "antd";
import dayjs from "dayjs";
import { datedName } from "../../shared/csv.ts";
import { download } from "../../shared/download.ts";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel, useErrorNotice } from "../../shared/error-panel.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { TimeText } from "../../shared/time-text.tsx";
import { BreakagePanel } from "./breakage-panel.tsx";
import { ExpiringPanel } from "./expiring-panel.tsx";
import { FlowsChart } from "./flows-chart.tsx";
import { FlowsTable } from "./flows-table.tsx";
import { HoldersPanel } from "./holders-panel.tsx";
import { type LiabilityAnswer, type LiabilityReport, liabilityApi, type Span } from "./liability-api.ts";
import { StandingCards } from "./standing-cards.tsx";

const route = getRouteApi("/shell/insights/liability");

/** What is owed to members in points, how it came about month by month, and what becomes of it. */
export function LiabilityPage() {
  const t = useT();
  const search = route.useSearch();
  const navigate = useNavigate();
  const notify = useErrorNotice();
  const words = useProgrammeWords();
  // Months are chosen as first and last; the API takes the day after the last.
  const span: Span = {
    from: search.from ? `${search.from}-01` : undefined,
    to: search.to ? dayjs(`${search.to}-01`).add(1, "month").format("YYYY-MM-DD") : undefined,
  };
  const report = useQuery({
    queryKey: ["liability", span],
    queryFn: () => liabilityApi.report(span),
    placeholderData: keepPreviousData,
  });
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: "/insights/liability", search: { ...search, ...change } });
  const wallets = report.data?.items ?? [];
  const shown = wallets.find(({ wallet }) => wallet === search.wallet) ?? wallets[0];
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.liability.title")}</h1>
        {wallets.length > 1 && shown ? (
          <Segmented
            value={shown.wallet}
            aria-label={t("console.member.wallet")}
            options={wallets.map(({ wallet }) => ({ value: wallet, label: words.wallet(wallet) }))}
            onChange={(wallet) => go({ wallet })}
          />
        ) : null}
        <DatePicker.RangePicker
          aria-label={t("console.overview.period")}
          picker="month"
          allowEmpty={[true, true]}
          value={[search.from ? dayjs(`${search.from}-01`) : null, search.to ? dayjs(`${search.to}-01`) : null]}
          maxDate={dayjs()}
          onChange={(range) => go({ from: range?.[0]?.format("YYYY-MM"), to: range?.[1]?.format("YYYY-MM") })}
        />
        <Button
          icon={<DownloadOutlined />}
          onClick={() => void download(liabilityApi.exportPath(span), datedName("liability")).catch(notify)}
        >
          {t("console.export")}
        </Button>
      </div>
      {report.error ? <ErrorPanel error={report.error} onRetry={() => report.refetch()} /> : null}
      {report.isLoading ? <Skeleton active paragraph={{ rows: 10 }} /> : null}
      {report.data && shown ? <Shown answer={report.data} report={shown} /> : null}
      {report.data && !shown ? (
        <div className="panel">
          <EmptyState title={t("console.liability.noWallets")} hint={t("console.liability.noWalletsHint")} />
        </div>
      ) : null}
    </div>
  );
}

function Shown({ answer, report }: { answer: LiabilityAnswer; report: LiabilityReport }) {
  const t = useT();
  const say = useLocalText();
  return (
    <div className="stack">
      <StandingCards report={report} />
      <section className="panel" aria-labelledby="flows-title">
        <div className="panel-head">
          <h2 id="flows-title">{t("console.liability.byMonth")}</h2>
          <span className="muted small">
            {t("console.overview.asOf")} <TimeText at={answer.asOf} />
          </span>
        </div>
        <FlowsChart report={report} zone={answer.zone} />
        <FlowsTable report={report} zone={answer.zone} />
        <p className="small muted" style={{ marginBottom: 0 }}>
          {say(answer.method)}
        </p>
      </section>
      <div className="grid halves">
        <ExpiringPanel report={report} />
        <BreakagePanel wallet={report.wallet} />
      </div>
      <HoldersPanel wallet={report.wallet} owed={report.now.owed} />
    </div>
  );
}
