import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { api } from "../../shared/api/index.ts";
import type { TimelineItem } from "../../shared/api/types.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { PointsText } from "../../shared/number-text.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { TimeText } from "../../shared/time-text.tsx";
import { numberOf, textOf } from "./timeline-data.ts";

/** Why a points line is what it is: the calculation in words, the rule, the version of the programme, and what entered. */
export function PointsWhy({
  item,
  memberId,
  onOrder,
}: {
  item: TimelineItem;
  memberId: string;
  onOrder: (orderId: string) => void;
}) {
  const t = useT();
  const words = useProgrammeWords();
  const orderId = textOf(item.data, "orderId");
  const wallet = textOf(item.data, "wallet");
  const explained = useQuery({
    queryKey: ["member", memberId, "why", orderId ?? item.id, wallet],
    queryFn: async () => {
      if (orderId) return (await api.members.explain(memberId, orderId)).entries;
      return (await api.members.entries(memberId, { wallet: wallet ?? undefined })).items.map((entry) => ({
        ...entry,
        perLine: [],
      }));
    },
  });
  const wanted = textOf(item.data, "id") ?? item.id;
  const entry = explained.data?.find((candidate) => candidate.id === wanted);
  const text = entry?.text ?? textOf(item.data, "text");
  const ruleId = entry?.ruleId ?? textOf(item.data, "ruleId");
  const version = entry?.programmeVersion ?? numberOf(item.data, "programmeVersion");
  const balance = entry?.balanceAfter ?? numberOf(item.data, "balanceAfter");
  const expires = entry?.expiresAt ?? textOf(item.data, "expiresAt");
  return (
    <div className="why">
      {explained.isLoading ? <Skeleton active title={false} paragraph={{ rows: 2 }} /> : null}
      {explained.error ? <ErrorPanel error={explained.error} onRetry={() => explained.refetch()} /> : null}
      {text ? <p className="why-sentence">{text}</p> : null}
      <dl className="definition-list small">
        {ruleId ? (
          <>
            <dt>{t("console.why.rule")}</dt>
            <dd>{words.rule(ruleId)}</dd>
          </>
        ) : null}
        {version === null ? null : (
          <>
            <dt>{t("console.why.version")}</dt>
            <dd>
              <Link to="/programme/versions">{t("console.why.versionNumber", { version })}</Link>
            </dd>
          </>
        )}
        {balance === null ? null : (
          <>
            <dt>{t("console.why.balance")}</dt>
            <dd>
              <PointsText points={balance} />
            </dd>
          </>
        )}
        {expires ? (
          <>
            <dt>{t("console.why.expires")}</dt>
            <dd>
              <TimeText at={expires} />
            </dd>
          </>
        ) : null}
        {entry ? (
          <>
            <dt>{t("console.why.recorded")}</dt>
            <dd>
              <TimeText at={entry.recordedAt} />
            </dd>
          </>
        ) : null}
        {entry && entry.perLine.length > 1 ? (
          <>
            <dt>{t("console.why.perLine")}</dt>
            <dd>
              {entry.perLine
                .map((line) => t("console.why.line", { line: line.lineNo, points: line.amount }))
                .join(" · ")}
            </dd>
          </>
        ) : null}
        {orderId ? (
          <>
            <dt>{t("console.why.order")}</dt>
            <dd>
              <button type="button" className="plain-button link-button" onClick={() => onOrder(orderId)}>
                {t("console.timeline.open")}
              </button>
            </dd>
          </>
        ) : null}
      </dl>
    </div>
  );
}
