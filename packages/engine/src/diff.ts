import type { Condition } from "./condition.ts";
import { describeLadder, describeRule, describeStage, describeWallet, namesOf } from "./describe.ts";
import { countText, factorText, moneyText, plainMoney } from "./money-text.ts";
import type { Ladder, LocalText, Multiplier, Programme, Rule, Stage, Tier, Wallet } from "./programme.ts";
import { type Locale, sentence } from "./sentence.ts";

/** One difference between two programmes, in words. */
export interface ProgrammeChange {
  /** With ids instead of positions, e.g. `/ladders/main/tiers/gold/from`. */
  path: string;
  kind: "added" | "removed" | "changed";
  zh: string;
  en: string;
}

type Say = (locale: Locale) => string;

/** One thing about an entity that may change, how it is called and how its value is said. */
interface Facet<T> {
  key: string;
  label: LocalText;
  value: (item: T) => unknown;
  say: (item: T, programme: Programme, locale: Locale) => string;
}

interface Kind<T> {
  label: LocalText;
  facets: Facet<T>[];
  describe: (item: T, programme: Programme, locale: Locale) => string;
}

function facet<T>(key: string, zh: string, en: string, value: (item: T) => unknown, say: Facet<T>["say"]): Facet<T> {
  return { key, label: { zh, en }, value, say };
}

function yesNo(value: boolean, locale: Locale): string {
  return locale === "zh" ? (value ? "是" : "否") : value ? "yes" : "no";
}

function none(locale: Locale): string {
  return locale === "zh" ? "无" : "none";
}

function conditionWords(condition: Condition | undefined, programme: Programme, locale: Locale): string {
  return condition ? sentence(condition, locale, namesOf(programme, locale)) : none(locale);
}

function nameFacet<T extends { name: LocalText }>(): Facet<T> {
  return facet<T>(
    "name",
    "名称",
    "name",
    (item) => item.name,
    (item, _, locale) => item.name[locale],
  );
}

function threshold(tier: Tier, ladder: Ladder | undefined, programme: Programme): string {
  return ladder?.metric.kind === "spend" ? plainMoney(tier.from, programme.currency) : countText(tier.from);
}

const walletKind: Kind<Wallet> = {
  label: { zh: "积分账户", en: "wallet" },
  describe: describeWallet,
  facets: [
    nameFacet(),
    facet(
      "unit",
      "单位",
      "unit",
      (item) => item.unit,
      (item, _, locale) => item.unit?.[locale] ?? none(locale),
    ),
    facet(
      "rules",
      "规则",
      "rules",
      ({ pending, expiry, negative, redemption, spendable }) => [pending, expiry, negative, redemption, spendable],
      describeWallet,
    ),
    facet(
      "costPer1000",
      "每 1,000 分成本",
      "cost per 1,000",
      (item) => item.costPer1000,
      (item, programme, locale) => moneyText(item.costPer1000, locale, programme.currency),
    ),
  ],
};

function tierKind(ladderId: string): Kind<Tier> {
  const ladderOf = (programme: Programme): Ladder | undefined =>
    programme.ladders.find((ladder) => ladder.id === ladderId);
  return {
    label: { zh: "等级", en: "tier" },
    describe: (tier, programme, locale) =>
      `${locale === "zh" ? "门槛" : "from"} ${threshold(tier, ladderOf(programme), programme)}`,
    facets: [
      nameFacet(),
      facet(
        "from",
        "门槛",
        "threshold",
        (tier) => tier.from,
        (tier, programme) => threshold(tier, ladderOf(programme), programme),
      ),
      facet(
        "orPoints",
        "积分门槛",
        "points threshold",
        (tier) => tier.orPoints,
        (tier, _, locale) => (tier.orPoints ? countText(tier.orPoints.from) : none(locale)),
      ),
      facet(
        "discountBps",
        "折扣",
        "discount",
        (tier) => tier.discountBps,
        (tier) => `${(tier.discountBps ?? 0) / 100}%`,
      ),
      facet(
        "benefits",
        "权益",
        "benefits",
        (tier) => tier.benefits,
        (tier, _, locale) =>
          listWords(
            tier.benefits.map((benefit) => benefit[locale]),
            locale,
          ),
      ),
      facet(
        "color",
        "颜色",
        "colour",
        (tier) => tier.color,
        (tier, _, locale) => tier.color ?? none(locale),
      ),
    ],
  };
}

function listWords(words: readonly string[], locale: Locale): string {
  return words.length === 0 ? none(locale) : words.join(locale === "zh" ? "、" : ", ");
}

const ladderKind: Kind<Ladder> = {
  label: { zh: "等级体系", en: "ladder" },
  describe: describeLadder,
  facets: [
    nameFacet(),
    facet(
      "rules",
      "规则",
      "rules",
      ({ metric, where, window, downgrade }) => [metric, where, window, downgrade],
      (ladder, programme, locale) => describeLadder({ ...ladder, tiers: ladder.tiers.slice(0, 1) }, programme, locale),
    ),
  ],
};

const multiplierKind: Kind<Multiplier> = {
  label: { zh: "倍数", en: "multiplier" },
  describe: (item, programme, locale) =>
    `${factorText(item.factorBps)} (${conditionWords(item.when, programme, locale)})`,
  facets: [
    nameFacet(),
    facet(
      "factorBps",
      "倍数",
      "factor",
      (item) => item.factorBps,
      (item) => factorText(item.factorBps),
    ),
    facet(
      "when",
      "条件",
      "condition",
      (item) => item.when,
      (item, programme, locale) => conditionWords(item.when, programme, locale),
    ),
  ],
};

function withoutMultipliers(rule: Rule, programme: Programme, locale: Locale): string {
  return describeRule({ ...rule, multipliers: [] }, programme, locale);
}

const ruleKind: Kind<Rule> = {
  label: { zh: "积分规则", en: "rule" },
  describe: describeRule,
  facets: [
    nameFacet(),
    facet(
      "enabled",
      "启用",
      "enabled",
      (rule) => rule.enabled,
      (rule, _, locale) => yesNo(rule.enabled, locale),
    ),
    facet(
      "gives",
      "内容",
      "content",
      ({ wallet, amount, when, lines, rounding, maxPerOrder, validFrom, validTo }) => [
        wallet,
        amount,
        when,
        lines,
        rounding,
        maxPerOrder,
        validFrom,
        validTo,
      ],
      withoutMultipliers,
    ),
    facet(
      "stacking",
      "倍数叠加",
      "stacking",
      (rule) => rule.stacking,
      (rule, _, locale) => stackingWords[rule.stacking][locale],
    ),
  ],
};

const stackingWords: Record<Rule["stacking"], LocalText> = {
  highest: { zh: "取最高一项", en: "the highest counts" },
  multiply: { zh: "依次相乘", en: "one after the other" },
};

const stageKind: Kind<Stage> = {
  label: { zh: "阶段", en: "stage" },
  describe: describeStage,
  facets: [
    nameFacet(),
    facet(
      "when",
      "条件",
      "condition",
      (stage) => stage.when,
      (stage, programme, locale) => conditionWords(stage.when, programme, locale),
    ),
    facet(
      "color",
      "颜色",
      "colour",
      (stage) => stage.color,
      (stage, _, locale) => stage.color ?? none(locale),
    ),
  ],
};

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** The order of keys in an object says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

function inBoth(path: string, kind: ProgrammeChange["kind"], say: Say): ProgrammeChange {
  return { path, kind, zh: say("zh"), en: say("en") };
}

interface Sides {
  before: Programme;
  after: Programme;
}

function changed<T extends { name: LocalText }>(
  path: string,
  kind: Kind<T>,
  old: T,
  now: T,
  { before, after }: Sides,
): ProgrammeChange[] {
  return kind.facets
    .filter(({ value }) => !isSame(value(old), value(now)))
    .map(({ key, label, say }) =>
      inBoth(`${path}/${key}`, "changed", (locale) => {
        const head = locale === "zh" ? `${now.name.zh}${label.zh}` : `${now.name.en} ${label.en}`;
        return `${head} ${say(old, before, locale)} → ${say(now, after, locale)}`;
      }),
    );
}

function oneSided<T extends { name: LocalText }>(
  path: string,
  how: "added" | "removed",
  kind: Kind<T>,
  item: T,
  programme: Programme,
): ProgrammeChange {
  return inBoth(path, how, (locale) => {
    const what = kind.describe(item, programme, locale);
    if (locale === "zh") return `${how === "added" ? "新增" : "移除"}${kind.label.zh}「${item.name.zh}」：${what}`;
    return `${how} ${kind.label.en} “${item.name.en}”: ${what}`;
  });
}

function diffList<T extends { id: string; name: LocalText }>(
  path: string,
  kind: Kind<T>,
  old: readonly T[],
  now: readonly T[],
  sides: Sides,
  inside?: (path: string, old: T, now: T) => ProgrammeChange[],
): ProgrammeChange[] {
  const was = new Map(old.map((item) => [item.id, item]));
  const changes = now.flatMap((item) => {
    const before = was.get(item.id);
    was.delete(item.id);
    const at = `${path}/${item.id}`;
    if (!before) return [oneSided(at, "added", kind, item, sides.after)];
    return [...changed(at, kind, before, item, sides), ...(inside?.(at, before, item) ?? [])];
  });
  return [
    ...changes,
    ...[...was.values()].map((item) => oneSided(`${path}/${item.id}`, "removed", kind, item, sides.before)),
  ];
}

function topLevel({ before, after }: Sides): ProgrammeChange[] {
  const line = (path: string, zh: string, en: string, a: string, b: string): ProgrammeChange[] =>
    a === b ? [] : [{ path, kind: "changed", zh: `${zh} ${a} → ${b}`, en: `${en} ${a} → ${b}` }];
  const names = isSame(before.name, after.name)
    ? []
    : [
        inBoth(
          "/name",
          "changed",
          (locale) =>
            `${locale === "zh" ? "计划名称" : "programme name"} ${before.name[locale]} → ${after.name[locale]}`,
        ),
      ];
  return [
    ...names,
    ...line("/currency", "货币", "currency", before.currency, after.currency),
    ...line("/zone", "时区", "time zone", before.zone, after.zone),
  ];
}

/** Stages are tried in order, so another order is another life cycle. */
function stageOrder({ before, after }: Sides): ProgrammeChange[] {
  const order = (programme: Programme, other: Programme): Stage[] =>
    programme.lifecycle.stages.filter((stage) => other.lifecycle.stages.some((one) => one.id === stage.id));
  const old = order(before, after);
  const now = order(after, before);
  if (
    isSame(
      old.map((stage) => stage.id),
      now.map((stage) => stage.id),
    )
  )
    return [];
  return [
    inBoth("/lifecycle/stages", "changed", (locale) => {
      const say = (stages: Stage[]): string =>
        listWords(
          stages.map((stage) => stage.name[locale]),
          locale,
        );
      return `${locale === "zh" ? "阶段顺序" : "order of stages"} ${say(old)} → ${say(now)}`;
    }),
  ];
}

/** What changes from `before` to `after`, in words; empty when they mean the same. */
export function diffProgrammes(before: Programme, after: Programme): ProgrammeChange[] {
  const sides = { before, after };
  return [
    ...topLevel(sides),
    ...diffList("/wallets", walletKind, before.wallets, after.wallets, sides),
    ...diffList("/ladders", ladderKind, before.ladders, after.ladders, sides, (path, old, now) =>
      diffList(`${path}/tiers`, tierKind(now.id), old.tiers, now.tiers, sides),
    ),
    ...diffList("/rules", ruleKind, before.rules, after.rules, sides, (path, old, now) =>
      diffList(`${path}/multipliers`, multiplierKind, old.multipliers, now.multipliers, sides),
    ),
    ...diffList("/lifecycle/stages", stageKind, before.lifecycle.stages, after.lifecycle.stages, sides),
    ...stageOrder(sides),
  ];
}
