import type { CompiledProgramme } from "@regulars/engine";
import type { Module } from "../../module.ts";
import { AppError } from "../../platform/errors.ts";
import type { Platform } from "../../platform/platform.ts";
import type { Programmes } from "../programmes/index.ts";
import { localDay } from "./local-day.ts";
import { rawScores, scoreMembers, scoresTable, scoreTables, type ZoneGroup } from "./score-sql.ts";
import { writeStages } from "./write-back.ts";

export { rawScores, rfmWindowDays, scoreMembers, scoresAt, scoresTable, scoreTables, stageSql } from "./score-sql.ts";

const statementTimeoutMilliseconds = 1_800_000;
const shortestPauseMilliseconds = 10_000;
/** Scoring rests this many times as long as it worked. */
const restFactor = 5;

export interface ScoreRun {
  at: Date;
  asOf: Date;
  programmeVersion: number;
  members: number;
  stagesWritten: number;
}

export interface Lifecycle extends Module {
  /** Works out stages and RFM scores of all members as of now and writes back the stages that differ. Refuses with `lens.unavailable`. */
  recompute(): Promise<ScoreRun>;
  /** The last run of this process, else the one the lens remembers; null before the first. */
  lastRun(): Promise<Pick<ScoreRun, "at" | "asOf"> | null>;
}

type Needs = Pick<Platform, "db" | "lens" | "clock" | "logger" | "outbox">;

/** Stages and RFM scores for everybody, from the lens. Runs after new rows have come in, with rests, and once a new day begins. */
export function createLifecycle(platform: Needs, others: { programmes: Pick<Programmes, "active"> }): Lifecycle {
  const { lens, clock, logger } = platform;
  let running: Promise<ScoreRun> | null = null;
  let last: ScoreRun | null = null;
  let restUntil = 0;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  lens.define(scoreTables);
  platform.outbox.subscribe("programme.published", "lifecycle", async () => {
    if (lens.status().state !== "off") soon();
  });

  async function run(): Promise<ScoreRun> {
    const startedAt = Date.now();
    await lens.syncNow();
    const horizon = lens.horizon();
    if (horizon === null) throw new AppError("lens.unavailable");
    const { programme, version } = others.programmes.active();
    const asOf = clock.now();
    const members = await score(programme, asOf, version);
    const { written: stagesWritten, waiting } = await writeStages(platform, asOf, horizon);
    const milliseconds = Date.now() - startedAt;
    restUntil = Date.now() + Math.max(shortestPauseMilliseconds, restFactor * milliseconds);
    last = { at: clock.now(), asOf, programmeVersion: version, members, stagesWritten };
    logger.info({ members, stagesWritten, milliseconds }, "stages and RFM scores are worked out");
    if (waiting > 0) soon();
    return last;
  }

  async function score(programme: CompiledProgramme, asOf: Date, version: number): Promise<number> {
    const command = (sql: string, params: Record<string, unknown> = {}) =>
      lens.command(sql, params, { timeoutMilliseconds: statementTimeoutMilliseconds });
    await command(`TRUNCATE TABLE ${scoresTable}_raw`);
    await command(`TRUNCATE TABLE ${scoresTable}_next`);
    for (const group of await zoneGroups(programme.zone)) {
      const { sql, params } = rawScores(programme, asOf, group);
      await command(sql, params);
    }
    await command(scoreMembers);
    await command(`EXCHANGE TABLES ${scoresTable} AND ${scoresTable}_next`);
    await command("TRUNCATE TABLE score_runs");
    await command(
      "INSERT INTO score_runs SELECT now64(3), fromUnixTimestamp64Milli({asOf:Int64}, 'UTC'), {zone:String}, {version:UInt32}",
      { asOf: asOf.getTime(), zone: programme.zone, version },
    );
    const [row] = await lens.query<{ n: number }>(`SELECT count() AS n FROM ${scoresTable}`);
    return row?.n ?? 0;
  }

  /** Days of members with a zone of their own follow that zone. */
  async function zoneGroups(programmeZone: string): Promise<ZoneGroup[]> {
    const rows = await lens.query<{ own_zone: string }>(
      "SELECT DISTINCT assumeNotNull(m.zone) AS own_zone FROM members AS m WHERE m.zone IS NOT NULL AND m.zone != {zone:String}",
      {
        zone: programmeZone,
      },
    );
    return [{ zone: programmeZone, own: false }, ...rows.map(({ own_zone }) => ({ zone: own_zone, own: true }))];
  }

  function recompute(): Promise<ScoreRun> {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  }

  function soon(): void {
    if (timer || stopped) return;
    timer = setTimeout(
      () => {
        timer = null;
        void inBackground();
      },
      Math.max(1_000, restUntil - Date.now()),
    );
    timer.unref();
  }

  async function inBackground(): Promise<void> {
    try {
      await recompute();
    } catch (error) {
      if (stopped) return;
      restUntil = Date.now() + shortestPauseMilliseconds;
      logger.warn({ err: error }, "stages and RFM scores could not be worked out; they are tried again");
      if (!(error instanceof AppError)) return;
      soon();
    }
  }

  /** Time alone moves members, so a new day in the programme's zone means a new run even when nothing was sold. */
  async function onNewDay(): Promise<void> {
    if (lens.status().state === "off") return;
    const { zone } = others.programmes.active().programme;
    if (last && localDay(last.asOf, zone) === localDay(clock.now(), zone)) return;
    await recompute();
  }

  return {
    name: "lifecycle",
    recompute,
    async lastRun() {
      if (last) return last;
      const rows = await lens.query<{ at: number; as_of: number }>(
        "SELECT toUnixTimestamp64Milli(computed_at) AS at, toUnixTimestamp64Milli(as_of) AS as_of FROM score_runs ORDER BY computed_at DESC LIMIT 1",
      );
      return rows[0] ? { at: new Date(rows[0].at), asOf: new Date(rows[0].as_of) } : null;
    },
    jobs: { "lifecycle.new_day": onNewDay },
    crons: [{ task: "lifecycle.new_day", pattern: "*/10 * * * *" }],
    async start() {
      lens.onSynced(({ changed }) => {
        if (["members", "orders", "refunds", "member_tiers"].some((table) => changed.has(table))) soon();
      });
    },
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running?.catch(() => undefined);
    },
  };
}
