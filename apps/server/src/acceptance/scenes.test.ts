import type { Programme } from "@regulars/engine";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fresh, type OrderAnswer, openShop, type Problem, type Shop } from "./test-shop.ts";

/**
 * The acceptance scenes that points and tiers can play, from a preset and over the public API alone. What is a coupon in them (a drink or a
 * dish that is given) comes with coupons; here points stand for it.
 */

const text = (zh: string, en: string) => ({ zh, en });

/** Noon of a day in Shanghai. */
function noon(date: string): string {
  return `${date}T12:00:00+08:00`;
}

describe("cafe stars", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop("cafe", noon("2026-03-02"));
    await shop.publish((programme: Programme) => {
      programme.rules.push({
        ...(programme.rules[0] as Programme["rules"][number]),
        ...{ id: "birthday", name: text("生日饮品", "Birthday drink"), multipliers: [] },
        ...{ trigger: { kind: "birthday", daysBefore: 0 }, amount: { kind: "fixed", points: 1_000 } },
      });
    });
  });
  afterAll(() => shop.app.close());

  test("three orders give stars, the stars pay a drink, and the birthday brings another on the day", async () => {
    const { id } = await shop.join({ phone: "+8613800138000", birthday: "1990-03-20" });
    const earned: number[] = [];
    for (const [date, amount] of [
      ["2026-03-03", 32_00],
      ["2026-03-04", 45_50],
      ["2026-03-05", 60_00],
    ] as const) {
      shop.app.clock.set(noon(date));
      const { outcome } = await shop.order(id, amount);
      earned.push(...outcome.entries.map((entry) => entry.amount));
    }
    expect(earned).toEqual([32, 45, 60]);
    expect((await shop.order(id, 900_00)).outcome.entries).toMatchObject([{ amount: 900 }]);

    const drink = await shop.order(id, 30_00, { redeem: [{ wallet: "stars", points: 1_000 }] });
    expect(drink.order).toMatchObject({ netAmount: 0, pointsPaidAmount: 30_00 });
    expect(drink.outcome.entries).toMatchObject([{ kind: "spend", amount: -1_000 }]);
    expect(drink.outcome.wallets).toMatchObject([{ wallet: "stars", available: 37 }]);

    await shop.goTo("2026-03-19T23:59:59+08:00");
    expect(await shop.wallet(id)).toMatchObject({ available: 37 });
    await shop.goTo("2026-03-20T00:00:00+08:00");
    expect(await shop.wallet(id)).toMatchObject({ available: 1_037 });
    await shop.goTo(noon("2026-03-21"));
    expect(await shop.wallet(id)).toMatchObject({ available: 1_037 });
    const free = await shop.order(id, 30_00, { redeem: [{ wallet: "stars", points: 1_000 }] });
    expect(free.order.netAmount).toBe(0);
  });

  test("from a thousand yuan on a member is a silver star and earns a fifth more, weekday afternoons twice as much", async () => {
    shop.app.clock.set(noon("2026-04-06"));
    const { id } = await shop.join();
    const raising = await shop.order(id, 1_000_00);
    expect(raising.outcome.tierChanges).toMatchObject([{ from: "normal", to: "silver" }]);
    expect(raising.outcome.entries).toMatchObject([{ amount: 1_000 }]);
    expect((await shop.order(id, 100_00)).outcome.entries).toMatchObject([{ amount: 120 }]);
    shop.app.clock.set("2026-04-06T14:00:00+08:00");
    expect((await shop.order(id, 100_00)).outcome.entries).toMatchObject([{ amount: 200 }]);
  });

  test("stars die at the end of the month a year later, and are shown to do so", async () => {
    shop.app.clock.set(noon("2026-05-10"));
    const { id } = await shop.join();
    await shop.order(id, 50_00);
    expect((await shop.wallet(id))?.expiring).toMatchObject([{ amount: 50, at: "2027-05-31T16:00:00.000Z" }]);
    expect(await shop.wallet(id, "2027-05-31T23:59:59+08:00")).toMatchObject({ available: 50 });
    expect(await shop.wallet(id, "2027-06-01T00:00:00+08:00")).toMatchObject({ available: 0 });
  });
});

describe("restaurant month", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop("restaurant", noon("2026-03-01"));
  });
  afterAll(() => shop.app.close());

  /** Visits on these days of a month; the tier after each. */
  async function visits(id: string, days: number[], month = "2026-03"): Promise<(string | undefined)[]> {
    const tiers: (string | undefined)[] = [];
    for (const day of days) {
      shop.app.clock.set(noon(`${month}-${String(day).padStart(2, "0")}`));
      await shop.order(id, 88_00);
      tiers.push((await shop.tierOf(id))?.tier);
    }
    return tiers;
  }

  test("four visits of a month are normal, the fifth makes VIP with a fifth off, the eleventh super VIP with 30% off", async () => {
    const { id } = await shop.join();
    const days = Array.from({ length: 11 }, (_, index) => index + 1);
    expect(await visits(id, days)).toEqual([
      ...Array<string>(4).fill("normal"),
      ...Array<string>(6).fill("vip"),
      "super_vip",
    ]);
    const { body } = await shop.app.call<{ programme: Programme }>("/v1/programme");
    expect(body.programme.ladders[0]?.tiers.map(({ discountBps }) => discountBps ?? 0)).toEqual([0, 2_000, 3_000]);
  });

  test("two meals of one day are one visit, and a meal that is refunded is none", async () => {
    const { id } = await shop.join();
    expect(await visits(id, [1, 1, 2, 3, 4])).toEqual(Array<string>(5).fill("normal"));
    shop.app.clock.set(noon("2026-03-05"));
    const fifth = await shop.order(id, 88_00);
    expect((await shop.tierOf(id))?.tier).toBe("vip");
    const { outcome } = await shop.refund(fifth);
    expect(outcome.tierChanges).toMatchObject([{ from: "vip", to: "normal" }]);
  });

  test("the tier is kept to the end of the next month, and then only what that month was worth", async () => {
    const { id } = await shop.join();
    await visits(
      id,
      Array.from({ length: 11 }, (_, index) => index + 1),
    );
    await visits(id, [1, 2, 3, 4, 5], "2026-04");
    expect(await shop.tierOf(id)).toMatchObject({ tier: "super_vip", until: "2026-04-30T16:00:00.000Z" });
    await shop.goTo("2026-04-30T23:59:59+08:00");
    expect((await shop.tierOf(id))?.tier).toBe("super_vip");
    await shop.goTo("2026-05-01T00:00:00+08:00");
    expect((await shop.tierOf(id))?.tier).toBe("vip");
    await shop.goTo("2026-06-01T00:00:00+08:00");
    expect((await shop.tierOf(id))?.tier).toBe("normal");
  });

  test("points are doubled on the birthday and on no other day", async () => {
    shop.app.clock.set(noon("2026-03-09"));
    const { id } = await shop.join({ birthday: "1988-03-10" });
    const earned: number[] = [];
    for (const date of ["2026-03-09", "2026-03-10", "2026-03-11"]) {
      shop.app.clock.set(noon(date));
      earned.push((await shop.order(id, 50_00)).outcome.entries[0]?.amount ?? 0);
    }
    expect(earned).toEqual([50, 100, 50]);
  });
});

describe("spend ladder", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop("spend-ladder", noon("2026-03-01"));
  });
  afterAll(() => shop.app.close());

  test("999.99 is no discount, 1,000 ten percent, 5,000 twenty, and refunds drop it back by the same thresholds", async () => {
    const { id } = await shop.join();
    await shop.order(id, 999_99);
    expect((await shop.tierOf(id))?.tier).toBe("normal");
    const cent = await shop.order(id, 1);
    expect(cent.outcome.tierChanges).toMatchObject([{ from: "normal", to: "nine" }]);
    const large = await shop.order(id, 4_000_00);
    expect(large.outcome.tierChanges).toMatchObject([{ from: "nine", to: "eight" }]);
    const part = await shop.refund(large, { amount: 1 });
    expect(part.outcome.tierChanges).toMatchObject([{ from: "eight", to: "nine" }]);
    await shop.refund(large);
    expect((await shop.tierOf(id))?.tier).toBe("nine");
    expect((await shop.refund(cent)).outcome.tierChanges).toMatchObject([{ from: "nine", to: "normal" }]);
  });

  test("the next tier and what it still takes are shown with the member", async () => {
    const { id } = await shop.join();
    await shop.order(id, 999_99);
    const { body } = await shop.app.call<{ member: { tiers: { progress: unknown }[] } }>(`/v1/members/${id}`);
    expect(body.member.tiers[0]?.progress).toMatchObject({ metric: 999_99, next: { tier: "nine", missing: 1 } });
  });
});

describe("points integrity", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop("cafe", noon("2026-03-02"));
  });
  afterAll(() => shop.app.close());

  test("one balance spent at the till, on the phone and by a hold in the same second is spent once, and the books add up", async () => {
    const { id } = await shop.join();
    await shop.order(id, 500_00);
    shop.app.clock.advance(1_000);
    const body = { memberId: id, wallet: "stars", points: 500 };
    const atTill = {
      ...{ ...fresh(), memberId: id, currency: "CNY", placedAt: shop.app.clock.now().toISOString() },
      lines: [{ sku: "CAKE", quantity: 1, unitPrice: 20_00, discount: 0 }],
      redeem: [{ wallet: "stars", points: 500 }],
    };
    const tries = await Promise.all([
      ...Array.from({ length: 5 }, () => shop.app.call<Problem>("/v1/orders", { body: { ...atTill, ...fresh() } })),
      ...Array.from({ length: 5 }, () =>
        shop.app.call<Problem>("/v1/points/spend", { body: { ...body, ...fresh(), source: "h5", reason: "a mug" } }),
      ),
      ...Array.from({ length: 5 }, () =>
        shop.app.call<Problem>("/v1/holds", { body: { ...body, ttlSeconds: 600, reference: "cart" } }),
      ),
    ]);
    expect(tries.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(tries.flatMap((answer) => (answer.status === 201 ? [] : [answer.body.code]))).toEqual(
      Array<string>(14).fill("points.insufficient_balance"),
    );
    const wallet = await shop.wallet(id);
    const orders = tries.slice(0, 5).filter(({ status }) => status === 201).length;
    const held = tries.slice(10).filter(({ status }) => status === 201).length;
    expect(wallet).toMatchObject({ available: orders * 5, held: held * 500, arrears: 0 });

    expect((await shop.app.call("/v1/integrity")).body).toMatchObject({ ok: true, findings: [] });
    const report = await shop.liability();
    const { opening, issued, spent, expired, clawedBack, adjusted, transferredIn, transferredOut, closing } = report;
    expect(closing).toBe(opening + issued - spent - expired - clawedBack + adjusted + transferredIn - transferredOut);
    expect(closing).toBe((wallet?.available ?? 0) + (wallet?.held ?? 0));
    expect(report.now.owed).toBe(closing);
  });

  test("a member with two cards has one balance, whichever card is shown, also at the same moment", async () => {
    const { id } = await shop.join({ phone: "+8613900139000" });
    const card = { kind: "card", value: "4000001234567899" };
    expect((await shop.app.call(`/v1/members/${id}/identities`, { body: card })).status).toBe(201);
    const shown = [{ kind: "phone", value: "+8613900139000" }, card];
    const bought = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        shop.app.call<OrderAnswer>("/v1/orders", {
          body: {
            ...{ ...fresh(), identity: shown[index % 2], currency: "CNY" },
            placedAt: shop.app.clock.now().toISOString(),
            lines: [{ sku: "LATTE", quantity: 1, unitPrice: 10_00, discount: 0 }],
          },
        }),
      ),
    );
    expect(bought.map(({ status }) => status)).toEqual(Array<number>(12).fill(201));
    expect(await shop.wallet(id)).toMatchObject({ available: 120 });
  });

  test("editing a rule and a tier resets nobody: what was reached and what was used up still counts", async () => {
    await shop.publish((programme) => {
      programme.rules.push({
        ...(programme.rules[0] as Programme["rules"][number]),
        ...{ id: "daily", name: text("每日首单", "First of the day"), multipliers: [] },
        ...{ amount: { kind: "fixed", points: 7 }, caps: [{ per: "day", times: 1 }] },
      });
    });
    const { id } = await shop.join();
    const ruleIds = ({ outcome }: OrderAnswer): (string | null)[] => outcome.entries.map(({ ruleId }) => ruleId).sort();
    expect(ruleIds(await shop.order(id, 990_00))).toEqual(["base", "daily"]);
    await shop.publish((programme) => {
      for (const rule of programme.rules) if (rule.id === "daily") rule.amount = { kind: "fixed", points: 9 };
      const silver = programme.ladders[0]?.tiers[1];
      if (silver) silver.benefits = [];
    });
    const second = await shop.order(id, 10_00);
    expect(ruleIds(second)).toEqual(["base"]);
    expect(second.outcome.tierChanges).toMatchObject([{ from: "normal", to: "silver" }]);
  });
});
