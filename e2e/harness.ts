import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";

const main = fileURLToPath(new URL("../apps/server/src/main.ts", import.meta.url));

export interface Install {
  url: string;
  /** The one-time link the terminal shows at the first start. */
  ownerLink: string;
  apiKey: string;
  call<T>(path: string, body?: object): Promise<T>;
  stop(): Promise<void>;
}

/** A fresh install as it is shipped: empty data directory, its own PostgreSQL and lens, the built console. */
export async function install(env: Record<string, string> = {}): Promise<Install> {
  const dataDir = mkdtempSync(join(tmpdir(), "regulars-e2e-"));
  chmodSync(dataDir, 0o755);
  const port = await freePort();
  const apiKey = `rk_live_${randomBytes(24).toString("hex")}`;
  const server = spawn(process.execPath, [main], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      REGULARS_PORT: String(port),
      REGULARS_DATA_DIR: dataDir,
      REGULARS_DEMO: "off",
      REGULARS_API_KEY: apiKey,
      REGULARS_LOG_LEVEL: "error",
      ...env,
    },
  });
  const url = `http://localhost:${port}`;
  const ownerLink = await readOwnerLink(server);
  return {
    url,
    ownerLink,
    apiKey,
    async call<T>(path: string, body?: object): Promise<T> {
      const response = await fetch(`${url}${path}`, {
        method: body ? "POST" : "GET",
        headers: { authorization: `Bearer ${apiKey}`, ...(body && { "content-type": "application/json" }) },
        ...(body && { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return response.json() as Promise<T>;
    },
    async stop() {
      server.kill("SIGTERM");
      await new Promise((resolve) => server.once("exit", resolve));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function readOwnerLink(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    server.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const link = /http\S+\/setup\?token=\S+/.exec(output);
      if (link) resolve(link[0]);
    });
    server.once("exit", (code) => reject(new Error(`the server left with exit code ${code}: ${output}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

const candidates = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

export async function openBrowser(): Promise<Browser> {
  const executablePath = candidates.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("Chromium is missing; set CHROMIUM_PATH or install chromium");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page that fails the journey when the console throws or a request is answered with 5xx. */
export async function openPage(browser: Browser, options: { width?: number; locale?: string } = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: 900 },
    locale: options.locale ?? "en-US",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on("pageerror", (error) => {
    throw new Error(`the page threw: ${error.message}`);
  });
  return page;
}

export const owner = { name: "Lin Owner", email: "owner@example.com", password: "correct horse battery" };

/** Follows the one-time link and signs in as the owner. */
export async function becomeOwner(page: Page, shop: Install): Promise<void> {
  await page.goto(shop.ownerLink);
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Create account and sign in" }).click();
  await page.getByText(owner.name).first().waitFor();
}
