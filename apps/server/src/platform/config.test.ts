import { describe, expect, test } from "vitest";
import { ConfigError, loadConfig } from "./config.ts";

function problemsOf(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((problem) => problem.variable).sort();
  }
  return [];
}

describe("configuration", () => {
  test("an empty environment starts everything on port 8787", () => {
    expect(loadConfig({})).toMatchObject({
      port: 8787,
      publicUrl: "http://localhost:8787",
      demo: "on",
      roles: new Set(["api", "worker", "lens"]),
      databaseUrl: null,
      apiKey: null,
    });
  });

  test("every bad variable is named at once", () => {
    const env = {
      REGULARS_PORT: "http",
      REGULARS_DEMO: "maybe",
      REGULARS_ROLE: "api,cook",
      REGULARS_PUBLIC_URL: "members.example.com",
      REGULARS_API_KEY: "short",
      DATABASE_URL: "mysql://root@localhost/x",
    };
    expect(problemsOf(env)).toEqual(Object.keys(env).sort());
  });

  test.each(["0", "65536", "-1", "80.5", "1e3", " 80"])("port %s is refused", (port) => {
    expect(problemsOf({ REGULARS_PORT: port })).toEqual(["REGULARS_PORT"]);
  });

  test("a misspelt setting is named instead of ignored", () => {
    expect(problemsOf({ REGULARS_PROT: "8787" })).toEqual(["REGULARS_PROT"]);
  });

  test("an empty variable counts as absent", () => {
    expect(loadConfig({ REGULARS_PORT: "", DATABASE_URL: "" })).toMatchObject({ port: 8787, databaseUrl: null });
  });

  test("the public address is kept without a slash at its end", () => {
    expect(loadConfig({ REGULARS_PUBLIC_URL: "https://club.example.com/" }).publicUrl).toBe("https://club.example.com");
  });
});
