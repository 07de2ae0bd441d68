import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextDueAt } from "./account.ts";
import type { Decision, MemberProfile } from "./facts.ts";
import { nextOccasionAt } from "./occasions.ts";
import { accepted, at, type Life, ladder, live, profile, programme, text } from "./test-builders.ts";

function rule(id: string, trigger: object, parts: object = {}): never {
  return { id, name: text(id), wallet: "points", amount: { kind: "fixed", points: 10 }, trigger, ...parts } as never;
}

const birthday = rule("birthday", { kind: "birthday" });
const anniversary = rule("anniversary", { kind: "anniversary" });
const registration = rule("registration", { kind: "registration" });

function join(rules: never[], member: Partial<MemberProfile> = {}, isNew = true): Life {
  const life = live(programme({ rules, ladders: [ladder()] }), profile(member));
  if (isNew) life.state = { ...life.state, account: { ...life.state.account, isNew: true } };
  return life;
}

/** Rule, points and local time of what was earned. */
function earned(decision: Decision): string[] {
  return accepted(decision)
    .entries.filter((entry) => entry.kind === "earn")
    .map((entry) => `${entry.ruleId} ${entry.amount} ${new Date(entry.at + 8 * 3_600_000).toISOString().slice(0, 16)}`);
}

/** Settles whenever something is due, up to an instant: what the job does. */
function liveOn(life: Life, until: number): string[] {
  const found: string[] = [];
  for (;;) {
    const due = nextDueAt(life.compiled, life.state.account, life.state.profile);
    if (due === null || due > until) break;
    const before = JSON.stringify(life.state.account);
    found.push(...earned(life.settle(due)));
    if (JSON.stringify(life.state.account) === before) break;
  }
  found.push(...earned(life.settle(until)));
  return found;
}

const joinedAt = at("2026-01-01");

describe("registration", () => {
  it("earns once, at the first fact after joining, as of joining", () => {
    const life = join([registration]);
    expect(earned(life.settle(joinedAt))).toEqual(["registration 10 2026-01-01T00:00"]);
    expect(earned(life.settle(joinedAt + 1))).toEqual([]);
    expect(life.state.account.isNew).toBeUndefined();
  });

  it("earns before the first order's own points, however late that comes", () => {
    const base = rule("base", { kind: "order" });
    const life = join([registration, base]);
    expect(earned(life.order("o", at("2026-06-01"), 100))).toEqual([
      "registration 10 2026-01-01T00:00",
      "base 10 2026-06-01T00:00",
    ]);
  });

  it.each([
    ["a member who is not new", {}, false],
    ["a rule that came into force later", { validFrom: "2026-01-01T00:00:00.001+08:00" }, true],
    ["a rule that had ended", { validTo: "2026-01-01T00:00:00+08:00" }, true],
    ["a member of another source", { when: { field: "member.source.channel", op: "eq", value: "wechat" } }, true],
  ])("gives nothing to %s, and never looks again", (_, parts, isNew) => {
    const life = join([rule("registration", { kind: "registration" }, parts)], {}, isNew);
    expect(earned(life.settle(at("2026-03-01")))).toEqual([]);
    expect(life.state.account.isNew).toBeUndefined();
  });

  it("waits where a fact lies before joining", () => {
    const life = join([registration]);
    expect(earned(life.order("early", joinedAt - 1, 100))).toEqual([]);
    expect(earned(life.settle(joinedAt))).toEqual(["registration 10 2026-01-01T00:00"]);
  });

  it("is due at once", () => {
    const life = join([registration]);
    expect(nextDueAt(life.compiled, life.state.account, life.state.profile)).toBe(joinedAt);
  });
});

describe("a birthday", () => {
  it.each([
    ["on the day", 0, ["birthday 10 2026-05-20T00:00", "birthday 10 2027-05-20T00:00"]],
    ["a week ahead", 7, ["birthday 10 2026-05-13T00:00", "birthday 10 2027-05-13T00:00"]],
  ])("earns every year %s, at local midnight", (_, daysBefore, expected) => {
    const life = join([rule("birthday", { kind: "birthday", daysBefore })], { birthday: "1990-05-20" });
    life.settle(joinedAt);
    expect(liveOn(life, at("2027-12-31"))).toEqual(expected);
  });

  it("on 29 February is kept on the 28th in common years", () => {
    const life = join([birthday], { birthday: "1992-02-29" });
    life.settle(joinedAt);
    expect(liveOn(life, at("2028-12-31"))).toEqual([
      "birthday 10 2026-02-28T00:00",
      "birthday 10 2027-02-28T00:00",
      "birthday 10 2028-02-29T00:00",
    ]);
  });

  it("early in January, ahead of time, falls into the old year and is not given twice", () => {
    const life = join([rule("birthday", { kind: "birthday", daysBefore: 10 })], { birthday: "1990-01-05" });
    life.settle(joinedAt);
    expect(liveOn(life, at("2028-01-20"))).toEqual(["birthday 10 2026-12-26T00:00", "birthday 10 2027-12-26T00:00"]);
  });

  it("begins with the local day of the member's own zone", () => {
    const life = join([birthday], { birthday: "1990-05-20", zone: "America/New_York" });
    life.settle(joinedAt);
    expect(liveOn(life, at("2026-12-31"))).toEqual(["birthday 10 2026-05-20T12:00"]);
  });

  it("earns when a fact comes late, at its own instant, before the fact", () => {
    const life = join([birthday, rule("base", { kind: "order" })], { birthday: "1990-05-20" });
    life.settle(joinedAt);
    expect(earned(life.order("o", at("2026-07-01"), 100))).toEqual([
      "birthday 10 2026-05-20T00:00",
      "base 10 2026-07-01T00:00",
    ]);
  });

  it("is given once a year, also when it is edited meanwhile", () => {
    const life = join([birthday], { birthday: "1990-05-20" });
    life.settle(joinedAt);
    expect(liveOn(life, at("2026-05-21"))).toEqual(["birthday 10 2026-05-20T00:00"]);
    life.state = { ...life.state, profile: { ...life.state.profile, birthday: "1990-08-01" } };
    expect(liveOn(life, at("2027-12-31"))).toEqual(["birthday 10 2027-08-01T00:00"]);
  });

  it("told after it has passed gives nothing this year", () => {
    const life = join([birthday], { birthday: null });
    life.settle(at("2026-06-01"));
    life.state = { ...life.state, profile: { ...life.state.profile, birthday: "1990-05-20" } };
    expect(liveOn(life, at("2027-06-01"))).toEqual(["birthday 10 2027-05-20T00:00"]);
  });

  it("that is also the day of joining is given at joining", () => {
    const life = join([birthday], { birthday: "1990-05-20", joinedAt: at("2026-05-20 15:00") });
    expect(earned(life.settle(at("2026-05-20 15:00")))).toEqual(["birthday 10 2026-05-20T15:00"]);
    expect(earned(life.settle(at("2026-05-20 16:00")))).toEqual([]);
  });

  it("is given again when its rule was out of the programme for a while", () => {
    const member = { birthday: "1990-06-15" };
    const before = join([birthday], member, false);
    expect(liveOn(before, at("2026-07-01"))).toEqual(["birthday 10 2026-06-15T00:00"]);
    const without = join([], member, false);
    without.state = before.state;
    expect(liveOn(without, at("2027-07-01"))).toEqual([]);
    const again = join([birthday], member, false);
    again.state = without.state;
    expect(liveOn(again, at("2027-07-02"))).toEqual([]);
    expect(liveOn(again, at("2028-07-01"))).toEqual(["birthday 10 2028-06-15T00:00"]);
  });

  it("of months ago gives nothing when its rule is published today", () => {
    const life = join([], { birthday: "1990-05-20" });
    life.settle(at("2026-04-01"));
    const published = join([birthday], { birthday: "1990-05-20" });
    published.state = { ...life.state };
    expect(earned(published.settle(at("2026-09-01")))).toEqual([]);
    expect(liveOn(published, at("2027-09-01"))).toEqual(["birthday 10 2027-05-20T00:00"]);
  });

  it("gives nothing for years before the member came here, as imported ones did", () => {
    const life = join([birthday, anniversary], { birthday: "1990-05-20", joinedAt: at("2019-03-01") });
    expect(earned(life.settle(at("2026-04-01")))).toEqual([]);
    expect(liveOn(life, at("2026-12-31"))).toEqual(["birthday 10 2026-05-20T00:00"]);
  });

  it("obeys validity, conditions and caps as of the day", () => {
    const parts = {
      validFrom: "2027-01-01T00:00:00+08:00",
      when: { field: "member.age", op: "eq", value: 37 },
      caps: [{ per: "lifetime", times: 1 }],
    };
    const life = join([rule("birthday", { kind: "birthday" }, parts)], { birthday: "1990-05-20" });
    life.settle(joinedAt);
    expect(liveOn(life, at("2030-12-31"))).toEqual(["birthday 10 2027-05-20T00:00"]);
  });
});

describe("an anniversary of joining", () => {
  it("earns every year, but not on the day of joining", () => {
    const life = join([anniversary], { joinedAt: at("2026-02-10 18:30") });
    expect(earned(life.settle(at("2026-02-10 18:30")))).toEqual([]);
    expect(liveOn(life, at("2028-06-01"))).toEqual([
      "anniversary 10 2027-02-10T00:00",
      "anniversary 10 2028-02-10T00:00",
    ]);
  });
});

describe("several occasions between two facts", () => {
  it("are earned oldest first, each at its own instant", () => {
    const life = join([anniversary, birthday], { birthday: "1990-05-20" });
    life.settle(joinedAt);
    expect(earned(life.settle(at("2027-12-31")))).toEqual([
      "birthday 10 2026-05-20T00:00",
      "anniversary 10 2027-01-01T00:00",
      "birthday 10 2027-05-20T00:00",
    ]);
  });

  it("give the same however often time is looked at", () => {
    const rules = [birthday, anniversary, rule("ahead", { kind: "birthday", daysBefore: 40 })];
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1960-01-01"), max: new Date("2010-12-31"), noInvalidDate: true }),
        fc.array(fc.integer({ min: 0, max: 1500 }), { maxLength: 8 }),
        (born, days) => {
          const member = { birthday: born.toISOString().slice(0, 10) };
          const often = join(rules, member);
          const once = join(rules, member);
          const due = join(rules, member);
          for (const life of [often, once, due]) life.settle(joinedAt);
          const until = joinedAt + 1_501 * 86_400_000;
          const looks = days.sort((a, b) => a - b).map((day) => joinedAt + day * 86_400_000);
          const seen = [...looks, until].flatMap((when) => earned(often.settle(when)));
          expect(seen).toEqual(earned(once.settle(until)));
          expect(seen).toEqual(liveOn(due, until));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("the next occasion", () => {
  it("is null where no rule looks, nothing is known, or the rule has ended", () => {
    const next = (life: Life): number | null => nextOccasionAt(life.compiled, life.state.account, life.state.profile);
    expect(next(join([], { birthday: "1990-05-20" }))).toBeNull();
    expect(next(join([birthday], { birthday: null }))).toBeNull();
    expect(next(join([birthday], { birthday: "1990-05-20" }))).toBe(at("2026-05-20"));
    expect(
      next(
        join([rule("b", { kind: "birthday" }, { validTo: "2026-05-20T00:00:00+08:00" })], { birthday: "1990-05-20" }),
      ),
    ).toBeNull();
    expect(
      next(
        join([rule("b", { kind: "birthday" }, { validFrom: "2027-05-21T00:00:00+08:00" })], { birthday: "1990-05-20" }),
      ),
    ).toBe(at("2028-05-20"));
  });
});

describe("entering a tier", () => {
  const spend = rule("base", { kind: "order" }, { amount: { kind: "rate", points: 1, per: 10_000 } });

  it.each([
    ["any tier but the first", {}, 100_000, ["base 10 2026-03-01T00:00", "entry 10 2026-03-01T00:00"]],
    ["the tier named", { tiers: ["silver"] }, 100_000, ["base 10 2026-03-01T00:00", "entry 10 2026-03-01T00:00"]],
    ["not another one", { tiers: ["gold"] }, 100_000, ["base 10 2026-03-01T00:00"]],
    ["not one that is passed over", { tiers: ["silver"] }, 500_000, ["base 50 2026-03-01T00:00"]],
    ["not while it stays", {}, 99_999, ["base 9 2026-03-01T00:00"]],
  ])("earns for %s", (_, trigger, price, expected) => {
    const life = join([spend, rule("entry", { kind: "tier_entry", ladder: "main", ...trigger })]);
    expect(earned(life.order("o", at("2026-03-01"), price))).toEqual(expected);
  });

  it("earns for a tier that was granted", () => {
    const life = join([rule("entry", { kind: "tier_entry", ladder: "main" })]);
    const when = at("2026-03-01");
    const granted = life.apply({
      kind: "tier_grant",
      id: "g",
      at: when,
      recordedAt: when,
      ladder: "main",
      tier: "gold",
      until: null,
      isLifetime: false,
      source: "manual",
      reason: "guest of honour",
    });
    expect(earned(granted)).toEqual(["entry 10 2026-03-01T00:00"]);
  });

  it("may earn what raises the member once more, and then ends", () => {
    const byPoints = ladder({
      metric: { kind: "points_earned", wallet: "points" },
      tiers: [
        { id: "a", name: text("a"), from: 0 },
        { id: "b", name: text("b"), from: 10 },
        { id: "c", name: text("c"), from: 20 },
      ],
    });
    const entry = rule("entry", { kind: "tier_entry", ladder: "main" });
    const life = live(programme({ rules: [spend, entry], ladders: [byPoints] }));
    const decision = accepted(life.order("o", at("2026-03-01"), 100_000));
    expect(decision.tierChanges.map(({ to }) => to)).toEqual(["b", "c"]);
    expect(earned(decision)).toHaveLength(3);
  });
});
