import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { negotiateLocale } from "@regulars/i18n";
import { toProblem } from "../http/problem.ts";
import { newId } from "../ids.ts";
import { StartupError } from "./startup-error.ts";

export interface Listener {
  server: Server;
  /** What is being done now; told on the page and by /readyz. */
  progress(phase: string): void;
  /** From now on the app answers. */
  hand(): void;
  /** Resolves when the running requests have ended, or after the time allowed; until then new ones are answered (with 503, by the app). */
  drain(timeoutMilliseconds: number): Promise<void>;
}

/** Listens at once, so that the address answers from the first second: a page that waits, 503 elsewhere. */
export async function listen(port: number): Promise<Listener> {
  // Addresses of members behind a number carry its condition, which may be long.
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 300_000, maxHeaderSize: 65_536 });
  let phase = "starting";
  let running = 0;
  server.on("request", (_request, response) => {
    running += 1;
    response.once("close", () => {
      running -= 1;
    });
  });
  const starting = (request: IncomingMessage, response: ServerResponse) =>
    answerWhileStarting(request, response, phase);
  server.on("request", starting);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, port)));
    server.listen({ port, host: "0.0.0.0" }, resolve);
  });
  return {
    server,
    progress(next) {
      phase = next;
    },
    hand() {
      server.off("request", starting);
    },
    async drain(timeoutMilliseconds) {
      const end = Date.now() + timeoutMilliseconds;
      while (running > 0 && Date.now() < end) await wait(20);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function explain(error: NodeJS.ErrnoException, port: number): StartupError {
  if (error.code === "EADDRINUSE") {
    return new StartupError(
      "portTaken",
      `Port ${port} is taken by another program. Stop that program, or choose another port with REGULARS_PORT.`,
    );
  }
  if (error.code === "EACCES")
    return new StartupError(
      "portTaken",
      `This user may not listen on port ${port}. Choose one above 1023 with REGULARS_PORT.`,
    );
  return new StartupError("portTaken", `Port ${port} cannot be opened: ${error.message}`);
}

function answerWhileStarting(request: IncomingMessage, response: ServerResponse, phase: string): void {
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  if (path === "/healthz") {
    send(response, 200, "application/json", JSON.stringify({ status: "alive" }));
    return;
  }
  response.setHeader("retry-after", "1");
  response.setHeader("cache-control", "no-store");
  if (path === "/readyz") {
    send(response, 503, "application/json", JSON.stringify({ status: "starting", reasons: [phase] }));
  } else if (request.method === "GET" && (request.headers.accept ?? "").includes("text/html")) {
    send(response, 503, "text/html; charset=utf-8", startingPage(phase));
  } else {
    const locale = negotiateLocale(request.headers["accept-language"]);
    const problem = toProblem({ code: "server.starting", locale, requestId: newId() });
    send(response, 503, "application/problem+json; charset=utf-8", JSON.stringify(problem));
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": type });
  response.end(body);
}

function startingPage(phase: string): string {
  const safe = phase.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>Regulars 常客</title>
<style>body{font:16px system-ui,sans-serif;display:grid;place-items:center;min-height:90vh;color:#333;background:#fafafa}p{color:#777}</style>
<main><h1>Regulars 常客</h1><p>正在启动 · Starting: ${safe} …</p></main></html>`;
}
