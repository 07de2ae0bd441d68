import { describe, expect, it } from "vitest";
import { describeTierOffer } from "./describe-offer.ts";
import { diffProgrammes } from "./diff.ts";
import { explain } from "./explain.ts";
import { explainFinding } from "./explain-finding.ts";
import type { Decision } from "./facts.ts";
import { lotNeeds } from "./lot-needs.ts";
import type { Programme } from "./programme.ts";
import { accepted, at, booked, type Life, ladder, live, programme, text, wallet } from "./test-builders.ts";
import { validateProgramme } from "./validate.ts";

type Parts = NonNullable<Parameters<typeof programme>[0]>;
type OfferInput = NonNullable<Parts["tierOffers"]>[number];

const voucherWallet = {
  id: "upgrade",
  name: { zh: "升级券", en: "Upgrade voucher" },
  unit: { zh: "张", en: "vouchers" },
  expiry: { kind: "duration" as const, duration: "P90D" },
};
/** The third repeat purchase is the fourth order. */
const voucherRule = {
  id: "repeat",
  name: text("repeat"),
  wallet: "upgrade",
  when: { event: "order", is: { count: { gte: 4 } } },
  amount: { kind: "fixed" as const, points: 1 },
  caps: [{ per: "lifetime" as const, times: 1 }],
};
const voucher: OfferInput = {
  id: "voucher",
  name: { zh: "升级券", en: "Upgrade voucher" },
  kind: "voucher",
  wallet: "upgrade",
  points: 1,
  ladder: "main",
  tier: "next",
  duration: "P30D",
};
const forPoints: OfferInput = {
  id: "gold",
  name: text("gold for 90 days"),
  wallet: "points",
  points: 500,
  ladder: "main",
  tier: "gold",
  duration: "P90D",
};

function shop(parts: Parts = {}): Programme {
  const base = { id: "base", name: text("base"), wallet: "points", amount: { kind: "rate", points: 1, per: 100 } };
  return programme({
    wallets: [{ id: "points", name: text("points") }, voucherWallet],
    ladders: [ladder()],
    rules: [base as NonNullable<Parts["rules"]>[number], voucherRule],
    tierOffers: [voucher, forPoints],
    ...parts,
  });
}

function redeem(life: Life, offer: string, when: number): Decision {
  return life.apply({ kind: "tier_redeem", id: `redeem-${when}`, at: when, recordedAt: when, offer });
}

function tierOf(life: Life): string | undefined {
  return life.state.account.tiers.main?.tier;
}

const noon = (day: number): number => at(`2026-03-0${day} 12:00`);

describe("an upgrade voucher", () => {
  it("comes with the third repeat purchase, raises the tier for its time, and then the member is where the orders led", () => {
    const life = live(shop());
    for (const day of [1, 2, 3]) expect(booked(life.order(`o${day}`, noon(day), 100))).toEqual(["earn:1"]);
    expect(booked(life.order("o4", noon(4), 100))).toEqual(["earn:1", "earn:1"]);
    expect(booked(life.order("o5", noon(5), 100))).toEqual(["earn:1"]);
    expect(wallet(life, "upgrade").available).toBe(1);
    const used = accepted(redeem(life, "voucher", noon(6)));
    const until = at("2026-04-06");
    expect(used.entries.map(({ wallet, kind, amount }) => [wallet, kind, amount])).toEqual([["upgrade", "spend", -1]]);
    expect(used.tierChanges).toMatchObject([{ from: "normal", to: "silver", until, reason: "granted" }]);
    const [words] = used.entries.map(({ explanation }) => explain(explanation, "zh", { currency: "CNY" }));
    expect(words).toBe("使用 1 张兑换「升级券」");
    expect(used.tierChanges.map(({ explanation }) => explain(explanation, "zh", { currency: "CNY" }))).toEqual([
      "升级券授予silver，有效至 2026-04-05：升级券",
    ]);
    expect(life.state.account.tiers.main?.grant).toMatchObject({
      source: "voucher",
      reason: "升级券 / Upgrade voucher",
    });
    life.settle(until - 1);
    expect(tierOf(life)).toBe("silver");
    life.settle(until);
    expect(tierOf(life)).toBe("normal");
  });

  it("is gone once used, and dies unused after its own time", () => {
    const life = live(shop());
    life.adjust("a", noon(1), 1, { wallet: "upgrade" });
    accepted(redeem(life, "voucher", noon(2)));
    expect(redeem(life, "voucher", noon(3))).toMatchObject({ ok: false, code: "points.insufficient_balance" });
    life.adjust("b", noon(3), 1, { wallet: "upgrade" });
    life.settle(at("2026-07-01"));
    expect(redeem(life, "voucher", at("2026-07-02"))).toMatchObject({ ok: false, code: "points.insufficient_balance" });
  });

  it("goes up from the tier in force, so that two in a row are two tiers up", () => {
    const life = live(shop());
    life.adjust("a", noon(1), 3, { wallet: "upgrade" });
    accepted(redeem(life, "voucher", noon(2)));
    accepted(redeem(life, "voucher", noon(3)));
    expect(tierOf(life)).toBe("gold");
    expect(redeem(life, "voucher", noon(4))).toEqual({ ok: false, code: "tier.no_next", params: { tier: "gold" } });
    expect(wallet(life, "upgrade").available).toBe(1);
  });

  it("never leads to a tier by invitation", () => {
    const tiers = [
      { id: "normal", name: text("normal"), from: 0 },
      { id: "friends", name: text("friends"), from: 0, invitationOnly: true },
    ];
    const life = live(shop({ ladders: [ladder({ tiers })], tierOffers: [voucher] }));
    life.adjust("a", noon(1), 1, { wallet: "upgrade" });
    expect(redeem(life, "voucher", noon(2))).toMatchObject({ ok: false, code: "tier.no_next" });
  });
});

describe("a tier for points", () => {
  it("costs its price and is refused whole when there is too little, or nothing would be gained", () => {
    const life = live(shop());
    life.adjust("a", noon(1), 499);
    const before = structuredClone(life.state);
    expect(redeem(life, "gold", noon(1))).toEqual({
      ok: false,
      code: "points.insufficient_balance",
      params: { wallet: "points", available: 499, needed: 500 },
    });
    expect(life.state).toEqual(before);
    life.adjust("b", noon(2), 1000);
    expect(booked(redeem(life, "gold", noon(2)))).toEqual(["spend:-500"]);
    expect(tierOf(life)).toBe("gold");
    expect(redeem(life, "gold", noon(3))).toMatchObject({ ok: false, code: "tier.already_there" });
    expect(redeem(life, "other", noon(3))).toMatchObject({ ok: false, code: "tier.unknown_offer" });
    expect(wallet(life).available).toBe(999);
  });

  it("does not take the place of a tier that was given for longer", () => {
    const life = live(shop());
    life.adjust("a", noon(1), 1000);
    const given = {
      ladder: "main",
      tier: "silver",
      until: null,
      isLifetime: true,
      source: "manual",
      reason: "x",
    } as const;
    life.apply({ kind: "tier_grant", id: "g", at: noon(1), recordedAt: noon(1), ...given });
    expect(redeem(life, "gold", noon(2))).toMatchObject({ ok: false, code: "tier.has_longer_grant" });
    expect(wallet(life).available).toBe(1000);
  });

  it("is there once in its local period", () => {
    const once = { ...forPoints, tier: "next", duration: "P1D", oncePer: "month" } as const;
    const life = live(shop({ tierOffers: [once] }));
    life.adjust("a", noon(1), 2000);
    accepted(redeem(life, "gold", noon(1)));
    expect(redeem(life, "gold", noon(9))).toMatchObject({ ok: false, code: "tier.offer_used" });
    accepted(redeem(life, "gold", at("2026-04-01")));
    expect(wallet(life).available).toBe(1000);
  });

  it("asks for the lots of its price", () => {
    const life = live(shop());
    const fact = { kind: "tier_redeem" as const, id: "r", at: noon(1), recordedAt: noon(1), offer: "gold" };
    expect(lotNeeds(life.compiled, life.state.account, [fact], noon(1)).debit).toEqual({ points: 500 });
  });
});

describe("a programme with tier offers", () => {
  const found = (tierOffers: OfferInput[], parts: Parts = {}): string[] =>
    validateProgramme(shop({ tierOffers, ...parts })).map((one) => {
      expect(explainFinding(one, "zh")).not.toContain("{");
      expect(explainFinding(one, "en")).not.toContain("{");
      return `${one.severity} ${one.pointer} ${one.code}`;
    });
  const locked = { id: "locked", name: text("locked"), spendable: false };
  const empty = { id: "empty", name: text("empty"), redemption: { points: 1, amount: 1 } };
  const flat = ladder({ id: "flat", tiers: [{ id: "only", name: text("only"), from: 0 }] });
  const wallets = [{ id: "points", name: text("points") }, voucherWallet, locked, empty];
  it.each<[string, Partial<OfferInput>, string[]]>([
    ["nothing wrong", {}, []],
    ["an unknown wallet", { wallet: "x" }, ["error /tierOffers/0/wallet programme.unknown_wallet"]],
    ["a wallet that cannot be spent", { wallet: "locked" }, ["error /tierOffers/0/wallet offer.wallet_not_spendable"]],
    [
      "a wallet that pays and that nobody fills",
      { wallet: "empty" },
      [
        "warning /tierOffers/0/wallet offer.wallet_never_filled",
        "warning /tierOffers/0/wallet offer.voucher_pays_money",
      ],
    ],
    ["an unknown ladder", { ladder: "x" }, ["error /tierOffers/0/ladder programme.unknown_ladder"]],
    ["an unknown tier", { tier: "x" }, ["error /tierOffers/0/tier programme.unknown_tier"]],
    ["the first tier", { tier: "normal" }, ["error /tierOffers/0/tier offer.first_tier"]],
    ["a ladder of one tier", { ladder: "flat" }, ["error /tierOffers/0/tier offer.nothing_higher"]],
    ["no time", { duration: "P0D" }, ["error /tierOffers/0/duration offer.bad_duration"]],
  ])("says what is wrong: %s", (_, parts, findings) => {
    expect(found([{ ...voucher, ...parts }], { wallets, ladders: [ladder(), flat] })).toEqual(findings);
  });

  it("says when two have one id", () => {
    expect(found([voucher, voucher])).toEqual(["error /tierOffers/1/id programme.duplicate_id"]);
  });

  it("says them in words, and what changes in them", () => {
    const before = shop({ tierOffers: [voucher] });
    const after = shop({ tierOffers: [{ ...voucher, tier: "gold", points: 2, duration: "P60D", oncePer: "year" }] });
    const [offer] = after.tierOffers;
    if (!offer) throw new Error("no offer");
    expect(describeTierOffer(offer, after, "zh")).toBe(
      "用「升级券」2 张兑换「main」的gold，有效 60 天，到最后一天结束；每人每年限一次",
    );
    expect(describeTierOffer(offer, after, "en")).toBe(
      "gold of “main” for 2 vouchers of “Upgrade voucher”, valid 60 days, to the end of the last day; once a year for each member",
    );
    expect(diffProgrammes(before, after).map(({ path, zh }) => `${path} ${zh}`)).toEqual([
      "/tierOffers/voucher/price 升级券所需 「升级券」1 张 → 「升级券」2 张",
      "/tierOffers/voucher/tier 升级券等级 「main」升一级 → 「main」的gold",
      "/tierOffers/voucher/duration 升级券有效期 30 天 → 60 天",
      "/tierOffers/voucher/oncePer 升级券次数 无 → 每人每年限一次",
    ]);
  });
});
