import type { Ladder, Tier, Wallet } from "@regulars/engine";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Tag, Tooltip } from "antd";
import { api } from "../../../shared/api/index.ts";
import { formatShare } from "../../../shared/format.ts";
import { useLocalText, usePreferences } from "../../../shared/preferences.tsx";
import { useCan } from "../../../shared/session.tsx";
import { discountWords } from "./discount-words.ts";
import { useThresholdText } from "./threshold.tsx";

interface TierCount {
  members: number;
  share: number;
}

/** Members per tier as `ladder:tier`; null while unknown or not allowed. */
export function useTierCounts(): ReadonlyMap<string, TierCount> | null {
  const allowed = useCan("insights:read");
  const { data } = useQuery({
    queryKey: ["overview", "tiers"],
    queryFn: () => api.insights.overview({}),
    enabled: allowed,
    retry: false,
  });
  if (!data) return null;
  return new Map(
    data.members.byTier.flatMap((ladder) =>
      ladder.tiers.map(
        (tier) => [`${ladder.ladder}:${tier.tier}`, { members: tier.members, share: tier.share }] as const,
      ),
    ),
  );
}

/** A ladder from its highest tier down: threshold, members, discount and benefits. */
export function TierTable({
  ladder,
  currency,
  wallets,
  counts,
}: {
  ladder: Ladder;
  currency: string;
  wallets: readonly Wallet[];
  counts: ReadonlyMap<string, TierCount> | null;
}) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const threshold = useThresholdText(ladder, currency, wallets);
  const reached = (tier: Tier, isFirst: boolean) => {
    if (isFirst) return t("console.programme.fromStart");
    if (tier.invitationOnly) return <Tag>{t("console.ladders.invitationOnly")}</Tag>;
    if (ladder.metric.kind === "condition") return t("console.ladders.byCondition");
    return `${ladder.boundary === "gt" ? ">" : "≥"} ${threshold(tier.from)}`;
  };
  return (
    <table className="pg-tiers" aria-label={say(ladder.name)}>
      <thead>
        <tr>
          <th>{t("console.programme.tier")}</th>
          <th className="num">{t("console.programme.from")}</th>
          <th className="num">{t("console.programme.members")}</th>
          <th>{t("console.programme.discount")}</th>
          <th>{t("console.programme.benefits")}</th>
        </tr>
      </thead>
      <tbody>
        {ladder.tiers.toReversed().map((tier, index) => (
          <tr key={tier.id} style={{ "--tier": tier.color ?? "#8c8c8c" } as React.CSSProperties}>
            <th scope="row">
              <span className="pg-tier-name">{say(tier.name)}</span>
            </th>
            <td className="num">
              {reached(tier, index === ladder.tiers.length - 1)}
              {tier.keep === undefined ? null : (
                <div className="small muted">{t("console.ladders.say.keep", { value: threshold(tier.keep) })}</div>
              )}
              {tier.orPoints ? (
                <div className="small muted">{t("console.programme.orFrom", { points: tier.orPoints.from })}</div>
              ) : null}
            </td>
            <td className="num">
              <TierMembers tierKey={`${ladder.id}:${tier.id}`} counts={counts} />
            </td>
            <td>{tier.discountBps ? discountWords(locale, tier.discountBps) : <span className="muted">—</span>}</td>
            <td>
              <div className="pg-benefits">
                {tier.benefits.length > 0 ? (
                  tier.benefits.map((benefit) => <span key={benefit.en + benefit.zh}>{say(benefit)}</span>)
                ) : (
                  <span className="muted">—</span>
                )}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TierMembers({ tierKey, counts }: { tierKey: string; counts: ReadonlyMap<string, TierCount> | null }) {
  const { t, locale } = usePreferences();
  const count = counts?.get(tierKey);
  if (!count) return <span className="muted">—</span>;
  return (
    <>
      <Tooltip title={formatShare(locale, count.share)}>
        <Link to="/members" search={{ tier: tierKey }}>
          {t("console.programme.memberCount", { count: count.members })}
        </Link>
      </Tooltip>
      <div className="bar-track" aria-hidden="true">
        <div className="bar-fill pg-tier-bar" style={{ width: `${count.share * 100}%` }} />
      </div>
    </>
  );
}
