import type {
  Simulation,
  SimulationComparison,
  SimulationMember,
  SimulationResult,
  SimulationSummary,
} from "@regulars/contracts";
import { type Programme, programmeSchema } from "@regulars/engine";
import { createShop, createTestApp, type Shop, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runSimulation } from "./run-simulation.ts";
import { depsOf, liveThrough, simulate, uuidOf } from "./test-builders.ts";

const text = (word: string) => ({ zh: word, en: word });
const began = "2026-03-01T04:00:00.000Z";

let app: TestApp;
let shop: Shop;
let published: Programme;
let ended: string;

beforeAll(async () => {
  app = await createTestApp({ now: began });
  shop = createShop(app);
  const { ladders } = programmeSchema.pick({ ladders: true }).parse({
    ladders: [
      {
        id: "main",
        name: text("main"),
        metric: { kind: "spend" },
        window: { kind: "lifetime" },
        downgrade: { kind: "never" },
        tiers: [
          { id: "normal", name: text("normal"), from: 0 },
          { id: "silver", name: text("silver"), from: 100_000 },
          { id: "gold", name: text("gold"), from: 10_000_000 },
        ],
      },
    ],
  });
  await shop.publish({ expiry: { kind: "duration", duration: "P20D", round: "day" }, costPer1000: 1000 }, { ladders });
  await liveThrough(app, shop, { steps: 150, seed: 11 });
  published = (await app.call<{ programme: Programme }>("/v1/programme")).body.programme;
  ended = app.clock.now().toISOString();
});
afterAll(() => app.close());

const span = () => ({ from: began, to: ended });

function resultOf({ result, status }: Simulation): SimulationResult {
  if (!result) throw new Error(`the simulation is ${status}`);
  return result;
}

/** The published programme with its first rule earning so many points a yuan. */
function earning(points: number, parts: Partial<Programme> = {}): Programme {
  const [first, ...others] = published.rules;
  if (!first) throw new Error("the programme has no rule");
  const amount = { kind: "rate" as const, points, per: 100, of: "net" as const };
  return { ...published, rules: [{ ...first, amount }, ...others], ...parts };
}

describe("a draft beside what happened", () => {
  test("twice the points cost twice as much, rule by rule and month by month", async () => {
    const result = resultOf(await simulate(app, { programme: earning(2), compareWith: earning(1), ...span() }));
    const { total } = result;
    expect(total.compare?.issued).toBeGreaterThan(0);
    // Every order is rounded down once, so that each may be a point more than twice.
    const twice = 2 * (total.compare?.issued ?? 0);
    expect(total.simulated.issued).toBeGreaterThanOrEqual(twice);
    expect(total.simulated.issued).toBeLessThanOrEqual(twice + total.simulated.orders);
    expect(total.simulated.cost).toBe(total.simulated.issued - total.simulated.clawedBack);
    expect(total.simulated.costShareBps).toBe(Math.round((total.simulated.cost * 10_000) / total.simulated.revenue));
    expect(total.simulated.liability).toBe(total.simulated.outstanding);
    const [rule] = result.rules;
    expect(rule?.simulated.issued).toBe(total.simulated.issued);
    const sum = (of: "simulated" | "actual") => result.months.reduce((all, month) => all + month[of].issued, 0);
    expect(sum("simulated")).toBe(total.simulated.issued);
    expect(sum("actual")).toBe(total.actual.issued);
    expect(result.months.at(-1)?.simulated.outstanding).toBe(total.simulated.outstanding);
  });

  test("every side adds up: what was there, came and went is what is left", async () => {
    const from = new Date(Date.parse(began) + (Date.parse(ended) - Date.parse(began)) / 2).toISOString();
    const result = resultOf(await simulate(app, { programme: earning(3), from, to: ended }));
    const rows = [
      result.total,
      ...result.wallets,
      ...result.months,
      ...result.stages,
      ...result.tiers.flatMap(({ tiers }) => tiers),
    ];
    for (const row of rows) {
      for (const side of [row.actual, row.simulated]) {
        const { opening, issued, spent, expired, clawedBack, adjusted, transferred, outstanding } = side;
        expect(opening + issued - spent - expired - clawedBack + adjusted + transferred).toBe(outstanding);
      }
    }
    expect(result.total.actual.opening).toBeGreaterThan(0);
    for (const { tiers } of result.tiers)
      expect(tiers.reduce((sum, tier) => sum + tier.members, 0)).toBe(result.members);
  });

  test("what really happened is what the ledger says", async () => {
    const result = resultOf(await simulate(app, { programme: earning(2), ...span() }));
    const { rows } = await app.platform.pool.query(
      `select sum(amount) filter (where kind = 'earn')::int as issued, -sum(amount) filter (where kind in ('spend', 'return'))::int as spent,
         -sum(amount) filter (where kind = 'expire')::int as expired, -coalesce(sum(amount) filter (where kind = 'revoke'), 0)::int as "clawedBack",
         sum(amount) filter (where kind = 'adjust')::int as adjusted
       from entries where effective_at >= $1 and effective_at < $2`,
      [began, ended],
    );
    expect(result.total.actual).toMatchObject(rows[0]);
  });

  test("says when the ledger is behind the clock", async () => {
    const { pool } = app.platform;
    const codes = async () =>
      resultOf(await simulate(app, { programme: earning(2), ...span() })).notes.map((note) => note.code);
    await pool.query("update member_accounts set next_due_at = null where next_due_at < $1", [ended]);
    expect(await codes()).not.toContain("actual.behind");
    await pool.query(
      "update member_accounts set next_due_at = $1 where (bucket, member_id) = (select bucket, member_id from member_accounts limit 1)",
      [began],
    );
    expect(await codes()).toContain("actual.behind");
  });

  test("payments that the draft's points would not have covered are replayed as money, and counted", async () => {
    const poor = earning(1, { wallets: published.wallets.map((wallet) => ({ ...wallet, redemption: undefined })) });
    const result = resultOf(await simulate(app, { programme: poor, ...span() }));
    const { rows } = await app.platform.pool.query(
      "select count(*)::int as times, -sum(amount)::int as points from entries where kind = 'spend' and fact_kind = 'order'",
    );
    expect(result.unaffordable).toMatchObject([{ wallet: "points", simulated: rows[0] }]);
    expect(result.total.simulated.orders).toBe(result.total.actual.orders);
    expect(result.notes.map((note) => note.code)).toContain("redemption.left_out");
  });

  test("an edited ladder shows who ends elsewhere", async () => {
    const ladders = published.ladders.map((ladder) => ({
      ...ladder,
      tiers: ladder.tiers.map((tier) => (tier.id === "gold" ? { ...tier, from: 100_001 } : tier)),
    }));
    const [main] = resultOf(await simulate(app, { programme: { ...published, ladders }, ...span() })).moves;
    expect(main?.differentMembers).toBeGreaterThan(0);
    expect(main?.different).toEqual([{ actual: "silver", simulated: "gold", members: main?.differentMembers }]);
    const end = (side: "actual" | "simulated", to: string) =>
      (main?.flows ?? []).reduce((sum, flow) => (flow.to === to ? sum + flow[side] : sum), 0);
    expect(end("simulated", "gold")).toBe(main?.differentMembers);
    expect(end("actual", "gold")).toBe(0);
  });

  test("a segment is who it held for when the span began", async () => {
    const whole = resultOf(await simulate(app, { programme: earning(2), ...span() }));
    const halves = await Promise.all(
      [
        { from: 0, to: 5_000 },
        { from: 5_000, to: 10_000 },
      ].map((bucket) => simulate(app, { programme: earning(2), ...span(), segment: { bucket } })),
    );
    const [one, two] = halves.map(resultOf);
    expect((one?.members ?? 0) + (two?.members ?? 0)).toBe(whole.members);
    expect((one?.total.simulated.issued ?? 0) + (two?.total.simulated.issued ?? 0)).toBe(whole.total.simulated.issued);
  });

  test("the members most affected come first, with both sides", async () => {
    const simulation = await simulate(app, { programme: earning(5), ...span() });
    const url = `/v1/simulations/${simulation.id}/members`;
    const { body } = await app.call<{ items: SimulationMember[]; nextCursor: string | null }>(`${url}?limit=3`);
    expect(body.items).toHaveLength(3);
    const deltas = body.items.map((item) => Math.abs(item.delta));
    expect(deltas).toEqual(deltas.toSorted((a, b) => b - a));
    for (const { delta, actual, simulated } of body.items)
      expect(simulated.spent + simulated.outstanding - actual.spent - actual.outstanding).toBe(delta);
    const next = await app.call<{ items: SimulationMember[] }>(`${url}?limit=3&cursor=${body.nextCursor}`);
    expect(next.body.items.map((item) => item.memberId)).not.toContain(body.items[0]?.memberId);
  });
});

describe("determinism", () => {
  test("the same draft and span give the same bytes with one worker and with three", async () => {
    const draft = earning(2);
    const one = await simulate(app, { programme: draft, ...span() }, { workers: 1 });
    // So few members are one part of the work; in parts of their own all three have something to do.
    const three = await simulate(app, { programme: draft, ...span() }, { workers: 3 }, { bucketSpan: 20 });
    expect(JSON.stringify(three.result)).toBe(JSON.stringify(one.result));
    const members = async ({ id }: Simulation) =>
      (await app.call<{ items: SimulationMember[] }>(`/v1/simulations/${id}/members?limit=200`)).body.items;
    expect(await members(three)).toEqual(await members(one));
  });

  test("facts that come in later do not change a simulation that goes on", async () => {
    const body = { programme: earning(2), ...span() };
    const first = await simulate(app, body);
    const started = await app.call<SimulationSummary>("/v1/simulations", { body });
    app.clock.advance(1000);
    const member = await shop.newMember();
    await shop.buy(member, 50_000, { at: new Date(Date.parse(ended) - 3_600_000).toISOString() });
    await runSimulation(depsOf(app), uuidOf(started.body.id));
    const { body: second } = await app.call<Simulation>(`/v1/simulations/${started.body.id}`);
    expect(second.result?.total).toEqual(first.result?.total);
  });
});

describe("budgets of the draft", () => {
  test("stop giving where they run out, at most one grant short", async () => {
    const open = resultOf(await simulate(app, { programme: earning(1), ...span() }));
    const limit = Math.floor(open.total.simulated.issued / 2);
    const limited = earning(1, { budgets: [{ id: "half", name: text("half"), points: limit, per: "total" }] });
    const rules = limited.rules.map((rule) => ({ ...rule, budgets: ["half"] }));
    const result = resultOf(await simulate(app, { programme: { ...limited, rules }, ...span() }));
    const [budget] = result.budgets;
    expect(budget).toMatchObject({ side: "simulated", budget: "half", period: "total" });
    expect(budget?.closedAt).not.toBeNull();
    expect(result.total.simulated.issued).toBeLessThanOrEqual(limit + result.total.simulated.clawedBack);
    const greatest = await app.platform.pool.query("select max(amount)::int as most from entries where kind = 'earn'");
    expect(budget?.used.points).toBeGreaterThanOrEqual(
      limit - greatest.rows[0].most - result.total.simulated.clawedBack,
    );
    expect(budget?.demand.points).toBeGreaterThan(limit);
    expect(result.notes.map((note) => note.code)).toContain("budget.cut_off");
  });
});

describe("the life of a simulation", () => {
  async function start(parts: object = {}): Promise<SimulationSummary> {
    const { status, body } = await app.call<SimulationSummary>("/v1/simulations", {
      body: { programme: earning(2), ...span(), ...parts },
    });
    expect(status).toBe(202);
    return body;
  }
  const read = async (id: string) => (await app.call<Simulation>(`/v1/simulations/${id}`)).body;

  test("waits, is listed, is cancelled before it begins, and can be resumed to its end", async () => {
    const { id, status } = await start({ name: "twice" });
    expect(status).toBe("waiting");
    const listed = await app.call<{ items: SimulationSummary[] }>("/v1/simulations?limit=1");
    expect(listed.body.items).toMatchObject([{ id, name: "twice", programme: { kind: "document" } }]);
    const refused = await app.call(`/v1/simulations/${id}`, { method: "DELETE" });
    expect(refused).toMatchObject({ status: 409, body: { code: "simulation.under_way" } });
    const cancelled = await app.call<SimulationSummary>(`/v1/simulations/${id}/cancel`, { body: {} });
    expect(cancelled.body.status).toBe("cancelled");
    await runSimulation(depsOf(app), uuidOf(id));
    expect((await read(id)).status).toBe("cancelled");
    expect((await app.call(`/v1/simulations/${id}/resume`, { body: {} })).status).toBe(200);
    await runSimulation(depsOf(app), uuidOf(id));
    const done = await read(id);
    expect(done).toMatchObject({ status: "finished", progress: { percent: 100, secondsLeft: null } });
    expect(done.progress.membersDone).toBe(done.progress.membersTotal);
    expect((await app.call(`/v1/simulations/${id}/cancel`, { body: {} })).status).toBe(409);
    expect((await app.call(`/v1/simulations/${id}`, { method: "DELETE" })).status).toBe(200);
    expect((await app.call(`/v1/simulations/${id}`)).status).toBe(404);
  });

  test("somebody else's wish to cancel reaches whoever works on it", async () => {
    const { id } = await start();
    const { pool } = app.platform;
    await pool.query("update simulations set status = 'cancelling' where id = $1", [uuidOf(id)]);
    await runSimulation(depsOf(app), uuidOf(id));
    expect(await read(id)).toMatchObject({ status: "cancelled", result: null });
  });

  test("a run under way stops when it is cancelled, and leaves no answer", async () => {
    const { id } = await start();
    const { pool } = app.platform;
    await pool.query("update simulations set bucket_span = 1 where id = $1", [uuidOf(id)]);
    const parts = () => pool.query("select 1 from simulation_parts where simulation_id = $1", [uuidOf(id)]);
    const answers: string[] = [];
    await runSimulation(depsOf(app), uuidOf(id), {
      workers: 1,
      async onPart() {
        const cancelled = await app.call<SimulationSummary>(`/v1/simulations/${id}/cancel`, { body: {} });
        answers.push(cancelled.body.status);
      },
    });
    expect(answers[0]).toBe("cancelling");
    expect(await read(id)).toMatchObject({ status: "cancelled", result: null });
    expect((await parts()).rowCount).toBeLessThan(256);
    expect((await app.call(`/v1/simulations/${id}`, { method: "DELETE" })).status).toBe(200);
    expect((await parts()).rowCount).toBe(0);
  });

  test("a killed run goes on with what it had worked out, and ends with the same answer", async () => {
    const whole = await simulate(app, { programme: earning(2), ...span() });
    const { id } = await start();
    const { pool } = app.platform;
    await pool.query("update simulations set bucket_span = 64 where id = $1", [uuidOf(id)]);
    // The process is told to stop as soon as the first part is there.
    const stopping = new AbortController();
    const deps = depsOf(app);
    await runSimulation(deps, uuidOf(id), {
      signal: stopping.signal,
      workers: 1,
      onPart: async () => stopping.abort(),
    });
    const kept = await pool.query("select 1 from simulation_parts where simulation_id = $1", [uuidOf(id)]);
    expect(kept.rowCount).toBe(1);
    expect((await read(id)).status).toBe("running");
    await runSimulation(deps, uuidOf(id));
    const done = await read(id);
    expect(done.status).toBe("finished");
    expect(JSON.stringify(done.result?.total.simulated)).toBe(JSON.stringify(whole.result?.total.simulated));
    expect((await pool.query("select 1 from simulation_parts")).rowCount).toBe(0);
  });

  test("two workers on one simulation do it once", async () => {
    const { id } = await start();
    await Promise.all([runSimulation(depsOf(app), uuidOf(id)), runSimulation(depsOf(app), uuidOf(id))]);
    expect((await read(id)).status).toBe("finished");
    const { rows } = await app.platform.pool.query(
      "select count(*)::int as rows, count(distinct rank)::int as ranks from simulation_members where simulation_id = $1",
      [uuidOf(id)],
    );
    expect(rows[0].rows).toBe(rows[0].ranks);
  });

  test("is exported as CSV and JSON, and compared with another", async () => {
    const a = await simulate(app, { programme: earning(2), ...span() });
    const b = await simulate(app, { programme: earning(4), ...span() });
    const csv = await app.app.inject({
      url: `/v1/simulations/${a.id}/export`,
      headers: { authorization: `Bearer ${app.apiKey}` },
    });
    expect(csv.headers["content-type"]).toContain("text/csv");
    expect(csv.body).toContain(`total,,,issued,${a.result?.total.actual.issued},${a.result?.total.simulated.issued},`);
    const json = await app.call<{ result: SimulationResult }>(`/v1/simulations/${a.id}/export?format=json`);
    expect(json.body.result).toEqual(a.result);
    const { body } = await app.call<SimulationComparison>(`/v1/simulations/compare?a=${a.id}&b=${b.id}`);
    expect(body.comparable).toBe(true);
    expect(body.total.a).toEqual(a.result?.total.simulated);
    expect(body.total.b).toEqual(b.result?.total.simulated);
    const waiting = await start();
    expect((await app.call(`/v1/simulations/compare?a=${a.id}&b=${waiting.id}`)).status).toBe(409);
  });

  test("what cannot be simulated is refused in words", async () => {
    const ask = (body: object) => app.call<{ code: string }>("/v1/simulations", { body });
    expect(await ask({ ...span(), from: ended, to: began })).toMatchObject({
      status: 422,
      body: { code: "simulation.span_invalid" },
    });
    expect((await ask({ from: began, to: "2031-01-01T00:00:00Z" })).body.code).toBe("simulation.span_invalid");
    expect((await ask({ ...span(), programme: { name: "nothing" } })).body.code).toBe("programme.invalid");
    expect((await ask({ ...span(), segment: { field: "member.nothing", op: "eq", value: 1 } })).body.code).toBe(
      "simulation.segment_invalid",
    );
    expect((await ask({ ...span(), programme: { version: 99 } })).status).toBe(404);
  });

  test("looking asks for the right to read the programme, starting for the right to change it", async () => {
    const reader = await app.keyWith(["programme:read"]);
    const headers = { authorization: `Bearer ${reader}` };
    expect((await app.call("/v1/simulations", { headers })).status).toBe(200);
    expect((await app.call("/v1/simulations", { headers, body: span() })).status).toBe(403);
  });
});
