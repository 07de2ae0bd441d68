import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { becomeOwner, type Install, install, openBrowser, openPage, owner } from "./harness.ts";

let shop: Install;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  shop = await install();
  browser = await openBrowser();
  page = await openPage(browser);
});

afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await page.screenshot({ path: join(tmpdir(), "regulars-journey.png") });
});

async function open(path: string): Promise<void> {
  await page.goto(`${shop.url}${path}`);
}

test("first start: the one-time link makes the owner and leads into the console", async () => {
  await becomeOwner(page, shop);
  const again = await openPage(browser);
  await again.goto(shop.ownerLink);
  await again.getByText(/link/i).first().waitFor();
  await again.close();
});

test("signing out and in again, with a wrong password told apart", async () => {
  await page.context().clearCookies();
  await open("/");
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("E-mail or password is wrong.").waitFor();
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText(owner.name).first().waitFor();
});

test("importing orders makes members, and every refused row comes back", async () => {
  const file = join(tmpdir(), `regulars-orders-${process.pid}.csv`);
  writeFileSync(
    file,
    [
      "order_id,placed_at,member_external_id,member_name,store_id,channel,sku,name,category,quantity,unit_price",
      "A-1,2026-05-01T10:00:00+08:00,C1,Mei,sto_main,pos,LATTE,Latte,coffee,2,640.00",
      "A-2,2026-05-02T10:00:00+08:00,C1,Mei,sto_main,pos,TEA,Tea,tea,1,20.00",
      "A-3,2026-05-02T11:00:00+08:00,C2,Bo,sto_main,pos,TEA,Tea,tea,0,20.00",
      "A-4,2026-05-03T10:00:00+08:00,,,sto_main,pos,TEA,Tea,tea,1,20.00",
    ].join("\n"),
  );
  await open("/imports");
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByRole("button", { name: "Start import" }).click();
  await page.getByText("Finished").first().waitFor({ timeout: 60_000 });
  const { items } = await shop.call<{ items: { rowsAccepted: number; rowsRefused: number; rowsSkipped: number }[] }>(
    "/v1/imports",
  );
  expect(items[0]).toMatchObject({ rowsAccepted: 3, rowsRefused: 1, rowsSkipped: 0 });
});

test("a member's page shows tier and points and says why", async () => {
  await open("/members");
  await page.getByText("Mei").first().click();
  await page.getByText("Silver").first().waitFor();
  await page.getByText("1,300").first().waitFor();
  await page.getByRole("button", { name: /why/i }).first().click();
  await page
    .getByText(/order ¥/)
    .first()
    .waitFor();
});

test("a preset is applied to the draft, shown as differences and published as the next version", async () => {
  await open("/programme/draft");
  await page.getByRole("button", { name: "Presets" }).first().click();
  await page.getByRole("button", { name: /^Apply Tiers T2/ }).click();
  await page.getByText("Diamond").first().waitFor();
  await page.getByRole("button", { name: "Publish", exact: true }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await expect.poll(() => publishedVersion(), { timeout: 60_000, interval: 500 }).toBe(2);
  await open("/programme/versions");
  await page.getByText("In force").first().waitFor();
});

async function publishedVersion(): Promise<number> {
  return (await shop.call<{ version: number }>("/v1/programme")).version;
}
