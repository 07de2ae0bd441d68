import type pg from "pg";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { messageOf } from "../errors.ts";
import type { Lens } from "../lens.ts";
import type { App } from "./types.ts";

export interface HealthOptions {
  pool: pg.Pool;
  lens: Lens;
  isDraining: () => boolean;
}

/** `/healthz` (the process), `/readyz` (database, migrations, lens) and `/metrics` for Prometheus. */
export function serveHealth(app: App, options: HealthOptions): Registry {
  const { pool, lens } = options;
  app.get("/healthz", { schema: { hide: true } }, () => ({ status: "alive" }));
  app.get("/readyz", { schema: { hide: true } }, async (_request, reply) => {
    const database = await pool.query("select 1 from regulars_migrations limit 1").then(() => "ready", messageOf);
    const { ready, reason, state } = lens.status();
    // A process without the lens answers for itself only.
    const lensState = ready || state === "off" ? "ready" : (reason ?? state);
    const checks = { database, lens: lensState };
    const reasons = Object.entries(checks).flatMap(([name, state]) => (state === "ready" ? [] : [`${name}: ${state}`]));
    if (options.isDraining()) reasons.push("draining");
    const isReady = reasons.length === 0;
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? "ready" : "not ready", reasons });
  });
  return serveMetrics(app, pool);
}

function serveMetrics(app: App, pool: pg.Pool): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: "regulars_http_request_duration_seconds",
    help: "Time from the request to the end of the answer",
    labelNames: ["method", "route", "status"],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  new Gauge({
    name: "regulars_database_connections",
    help: "Connections of the pool by state",
    labelNames: ["state"],
    registers: [registry],
    collect() {
      this.set({ state: "open" }, pool.totalCount);
      this.set({ state: "idle" }, pool.idleCount);
      this.set({ state: "waiting" }, pool.waitingCount);
    },
  });
  new Gauge({
    name: "regulars_outbox_waiting_seconds",
    help: "Age of the oldest event a handler has not heard, by handler",
    labelNames: ["handler"],
    registers: [registry],
    async collect() {
      const { rows } = await pool.query<{ handler: string; seconds: number }>(`
        select c.handler, coalesce(extract(epoch from now() - min(o.created_at)), 0)::float8 as seconds from outbox_cursors c
        left join outbox o on o.topic = c.topic and (o.txid, o.id) > (c.txid, c.event_id) group by c.handler`);
      this.reset();
      for (const row of rows) this.set({ handler: row.handler }, row.seconds);
    },
  });
  app.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "none";
    duration.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    done();
  });
  app.get("/metrics", { schema: { hide: true } }, async (_request, reply) =>
    reply.header("content-type", registry.contentType).send(await registry.metrics()),
  );
  return registry;
}
