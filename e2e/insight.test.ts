import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { becomeOwner, type Install, install, openBrowser, openPage } from "./harness.ts";

// A café with two members and three weeks of sales, small enough to count by hand:
// Mei spent 500 + 300 + 200, Bo 100, a guest 400. 5 orders, 1,500 in all, 1,100 of it by members.
const sales = [
  { who: "mei", yuan: 500, daysAgo: 20, sku: "BEANS" },
  { who: "mei", yuan: 300, daysAgo: 3, sku: "CAKE" },
  { who: "mei", yuan: 200, daysAgo: 1, sku: "LATTE" },
  { who: "bo", yuan: 100, daysAgo: 2, sku: "LATTE" },
  { who: null, yuan: 400, daysAgo: 2, sku: "BEANS" },
];
let shop: Install;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  shop = await install();
  browser = await openBrowser();
  page = await openPage(browser);
  await becomeOwner(page, shop);
  const members = new Map<string, string>();
  for (const [key, name, gender] of [
    ["mei", "Mei", "female"],
    ["bo", "Bo", "male"],
  ] as const) {
    const { member } = await shop.call<{ member: { id: string } }>("/v1/members", {
      name,
      gender,
      externalId: key,
      source: { channel: "mini" },
    });
    members.set(key, member.id);
  }
  for (const [index, { who, yuan, daysAgo, sku }] of sales.entries())
    await shop.call("/v1/orders", {
      externalId: `R-${index}`,
      source: "pos",
      ...(who && { memberId: members.get(who) }),
      currency: "CNY",
      placedAt: new Date(Date.now() - daysAgo * 86_400_000).toISOString(),
      lines: [{ sku, category: "coffee", quantity: 1, unitPrice: yuan * 100, discount: 0 }],
    });
  await vi.waitFor(async () => expect(await ordersSeen()).toBe(sales.length), { timeout: 30_000, interval: 250 });
});

/** Orders that have reached the lens. */
async function ordersSeen(): Promise<number | null> {
  const { totals } = await shop.call<{ totals: (number | null)[] }>("/v1/explore", {
    measures: ["orders"],
    dimensions: [],
  });
  return totals[0] ?? null;
}

afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await page.screenshot({ path: join(tmpdir(), "regulars-insight.png") });
});

async function open(path: string): Promise<void> {
  await page.goto(`${shop.url}${path}`);
}

/** A statistic card: its name, its number. */
function card(name: string): Locator {
  return page.getByRole("region", { name, exact: true });
}

async function figure(name: string): Promise<string | null> {
  return card(name).locator(".stat-value").textContent();
}

test("the owner sees the figures on the overview, what a figure means, and the orders behind it", async () => {
  await open("/");
  await card("Orders").waitFor();
  expect(await figure("Revenue")).toBe("¥1,500.00");
  expect(await figure("Member share")).toBe("73.3%");
  expect(await figure("Orders")).toBe("5");
  await card("Orders").locator(".defined").hover();
  await page.getByRole("tooltip").getByText("count(orders)").waitFor();
  await card("Orders").locator(".stat-link").click();
  await page.waitForURL(/\/orders\?/);
  await page.getByRole("row", { name: /R-4/ }).waitFor();
  const rows = await page.locator("tbody tr.ant-table-row").allInnerTexts();
  expect(rows).toHaveLength(5);
  expect(rows.filter((row) => row.includes("Guest"))).toHaveLength(1);
});

test("a report is filtered by a condition on members, which is told in words and can be taken away", async () => {
  await open("/insights/guests");
  const members = page
    .getByRole("row", { name: /^Revenue/ })
    .locator("td")
    .nth(1);
  await members.waitFor();
  expect(await members.textContent()).toBe("¥1,100.00");
  await page.getByRole("button", { name: "Filter members" }).click();
  const drawer = page.getByRole("dialog", { name: "Only these members" });
  await drawer.getByRole("button", { name: "Add a condition" }).click();
  await choose(drawer.getByLabel("Subject"), "Gender");
  await choose(drawer.getByLabel("Value"), "female");
  await drawer.getByText("1 member, 50% of all").waitFor();
  await drawer.getByRole("button", { name: "Apply" }).click();
  await page.getByText(/Only:.*gender/).waitFor();
  await expect.poll(() => members.textContent()).toBe("¥1,000.00");
  await page.getByRole("button", { name: "Clear filter" }).click();
  await expect.poll(() => members.textContent()).toBe("¥1,100.00");
});

/** Opens a list and takes the option of that name. */
async function choose(list: Locator, option: string): Promise<void> {
  await list.click();
  await page.locator(".ant-select-dropdown:visible").getByTitle(option, { exact: true }).click();
}

/** The chosen ones of a list with several choices, replaced by these. */
async function chooseOnly(name: string, options: string[]): Promise<void> {
  const list = page.getByRole("combobox", { name });
  const chosen = page.locator(".ant-select", { has: list }).locator(".ant-select-selection-item-remove");
  await chosen.first().waitFor();
  for (let left = await chosen.count(); left > 0; left -= 1) {
    await chosen.first().click();
    await expect.poll(() => chosen.count()).toBe(left - 1);
  }
  for (const [index, option] of options.entries()) {
    await list.fill(option);
    await page.locator(".ant-select-item-option:visible").getByText(option, { exact: true }).click();
    await expect.poll(() => chosen.count()).toBe(index + 1);
  }
  await list.press("Escape");
}

test("a question of the explorer is kept, pinned to a dashboard, shown on the wall, and taken along as CSV", async () => {
  await open("/insights/explore");
  await chooseOnly("Measures", ["Revenue", "Orders"]);
  await chooseOnly("By", ["Member or guest"]);
  await page.getByText("Table", { exact: true }).click();
  await page.getByRole("row", { name: /Guests/ }).waitFor();
  const head = await page.locator("thead th").allInnerTexts();
  const rows = await tableRows();
  expect(head).toEqual(["Member or guest", "Revenue", "Orders"]);
  expect(rows).toEqual([
    ["Members", "¥1,100.00", "4"],
    ["Guests", "¥400.00", "1"],
  ]);

  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "CSV" }).click(),
  ]);
  const lines = readFileSync(await download.path(), "utf8")
    .replace(/^\uFEFF/, "")
    .trim()
    .split(/\r?\n/);
  expect(lines[0]).toBe(head.join(","));
  const plain = (cell: string) => cell.replaceAll(/[¥,]|\.00$/g, "");
  const totals = ["Total", (await figure("Revenue")) ?? "", (await figure("Orders")) ?? ""];
  expect(lines.slice(1)).toEqual([...rows, totals].map((row) => row.map(plain).join(",")));

  await page.getByRole("button", { name: "Keep report" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Who buys");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Save “Who buys”" }).waitFor();
  await page.getByRole("button", { name: "Pin to dashboard" }).click();
  await page.getByRole("dialog").getByLabel("Name of the dashboard").fill("Counter");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });

  await open("/insights/dashboards");
  await page.getByRole("link", { name: "Counter" }).click();
  const menu = page.getByRole("menuitem", { name: "Explorer" });
  await menu.waitFor();
  await page.getByRole("button", { name: "Wall display" }).click();
  await page.waitForURL(/\/wall\//);
  const tile = page.getByRole("region", { name: "Who buys" });
  await tile.getByText("¥1,100.00").waitFor();
  expect(await menu.count()).toBe(0);
  await page.locator('html[data-theme="dark"]').waitFor();
  await page.getByRole("link", { name: "Leave the wall" }).click();
  await menu.waitFor();
  expect(await page.locator("html").getAttribute("data-theme")).not.toBe("dark");
});

/** The body of the table on the page, cell by cell. */
async function tableRows(): Promise<string[][]> {
  const rows = await page.locator("tbody tr.ant-table-row").all();
  return Promise.all(rows.map((row) => row.locator("td").allInnerTexts()));
}

test("a drawing is kept as a picture of itself, twice its size", async () => {
  await open("/insights/explore?measures=revenue&by=day");
  const drawing = page.getByRole("img", { name: "Revenue", exact: true });
  await drawing.locator("svg").waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save as PNG" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^revenue-\d{4}-\d{2}-\d{2}\.png$/);
  const picture = readFileSync(await download.path());
  const { width = 0, height = 0 } = (await drawing.locator("svg").boundingBox()) ?? {};
  const widthAt = 16;
  const heightAt = 20;
  expect([picture.readUInt32BE(widthAt), picture.readUInt32BE(heightAt)]).toEqual(
    [2 * width, 2 * height].map(Math.floor),
  );
});

test("a definition shows when the keyboard comes to it, and Escape puts it away", async () => {
  await open("/insights/guests");
  await card("Member share of revenue").waitFor();
  const word = card("Member share of revenue").locator(".defined");
  await page.locator("body").press("Tab");
  await tabTo(word);
  const meaning = page.getByRole("tooltip").getByText("Formula:");
  await meaning.waitFor();
  await page.keyboard.press("Escape");
  await meaning.waitFor({ state: "hidden" });
});

test("two periods are compared as soon as the screen opens: the last thirty days with the thirty before", async () => {
  await open("/insights/compare");
  const orders = page.getByRole("row", { name: /^Member orders/ }).locator("td");
  await orders.first().waitFor();
  expect((await orders.allInnerTexts()).slice(0, 3)).toEqual(["Member orders", "4", "0"]);
});

test("with the keyboard alone, a goal is set and tells what was reached of it", async () => {
  await open("/");
  await card("Orders").waitFor();
  await page.keyboard.press("/");
  await page
    .locator("input:focus")
    .and(page.getByRole("combobox", { name: "Search" }))
    .waitFor();
  await page.keyboard.type("Goals");
  await page.locator(".search-hit.active", { hasText: "Goals" }).waitFor();
  await page.keyboard.press("Enter");
  await tabTo(page.getByRole("button", { name: "Set a goal" }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Set a goal" });
  await dialog.waitFor();
  await tabTo(dialog.getByLabel("Figure"));
  await page.keyboard.type("New members");
  await page.locator(".ant-select-item-option-active", { hasText: /^New members$/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".ant-select-dropdown:visible").waitFor({ state: "detached" });
  await tabTo(dialog.getByLabel("Target"));
  await page.keyboard.type("8");
  await tabTo(dialog.getByRole("button", { name: "OK" }));
  await page.keyboard.press("Enter");
  const goal = card("New members");
  await goal.waitFor();
  expect(await goal.locator(".stat-value").textContent()).toBe("2");
  await goal.getByText("/ 8").waitFor();
  await goal.getByText("25%", { exact: true }).waitFor();
});

/** Presses Tab until it has the focus. */
async function tabTo(target: Locator): Promise<void> {
  const focused = target.and(page.locator(":focus"));
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    if ((await focused.count()) > 0) return;
  }
  throw new Error(`the keyboard does not reach ${target}`);
}

test("entering what winning members cost gives the CAC, by channel and in all", async () => {
  await open("/insights/acquisition");
  await page.getByText("No costs yet").waitFor();
  expect(await figure("CAC")).toBe("—");
  const enter = page.getByRole("button", { name: "Enter a cost" });
  await enter.click();
  const dialog = page.getByRole("dialog", { name: "Enter a cost" });
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await enter.and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await dialog.getByLabel("Amount").fill("90");
  await dialog.getByLabel("Channel").fill("mini");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await expect.poll(() => figure("CAC")).toBe("¥45.00");
  const channel = page.getByRole("row", { name: /^mini 2/ });
  await channel.waitFor();
  expect((await channel.locator("td").allInnerTexts()).slice(0, 4)).toEqual(["mini", "2", "¥90.00", "¥45.00"]);
});
