import {
  CrownOutlined,
  GiftOutlined,
  LockOutlined,
  RollbackOutlined,
  SafetyOutlined,
  ShoppingOutlined,
  StarOutlined,
  SwapOutlined,
  ThunderboltOutlined,
  UserOutlined,
} from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { TimelineItem } from "../../shared/api/types.ts";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatDate } from "../../shared/format.ts";
import { MoneyText, PointsText } from "../../shared/number-text.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { useProgrammeUnits } from "../../shared/session.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { PointsWhy } from "./points-why.tsx";
import { numberOf, textOf } from "./timeline-data.ts";

const types = ["order", "refund", "points", "event", "hold", "transfer", "tier", "grant", "consent", "member"] as const;

const icons: Record<TimelineItem["type"], ReactNode> = {
  order: <ShoppingOutlined />,
  refund: <RollbackOutlined />,
  points: <GiftOutlined />,
  event: <ThunderboltOutlined />,
  hold: <LockOutlined />,
  transfer: <SwapOutlined />,
  tier: <CrownOutlined />,
  grant: <StarOutlined />,
  consent: <SafetyOutlined />,
  member: <UserOutlined />,
};

interface TimelineProps {
  memberId: string;
  /** Comma-separated; undefined = all. */
  types: string | undefined;
  onTypes: (types: string | undefined) => void;
  onOrder: (orderId: string) => void;
}

/** Everything that happened to the member, newest first; more is loaded as it is scrolled to. */
export function Timeline({ memberId, types: chosen, onTypes, onOrder }: TimelineProps) {
  const t = useT();
  const { zone } = useProgrammeUnits();
  const selected = chosen ? chosen.split(",") : [];
  const timeline = useInfiniteQuery({
    queryKey: ["member", memberId, "timeline", chosen],
    queryFn: ({ pageParam }) => api.members.timeline(memberId, { types: chosen, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = timeline;
  useEffect(() => {
    const mark = end.current;
    if (!mark || !hasNextPage) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting) && !isFetchingNextPage) void fetchNextPage();
      },
      { rootMargin: "300px" },
    );
    observer.observe(mark);
    return () => observer.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const items = timeline.data?.pages.flatMap((page) => page.items) ?? [];
  const toggle = (type: string) => {
    const next = selected.includes(type) ? selected.filter((other) => other !== type) : [...selected, type];
    onTypes(next.length === 0 || next.length === types.length ? undefined : next.join(","));
  };
  return (
    <section className="panel" aria-label={t("console.timeline.title")}>
      <div className="panel-head" style={{ flexWrap: "wrap" }}>
        <h2 style={{ flex: "1 0 auto" }}>{t("console.timeline.title")}</h2>
        <fieldset className="row chips" aria-label={t("console.timeline.filter")}>
          {types.map((type) => (
            <button
              key={type}
              type="button"
              className="chip"
              aria-pressed={selected.includes(type)}
              onClick={() => toggle(type)}
            >
              {t(`console.timeline.${type}`)}
            </button>
          ))}
        </fieldset>
      </div>
      {timeline.error ? <ErrorPanel error={timeline.error} onRetry={() => timeline.refetch()} /> : null}
      {timeline.isLoading ? <Skeleton active paragraph={{ rows: 6 }} /> : null}
      {!timeline.isLoading && !timeline.error && items.length === 0 ? (
        <EmptyState title={t("console.timeline.empty")} hint={t("console.timeline.emptyHint")} />
      ) : null}
      <ol className="timeline">
        {items.map((item, index) => {
          const day = formatDate(item.at, zone);
          const before = items[index - 1];
          return (
            <li key={`${item.type}-${item.id}`}>
              {!before || formatDate(before.at, zone) !== day ? <div className="timeline-day">{day}</div> : null}
              <TimelineLine item={item} memberId={memberId} onOrder={onOrder} />
            </li>
          );
        })}
      </ol>
      <div ref={end} />
      {hasNextPage ? (
        <Button block type="text" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("console.more")}
        </Button>
      ) : null}
    </section>
  );
}

function TimelineLine({
  item,
  memberId,
  onOrder,
}: {
  item: TimelineItem;
  memberId: string;
  onOrder: (orderId: string) => void;
}) {
  const t = useT();
  const say = useLocalText();
  const [why, setWhy] = useState(false);
  const orderId = textOf(item.data, "orderId") ?? (item.type === "order" ? textOf(item.data, "id") : null);
  return (
    <>
      <div className="timeline-line">
        <span className="timeline-icon" title={t(`console.timeline.${item.type}`)}>
          {icons[item.type]}
        </span>
        <span className="timeline-time muted small">
          <TimeText at={item.at} show="time" />
        </span>
        <span className="grow">{say(item.title)}</span>
        <TimelineAmount item={item} />
        <span className="timeline-action">
          {item.type === "order" || item.type === "refund" ? (
            <button
              type="button"
              className="plain-button link-button"
              disabled={!orderId}
              onClick={() => orderId && onOrder(orderId)}
            >
              {t("console.timeline.open")}
            </button>
          ) : null}
          {item.type === "points" ? (
            <button type="button" className="plain-button link-button" aria-expanded={why} onClick={() => setWhy(!why)}>
              {t("console.timeline.why")}
            </button>
          ) : null}
        </span>
      </div>
      {why ? <PointsWhy item={item} memberId={memberId} onOrder={onOrder} /> : null}
    </>
  );
}

function TimelineAmount({ item }: { item: TimelineItem }) {
  if (item.type === "points") {
    const points = numberOf(item.data, "amount");
    return points === null ? null : (
      <span className="num">
        <PointsText points={points} signed />
      </span>
    );
  }
  const money =
    numberOf(item.data, "net") ??
    numberOf(item.data, "netAmount") ??
    (item.type === "refund" ? numberOf(item.data, "amount") : null);
  const currency = textOf(item.data, "currency");
  if (money === null || (item.type !== "order" && item.type !== "refund")) return null;
  return (
    <span className="num">
      <MoneyText amount={item.type === "refund" ? -money : money} {...(currency ? { currency } : {})} />
    </span>
  );
}
