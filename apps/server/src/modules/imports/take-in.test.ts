import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readOrders } from "./read-orders.ts";
import { startOfFile, takeIn } from "./take-in.ts";
import { builtInMapping, importTestFile, orderMapping, reasonsByLine, regularsHeader, testFile } from "./test-files.ts";
import { testLedger } from "./test-ledger.ts";

const csv = (...rows: string[]) => testFile([regularsHeader, ...rows, ""].join("\n"));
const retailHeader = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
const retail = (...rows: string[]) => testFile([retailHeader, ...rows, ""].join("\n"));
const paidHeader = "order_id,placed_at,member_external_id,sku,quantity,unit_price,points_paid,points_wallet";
const paid = (...rows: string[]) => testFile([paidHeader, ...rows, ""].join("\n"));
const regulars = builtInMapping("regulars");
const onlineRetail = builtInMapping("online-retail");

describe("taking in orders", () => {
  it("gathers the rows of an order, also when another order's rows lie between, under its first instant", async () => {
    const ledger = testLedger();
    const file = csv(
      "1,2026-03-01 10:00:00,C1,LATTE,Latte,2,32.00,1.00,,",
      "2,2026-03-01 10:01:00,,BUN,Bun,1,8.5,,,",
      "1,2026-03-01 10:02:00,C1,LATTE,Latte,2,32.00,1.00,,",
    );
    const { rows } = await importTestFile(file, ledger);
    expect(rows).toEqual({ accepted: 3, refused: 0, skipped: 0 });
    expect(ledger.orders.get("1")).toMatchObject({
      customer: { kind: "external", value: "C1" },
      placedAt: Date.parse("2026-03-01T10:00:00+08:00"),
      lines: [
        { sku: "LATTE", quantity: 2, unitPrice: 3200, discount: 100 },
        { sku: "LATTE", quantity: 2, unitPrice: 3200, discount: 100 },
      ],
    });
    expect(ledger.orders.get("2")).toMatchObject({ customer: null, lines: [{ unitPrice: 850 }] });
  });

  it("refuses an order as a whole when one of its rows is wrong, so that the corrected file can be sent again", async () => {
    const ledger = testLedger();
    const wrong = [
      "1,2026-03-01 10:00:00,C1,A,,1,5,,,",
      "1,2026-03-01 10:00:00,C1,B,,x,5,,,",
      "2,2026-03-01 10:00:00,C1,A,,1,5,,,",
    ];
    const first = await importTestFile(csv(...wrong), ledger);
    expect(reasonsByLine(first.refused)).toEqual({ 2: "order.row_refused", 3: "row.not_a_whole_number" });
    const second = await importTestFile(csv(...wrong.map((row) => row.replace(",x,", ",2,"))), ledger);
    expect(second.rows).toEqual({ accepted: 3, refused: 0, skipped: 0 });
    expect(second.checkpoint.totals.orders).toMatchObject({ recorded: 1, repeated: 1 });
  });

  it.each([
    ["1,soon,C1,A,,1,5,,,", "row.not_an_instant"],
    ["1,2026-03-01,C1,A,,0,5,,,", "row.quantity_sign"],
    ["1,2026-03-01,C1,A,,1,-5,,,", "row.negative_price"],
    ["1,2026-03-01,C1,A,,1,free,,,", "row.not_a_number"],
    ["1,2026-03-01,C1,,,1,5,,,", "row.value_missing"],
    [",2026-03-01,C1,A,,1,5,,,", "row.value_missing"],
    ["1,2026-03-01,C1,A,,1,5,6,,", "row.discount_too_large"],
    ["1,2026-03-01,C1,A,,1,5,,", "row.column_count"],
  ])("refuses %s with its reason", async (row, code) => {
    const ledger = testLedger();
    const { refused, rows } = await importTestFile(csv(row), ledger);
    expect(reasonsByLine(refused)).toEqual({ 2: code });
    expect(rows).toEqual({ accepted: 0, refused: 1, skipped: 0 });
    expect(ledger.orders.size).toBe(0);
  });

  it("reads the points that pay from one row of the order or from all of them, in the smallest unit of their wallet", async () => {
    const ledger = testLedger();
    const file = paid(
      "1,2026-03-01,C1,A,1,50,,",
      "1,2026-03-01,C1,B,1,50,12.5,miles",
      "2,2026-03-01,C1,A,1,50,300,points",
      "2,2026-03-01,C1,B,1,50,300,points",
      "3,2026-03-01,C1,A,1,50,0,",
    );
    const { rows } = await importTestFile(file, ledger, regulars, { points: 0, miles: 2 });
    expect(rows).toEqual({ accepted: 5, refused: 0, skipped: 0 });
    expect(["1", "2", "3"].map((key) => ledger.orders.get(key)?.paid)).toEqual([
      { wallet: "miles", points: 1250 },
      { wallet: "points", points: 300 },
      null,
    ]);
  });

  it("pays with the one wallet that can when the file names none", async () => {
    const ledger = testLedger();
    await importTestFile(paid("1,2026-03-01,C1,A,1,50,300,"), ledger, regulars, { points: 0 });
    expect(ledger.orders.get("1")?.paid).toEqual({ wallet: "points", points: 300 });
  });

  it.each([
    ["1,2026-03-01,C1,A,1,50,many,", "row.not_points"],
    ["1,2026-03-01,C1,A,1,50,-5,", "row.not_points"],
    ["1,2026-03-01,,A,1,50,300,points", "row.points_without_member"],
    ["1,2026-03-01,C1,A,1,50,300,", "row.which_wallet"],
    ["1,2026-03-01,C1,A,1,50,300,stars", "points.not_redeemable"],
    ["1,2026-03-01,C1,A,1,50,1.5,points", "row.points_too_fine"],
  ])("refuses %s with its reason", async (row, code) => {
    const ledger = testLedger();
    const { refused } = await importTestFile(paid(row), ledger, regulars, { points: 0, miles: 2 });
    expect(reasonsByLine(refused)).toEqual({ 2: code });
    expect(ledger.orders.size).toBe(0);
  });

  it("refuses points where no wallet can pay, and an order whose rows tell of different points", async () => {
    const none = await importTestFile(paid("1,2026-03-01,C1,A,1,50,300,"), testLedger());
    expect(reasonsByLine(none.refused)).toEqual({ 2: "row.points_cannot_pay" });
    const mixed = paid("1,2026-03-01,C1,A,1,50,300,", "1,2026-03-01,C1,B,1,50,200,");
    const { refused } = await importTestFile(mixed, testLedger(), regulars, { points: 0 });
    expect(reasonsByLine(refused)).toEqual({ 2: "order.mixed_points", 3: "order.mixed_points" });
  });

  it("refuses a file with a wrong header before anything is read, naming what is missing and what was found", async () => {
    const file = testFile("order,when,sku\n1,2,3\n");
    await expect(readOrders(file, builtInMapping("regulars"), { paying: new Map() })).rejects.toMatchObject({
      code: "file.header",
      params: {
        missing: "order_id / 订单号, placed_at / 下单时间, quantity / 数量, unit_price / 单价",
        found: "order, when, sku",
      },
    });
  });

  it("takes the orders before a cut and refuses the one the file stops in", async () => {
    const ledger = testLedger();
    const rows = ["1,2026-03-01,C1,A,,1,5,,,", "2,2026-03-01,C1,A,,1,5,,,", "2,2026-03-01,C1,B,,1,5"];
    const { refused, reader } = await importTestFile(testFile([regularsHeader, ...rows].join("\n")), ledger);
    expect(reasonsByLine(refused)).toEqual({ 3: "order.file_cut", 4: "file.cut" });
    expect([...ledger.orders.keys()]).toEqual(["1"]);
    expect(reader.isCut()).toBe(true);
  });

  it("takes every whole order before a cut when the cut row begins another", async () => {
    const ledger = testLedger();
    const rows = ["1,2026-03-01,C1,A,,1,5,,,", "2,2026-03-01,C1,A,,1"];
    const { refused } = await importTestFile(testFile([regularsHeader, ...rows].join("\n")), ledger);
    expect(reasonsByLine(refused)).toEqual({ 3: "file.cut" });
    expect([...ledger.orders.keys()]).toEqual(["1"]);
  });

  it("reads a compressed file", async () => {
    const ledger = testLedger();
    const file = testFile(gzipSync(`${regularsHeader}\n1,2026-03-01,C1,A,,1,5,,,\n`), "orders.csv.gz");
    expect((await importTestFile(file, ledger)).rows.accepted).toBe(1);
  });
});

describe("refunds", () => {
  it("with a reference take back lines of that order, by SKU and quantity, by amount, or whole", async () => {
    const ledger = testLedger();
    const file = csv(
      "1,2026-03-01 10:00:00,C1,A,,3,5,,,",
      "1,2026-03-01 10:00:00,C1,B,,1,5,,,",
      "2,2026-03-01 11:00:00,,A,,3,5,,,",
      "R1,2026-03-02 10:00:00,,A,,2,5,,1,",
      "R2,2026-03-02 11:00:00,,,,,,,2,4.20",
      "R3,2026-03-02 12:00:00,,A,,1,5,,9,",
      "R4,2026-03-02 13:00:00,C1,,,,,,1,",
    );
    const { refused, rows } = await importTestFile(file, ledger);
    expect(rows).toEqual({ accepted: 6, refused: 1, skipped: 0 });
    expect(reasonsByLine(refused)).toEqual({ 7: "refund.no_matching_sale" });
    expect(ledger.refunds.get("R1")).toMatchObject({ orderId: "1", lines: [{ lineNo: 1, quantity: 2 }] });
    expect(ledger.refunds.get("R2")).toMatchObject({ orderId: "2", lines: null, amount: 420 });
    expect(ledger.refunds.get("R4")).toMatchObject({ orderId: "1", lines: null, amount: null });
  });

  it("without a reference take back the customer's most recent earlier lines of the SKU, over several orders if need be", async () => {
    const ledger = testLedger();
    const file = retail(
      "1,22,X,2,2010-12-01 08:00:00,2.50,17850.0,UK",
      "2,22,X,3,2010-12-02 08:00:00,2.50,17850.0,UK",
      "3,22,X,9,2010-12-02 09:00:00,2.50,99.0,UK",
      "C4,22,X,-4,2010-12-03 08:00:00,2.50,17850.0,UK",
      "5,22,X,9,2010-12-04 08:00:00,2.50,17850.0,UK",
      "C6,22,X,-3,2010-12-03 12:00:00,2.50,17850.0,UK",
      "C7,22,X,-1,2010-12-05 08:00:00,2.50,,UK",
      "C8,33,X,-1,2010-12-05 08:00:00,2.50,17850.0,UK",
    );
    const { refused, rows, checkpoint } = await importTestFile(file, ledger, onlineRetail);
    expect(rows).toEqual({ accepted: 5, refused: 3, skipped: 0 });
    expect([...ledger.refunds.values()].map(({ externalId, lines }) => [externalId, lines])).toEqual([
      ["C4:2", [{ lineNo: 1, quantity: 3 }]],
      ["C4:1", [{ lineNo: 1, quantity: 1 }]],
      ["C6:1", [{ lineNo: 1, quantity: 1 }]],
    ]);
    expect(refused.map((row) => [row.line, row.reason])).toEqual([
      [7, { code: "refund.partly_matched", params: { matched: 1, quantity: 3 } }],
      [8, { code: "refund.no_customer", params: {} }],
      [9, { code: "refund.no_matching_sale", params: { quantity: 1 } }],
    ]);
    expect(checkpoint.totals.refunds).toEqual({ recorded: 3, repeated: 0, refused: 0, amount: 1250 });
  });

  it("run a second time change nothing and give the same accounts", async () => {
    const ledger = testLedger();
    const rows = [
      "1,22,X,5,2010-12-01 08:00:00,2.50,1,UK",
      "C2,22,X,-2,2010-12-02 08:00:00,2.50,1,UK",
      "3,22,X,5,2010-12-03 08:00:00,2.50,1,UK",
      "C4,22,X,-9,2010-12-04 08:00:00,2.50,1,UK",
    ];
    const first = await importTestFile(retail(...rows), ledger, onlineRetail);
    const before = structuredClone([...ledger.refunds]);
    const second = await importTestFile(retail(...rows), ledger, onlineRetail);
    expect([...ledger.refunds]).toEqual(before);
    expect(second.rows).toEqual(first.rows);
    expect(reasonsByLine(second.refused)).toEqual(reasonsByLine(first.refused));
    expect(second.checkpoint.totals.refunds).toMatchObject({
      recorded: 0,
      amount: first.checkpoint.totals.refunds.amount,
    });
  });

  it("of one number with other content are refused", async () => {
    const ledger = testLedger();
    const sale = "1,22,X,5,2010-12-01 08:00:00,2.50,1,UK";
    await importTestFile(retail(sale, "C2,22,X,-3,2010-12-02 08:00:00,2.50,1,UK"), ledger, onlineRetail);
    const { refused } = await importTestFile(
      retail(sale, "C2,22,X,-1,2010-12-02 08:00:00,2.50,1,UK"),
      ledger,
      onlineRetail,
    );
    expect(reasonsByLine(refused)).toEqual({ 3: "fact.duplicate_with_different_content" });
  });

  it("of one customer are told to the till after the sales before them and before the sales after them", async () => {
    const ledger = testLedger();
    const file = retail(
      "1,22,X,5,2010-12-01 08:00:00,2.50,1,UK",
      "C2,22,X,-2,2010-12-02 08:00:00,2.50,1,UK",
      "3,22,X,5,2010-12-03 08:00:00,2.50,1,UK",
      "4,22,X,5,2010-12-03 09:00:00,2.50,2,UK",
    );
    await importTestFile(file, ledger, onlineRetail);
    expect(ledger.calls.map((call) => call.map((fact) => fact.externalId)).filter((call) => call.length > 0)).toEqual([
      ["1", "4"],
      ["C2:1"],
      ["3"],
    ]);
  });
});

describe("another shop's file", () => {
  it("goes in by a mapping alone", async () => {
    const mapping = orderMapping({
      id: "shop",
      kind: "orders",
      name: { zh: "店", en: "Shop" },
      description: { zh: "", en: "" },
      file: { decimal: "," },
      currency: "EUR",
      zone: "Europe/Berlin",
      dateFormats: ["d.M.yyyy H:mm"],
      columns: {
        orderId: { headers: ["Bon"], required: true },
        placedAt: { headers: ["Zeit"], required: true },
        sku: { headers: ["Artikel"], required: true },
        quantity: { headers: ["Menge"], required: true },
        unitPrice: { headers: ["Preis"], required: true },
        card: { headers: ["Karte"] },
        state: { headers: ["Status"] },
      },
      customer: [{ column: "card", kind: "card", prefix: "K-" }],
      rows: [
        {
          when: {
            any: [
              { column: "state", in: ["storno"] },
              { column: "sku", regex: "^PFAND" },
            ],
          },
          as: "skip",
          code: "shop.void",
          reason: { zh: "作废", en: "Void" },
        },
      ],
    });
    const ledger = testLedger();
    const file = testFile(
      "Bon;Zeit;Artikel;Menge;Preis;Karte;Status\n7;1.7.2026 9:05;TEE;2;3,50;12;ok\n7;1.7.2026 9:05;PFAND1;1;0,25;12;ok\n8;1.7.2026 9:06;TEE;1;3,50;;storno\n",
    );
    const { rows, checkpoint } = await importTestFile(file, ledger, mapping);
    expect(rows).toEqual({ accepted: 1, refused: 0, skipped: 2 });
    expect(checkpoint.totals.reasons["shop.void"]?.lines).toBe(2);
    expect([...ledger.orders.values()]).toMatchObject([
      {
        customer: { kind: "card", value: "K-12" },
        currency: "EUR",
        placedAt: Date.parse("2026-07-01T09:05:00+02:00"),
        lines: [{ unitPrice: 350 }],
      },
    ]);
  });

  it("reads the second edition of the UCI file with the same mapping", async () => {
    const ledger = testLedger();
    const file = testFile(
      "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n489434,85048,LIGHTS,12,12/1/2009 7:45,6.95,13085.0,United Kingdom\n489434,79323P,CHERRY,12,12/1/2009 7:45,6.75,13085,United Kingdom\n",
    );
    expect((await importTestFile(file, ledger, onlineRetail)).rows.accepted).toBe(2);
    expect(ledger.orders.get("489434")).toMatchObject({
      customer: { value: "13085" },
      placedAt: Date.parse("2009-12-01T07:45:00Z"),
    });
  });
});

describe("a stopped import", () => {
  it("resumes from its checkpoint and ends with the same accounts as one that was never stopped", async () => {
    const rows = Array.from({ length: 3500 }, (_, index) => {
      const member = `C${index % 50}`;
      return index % 7 === 6
        ? `R${index},2026-03-02 10:00:00,${member},A,,1,5,,${index - 2},`
        : `${index},2026-03-01 10:00:00,${member},A,,1,5,,,`;
    });
    rows.splice(1200, 0, "bad,never,C1,A,,1,5,,,");
    const file = csv(...rows);
    const whole = await importTestFile(file, testLedger());

    const ledger = testLedger();
    let saved = startOfFile();
    let runs = 0;
    for (let isComplete = false; !isComplete; runs++) {
      const reader = await readOrders(file, builtInMapping("regulars"), { paying: new Map() });
      // Every run loses the checkpoint of its last window, as a kill between the till's commit and the save would.
      let windows = 0;
      const taken = await takeIn(
        {
          reader,
          ledger,
          writeRefused: async (refused) => refused.length,
          save: async (checkpoint) => {
            windows++;
            if (windows === 2) return false;
            saved = structuredClone(checkpoint);
            return true;
          },
        },
        saved,
      );
      isComplete = taken.isComplete;
      if (isComplete) saved = taken.checkpoint;
    }
    expect(runs).toBeGreaterThan(2);
    expect(ledger.orders.size).toBe(3000);
    const { orders, refunds, ...accounts } = saved.totals;
    const { orders: wholeOrders, refunds: wholeRefunds, ...wholeAccounts } = whole.checkpoint.totals;
    expect(accounts).toEqual(wholeAccounts);
    expect(orders.net).toBe(wholeOrders.net);
    expect(refunds.amount).toBe(wholeRefunds.amount);
  });
});
