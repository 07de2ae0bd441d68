import { type CompiledProgramme, compileProgramme, type Programme, programmeSchema } from "@regulars/engine";
import type { z } from "zod";
import { type TestClock, testClock } from "../../platform/clock.ts";
import { createDb, type Db } from "../../platform/db.ts";
import type { ExtraTable } from "../../platform/lens/tables.ts";
import { createLensBench, type LensBench, othersHaveEnded } from "../../platform/lens/test-builders.ts";
import { silentLogger } from "../../platform/logger.ts";
import { createOutbox, type OutboxRunner } from "../../platform/outbox.ts";
import { createLifecycle, type Lifecycle } from "./index.ts";

const text = (word: string): { zh: string; en: string } => ({ zh: word, en: word });

const ordersIn = (last: string, count: number) =>
  ({ event: "order", window: { last }, is: { count: { gte: count } } }) as const;

/** Five stages of the default life cycle, a ladder and a wallet that pays 1 yuan for 100 points. */
export function stagesProgramme(parts: Partial<z.input<typeof programmeSchema>> = {}): Programme {
  return programmeSchema.parse({
    name: text("test"),
    currency: "CNY",
    zone: "Asia/Shanghai",
    wallets: [{ id: "points", name: text("points"), redemption: { points: 100, amount: 100 } }],
    ladders: [
      {
        id: "main",
        name: text("main"),
        metric: { kind: "spend" },
        window: { kind: "lifetime" },
        downgrade: { kind: "never" },
        tiers: [
          { id: "normal", name: text("normal"), from: 0 },
          { id: "gold", name: text("gold"), from: 100_000 },
        ],
      },
    ],
    rules: [],
    lifecycle: {
      template: "default",
      stages: [
        { id: "prospect", name: text("prospect"), when: { event: "order", is: { count: { eq: 0 } } } },
        { id: "lost", name: text("lost"), when: { not: ordersIn("P180D", 1) } },
        { id: "loyal", name: text("loyal"), when: ordersIn("P90D", 3) },
        { id: "new", name: text("new"), when: { field: "member.joinedAt", op: "inLast", value: "P30D" } },
        { id: "active", name: text("active"), when: { all: [] } },
      ],
    },
    ...parts,
  });
}

export interface LifecycleBench extends LensBench {
  db: Db;
  /** Keeps nothing. */
  audit: { record(): Promise<void> };
  clock: TestClock;
  outbox: OutboxRunner;
  lifecycle: Lifecycle;
  programmes: { active(): { version: number; programme: CompiledProgramme } };
  use(programme: Programme): void;
}

/** Life cycle and lens on a database of their own; noon in Shanghai on 30 June 2026. */
export async function createLifecycleBench(
  programme = stagesProgramme(),
  tables: readonly ExtraTable[] = [],
): Promise<LifecycleBench> {
  let active = { version: 1, programme: compileProgramme(programme, 1) };
  const programmes = { active: () => active };
  const bench = await createLensBench((lens) => lens.define(tables));
  const { db, close } = createDb(bench.connectionString, { max: 4 });
  const clock = testClock("2026-06-30T04:00:00Z");
  const logger = silentLogger();
  const outbox = createOutbox(db, logger);
  const lifecycle = createLifecycle({ db, lens: bench.lens, clock, logger, outbox }, { programmes });
  return {
    ...bench,
    db,
    audit: { record: () => Promise.resolve() },
    clock,
    outbox,
    lifecycle: {
      ...lifecycle,
      async recompute() {
        await othersHaveEnded(bench.pool);
        return lifecycle.recompute();
      },
    },
    programmes,
    use(next) {
      const version = active.version + 1;
      active = { version, programme: compileProgramme(next, version) };
    },
    async close() {
      await lifecycle.stop?.();
      await close();
      await bench.close();
    },
  };
}
