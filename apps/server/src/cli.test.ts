import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { settingsSchema } from "@regulars/contracts";
import { createServerHome, type ServerHome, type ServerProcess } from "@regulars/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runningPostmaster } from "./platform/postgres/postmaster.ts";

const cliFile = fileURLToPath(new URL("cli.ts", import.meta.url));
const apiKey = "key-for-these-tests-0123456789";

let home: ServerHome;
let folder: string;
beforeEach(async () => {
  home = await createServerHome();
  folder = mkdtempSync(join(tmpdir(), "regulars-cli-"));
});
afterEach(async () => {
  await home.remove();
  rmSync(folder, { recursive: true, force: true });
});

function regulars(...args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, NODE_ENV: "production", REGULARS_DATA_DIR: home.dataDir, INIT_CWD: folder };
    const child = spawn(process.execPath, [cliFile, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("close", (code) => resolve({ code, output }));
  });
}

async function nameAt(server: ServerProcess, change?: string): Promise<string> {
  const response = await fetch(`${server.url}/v1/settings`, {
    method: change === undefined ? "GET" : "PATCH",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    ...(change !== undefined && { body: JSON.stringify({ organisationName: change }) }),
  });
  return settingsSchema.parse(await response.json()).organisationName;
}

describe("commands", () => {
  test("start PostgreSQL for themselves on a new data directory, and stop it again", async () => {
    const { code, output } = await regulars("owner", "link");
    expect([code, output]).toEqual([0, expect.stringMatching(/\/setup\?token=[\w-]{40,}\s*$/)]);
    expect(runningPostmaster(join(home.dataDir, "postgres"))).toBeNull();
  });

  test("use the database of a server that runs", async () => {
    const server = home.start();
    await server.ready();
    const { code, output } = await regulars("key", "create", "--name", "Till 1", "--scopes", "settings:read");
    expect(code).toBe(0);
    const headers = { authorization: `Bearer ${output.trim()}` };
    expect((await fetch(`${server.url}/v1/settings`, { headers })).status).toBe(200);
    expect((await fetch(`${server.url}/v1/audit`, { headers })).status).toBe(403);
  });

  test("take a programme out, and bring it back changed and published", async () => {
    const written = await regulars("programme", "export", "--out", "mine.json");
    expect(written.code).toBe(0);
    const file = join(folder, "mine.json");
    const exported = JSON.parse(readFileSync(file, "utf8"));
    expect(exported).toMatchObject({ format: "regulars.programme", version: 1 });
    writeFileSync(file, JSON.stringify({ ...exported, programme: { ...exported.programme, zone: "Europe/London" } }));
    const read = await regulars("programme", "import", "mine.json", "--publish");
    expect([read.code, read.output]).toEqual([0, expect.stringContaining("published as version 2, in force")]);
    writeFileSync(file, JSON.stringify({ programme: { ...exported.programme, currency: "XXY" } }));
    const refused = await regulars("programme", "import", "mine.json", "--publish");
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain("“XXY” is not a currency");
  });

  test("that are misspelt cost no start of a database", async () => {
    const { code, output } = await regulars("owner", "lonk");
    expect(code).toBe(1);
    expect(output).toContain("unknown command 'lonk'");
    expect(existsSync(join(home.dataDir, "postgres"))).toBe(false);
  });
});

describe("backup and restore", () => {
  test("a backup taken while the server works brings back what was acknowledged before it, and nothing later", async () => {
    const server = home.start({ REGULARS_API_KEY: apiKey });
    await server.ready();
    await nameAt(server, "Before the backup");
    const backedUp = await regulars("backup", "monday");
    expect([backedUp.code, backedUp.output]).toEqual([0, expect.stringContaining(join(folder, "monday"))]);
    await nameAt(server, "After the backup");
    server.child.kill("SIGTERM");
    await server.ended;

    const refused = await regulars("restore", "monday");
    expect(refused.code).toBe(4);
    expect(refused.output).toContain("is not empty");
    renameSync(home.dataDir, join(folder, "aside"));
    const restored = await regulars("restore", "monday");
    expect([restored.code, restored.output]).toEqual([0, expect.stringContaining("Restored")]);
    const again = home.start();
    await again.ready();
    expect(await nameAt(again)).toBe("Before the backup");
  });

  test("a folder that is no backup is refused", async () => {
    const { code, output } = await regulars("restore", "nothing-here");
    expect(code).toBe(4);
    expect(output).toContain("is not a backup");
  });
});
