import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { countTests, majorOf, needsInstall, refusalFor, stepsFor } from "./plan.mjs";
import { runQuietly } from "./processes.mjs";
import { filesBelow, hashOf } from "./web.mjs";

describe("the plan of the launcher", () => {
  test.each([
    ["v20.20.2", 20],
    ["24.21.0", 24],
    ["v9.1.0", 9],
    ["nonsense", 0],
  ])("reads the major number of %s", (version, major) => {
    expect(majorOf(version)).toBe(major);
  });

  test("an old Node is told what is needed, a newer one is not bothered", () => {
    expect(refusalFor("v16.20.0")).toContain("v16.20.0");
    expect(refusalFor("v18.19.0")).toBeNull();
    expect(refusalFor("v20.20.2")).toBeNull();
  });

  test("packages are installed when they never were or the lock file changed", () => {
    expect(needsInstall({ stamp: null, wanted: "a" })).toBe(true);
    expect(needsInstall({ stamp: "b", wanted: "a" })).toBe(true);
    expect(needsInstall({ stamp: "a\n", wanted: "a" })).toBe(false);
  });

  test("the console is built for a start and for tests, and not to show help or run a command", () => {
    expect(stepsFor("start", [])).toEqual({ web: true, run: ["server"] });
    expect(stepsFor("start", ["--help"])?.web).toBe(false);
    expect(stepsFor("test", [])?.web).toBe(true);
    expect(stepsFor("regulars", ["doctor"])).toEqual({ web: false, run: ["cli", "doctor"] });
    expect(stepsFor("fly", [])).toBeNull();
  });

  test("a file of tests that cannot be loaded counts as a failure", () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 1,
      testResults: [
        { status: "failed", assertionResults: [] },
        { status: "failed", assertionResults: [{}] },
        { status: "passed", assertionResults: [{}] },
      ],
    };
    expect(countTests(report)).toEqual({ passed: 7, failed: 2 });
  });
});

describe("the stamp of the console", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "regulars-web-"));
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "src", "a.ts"), "1");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const stamp = () => hashOf(filesBelow(folder), folder);

  test("stays when only dates, tests or built files change", () => {
    const before = stamp();
    utimesSync(join(folder, "src", "a.ts"), 1, 1);
    writeFileSync(join(folder, "src", "a.test.ts"), "test");
    mkdirSync(join(folder, "dist"));
    writeFileSync(join(folder, "dist", "a.js"), "built");
    expect(stamp()).toBe(before);
  });

  test("changes with a content, a name or a new file", () => {
    const stamps = [stamp()];
    writeFileSync(join(folder, "src", "a.ts"), "2");
    stamps.push(stamp());
    writeFileSync(join(folder, "src", "b.ts"), "");
    stamps.push(stamp());
    rmSync(join(folder, "src", "b.ts"));
    writeFileSync(join(folder, "src", "c.ts"), "");
    stamps.push(stamp());
    expect(new Set(stamps).size).toBe(4);
  });
});

describe("running quietly", () => {
  test("keeps what was said and the exit code", async () => {
    const script = "console.log('to stdout'); console.error('to stderr'); process.exitCode = 3";
    const { code, output } = await runQuietly(process.execPath, ["-e", script]);
    expect(code).toBe(3);
    expect(output).toContain("to stdout");
    expect(output).toContain("to stderr");
  });

  test("tells when a program cannot be started", async () => {
    const { code, output } = await runQuietly(join(tmpdir(), "no-such-program"), []);
    expect(code).toBe(1);
    expect(output).toContain("ENOENT");
  });
});
