import { resolve } from "node:path";
import { z } from "zod";

export type ProcessRole = "api" | "worker" | "lens";

export interface Config {
  port: number;
  dataDir: string;
  publicUrl: string;
  apiKey: string | null;
  demo: "on" | "off";
  roles: Set<ProcessRole>;
  databaseUrl: string | null;
  clickhouseUrl: string | null;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  env: "production" | "development" | "test";
}

export interface ConfigProblem {
  variable: string;
  message: string;
}

/** Every environment variable that is wrong, at once. */
export class ConfigError extends Error {
  readonly problems: ConfigProblem[];

  constructor(problems: ConfigProblem[]) {
    super(problems.map((problem) => `${problem.variable}: ${problem.message}`).join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

const roleNames = ["api", "worker", "lens"] as const;

function urlWithScheme(schemes: string[], example: string) {
  return z.string().refine(
    (text) => {
      const scheme = URL.canParse(text) ? new URL(text).protocol.slice(0, -1) : null;
      return scheme !== null && schemes.includes(scheme);
    },
    { error: `must be a URL such as ${example}` },
  );
}

const environmentSchema = z.object({
  REGULARS_PORT: z
    .string()
    .default("8787")
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535, {
      error: "must be a whole number from 1 to 65535",
    })
    .transform(Number),
  REGULARS_DATA_DIR: z.string().default("./data"),
  REGULARS_PUBLIC_URL: urlWithScheme(["http", "https"], "https://members.example.com").optional(),
  REGULARS_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{16,200}$/, { error: "must have 16 to 200 printable characters without spaces" })
    .optional(),
  REGULARS_DEMO: z.enum(["on", "off"], { error: "must be on or off" }).default("on"),
  REGULARS_ROLE: z
    .string()
    .default(roleNames.join(","))
    .transform((text) => text.split(",").map((name) => name.trim()))
    .pipe(z.array(z.enum(roleNames, { error: "must be a comma-separated list of api, worker, lens" })).min(1)),
  REGULARS_LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
      error: "must be fatal, error, warn, info, debug, trace or silent",
    })
    .default("info"),
  DATABASE_URL: urlWithScheme(["postgres", "postgresql"], "postgres://user:password@host:5432/regulars").optional(),
  CLICKHOUSE_URL: urlWithScheme(["http", "https"], "http://user:password@host:8123/regulars").optional(),
  NODE_ENV: z
    .enum(["production", "development", "test"], { error: "must be production, development or test" })
    .default("production"),
});

const knownRegularsVariables = new Set(Object.keys(environmentSchema.shape));

/**
 * Reads the configuration from environment variables; an empty variable counts as absent.
 * Throws ConfigError naming every bad variable, also misspelt REGULARS_ ones.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const problems = unknownVariables(present);
  const parsed = environmentSchema.safeParse(present);
  if (!parsed.success) problems.push(...parsed.error.issues.map(toProblem));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const values = parsed.data;
  return {
    port: values.REGULARS_PORT,
    dataDir: resolve(values.REGULARS_DATA_DIR),
    publicUrl: (values.REGULARS_PUBLIC_URL ?? `http://localhost:${values.REGULARS_PORT}`).replace(/\/+$/, ""),
    apiKey: values.REGULARS_API_KEY ?? null,
    demo: values.REGULARS_DEMO,
    roles: new Set(values.REGULARS_ROLE),
    databaseUrl: values.DATABASE_URL ?? null,
    clickhouseUrl: values.CLICKHOUSE_URL ?? null,
    logLevel: values.REGULARS_LOG_LEVEL,
    env: values.NODE_ENV,
  };
}

function toProblem(issue: { path: PropertyKey[]; message: string }): ConfigProblem {
  return { variable: String(issue.path[0] ?? "environment"), message: issue.message };
}

function unknownVariables(env: Record<string, string | undefined>): ConfigProblem[] {
  return Object.keys(env)
    .filter((name) => name.startsWith("REGULARS_") && !knownRegularsVariables.has(name))
    .map((variable) => ({ variable, message: "is not a setting of Regulars; see npm start -- --help" }));
}
