import type { MemberScores, Recommendations } from "@regulars/contracts";
import type { Module } from "../../module.ts";
import type { Tx } from "../../platform/db.ts";
import { newId } from "../../platform/ids.ts";
import type { Platform } from "../../platform/platform.ts";
import type { Lifecycle } from "../lifecycle/index.ts";
import type { Members } from "../members/index.ts";
import type { Programmes } from "../programmes/index.ts";
import { memberScores } from "./member-scores.ts";
import { recommendationsOf } from "./recommendations.ts";
import { scoreRoutes } from "./routes.ts";
import { runScores } from "./run-scores.ts";
import { readSettings } from "./settings.ts";
import { acquisitionCosts, insertRun, lastOutcome, latestVersions, unfinishedRun } from "./store.ts";
import { valueTables } from "./tables.ts";

export { churnBandOf, churnBands, layersAt, layersSince } from "./layers.ts";
export { rfmGroupsAt } from "./rfm-groups.ts";
export { readSettings, writeSettings } from "./settings.ts";
export { lastOutcome, latestVersions, type VersionRow } from "./store.ts";
export { valueTables } from "./tables.ts";
export { featureName, methodNames, notEnough, reasonOf, rfmGroups } from "./words.ts";

const task = "scores.run";
const quietMilliseconds = 30_000;

export interface ScorePeers {
  programmes: Pick<Programmes, "active">;
  lifecycle: Pick<Lifecycle, "recompute">;
  members: Pick<Members, "find">;
}

export interface ScoresDeps extends Pick<Platform, "db" | "lens" | "clock" | "logger" | "jobs" | "audit">, ScorePeers {}

export interface Scores extends Module {
  /** Queues a scoring; null when one is under way. */
  request(tx: Tx, reason: "nightly" | "asked" | "lens", by: string): Promise<string | null>;
  member(reference: string): Promise<MemberScores>;
  recommend(reference: string, options: { limit: number; onlyNew: boolean }): Promise<Recommendations>;
}

/** What models say of every member: value, churn, habits, potential, health, what next. Nightly, on demand, and when the lens was filled anew. */
export function createScores(platform: Omit<ScoresDeps, keyof ScorePeers>, peers: ScorePeers): Scores {
  const deps: ScoresDeps = { ...platform, ...peers };
  const { db, lens, clock, jobs, logger } = deps;
  let timer: NodeJS.Timeout | null = null;
  lens.define(valueTables);

  async function request(tx: Tx, reason: "nightly" | "asked" | "lens", by: string): Promise<string | null> {
    const id = newId();
    if (!(await insertRun(tx, { id, reason, requestedBy: by, at: clock.now() }))) return null;
    await jobs.add(task, { id }, { tx, jobKey: `${task}.${id}`, maxAttempts: 50 });
    return id;
  }

  const requestNow = (reason: "nightly" | "lens") => db.transaction().execute((tx) => request(tx, reason, "system"));

  async function nightly(): Promise<void> {
    if (lens.status().state !== "off") await requestNow("nightly");
  }

  /** A lens that was filled anew has no scores; neither has a new install whose first orders have come. */
  async function ifMissing(): Promise<void> {
    if (!lens.ready()) return;
    const [row] = await lens.query<{ runs: number; orders: number }>(
      "SELECT (SELECT count() FROM value_runs) AS runs, (SELECT count() FROM (SELECT 1 FROM orders LIMIT 1)) AS orders",
    );
    if (row && row.runs === 0 && row.orders > 0) await requestNow("lens");
  }

  function soon(): void {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      ifMissing().catch((error: unknown) => logger.debug({ err: error }, "scores could not be looked for"));
    }, quietMilliseconds);
    timer.unref();
  }

  return {
    name: "scores",
    request,
    async member(reference) {
      const id = await peers.members.find(reference);
      const { programme } = peers.programmes.active();
      const [settings, versions, outcome, costs] = await Promise.all([
        readSettings(db),
        latestVersions(db),
        lastOutcome(db),
        acquisitionCosts(db),
      ]);
      return memberScores(id, {
        lens,
        zone: programme.zone,
        currency: programme.programme.currency,
        settings,
        versions,
        outcome,
        costChannels: costs.map(({ channel }) => channel),
      });
    },
    async recommend(reference, options) {
      const id = await peers.members.find(reference);
      const refused = (await lastOutcome(db))?.recommendation?.notEnoughData ?? null;
      return recommendationsOf(lens, { id, refused, ...options });
    },
    routes(app) {
      scoreRoutes(app, deps, this);
    },
    jobs: {
      [task]: (payload, helpers) => runScores(deps, (payload as { id: string }).id, helpers.logger),
      "scores.nightly": nightly,
    },
    // Three in the night in China, six in the evening before in London's summer: an install may choose its own by asking over the API.
    crons: [{ task: "scores.nightly", pattern: "0 19 * * *" }],
    async start() {
      const left = await unfinishedRun(db);
      if (left) await jobs.add(task, { id: left.id }, { jobKey: `${task}.${left.id}`, maxAttempts: 50 });
      lens.onSynced(() => soon());
      soon();
    },
    async stop() {
      if (timer) clearTimeout(timer);
    },
  };
}
