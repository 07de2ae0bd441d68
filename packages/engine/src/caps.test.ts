import { describe, expect, it } from "vitest";
import { capCount, countCap, periodOf, releaseCaps } from "./caps.ts";
import { openDraft } from "./draft.ts";
import type { Decision } from "./facts.ts";
import { accepted, at, booked, type Life, live, profile, programme, SHANGHAI, text } from "./test-builders.ts";

function rule(id: string, parts: object = {}): never {
  return { id, name: text(id), wallet: "points", amount: { kind: "rate", points: 1, per: 100 }, ...parts } as never;
}

function shop(parts: object, wallet: object = {}, member = profile()): Life {
  return live(
    programme({ wallets: [{ id: "points", name: text("points"), ...wallet } as never], rules: [rule("base", parts)] }),
    member,
  );
}

function given(decision: Decision): number {
  return accepted(decision).entries.reduce((all, entry) => all + entry.amount, 0);
}

describe("periods", () => {
  it.each([
    ["day", "2026-03-01 23:59", "2026-03-01"],
    ["day", "2026-03-02 00:00", "2026-03-02"],
    ["month", "2026-02-28 23:59", "2026-02"],
    ["year", "2026-12-31 23:59", "2026"],
    ["lifetime", "2026-01-01", "ever"],
    // ISO 8601: weeks begin on Monday, the first one holds the year's first Thursday.
    ["week", "2026-01-01", "2026-W01"],
    ["week", "2025-12-29", "2026-W01"],
    ["week", "2027-01-03 23:59", "2026-W53"],
    ["week", "2027-01-04", "2027-W01"],
    ["week", "2026-03-01 23:59", "2026-W09"],
    ["week", "2026-03-02", "2026-W10"],
  ] as const)("%s of %s is %s", (per, local, expected) => expect(periodOf(per, at(local), SHANGHAI)).toBe(expected));
});

describe("caps of a rule for one member", () => {
  it.each([
    ["day", ["2026-03-01 00:00", "2026-03-01 23:59", "2026-03-02 00:00"], [100, 20, 100]],
    ["week", ["2026-03-02 00:00", "2026-03-08 23:59", "2026-03-09 00:00"], [100, 20, 100]],
    ["month", ["2026-03-01 00:00", "2026-03-31 23:59", "2026-04-01 00:00"], [100, 20, 100]],
    ["year", ["2026-01-01 00:00", "2026-12-31 23:59", "2027-01-01 00:00"], [100, 20, 100]],
    ["lifetime", ["2026-01-01 00:00", "2029-12-31 23:59", "2035-01-01 00:00"], [100, 20, 0]],
    ["order", ["2026-03-01 00:00", "2026-03-01 00:00", "2026-03-01 00:00"], [100, 100, 100]],
  ])("a %s gives what is left of it, then nothing, and begins anew at local midnight", (per, days, expected) => {
    const life = shop({ caps: [{ per, points: 120 }] });
    expect(days.map((day, index) => given(life.order(`o${index}`, at(day), 10_000)))).toEqual(expected);
  });

  it("by times", () => {
    const life = shop({ caps: [{ per: "day", times: 2 }] });
    const days = ["2026-03-01 08:00", "2026-03-01 12:00", "2026-03-01 18:00", "2026-03-02 08:00"];
    expect(days.map((day) => given(life.order(day, at(day), 10_000)))).toEqual([100, 100, 0, 100]);
  });

  it("by points and times of the same period, counted once", () => {
    const caps = [
      { per: "day", times: 3 },
      { per: "day", points: 250 },
    ];
    const life = shop({ caps });
    const times = ["08:00", "09:00", "10:00", "11:00"];
    expect(times.map((time) => given(life.order(time, at(`2026-03-01 ${time}`), 10_000)))).toEqual([100, 100, 50, 0]);
    expect(life.state.account.caps).toEqual({ "rule:base:day": { period: "2026-03-01", points: 250, times: 3 } });
  });

  it("follow the member's own zone", () => {
    const life = shop({ caps: [{ per: "day", points: 100 }] }, {}, profile({ zone: "America/New_York" }));
    // Noon in Shanghai is eleven at night in New York; an hour and a half later the next day has begun there.
    expect(given(life.order("a", at("2026-03-01 12:00"), 10_000))).toBe(100);
    expect(given(life.order("b", at("2026-03-01 12:30"), 10_000))).toBe(0);
    expect(given(life.order("c", at("2026-03-01 13:30"), 10_000))).toBe(100);
  });

  it("say which cap cut the points", () => {
    const life = shop({ caps: [{ per: "day", points: 120 }] });
    life.order("a", at("2026-03-01 08:00"), 10_000);
    const [entry] = accepted(life.order("b", at("2026-03-01 09:00"), 10_000)).entries;
    expect(entry?.explanation.parts).toEqual([
      { code: "capped", params: { from: 100, to: 20, per: "day", of: "rule", isByTimes: false } },
    ]);
    expect(entry?.perLine).toEqual([{ lineNo: 1, amount: 20 }]);
  });

  it("count a late order of an earlier day in the open one, as the earlier count is gone", () => {
    const life = shop({ caps: [{ per: "day", points: 120 }] });
    life.order("a", at("2026-03-02 08:00"), 10_000);
    expect(given(life.order("late", at("2026-03-01 08:00"), 10_000))).toBe(20);
  });

  it("never change the state they are given", () => {
    const life = shop({ caps: [{ per: "day", points: 120 }] });
    life.order("a", at("2026-03-01 08:00"), 10_000);
    const before = structuredClone(life.state);
    const state = life.state;
    life.order("b", at("2026-03-01 09:00"), 10_000);
    expect(state).toEqual(before);
  });
});

describe("caps of a wallet", () => {
  it("are shared by all rules that pay into it, the higher priority first", () => {
    const life = live(
      programme({
        wallets: [{ id: "points", name: text("points"), caps: [{ per: "day", points: 150 }] }],
        rules: [rule("low"), rule("high", { priority: 5, amount: { kind: "fixed", points: 90 } })],
      }),
    );
    const { entries } = accepted(life.order("a", at("2026-03-01"), 10_000));
    expect(entries.map((entry) => [entry.ruleId, entry.amount])).toEqual([
      ["high", 90],
      ["low", 60],
    ]);
    expect(booked(life.order("b", at("2026-03-01 01:00"), 10_000))).toEqual([]);
    expect(booked(life.order("c", at("2026-03-02"), 10_000))).toEqual(["earn:90", "earn:60"]);
  });

  it("do not touch points given by hand", () => {
    const life = shop({}, { caps: [{ per: "day", points: 50 }] });
    life.adjust("seed", at("2026-03-01"), 1_000);
    expect(given(life.order("a", at("2026-03-01 01:00"), 10_000))).toBe(50);
  });
});

describe("giving back", () => {
  const day = at("2026-03-01 08:00");

  it("opens the cap again while its period is open, the time only when nothing is left", () => {
    const life = shop({ caps: [{ per: "day", points: 120 }] }, { caps: [{ per: "month", points: 500 }] });
    life.order("a", day, 10_000);
    const draft = openDraft(life.compiled, life.state, "f", () => "id");
    releaseCaps(draft, "base", "points", day, 40);
    expect(capCount(draft, "rule:base:day", "day", day)).toEqual({ period: "2026-03-01", points: 60, times: 1 });
    expect(capCount(draft, "wallet:points:month", "month", day)).toEqual({ period: "2026-03", points: 60, times: 1 });
    releaseCaps(draft, "base", "points", day, 60, true);
    expect(capCount(draft, "rule:base:day", "day", day)).toEqual({ period: "2026-03-01", points: 0, times: 0 });
    expect(life.state.account.caps?.["rule:base:day"]?.points).toBe(100);
  });

  it("changes nothing once another period has begun, or for a rule that is gone", () => {
    const life = shop({ caps: [{ per: "day", points: 120 }] });
    life.order("a", day, 10_000);
    life.order("b", at("2026-03-02 08:00"), 10_000);
    const draft = openDraft(life.compiled, life.state, "f", () => "id");
    releaseCaps(draft, "base", "points", day, 100, true);
    releaseCaps(draft, "gone", "points", day, 100, true);
    releaseCaps(draft, null, "points", day, 100, true);
    expect(draft.account.caps).toEqual(life.state.account.caps);
  });

  it("lets a count of one's own be kept beside them", () => {
    const life = shop({});
    const draft = openDraft(life.compiled, life.state, "f", () => "id");
    countCap(draft, "wallet:points:transfer", "day", day, 30);
    countCap(draft, "wallet:points:transfer", "day", day + 1, 30);
    expect(capCount(draft, "wallet:points:transfer", "day", day + 2)).toEqual({
      period: "2026-03-01",
      points: 60,
      times: 2,
    });
    expect(capCount(draft, "wallet:points:transfer", "day", at("2026-03-02"))).toMatchObject({ points: 0, times: 0 });
  });

  it("happens by a refund: the day's points can be earned again", () => {
    const life = shop({ caps: [{ per: "day", points: 100, times: 1 }] });
    life.order("a", day, 10_000);
    expect(given(life.order("b", day + 1, 10_000))).toBe(0);
    life.refund("r", "a", day + 2);
    expect(given(life.order("c", day + 3, 10_000))).toBe(100);
  });
});
