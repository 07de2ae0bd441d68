import type { ComparePopulationsRequest, comparePopulationsResponse, Locale } from "@regulars/contracts";
import { experiments } from "@regulars/models";
import { DateTime } from "luxon";
import type { z } from "zod";
import { AppError } from "../../../platform/errors.ts";
import { answer, definitionsOf, dimensions, labelsOf, membersThen, metrics } from "../../metrics/index.ts";
import { type MembersWhere, readCondition, rowsOf, type Segments } from "../../segments/index.ts";
import { headOf, instant, memberOrders, type ReportScope, ratio } from "../scope.ts";

type Answer = z.output<typeof comparePopulationsResponse>;

const compared = [
  "memberRevenue",
  "memberOrders",
  "activeMembers",
  "arpuActive",
  "memberAverageOrder",
  "ordersPerMember",
  "repurchaseRate",
  "discountRate",
  "pointsIssued",
  "pointsSpent",
  "engagedMembers",
];
const portrayed = ["tier", "stage", "rfmGroup", "gender", "ageBand", "joinChannel", "consumptionType", "potential"];
const mostValues = 12;
/** A member's own number, so that the spread between members tells how firm a difference is. */
const perMember = { arpuActive: "sum(o.net - o.refunded)", ordersPerMember: "count()" } as const;

interface Side {
  condition: ReturnType<typeof readCondition>;
  members: MembersWhere;
  from: string;
  to: string;
  start: number;
  end: number;
  size: number;
}

/** Two sets of members, or one set in two periods: every figure side by side, how firm the difference is, and what the people are like. */
export async function comparePopulations(
  scope: ReportScope,
  request: ComparePopulationsRequest,
  locale: Locale,
  { segments, now }: { segments: Pick<Segments, "where" | "stages">; now: Date },
): Promise<Answer> {
  const [a, b] = await Promise.all([
    sideOf(scope, request.a, locale, segments, "a"),
    sideOf(scope, request.b, locale, segments, "b"),
  ]);
  const [valuesA, valuesB, spreadA, spreadB, portrait] = await Promise.all([
    valuesOf(scope, a),
    valuesOf(scope, b),
    spreadOf(scope, a),
    spreadOf(scope, b),
    portraitOf(scope, { a, b }, { segments, now }),
  ]);
  return {
    ...(await headOf(scope, [])),
    definitions: definitionsOf(compared),
    a: { members: a.size, rows: rowsOf(a.condition, new Date(Math.min(a.end - 1, scope.asOf.getTime()))) },
    b: { members: b.size, rows: rowsOf(b.condition, new Date(Math.min(b.end - 1, scope.asOf.getTime()))) },
    metrics: compared.map((id, index) => {
      const one = valuesA[index] ?? null;
      const other = valuesB[index] ?? null;
      const test =
        id in perMember ? firmness(spreadA[id as keyof typeof perMember], spreadB[id as keyof typeof perMember]) : null;
      return {
        definition: id,
        unit: metrics.get(id)?.unit ?? "number",
        a: one,
        b: other,
        difference: one === null || other === null ? null : ratio(one - other, Math.abs(other)),
        low: test?.low ?? null,
        high: test?.high ?? null,
        pValue: test?.pValue ?? null,
      };
    }),
    portrait,
  };
}

async function sideOf(
  scope: ReportScope,
  asked: ComparePopulationsRequest["a"],
  locale: Locale,
  segments: Pick<Segments, "where">,
  paramPrefix: string,
): Promise<Side> {
  const condition =
    asked.condition === undefined
      ? { all: [] }
      : readCondition(asked.condition, scope.programme, locale, `/${paramPrefix}/condition`);
  const from = asked.from ?? scope.period.from;
  const to = asked.to ?? scope.period.to;
  const start = DateTime.fromISO(from, { zone: scope.zone }).toMillis();
  const end = DateTime.fromISO(to, { zone: scope.zone }).plus({ days: 1 }).toMillis();
  if (end <= start)
    throw new AppError("request.invalid", { from, to }, [
      {
        pointer: `/${paramPrefix}/to`,
        code: "period.invalid",
        message: locale === "en" ? "It ends before it begins" : "结束早于开始",
      },
    ]);
  const members = await segments.where(condition, {
    asOf: new Date(Math.min(end - 1, scope.asOf.getTime())),
    paramPrefix,
  });
  const [row] = await scope.lens.query<{ n: number }>(`SELECT count() AS n FROM (${members.sql})`, members.params);
  return { condition, members, from, to, start, end, size: row?.n ?? 0 };
}

const questionOf = (scope: ReportScope, side: Side, measures: string[], by: string[]) => ({
  measures,
  dimensions: by,
  start: side.start,
  end: side.end,
  asOf: scope.asOf.getTime(),
  storeId: scope.storeId,
  channel: scope.channel,
  members: side.members,
  ladder: scope.programme.ladders[0]?.ladder.id ?? "",
});

async function valuesOf(scope: ReportScope, side: Side): Promise<(number | null)[]> {
  return (await answer(scope.lens, scope.programme, questionOf(scope, side, compared, []))).totals;
}

type Spread = Record<keyof typeof perMember, experiments.Arm>;

/** Mean and variance over the members who bought. */
async function spreadOf(scope: ReportScope, side: Side): Promise<Spread> {
  const names = Object.keys(perMember) as (keyof typeof perMember)[];
  const [row] = await scope.lens.query<Record<string, number>>(
    `SELECT count() AS n, ${names.map((name) => `avg(${name}) AS ${name}_mean, varSamp(${name}) AS ${name}_variance`).join(", ")} FROM (
       SELECT ${names.map((name) => `toFloat64(${perMember[name]}) AS ${name}`).join(", ")} FROM ${scope.orders} AS o
       WHERE ${memberOrders(scope)} AND o.member_id IN (${side.members.sql}) AND o.placed_at >= ${instant("start")} AND o.placed_at < ${instant("end")} GROUP BY o.member_id
     )`,
    { ...scope.params, ...side.members.params, start: side.start, end: side.end },
  );
  const arm = (name: string): experiments.Arm => ({
    n: row?.n ?? 0,
    mean: row?.[`${name}_mean`] ?? 0,
    variance: row?.[`${name}_variance`] ?? 0,
  });
  return { arpuActive: arm("arpuActive"), ordersPerMember: arm("ordersPerMember") };
}

/** The relative difference of a to b with its 95% interval (Welch, delta method); null when it cannot be judged. */
function firmness(a: experiments.Arm, b: experiments.Arm) {
  if (a.n < 2 || b.n < 2) return null;
  const test = experiments.tTest(b, a);
  return test.judged ? { low: test.low, high: test.high, pValue: test.pValue } : null;
}

/** What share of each side had which value at the end of its period; 100 = as often on both sides. */
async function portraitOf(
  scope: ReportScope,
  { a, b }: { a: Side; b: Side },
  { segments, now }: { segments: Pick<Segments, "stages">; now: Date },
): Promise<Answer["portrait"]> {
  const everSince = (side: Side) => ({ ...side, start: 0 });
  return Promise.all(
    portrayed
      .flatMap((id) => {
        const dimension = dimensions.get(id);
        return dimension ? [{ id, dimension }] : [];
      })
      .map(async ({ id, dimension }) => {
        const count = async (side: Side) => {
          const then = Math.min(side.end - 1, scope.asOf.getTime());
          const peers = { db: scope.db, segments, programme: scope.programme, now };
          const { rows } = await answer(scope.lens, scope.programme, {
            ...questionOf(scope, everSince(side), ["newMembers"], [id]),
            membersThen: await membersThen(peers, [dimension], then),
          });
          return new Map(rows.map((row) => [row.keys[0] ?? "", row.values[0] ?? 0]));
        };
        const { db, lens, programme } = scope;
        const ladder = programme.ladders[0]?.ladder.id ?? "";
        const [ofA, ofB, label] = await Promise.all([
          count(a),
          count(b),
          labelsOf(dimension, { db, lens, programme, ladder }),
        ]);
        const sum = (counts: Map<string, number>) => [...counts.values()].reduce((total, n) => total + n, 0);
        const [allA, allB] = [sum(ofA), sum(ofB)];
        const values = [...new Set([...ofA.keys(), ...ofB.keys()])].map((value) => {
          const shareA = ratio(ofA.get(value) ?? 0, allA);
          const shareB = ratio(ofB.get(value) ?? 0, allB);
          return {
            value: value || null,
            label: label(value),
            a: shareA,
            b: shareB,
            index: shareA !== null && shareB ? Math.round((100 * shareA) / shareB) : null,
          };
        });
        return {
          dimension: id,
          name: dimension.name,
          values: values
            .sort((one, other) => (other.a ?? 0) + (other.b ?? 0) - (one.a ?? 0) - (one.b ?? 0))
            .slice(0, mostValues),
        };
      }),
  );
}
