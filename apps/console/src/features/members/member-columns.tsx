import type { Translate } from "@regulars/i18n";
import { Link } from "@tanstack/react-router";
import type { MemberRow } from "../../shared/api/types.ts";
import type { DataColumn } from "../../shared/data-table.tsx";
import { MoneyText, NumberText, PointsText } from "../../shared/number-text.tsx";
import { StageTag, TierTag } from "../../shared/tier-tag.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { MemberStatusText } from "./member-status.tsx";

/** Columns of member lists; amounts in the currency of the answer. */
export function memberColumns(
  t: Translate,
  wallets: { id: string; name: string }[],
  currency: string | undefined,
): DataColumn<MemberRow>[] {
  const money = (amount: number) => <MoneyText amount={amount} {...(currency ? { currency } : {})} />;
  return [
    {
      key: "name",
      title: t("console.members.name"),
      primary: true,
      render: (row) => (
        <Link to="/members/$id" params={{ id: row.id }} onClick={(event) => event.stopPropagation()}>
          {row.name ?? t("console.members.nameless")}
        </Link>
      ),
    },
    { key: "memberNo", title: t("console.members.memberNo"), render: (row) => row.memberNo },
    { key: "phone", title: t("console.members.phone"), render: (row) => row.phone ?? <span className="muted">—</span> },
    {
      key: "email",
      title: t("console.members.email"),
      optional: true,
      render: (row) => row.email ?? <span className="muted">—</span>,
    },
    {
      key: "tier",
      title: t("console.members.tier"),
      render: (row) => (
        <span className="row" style={{ gap: 4 }}>
          {row.tiers.map((tier) => (
            <TierTag key={tier.ladder} ladder={tier.ladder} tier={tier.tier} />
          ))}
        </span>
      ),
    },
    { key: "stage", title: t("console.members.stage"), render: (row) => <StageTag stage={row.stage} /> },
    ...wallets.map(
      (wallet): DataColumn<MemberRow> => ({
        key: `wallet.${wallet.id}`,
        title: wallet.name,
        numeric: true,
        render: (row) => <PointsText points={row.wallets.find((held) => held.wallet === wallet.id)?.available ?? 0} />,
      }),
    ),
    {
      key: "orders",
      title: t("console.members.orders"),
      numeric: true,
      render: (row) => <NumberText value={row.orders.count} />,
    },
    { key: "net", title: t("console.members.net"), numeric: true, render: (row) => money(row.orders.net) },
    {
      key: "lastAt",
      title: t("console.members.lastOrder"),
      render: (row) => <TimeText at={row.orders.lastAt} show="relative" />,
    },
    {
      key: "joinedAt",
      title: t("console.members.joined"),
      render: (row) => <TimeText at={row.joinedAt} show="date" />,
    },
    { key: "status", title: t("console.members.status"), render: (row) => <MemberStatusText status={row.status} /> },
  ];
}
