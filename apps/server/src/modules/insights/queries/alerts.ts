import type { Alert, Overview } from "@regulars/contracts";
import { sql } from "kysely";
import type { Db } from "../../../platform/db.ts";
import { memberRows } from "../figure.ts";
import { lostStage, narrowing, type Scope } from "../scope.ts";

/** Members worth much who stay away longer than is their habit. The gap of an unhurried buyer is their own. */
export const slippingCondition = `s.frequency >= 3 AND s.f >= 4 AND s.m >= 4 AND s.stage != {lost:String}
  AND s.recency_days > 2 * greatest(7, dateDiff('day', s.first_at, s.last_at) / (s.frequency - 1))`;

export function slippingParams(scope: Pick<Scope, "programme">): Record<string, unknown> {
  return { lost: lostStage(scope.programme) ?? "" };
}

const counted = (count: number): string => count.toLocaleString("en");
const percent = (share: number): string => `${Math.round(share * 100)}%`;

async function slippingAway(scope: Scope): Promise<Alert[]> {
  const [row] = await scope.lens.query<{ n: number }>(
    `SELECT count() AS n FROM ${scope.scores} AS s WHERE ${slippingCondition} AND ${scope.ofMembers("s.member_id")}`,
    { ...scope.params, ...slippingParams(scope) },
  );
  const count = row?.n ?? 0;
  if (count === 0) return [];
  return [
    {
      id: "slipping_away",
      severity: "high",
      title: {
        zh: `${counted(count)} 位高价值会员正在流失`,
        en: `${counted(count)} of the best members are slipping away`,
      },
      detail: {
        zh: "他们的消费频次和金额都在前列，但距最近一单已超过平时间隔的两倍。",
        en: "They buy often and spend much, and have now stayed away for more than twice their usual gap.",
      },
      count,
      rows: memberRows("slipping", narrowing(scope)),
    },
  ];
}

function pointsExpiring(scope: Scope, points: Overview["points"]): Alert[] {
  return points
    .filter((wallet) => wallet.expiringSoon > 0)
    .map((wallet) => ({
      id: "points_expiring" as const,
      severity: "medium" as const,
      title: {
        zh: `30 天内将有 ${counted(wallet.expiringSoon)} ${wallet.name.zh}过期`,
        en: `${counted(wallet.expiringSoon)} ${wallet.name.en} expire within 30 days`,
      },
      detail: {
        zh: `涉及 ${counted(wallet.expiringMembers)} 位会员。`,
        en: `They belong to ${counted(wallet.expiringMembers)} members.`,
      },
      count: wallet.expiringMembers,
      rows: memberRows("expiring", { to: scope.period.to, ...narrowing(scope) }),
    }));
}

const fewestRefunded = 0.01;

/** Moves of the period that somebody should look into. */
function swings(value: Overview["value"]): Alert[] {
  const alerts: Alert[] = [];
  const share = (value.refunds.value ?? 0) / Math.max(1, value.revenue.value ?? 0);
  const before = (value.refunds.previous ?? 0) / Math.max(1, value.revenue.previous ?? 0);
  if (share > fewestRefunded && share > 1.5 * before && (value.refunds.previous ?? 0) > 0) {
    alerts.push({
      id: "refunds_up",
      severity: "medium",
      title: {
        zh: `退款占营业额 ${percent(share)}，上期为 ${percent(before)}`,
        en: `Refunds are ${percent(share)} of revenue, ${percent(before)} before`,
      },
      detail: { zh: "查看退款集中在哪些门店和商品。", en: "See which stores and products they come from." },
      count: 0,
      rows: value.revenue.rows,
    });
  }
  const change = value.revenue.change ?? 0;
  if (change < -0.2) {
    alerts.push({
      id: "revenue_down",
      severity: "medium",
      title: {
        zh: `营业额比上期下降 ${percent(-change)}`,
        en: `Revenue is ${percent(-change)} below the period before`,
      },
      detail: { zh: "对比各门店和会员与非会员的变化。", en: "Compare stores, and members with guests." },
      count: 0,
      rows: value.revenue.rows,
    });
  }
  return alerts;
}

async function importsWithRefusals(db: Db, since: Date): Promise<Alert[]> {
  const { rows } = await sql<{ files: number; refused: number }>`
    select count(*)::int as files, coalesce(sum(rows_refused), 0)::bigint as refused from imports
    where created_at >= ${since} and rows_refused > 0 and status in ('finished', 'cancelled', 'failed')`.execute(db);
  const found = rows[0];
  if (!found || found.files === 0) return [];
  return [
    {
      id: "import_refused",
      severity: "low",
      title: {
        zh: `导入中有 ${counted(found.refused)} 行被拒绝`,
        en: `${counted(found.refused)} rows of imports were refused`,
      },
      detail: {
        zh: `涉及 ${found.files} 个文件；下载错误文件，改正后重新导入即可。`,
        en: `In ${found.files} files; download the error file, correct it and import it again.`,
      },
      count: found.refused,
      rows: "/v1/imports",
    },
  ];
}

/** What is about to go wrong, gravest first. */
export async function alertsOf(scope: Scope, db: Db, figures: Pick<Overview, "points" | "value">): Promise<Alert[]> {
  const [slipping, imports] = await Promise.all([
    slippingAway(scope),
    scope.past || scope.filter ? [] : importsWithRefusals(db, new Date(scope.period.start)),
  ]);
  const order = { high: 0, medium: 1, low: 2 };
  return [...slipping, ...pointsExpiring(scope, figures.points), ...swings(figures.value), ...imports].toSorted(
    (a, b) => order[a.severity] - order[b.severity],
  );
}
