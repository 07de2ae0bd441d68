import { type Logger, pino } from "pino";
import type { Config } from "./config.ts";

export type { Logger } from "pino";

const secretPaths = ["req.headers.authorization", "req.headers.cookie", "*.password", "*.secret", "*.token"];

/** JSON lines to stdout; readable lines when stdout is a terminal. Secrets are left out. */
export function createLogger(config: Pick<Config, "logLevel" | "env">): Logger {
  const options = { level: config.logLevel, redact: { paths: secretPaths, censor: "[secret]" }, base: null };
  if (config.env === "production" && !process.stdout.isTTY) return pino(options);
  return pino({
    ...options,
    transport: { target: "pino-pretty", options: { ignore: "pid,hostname", translateTime: "SYS:HH:MM:ss" } },
  });
}

export function silentLogger(): Logger {
  return pino({ level: "silent" });
}
