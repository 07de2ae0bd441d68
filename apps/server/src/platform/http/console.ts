import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyReply } from "fastify";
import { sendProblem, toProblem } from "./problem.ts";
import type { App } from "./types.ts";

export const consoleDist = fileURLToPath(new URL("../../../../console/dist", import.meta.url));

const contentSecurity = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join("; ");

const ownPaths = /^\/(v1|api|docs|metrics|healthz|readyz|openapi\.json)(\/|$)/;

/**
 * The console's files at `/`. Files with a hash in their name are kept for a year, the page itself is asked for each
 * time; a path the console routes by itself gets the page. Unknown addresses of the API stay 404 problems.
 */
export async function serveConsole(app: App, dist: string = consoleDist): Promise<void> {
  const indexFile = join(dist, "index.html");
  const page = existsSync(indexFile) ? readFileSync(indexFile, "utf8") : null;
  if (page !== null) {
    await app.register(fastifyStatic, {
      root: join(dist),
      wildcard: false,
      index: false,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        const hashed = path.includes("/assets/");
        reply.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "public, max-age=300");
      },
    });
    app.get("/", { schema: { hide: true } }, (_request, reply) => sendPage(reply, page));
  }
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?")[0] ?? "";
    const wantsPage = request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
    if (page !== null && wantsPage && !ownPaths.test(path)) return sendPage(reply, page);
    const otherMethod = (["GET", "POST", "PUT", "PATCH", "DELETE"] as const).some(
      (method) => method !== request.method && app.findRoute({ method, url: path }) !== null,
    );
    const code = otherMethod ? "request.method_not_allowed" : "not_found";
    return sendProblem(reply, toProblem({ code, locale: request.locale, requestId: request.id }));
  });
}

function sendPage(reply: FastifyReply, page: string) {
  return reply
    .header("content-type", "text/html; charset=utf-8")
    .header("cache-control", "no-cache")
    .header("content-security-policy", contentSecurity)
    .header("referrer-policy", "same-origin")
    .header("x-frame-options", "DENY")
    .send(page);
}
