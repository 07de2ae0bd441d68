import type { Logger } from "pino";
import { AppError, messageOf } from "../../platform/errors.ts";
import { type Compute, startCompute } from "./compute.ts";
import type { FittedModels, Outcome } from "./fit-models.ts";
import { noteHistory } from "./history.ts";
import type { ScoresDeps } from "./index.ts";
import { keepLayers } from "./layers.ts";
import { countActivity, readActivity, type Scope } from "./read-activity.ts";
import { fillNextOffers } from "./recommendations.ts";
import type { ScoringModels } from "./score-members.ts";
import { readSettings } from "./settings.ts";
import {
  acquisitionCosts,
  endRun,
  findRun,
  insertVersion,
  type ModelKind,
  noteProgress,
  type RunOutcome,
} from "./store.ts";
import { valuesTable } from "./tables.ts";
import { fillNeighbours, finishValues, insertPage } from "./value-sql.ts";
import { notEnough } from "./words.ts";

const longMilliseconds = 1_800_000;
/** Models are fitted on this many members at most; beyond that one in so many. */
const fittedMembers = 50_000;
const ordersPerPage = 150_000;
const buckets = 256;

class Cancelled extends Error {}

/** Scores every member and swaps the result in as a whole: whoever reads sees one run or the next. Repeating a run changes nothing but versions. */
export async function runScores(deps: ScoresDeps, id: string, logger: Logger): Promise<void> {
  const { db, lens, clock, programmes, lifecycle } = deps;
  const run = await findRun(db, id);
  if (!run || (run.status !== "queued" && run.status !== "running")) return;
  const compute = startCompute();
  const startedAt = Date.now();
  const note = async (step: string, progress: number) => {
    if (!(await noteProgress(db, id, step, progress, clock.now()))) throw new Cancelled();
  };
  try {
    await note("reading", 0);
    await lifecycle.recompute();
    const { programme } = programmes.active();
    const scope: Scope = { lens, zone: programme.zone, currency: programme.programme.currency, asOf: clock.now() };
    const { outcome, members, churnThreshold } = await scoreAll(deps, scope, compute, note);
    const day = localDate(scope.asOf, scope.zone);
    await noteHistory(deps, { runId: id, day, churnThreshold });
    await keepLayers(deps, { day, churnThreshold });
    await endRun(db, id, { status: "done", at: clock.now(), members, outcome });
    logger.info({ members, milliseconds: Date.now() - startedAt }, "all members are scored");
  } catch (error) {
    if (error instanceof Cancelled) return;
    if (error instanceof AppError && error.code === "lens.unavailable") throw error;
    logger.warn({ err: error }, "scoring failed");
    await endRun(db, id, { status: "failed", at: clock.now(), error: messageOf(error) });
  } finally {
    await compute.stop();
  }
}

async function scoreAll(
  deps: ScoresDeps,
  scope: Scope,
  compute: Compute,
  note: (step: string, progress: number) => Promise<void>,
) {
  const { db, lens } = deps;
  const settings = await readSettings(db);
  const size = await countActivity(scope);
  const asOfDay = localDayNumber(scope.asOf, scope.zone);
  const sample = Math.max(1, Math.ceil(size.members / fittedMembers));
  const learnt = await readActivity(scope, { from: 0, to: buckets, sample });
  await note("fitting", 0.1);
  const fitted = await compute.fit({ rows: learnt.rows, asOfDay, settings });
  const firstDay = learnt.rows.day.length > 0 ? learnt.rows.day.reduce((least, day) => Math.min(least, day)) : null;
  const outcome = await keepVersions(deps, scope, fitted, firstDay);
  await note("scoring", 0.4);
  const command = (sql: string, params: Record<string, unknown> = {}) =>
    lens.command(sql, params, { timeoutMilliseconds: longMilliseconds });
  await command(`TRUNCATE TABLE ${valuesTable}_raw`);
  await command(`TRUNCATE TABLE ${valuesTable}_next`);
  const models: ScoringModels = {
    purchases: fitted.purchases.fitted?.model ?? null,
    spend: fitted.spend.fitted?.params ?? null,
    churn: fitted.churn.fitted?.model ?? null,
  };
  const step = Math.max(1, Math.min(buckets, Math.floor((buckets * ordersPerPage) / Math.max(1, size.orders))));
  for (let from = 0; from < buckets; from += step) {
    const page = await readActivity(scope, { from, to: Math.min(buckets, from + step) });
    if (page.members.length > 0) {
      const scores = await compute.score({ rows: page.rows, members: page.members.length, asOfDay, models, settings });
      const { sql, params } = insertPage(page.members, scores, scope.asOf);
      await command(sql, params);
    }
    await note("scoring", 0.4 + (0.4 * Math.min(buckets, from + step)) / buckets);
  }
  await note("writing", 0.8);
  await command("TRUNCATE TABLE item_neighbours");
  await command(fillNeighbours, { asOf: scope.asOf.getTime() });
  outcome.recommendation = await keepRecommendation(deps, scope);
  await command("TRUNCATE TABLE next_offers");
  for (let from = 0; from < buckets; from += step) {
    if (outcome.recommendation.version !== null)
      await command(fillNextOffers, { asOf: scope.asOf.getTime(), from, to: Math.min(buckets, from + step) });
    await note("writing", 0.8 + (0.15 * Math.min(buckets, from + step)) / buckets);
  }
  const finish = finishValues({
    ...scope,
    margin: settings.margin,
    weights: settings.healthWeights,
    needEvents: settings.needEvents,
    rfm: settings.rfmBounds,
    cac: await cacOf(deps),
  });
  await command(finish.sql, finish.params);
  await command(`EXCHANGE TABLES ${valuesTable} AND ${valuesTable}_next`);
  const versions = Object.fromEntries(
    Object.entries(outcome).flatMap(([kind, { version }]) => (version === null ? [] : [[kind, version]])),
  );
  await command("TRUNCATE TABLE value_runs");
  await command(
    "INSERT INTO value_runs SELECT now64(3), fromUnixTimestamp64Milli({asOf:Int64}, 'UTC'), {versions:String}",
    { asOf: scope.asOf.getTime(), versions: JSON.stringify(versions) },
  );
  const [row] = await lens.query<{ n: number }>(`SELECT count() AS n FROM ${valuesTable}`);
  return { outcome, members: row?.n ?? 0, churnThreshold: settings.churnThreshold };
}

/** The local day, `YYYY-MM-DD`. */
export const localDate = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(at);

/** Days since 1970 of the local day. */
export function localDayNumber(at: Date, zone: string): number {
  return Math.round(Date.parse(`${localDate(at, zone)}T00:00:00Z`) / 86_400_000);
}

const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

async function keepVersions(
  deps: ScoresDeps,
  scope: Scope,
  fitted: FittedModels,
  firstDay: number | null,
): Promise<RunOutcome> {
  const keep = async <T>(
    kind: ModelKind,
    found: Outcome<T>,
    describe: (model: T) => { method: string; params: unknown; card: unknown; rows: number },
  ) => {
    if (!found.fitted) return { version: null, notEnoughData: found.refused };
    const version = await insertVersion(deps.db, {
      kind,
      trainedAt: deps.clock.now(),
      from: firstDay === null ? null : isoDay(firstDay),
      to: localDate(scope.asOf, scope.zone),
      ...describe(found.fitted),
    });
    return { version, notEnoughData: null };
  };
  return {
    purchases: await keep("purchases", fitted.purchases, ({ model, card, rows }) => ({
      method: model.model,
      params: model.params,
      card,
      rows,
    })),
    spend: await keep("spend", fitted.spend, ({ params, card, rows }) => ({
      method: "gammaGamma",
      params,
      card,
      rows,
    })),
    churn: await keep("churn", fitted.churn, ({ model, card }) => ({
      method: card.method,
      params: model,
      card,
      rows: card.rows,
    })),
  };
}

async function keepRecommendation(deps: ScoresDeps, scope: Scope): Promise<RunOutcome[string]> {
  const [row] = await deps.lens.query<{ items: number; pairs: number }>(
    "SELECT uniqExact(sku) AS items, count() AS pairs FROM item_neighbours",
  );
  if (!row || row.items < 2)
    return { version: null, notEnoughData: notEnough(row?.items ? "too_few_items" : "no_recent_purchases") };
  const version = await insertVersion(deps.db, {
    kind: "recommendation",
    trainedAt: deps.clock.now(),
    from: null,
    to: localDate(scope.asOf, scope.zone),
    rows: row.items,
    method: "item_knn",
    params: { neighbours: 200, decay: 0.9 },
    card: { items: row.items, pairs: row.pairs },
  });
  return { version, notEnoughData: null };
}

/** What winning a member cost, by joining channel: entered costs over members who joined by it. */
async function cacOf({ db, lens }: ScoresDeps): Promise<{ channels: string[]; amounts: number[]; overall: number }> {
  const costs = await acquisitionCosts(db);
  const joined = await lens.query<{ channel: string; n: number }>(
    "SELECT ifNull(toString(source_channel), '') AS channel, count() AS n FROM members WHERE status NOT IN ('merged', 'erased') GROUP BY channel",
  );
  const all = joined.reduce((sum, row) => sum + row.n, 0);
  const shared = costs.find((cost) => cost.channel === null)?.amount ?? 0;
  const perHead = all === 0 ? 0 : shared / all;
  const own = joined.flatMap((row) => {
    const cost = costs.find((entry) => entry.channel === row.channel);
    return cost ? [{ channel: row.channel, amount: cost.amount / row.n + perHead }] : [];
  });
  return { channels: own.map((row) => row.channel), amounts: own.map((row) => row.amount), overall: perHead };
}
