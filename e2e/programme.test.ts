import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { becomeOwner, type Install, install, openBrowser, openPage } from "./harness.ts";

/** What an operator does with rules: edits one and puts it in force, tries an order, looks what the past would have come to. */

const hundredYuan = 10_000;
let shop: Install;
let browser: Browser;
let page: Page;
let memberId: string;

beforeAll(async () => {
  shop = await install();
  browser = await openBrowser();
  page = await openPage(browser);
  await becomeOwner(page, shop);
  const { member } = await shop.call<{ member: { id: string } }>("/v1/members", { externalId: "mei", name: "Mei" });
  memberId = member.id;
  await buy("R-1");
});

afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await page.screenshot({ path: join(tmpdir(), "regulars-programme.png") });
});

interface Bought {
  outcome: { entries: { ruleId: string | null; amount: number }[] };
}

/** An order of ¥100, the day before yesterday. */
function buy(externalId: string): Promise<Bought> {
  const placedAt = new Date(Date.now() - 2 * 86_400_000).toISOString();
  const lines = [{ sku: "LATTE", quantity: 1, unitPrice: hundredYuan, discount: 0 }];
  return shop.call("/v1/orders", { source: "till", externalId, memberId, currency: "CNY", placedAt, lines });
}

async function publishedVersion(): Promise<number> {
  return (await shop.call<{ version: number }>("/v1/programme")).version;
}

async function openRules(): Promise<void> {
  await page.goto(`${shop.url}/programme/draft`);
  await page.getByRole("tab", { name: /^Earning rules/ }).click();
}

/** What was changed on the screen is in the database. */
async function saved(): Promise<void> {
  await page.getByRole("status").getByText("Saved", { exact: true }).waitFor();
}

test("a rule edited on the screen and published decides the next order", async () => {
  await openRules();
  await page.locator("[data-pointer='/rules/0']").first().click();
  await page.getByLabel("Points", { exact: true }).first().fill("3");
  await page.keyboard.press("Tab");
  await saved();
  await page.getByRole("button", { name: "Publish", exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Changes to the version in force").waitFor();
  await dialog.getByRole("button", { name: "Publish now" }).click();
  await expect.poll(publishedVersion, { timeout: 60_000, interval: 500 }).toBe(2);
  const { outcome } = await buy("R-2");
  expect(outcome.entries.map(({ amount }) => amount)).toEqual([300]);
});

test("trying an order shows the rule that gave points, the one that did not, and why", async () => {
  const { draft } = await shop.call<{ draft: { programme: { rules: object[] }; revision: number } }>(
    "/v1/programme/draft",
  );
  const large = {
    ...{ id: "large", name: { zh: "大单", en: "Large order" }, wallet: "points" },
    ...{ when: { field: "order.net", op: "gte", value: 100_000 }, amount: { kind: "fixed", points: 500 } },
  };
  await put({ ...draft.programme, rules: [...draft.programme.rules, large] }, draft.revision);
  await openRules();
  await page.getByRole("button", { name: "Try an order" }).click();
  const drawer = page.getByRole("dialog").filter({ hasText: "What happens" });
  await drawer.getByLabel("Line 1: Price").fill("100");
  await drawer.getByRole("button", { name: /^Run/ }).click();
  await drawer.getByText("gave points", { exact: true }).waitFor();
  const step = drawer.getByRole("listitem").filter({ hasText: "Large order" }).first();
  await step.getByText("condition does not hold", { exact: true }).waitFor();
  await step
    .getByText(/· .*¥100\.00/)
    .first()
    .waitFor();
  await drawer.getByLabel("Line 1: Price").fill("2000");
  await page.keyboard.press("Control+Enter");
  await step.getByText("gave points", { exact: true }).waitFor();
  await step.getByText("+500").first().waitFor();
  const { items } = await shop.call<{ items: { available: number }[] }>(`/v1/members/${memberId}/wallets`);
  expect(items[0]?.available).toBe(400);
});

test("a simulation of the draft over the past is started, finishes and shows what would have been issued", async () => {
  await page.goto(`${shop.url}/insights/simulations`);
  await page.getByRole("button", { name: "New simulation" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Start" }).click();
  await page.waitForURL(/\/insights\/simulations\/.+/);
  await page.getByText("Issued").first().waitFor({ timeout: 60_000 });
  // Both orders under three points a yuan, where one point and three were given.
  await page.getByText("600", { exact: true }).first().waitFor();
  await page.getByText("400", { exact: true }).first().waitFor();
  await page.goto(`${shop.url}/insights/simulations`);
  await page.getByText("Finished").first().waitFor();
});

async function put(programme: object, revision: number): Promise<void> {
  const response = await fetch(`${shop.url}/v1/programme/draft`, {
    method: "PUT",
    headers: { authorization: `Bearer ${shop.apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ programme, revision }),
  });
  expect(response.status).toBe(200);
}
