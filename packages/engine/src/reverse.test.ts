import { describe, expect, it } from "vitest";
import { accepted, at, booked, ladder, live, programme, text } from "./test-builders.ts";
import {
  commitFact,
  entryOf,
  eventFact,
  holdFact,
  holdOf,
  pots,
  reverseFact,
  spendFact,
  withWallet,
} from "./test-facts.ts";

const day1 = at("2026-03-01 12:00");
const checkin = {
  id: "checkin",
  name: text("check-in"),
  wallet: "points",
  trigger: { kind: "event" as const, event: "checkin" },
  amount: { kind: "fixed" as const, points: 10 },
};

describe("an entry taken back", () => {
  it("of points given by hand claws its own lot first", () => {
    const life = live(withWallet());
    life.adjust("older", day1, 100, { expiresAt: at("2026-04-01") });
    life.adjust("mistake", day1 + 1, 500);
    const decision = accepted(life.apply(reverseFact("rev", day1 + 2, entryOf(life, "adjust"))));
    expect(decision.entries).toMatchObject([
      { kind: "revoke", amount: -500, relatedEntryId: entryOf(life, "adjust").id },
    ]);
    expect(life.state.lots.map((lot) => lot.remaining)).toEqual([100, 0]);
  });

  it.each([
    ["arrears", ["revoke:-500"], { available: 0, arrears: 350 }],
    ["floor", ["revoke:-150"], { available: 0, arrears: 0 }],
  ])("of points spent meanwhile follows the wallet: %s", (negative, entries, left) => {
    const life = live(withWallet({ negative }));
    life.adjust("own", day1, 100);
    life.adjust("mistake", day1 + 1, 500);
    const entry = entryOf(life, "adjust");
    life.apply(spendFact("s", day1 + 2, 450));
    expect(booked(life.apply(reverseFact("rev", day1 + 3, entry)))).toEqual(entries);
    expect(pots(life)).toMatchObject(left);
  });

  it("of points spent meanwhile is refused where the wallet refuses", () => {
    const life = live(withWallet({ negative: "refuse" }));
    life.adjust("mistake", day1, 500);
    life.apply(spendFact("s", day1 + 1, 1));
    expect(life.apply(reverseFact("rev", day1 + 2, entryOf(life, "adjust")))).toMatchObject({
      ok: false,
      code: "points.insufficient_balance",
      params: { available: 499, needed: 500 },
    });
  });

  it("of points taken by hand gives them back to their lots", () => {
    const life = live(withWallet());
    life.adjust("seed", day1, 100, { expiresAt: at("2026-06-01") });
    life.adjust("mistake", day1 + 1, -70);
    expect(booked(life.apply(reverseFact("rev", day1 + 2, entryOf(life, "adjust"))))).toEqual(["return:70"]);
    expect(life.state.lots).toMatchObject([{ remaining: 100, expiresAt: at("2026-06-01") }]);
    expect(life.state.account.wallets.points?.spent).toBe(0);
  });

  it("of points spent directly gives them back and no longer counts them as spent", () => {
    const life = live(withWallet());
    life.adjust("seed", day1, 100);
    life.apply(spendFact("s", day1 + 1, 70));
    life.apply(reverseFact("rev", day1 + 2, entryOf(life, "spend")));
    expect(life.state.account.wallets.points).toMatchObject({ available: 100, spent: 0 });
  });

  it("of a committed hold gives the points back", () => {
    const life = live(withWallet());
    life.adjust("seed", day1, 100);
    life.apply(holdFact("h", day1 + 1, 60, day1 + 999_999));
    life.apply(commitFact("c", day1 + 2, holdOf(life, "h"), 40));
    expect(booked(life.apply(reverseFact("rev", day1 + 3, entryOf(life, "spend"))))).toEqual(["return:40"]);
    expect(pots(life)).toMatchObject({ available: 100, held: 0 });
  });

  it("of an opening balance takes it away", () => {
    const life = live(withWallet());
    life.adjust("import", day1, 800, { entryKind: "import", expiresAt: at("2026-12-01") });
    expect(entryOf(life, "import")).toMatchObject({ amount: 800, expiresAt: at("2026-12-01") });
    expect(booked(life.apply(reverseFact("rev", day1 + 1, entryOf(life, "import"))))).toEqual(["revoke:-800"]);
  });

  it("does not take a second time what has expired of it", () => {
    const life = live(withWallet());
    life.adjust("gift", day1, 100, { expiresAt: at("2026-03-05") });
    const gift = entryOf(life, "adjust");
    life.settle(at("2026-03-05"));
    life.adjust("others", at("2026-03-06"), 300);
    expect(booked(life.apply(reverseFact("rev", at("2026-03-07"), gift)))).toEqual([]);
    expect(pots(life).available).toBe(300);
  });

  it("is booked no earlier than the entry", () => {
    const life = live(withWallet());
    life.adjust("gift", day1, 100);
    expect(accepted(life.apply(reverseFact("rev", day1 - 5, entryOf(life, "adjust")))).entries[0]?.at).toBe(day1);
  });
});

describe("points of an event taken back", () => {
  it("free the caps and budgets they had used", () => {
    const life = live(
      programme({
        rules: [{ ...checkin, caps: [{ per: "month", points: 15, times: 2 }], budgets: ["spring"] }],
        budgets: [{ id: "spring", name: text("spring"), points: 1_000 }],
      }),
    );
    life.state = { ...life.state, budgets: { "spring@total": { points: 12, money: null } } };
    const first = accepted(life.apply(eventFact("e1", day1, "checkin")));
    const entry = entryOf(life, "earn");
    expect(first.budgetUse).toMatchObject([{ key: "spring@total", points: 10 }]);
    expect(entry.budgets).toMatchObject([{ key: "spring@total", points: 10 }]);
    expect(booked(life.apply(eventFact("e2", day1 + 1, "checkin")))).toEqual(["earn:2"]);
    expect(booked(life.apply(eventFact("e3", day1 + 2, "checkin")))).toEqual([]);
    const back = accepted(life.apply(reverseFact("rev", day1 + 3, entry)));
    expect(back.budgetUse).toMatchObject([{ key: "spring@total", points: -10 }]);
    expect(life.state.account.caps?.["rule:checkin:month"]).toMatchObject({ points: 2, times: 1 });
    expect(booked(life.apply(eventFact("e4", day1 + 4, "checkin")))).toEqual(["earn:10"]);
  });

  it("no longer count for a ladder of points earned, and take its tier back", () => {
    const life = live(
      programme({
        rules: [checkin],
        ladders: [
          ladder({
            metric: { kind: "points_earned", wallet: "points" },
            tiers: [
              { id: "normal", name: text("n"), from: 0 },
              { id: "gold", name: text("g"), from: 20 },
            ],
          }),
        ],
      }),
    );
    life.apply(eventFact("e1", day1, "checkin"));
    life.apply(eventFact("e2", day1 + 1, "checkin"));
    expect(life.state.account.tiers.main?.tier).toBe("gold");
    const back = accepted(life.apply(reverseFact("rev", day1 + 2, entryOf(life, "earn"))));
    expect(back.tierChanges).toMatchObject([{ from: "gold", to: "normal", reason: "refund" }]);
    life.apply(eventFact("e3", day1 + 3, "checkin"));
    expect(life.state.account.tiers.main?.tier).toBe("gold");
  });
});

describe("an entry that cannot be taken back", () => {
  it("belongs to an order: that is refunded", () => {
    const life = live(withWallet());
    life.order("o", day1, 10_000);
    expect(life.apply(reverseFact("rev", day1 + 1, entryOf(life, "earn"), "o"))).toMatchObject({
      ok: false,
      code: "entry.belongs_to_order",
    });
  });

  it("is itself a reversal, an expiry, a hold or a release", () => {
    const life = live(withWallet());
    life.adjust("dying", day1, 10, { expiresAt: at("2026-03-03") });
    life.adjust("seed", day1, 100);
    life.apply(spendFact("s", day1 + 1, 20));
    life.apply(reverseFact("rev1", day1 + 2, entryOf(life, "spend")));
    life.apply(reverseFact("rev2", day1 + 3, entryOf(life, "adjust")));
    life.apply(holdFact("h", day1 + 4, 5, day1 + 10));
    life.settle(at("2026-03-03"));
    for (const kind of ["return", "revoke", "expire", "hold", "release"] as const) {
      expect(life.apply(reverseFact(`rev-${kind}`, at("2026-03-04"), entryOf(life, kind)))).toMatchObject({
        ok: false,
        code: "entry.not_reversible",
      });
    }
  });
});
