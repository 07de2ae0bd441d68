import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { becomeOwner, type Install, install, openBrowser, openPage } from "./harness.ts";

let shop: Install;
let browser: Browser;
let page: Page;
let memberId: string;

beforeAll(async () => {
  shop = await install();
  browser = await openBrowser();
  page = await openPage(browser);
  const { member } = await shop.call<{ member: { id: string } }>("/v1/members", { name: "Mei", externalId: "C1" });
  memberId = member.id;
  await shop.call("/v1/orders", {
    externalId: "R-1",
    source: "pos",
    memberId,
    currency: "CNY",
    placedAt: new Date(Date.now() - 86_400_000).toISOString(),
    lines: [{ sku: "LATTE", category: "coffee", quantity: 1, unitPrice: 50_000, discount: 0 }],
  });
  await becomeOwner(page, shop);
});

afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await page.screenshot({ path: join(tmpdir(), "regulars-books.png") });
});

async function open(path: string): Promise<void> {
  await page.goto(`${shop.url}${path}`);
}

interface Wallets {
  items: { wallet: string; available: number; held: number }[];
}

async function wallet(): Promise<Wallets["items"][number] | undefined> {
  return (await shop.call<Wallets>(`/v1/members/${memberId}/wallets`)).items.find((one) => one.wallet === "points");
}

async function choose(action: string): Promise<void> {
  await page.getByRole("button", { name: "Points and tier" }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

test("too many points are refused with a request id and what was typed stays; fewer are spent", async () => {
  const before = (await wallet())?.available ?? 0;
  await open(`/members/${memberId}`);
  await choose("Spend points");
  const dialog = page.getByRole("dialog", { name: "Spend points" });
  await dialog.getByLabel("Points").fill("9999999");
  await dialog.getByLabel("Reason").fill("Coffee on the house");
  await dialog.getByRole("button", { name: "Spend points" }).click();
  await dialog.getByText("Request id").waitFor();
  expect(await dialog.getByLabel("Reason").inputValue()).toBe("Coffee on the house");
  await dialog.getByLabel("Points").fill("20");
  await dialog.getByRole("button", { name: "Spend points" }).click();
  await expect.poll(async () => (await wallet())?.available).toBe(before - 20);
});

test("a line is reversed after the screen has said what that does", async () => {
  const before = (await wallet())?.available ?? 0;
  await open(`/members/${memberId}?tab=entries`);
  await page.getByRole("row", { name: /Coffee on the house/ }).click();
  await page.getByRole("button", { name: "Reverse" }).click();
  const dialog = page.getByRole("dialog", { name: "Reverse this line" });
  await dialog.getByText("+20").waitFor();
  expect((await wallet())?.available).toBe(before);
  await dialog.getByLabel("Reason").fill("By mistake");
  await dialog.getByRole("button", { name: "Reverse" }).click();
  await expect.poll(async () => (await wallet())?.available).toBe(before + 20);
});

test("points are held and given back from the member's page", async () => {
  await open(`/members/${memberId}`);
  await choose("Hold points");
  const dialog = page.getByRole("dialog", { name: "Hold points" });
  await dialog.getByLabel("Points").fill("30");
  await dialog.getByLabel("For what").fill("Table 7");
  await dialog.getByRole("button", { name: "Hold points" }).click();
  await expect.poll(async () => (await wallet())?.held).toBe(30);
  await page.getByRole("tab", { name: "Holds" }).click();
  await page
    .getByRole("row", { name: /Table 7/ })
    .getByRole("button", { name: "Give back" })
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "Give back" }).click();
  await expect.poll(async () => (await wallet())?.held).toBe(0);
});

test("a tier granted for life shows why, and ends after the screen has said what follows", async () => {
  await open(`/members/${memberId}`);
  await choose("Grant a tier");
  const dialog = page.getByRole("dialog", { name: "Grant a tier" });
  await dialog.getByLabel("Tier").click();
  await page.locator(".ant-select-item-option").filter({ hasText: "Gold" }).click();
  await dialog.getByTitle("Gold").first().waitFor();
  await dialog.getByRole("radio", { name: "For life" }).check();
  await dialog.getByLabel("Reason").fill("Founding guest");
  await dialog.getByRole("button", { name: "Grant a tier" }).click();
  await page.getByText("Reason: Founding guest").waitFor();
  await page.getByRole("button", { name: "End the grant" }).click();
  const ending = page.getByRole("dialog", { name: "End the grant" });
  await ending
    .getByText(/Gold →/)
    .first()
    .waitFor();
  await ending.getByLabel("Reason").fill("Left town");
  await ending.getByRole("button", { name: "End the grant" }).click();
  await page.getByText("Reason: Founding guest").waitFor({ state: "detached" });
});

test("the liability adds up on the screen, and the proof of the books says that all is right", async () => {
  await open("/insights/liability");
  const row = page.locator("table.statement tr.sum", { hasText: "Whole span" });
  await row.waitFor();
  const cells = await row.locator("td").allInnerTexts();
  const [
    opening = 0,
    issued = 0,
    spent = 0,
    expired = 0,
    clawedBack = 0,
    adjusted = 0,
    received = 0,
    given = 0,
    closing,
  ] = cells.map((text) => Number(text.replaceAll(/[^\d−-]/g, "").replace("−", "-")));
  expect(opening + issued - spent - expired - clawedBack + adjusted + received - given).toBe(closing);
  expect(issued).toBeGreaterThan(0);
  await open("/settings/integrity");
  await page.getByRole("button", { name: "Prove now" }).first().click();
  await page.getByText("All is right").first().waitFor({ timeout: 60_000 });
  await open(`/members/${memberId}`);
  await page.getByRole("button", { name: "Verify" }).click();
  await page.getByText(/The chain of \d+ lines is unbroken/).waitFor();
});
