import type { Programme } from "./programme.ts";
import { ladder, programme } from "./test-builders.ts";
/** Every policy, metric, trigger, amount and limit at least once. It is for words and differences, and makes no sense as a whole. */
export function fullProgramme(): Programme {
  const t = (zh: string, en: string) => ({ zh, en });
  return programme({
    wallets: [
      {
        id: "points",
        name: t("积分", "Points"),
        redemption: { points: 100, amount: 100, minPoints: 200, stepPoints: 100 },
        spendOrder: "oldest",
        pending: { kind: "event", event: "order.completed", atLatest: "P14D" },
        expiry: { kind: "inactivity", duration: "P12M", round: "month" },
        negative: "floor",
        returns: { kind: "minimum", duration: "P30D" },
        transfer: { minPoints: 100, maxPerDay: 1000 },
        pooling: "household",
        caps: [{ per: "day", points: 500 }],
        costPer1000: 1000,
        weightBps: 5000,
      },
      {
        id: "growth",
        name: t("成长值", "Growth value"),
        unit: t("点", "growth"),
        spendable: false,
        weightBps: 0,
        decimals: 0,
      },
      {
        id: "stars",
        name: t("星星", "Stars"),
        unit: t("颗", "stars"),
        decimals: 1,
        pending: { kind: "event", event: "paid", atLatest: "P7D", otherwise: "cancel" },
        returns: { kind: "regrant" },
        transfer: { dates: "fresh" },
        redemption: { points: 90, amount: 3000 },
      },
    ],
    ladders: [
      ladder({
        name: t("成长等级", "Growth"),
        metric: {
          kind: "growth",
          parts: [
            { of: { kind: "spend" }, points: 1, per: 100 },
            { of: { kind: "orders" }, points: 5, per: 1 },
            { of: { kind: "visits" }, points: 1, per: 2 },
            { of: { kind: "points_earned", wallet: "growth" }, points: 1, per: 1 },
            { of: { kind: "events", event: "checkin" }, points: 2, per: 1 },
          ],
        },
        window: { kind: "anniversary" },
        boundary: "gt",
        downgrade: { kind: "period_end", noticeDays: [7, 30] },
        tiers: [
          { id: "normal", name: t("普通", "Member"), from: 0 },
          { id: "gold", name: t("金卡", "Gold"), from: 1000, keep: 800 },
          { id: "black", name: t("黑卡", "Black"), from: 0, invitationOnly: true },
        ],
      }),
      ladder({
        id: "cond",
        name: t("条件", "By condition"),
        metric: { kind: "condition" },
        window: { kind: "since_tier" },
        tiers: [
          { id: "a", name: t("普通", "Member"), from: 0 },
          { id: "b", name: t("妈妈", "Parent"), from: 0, when: { tag: ["parent"] } },
        ],
      }),
      ladder({
        id: "ev",
        name: t("签到", "Check-ins"),
        metric: {
          kind: "events",
          event: "checkin",
          where: { field: "event.properties.place", op: "eq", value: "shop" },
        },
        window: { kind: "since_tier" },
        tiers: [
          { id: "a", name: t("普通", "Member"), from: 0 },
          { id: "b", name: t("常客", "Regular"), from: 10 },
        ],
      }),
    ],
    rules: [
      {
        id: "table",
        name: t("分档", "Table"),
        wallet: "points",
        amount: {
          kind: "table",
          of: "before_points",
          steps: [
            { from: 0, points: 1, per: 100 },
            { from: 50000, points: 2, per: 100 },
          ],
        },
        excludeTenders: ["gift_card", "voucher"],
        group: "best",
        priority: 10,
        caps: [
          { per: "order", points: 500 },
          { per: "day", times: 3 },
          { per: "lifetime", points: 10000, times: 100 },
        ],
        budgets: ["spring"],
        stacking: "add",
        multipliers: [
          {
            id: "w",
            name: t("周末", "Weekend"),
            factorBps: 20000,
            when: { schedule: { days: [6, 7] } },
            lines: { field: "line.category", op: "eq", value: "coffee" },
          },
          {
            id: "x",
            name: t("新店", "New store"),
            factorBps: 15000,
            when: { field: "order.storeId", op: "eq", value: "sto_a" },
          },
        ],
      },
      {
        id: "slices",
        name: t("分段", "Slices"),
        wallet: "points",
        amount: {
          kind: "table",
          mode: "slices",
          of: "gross",
          steps: [
            { from: 0, points: 0 },
            { from: 10000, points: 10 },
          ],
        },
      },
      {
        id: "formula",
        name: t("公式", "Formula"),
        wallet: "points",
        amount: { kind: "formula", expression: "eligible / 100 * 2", of: "gross" },
      },
      {
        id: "rate",
        name: t("金额", "Rate"),
        wallet: "stars",
        amount: { kind: "rate", points: 1, per: 1000, of: "before_points" },
      },
      {
        id: "checkin",
        name: t("签到", "Check-in"),
        wallet: "points",
        trigger: { kind: "event", event: "checkin" },
        amount: { kind: "fixed", points: 5 },
      },
      {
        id: "join",
        name: t("注册", "Join"),
        wallet: "points",
        trigger: { kind: "registration" },
        amount: { kind: "fixed", points: 100 },
      },
      {
        id: "birthday",
        name: t("生日", "Birthday"),
        wallet: "points",
        trigger: { kind: "birthday", daysBefore: 7 },
        amount: { kind: "formula", expression: "member.age * 10" },
      },
      {
        id: "bday",
        name: t("生日", "Birthday"),
        wallet: "stars",
        trigger: { kind: "birthday" },
        amount: { kind: "fixed", points: 5 },
      },
      {
        id: "anniversary",
        name: t("周年", "Anniversary"),
        wallet: "points",
        trigger: { kind: "anniversary" },
        amount: { kind: "fixed", points: 1 },
      },
      {
        id: "entry",
        name: t("升级", "Rise"),
        wallet: "points",
        trigger: { kind: "tier_entry", ladder: "main", tiers: ["gold", "black"] },
        amount: { kind: "fixed", points: 50 },
      },
      {
        id: "any",
        name: t("升级", "Rise"),
        wallet: "points",
        trigger: { kind: "tier_entry", ladder: "main" },
        amount: { kind: "fixed", points: 50 },
      },
    ],
    ruleGroups: [{ id: "best", name: t("择优", "Best of"), pick: "best" }],
    budgets: [
      { id: "spring", name: t("春节", "Spring"), points: 100000, money: 500000, per: "month" },
      { id: "none", name: t("空", "None") },
    ],
  });
}
