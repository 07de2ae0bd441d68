import type { clvResponse, NotEnoughDataAnswer } from "@regulars/contracts";
import type { Condition } from "@regulars/engine";
import type { z } from "zod";
import { tiersAt } from "../../../platform/lens/facts-at.ts";
import { costsBetween } from "../../metrics/index.ts";
import { lastOutcome, latestVersions, notEnough, readSettings, type VersionRow } from "../../scores/index.ts";
import { rowsOf } from "../../segments/index.ts";
import {
  figure,
  headOf,
  instant,
  memberOrders,
  memberValues,
  openMembers,
  type ReportScope,
  ratio,
  whyNoScores,
} from "../scope.ts";

type Answer = z.output<typeof clvResponse>;

interface SumRow {
  n: number;
  total: number;
  low: number;
  high: number;
  variance: number;
  median: number;
  historic: number;
}

const between = (from: number, to: number | null) => ({
  all: [
    { field: "score.clvPredicted", op: "gte" as const, value: from },
    ...(to === null ? [] : [{ field: "score.clvPredicted", op: "lt" as const, value: to }]),
  ],
});

/** Only who has a value is counted. */
const valued = (condition: Condition): Condition => ({ all: [condition, between(0, null)] });

/** What members are worth: the whole, how it is spread, by tier and channel, and how long they stay. */
export async function clv(scope: ReportScope): Promise<Answer> {
  const scored = `(SELECT w.*, m.source_channel AS channel FROM ${memberValues} AS w INNER JOIN members AS m ON m.id = w.member_id WHERE ${openMembers(scope)} AND isNotNull(w.clv_predicted))`;
  const settings = await readSettings(scope.db);
  const ask = <T>(sql: string) =>
    scope.lens.query<T>(sql, { ...scope.params, ladder: scope.programme.ladders[0]?.ladder.id ?? "" });
  const [versions, [sums], deciles, tiers, channels, costs, survival] = await Promise.all([
    latestVersions(scope.db),
    ask<SumRow>(
      `SELECT count() AS n, toFloat64(sum(clv_predicted)) AS total, toFloat64(sum(clv_low)) AS low, toFloat64(sum(clv_high)) AS high,
         sum(pow((clv_high - clv_low) / 2 / 1.2816, 2)) AS variance, toFloat64(ifNull(quantileExact(0.5)(clv_predicted), 0)) AS median, toFloat64(sum(ifNull(clv_historic, 0))) AS historic FROM ${scored}`,
    ),
    ask<{ decile: number; members: number; predicted: number; historic: number; least: number; most: number }>(
      `SELECT decile, count() AS members, toFloat64(sum(clv_predicted)) AS predicted, toFloat64(sum(ifNull(clv_historic, 0))) AS historic, toFloat64(min(clv_predicted)) AS least, toFloat64(max(clv_predicted)) AS most FROM (
         SELECT clv_predicted, clv_historic, intDiv((row_number() OVER (ORDER BY clv_predicted DESC, member_id) - 1) * 10, greatest(1, count() OVER ())) + 1 AS decile FROM ${scored}
       ) GROUP BY decile ORDER BY decile`,
    ),
    ask<{ tier: string; members: number; predicted: number; historic: number }>(
      `SELECT toString(t.tier) AS tier, count() AS members, avg(s.clv_predicted) AS predicted, avg(ifNull(s.clv_historic, 0)) AS historic FROM ${scored} AS s
       INNER JOIN ${tiersAt(scope.past ? instant("asOf") : null)} AS t ON t.member_id = s.member_id GROUP BY tier`,
    ),
    ask<{ channel: string; members: number; predicted: number; historic: number }>(
      `SELECT ifNull(toString(channel), '') AS channel, count() AS members, avg(clv_predicted) AS predicted, avg(ifNull(clv_historic, 0)) AS historic FROM ${scored} GROUP BY channel ORDER BY members DESC`,
    ),
    costsBetween(scope.db, "1970-01", "2999-12"),
    survivalOf(scope, settings.horizonDays),
  ]);
  const n = sums?.n ?? 0;
  const total = sums?.total ?? 0;
  const purchases = versions.find((version) => version.kind === "purchases");
  const interval = intervalOf(total, 1.96 * Math.sqrt(sums?.variance ?? 0), purchases?.card);
  const ladder = scope.programme.ladders[0]?.ladder;
  const base = tiers.find((row) => row.tier === ladder?.tiers[0]?.id)?.predicted ?? 0;
  let running = 0;
  const isWhole = !scope.isFiltered && !scope.storeId;
  return {
    ...(await headOf(scope, ["clv_total", "clv_mean", "clv_median", "clv_historic", "survival", "ltv_cac"], {
      "bench.tierLtvUplift": "share",
      "bench.tenure3y": "share",
    })),
    notEnoughData: n === 0 ? await whyNoValues(scope, purchases) : null,
    model: purchases
      ? {
          kind: purchases.method,
          version: purchases.version,
          trainedAt: purchases.trained_at.toISOString(),
          horizonMonths: 12,
          discountRate: settings.discountRate,
          margin: settings.margin,
        }
      : null,
    total: figure("clv_total", n === 0 ? null : total),
    mean: figure("clv_mean", n === 0 ? null : total / n),
    median: figure("clv_median", n === 0 ? null : (sums?.median ?? 0)),
    historicMean: figure("clv_historic", n === 0 ? null : (sums?.historic ?? 0) / n),
    totalInterval: n === 0 ? null : interval,
    histogram: await histogramOf(scope, scored),
    deciles: deciles.map((row, index) => {
      running += row.predicted;
      const above = deciles[index - 1];
      return {
        decile: row.decile,
        members: row.members,
        predicted: row.predicted / row.members,
        historic: row.historic / row.members,
        share: ratio(row.predicted, total),
        cumulativeShare: ratio(running, total),
        rows:
          // Members of one value on both sides of a bound cannot be told apart by a condition.
          isWhole && above?.least !== row.most && deciles[index + 1]?.most !== row.least
            ? rowsOf(between(row.least, above?.least ?? null))
            : null,
      };
    }),
    byTier: (ladder?.tiers ?? []).map((tier) => {
      const row = tiers.find((entry) => entry.tier === tier.id);
      return {
        ladder: ladder?.id ?? "",
        tier: tier.id,
        name: tier.name,
        members: row?.members ?? 0,
        predicted: row?.predicted ?? null,
        historic: row?.historic ?? null,
        ratioToBase: row && base > 0 ? row.predicted / base : null,
        rows: isWhole ? rowsOf(valued({ tier: { ladder: ladder?.id ?? "", is: "exactly", tier: tier.id } })) : null,
      };
    }),
    byChannel: channels.map((row) => {
      const spent = costs.filter((cost) => cost.channel === row.channel).reduce((sum, cost) => sum + cost.amount, 0);
      const cac = spent > 0 ? spent / row.members : null;
      return {
        channel: row.channel || null,
        members: row.members,
        predicted: row.predicted,
        historic: row.historic,
        cac,
        ratio: cac ? row.predicted / cac : null,
        rows:
          isWhole && row.channel
            ? rowsOf(valued({ field: "member.source.channel", op: "eq", value: row.channel }))
            : null,
      };
    }),
    survival,
  };
}

/** 95% interval of the total: what single members happen to do (`own`, half its width), and how far the models and the choice of members may be off, by the bootstrap of the last fit. */
function intervalOf(total: number, own: number, card: unknown): { low: number; high: number } {
  const { total: fitted } = (card ?? {}) as { total?: { low: number; high: number } | null };
  const low = fitted ? total * Math.max(0, 1 - fitted.low) : 0;
  const high = fitted ? total * Math.max(0, fitted.high - 1) : 0;
  return { low: Math.max(0, total - Math.hypot(own, low)), high: total + Math.hypot(own, high) };
}

/** Twelve bins between the round numbers that fit. */
async function histogramOf(scope: ReportScope, scored: string): Promise<Answer["histogram"]> {
  const [range] = await scope.lens.query<{ top: number }>(
    `SELECT toFloat64(ifNull(quantileExact(0.95)(clv_predicted), 0)) AS top FROM ${scored}`,
    scope.params,
  );
  const top = range?.top ?? 0;
  if (!(top > 0)) return [];
  const raw = top / 11;
  const unit = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, (raw / unit > 5 ? 10 : raw / unit > 2 ? 5 : 2) * unit);
  const rows = await scope.lens.query<{ bin: number; members: number }>(
    `SELECT least(11, intDiv(clv_predicted, {step:Int64})) AS bin, count() AS members FROM ${scored} GROUP BY bin`,
    { ...scope.params, step: Math.round(step) },
  );
  const found = new Map(rows.map((row) => [row.bin, row.members]));
  return Array.from({ length: 12 }, (_, bin) => {
    const from = bin * step;
    const to = bin === 11 ? null : (bin + 1) * step;
    return {
      from,
      to,
      members: found.get(bin) ?? 0,
      rows: scope.isFiltered || scope.storeId ? null : rowsOf(between(from, to)),
    };
  });
}

/** Why nobody has a value: nobody to value, not scored yet, or what the last scoring says of its models. */
async function whyNoValues(scope: ReportScope, purchases: VersionRow | undefined): Promise<NotEnoughDataAnswer> {
  const why = whyNoScores(scope, purchases, "no_repeat_purchases");
  const outcome = why === "scored_later" || why === "nobody_matches" ? null : await lastOutcome(scope.db);
  return outcome?.purchases?.notEnoughData ?? outcome?.spend?.notEnoughData ?? notEnough(why);
}

/** Months from joining to the day on which the silence reached the horizon and was never broken; members not lost are censored at `asOf`. */
async function survivalOf(scope: ReportScope, horizonDays: number): Promise<Answer["survival"]> {
  const rows = await scope.lens.query<{ months: number; lost: number; censored: number }>(
    `SELECT greatest(0, dateDiff('month', m.joined_at, if(is_lost, l.last_at + INTERVAL ${horizonDays} DAY, ${instant("asOf")}))) AS months, countIf(is_lost) AS lost, countIf(NOT is_lost) AS censored
     FROM members AS m INNER JOIN (SELECT o.member_id AS id, max(o.placed_at) AS last_at, last_at + INTERVAL ${horizonDays} DAY <= ${instant("asOf")} AS is_lost FROM ${scope.orders} AS o WHERE ${memberOrders(scope)} GROUP BY o.member_id) AS l ON l.id = m.id
     WHERE ${openMembers(scope)} GROUP BY months ORDER BY months`,
    scope.params,
  );
  let atRisk = rows.reduce((sum, row) => sum + row.lost + row.censored, 0);
  let alive = 1;
  return rows.map((row) => {
    alive *= atRisk === 0 ? 1 : 1 - row.lost / atRisk;
    const here = { months: row.months, atRisk, alive };
    atRisk -= row.lost + row.censored;
    return here;
  });
}
