import { type Logger, pino } from "pino";
import type { Config } from "./config.ts";

export type { Logger } from "pino";

const secretPaths = ["req.headers.authorization", "req.headers.cookie", "*.password", "*.secret", "*.token"];

/** Errors of drivers carry whole sockets; a log needs what, where and which code. */
function briefError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: briefError(error.cause) };
  return { type: error.name, message: error.message, ...code, stack: error.stack, ...cause };
}

/** JSON lines to stdout; readable lines when stdout is a terminal. Secrets are left out. */
export function createLogger(config: Pick<Config, "logLevel" | "env">): Logger {
  const options = {
    level: config.logLevel,
    redact: { paths: secretPaths, censor: "[secret]" },
    base: null,
    serializers: { err: briefError },
  };
  if (config.env === "production" && !process.stdout.isTTY) return pino(options);
  return pino({
    ...options,
    transport: { target: "pino-pretty", options: { ignore: "pid,hostname", translateTime: "SYS:HH:MM:ss" } },
  });
}

export function silentLogger(): Logger {
  return pino({ level: "silent" });
}
