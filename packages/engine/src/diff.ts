import {
  budgetKind,
  type Kind,
  ladderKind,
  listWords,
  multiplierKind,
  ruleGroupKind,
  ruleKind,
  stageKind,
  tierKind,
  tierOfferKind,
  walletKind,
} from "./diff-kinds.ts";
import type { Ladder, LocalText, Programme } from "./programme.ts";
import type { Locale } from "./sentence.ts";

/** One difference between two programmes, in words. */
export interface ProgrammeChange {
  /** With ids instead of positions, e.g. `/ladders/main/tiers/gold/from`. */
  path: string;
  kind: "added" | "removed" | "changed";
  zh: string;
  en: string;
}

type Say = (locale: Locale) => string;

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

interface Ordered {
  id: string;
  name: LocalText;
}

const MOST_NAMES = 12;

/** What is tried or granted in order means something else in another order; only what both sides have is compared. */
function orderOf(path: string, label: LocalText, old: readonly Ordered[], now: readonly Ordered[]): ProgrammeChange[] {
  const shared = (items: readonly Ordered[], others: readonly Ordered[]): Ordered[] => {
    const known = new Set(others.map((one) => one.id));
    return items.filter((item) => known.has(item.id));
  };
  const [before, after] = [shared(old, now), shared(now, old)];
  if (before.every((item, index) => item.id === after[index]?.id)) return [];
  return [
    inBoth(path, "changed", (locale) => {
      if (before.length > MOST_NAMES) return `${label[locale]}${locale === "zh" ? "有调整" : " changed"}`;
      const say = (items: Ordered[]): string =>
        listWords(
          items.map((item) => item.name[locale]),
          locale,
        );
      return `${label[locale]} ${say(before)} → ${say(after)}`;
    }),
  ];
}

function diffTiers(path: string, old: Ladder, now: Ladder, sides: Sides): ProgrammeChange[] {
  return [
    ...diffList(`${path}/tiers`, tierKind(now.id), old.tiers, now.tiers, sides),
    ...orderOf(
      `${path}/tiers`,
      { zh: `${now.name.zh}的等级顺序`, en: `${now.name.en} order of tiers` },
      old.tiers,
      now.tiers,
    ),
  ];
}

/** What changes from `before` to `after`, in words; empty when they mean the same. */
export function diffProgrammes(before: Programme, after: Programme): ProgrammeChange[] {
  const sides = { before, after };
  return [
    ...topLevel(sides),
    ...diffList("/wallets", walletKind, before.wallets, after.wallets, sides),
    ...diffList("/ladders", ladderKind, before.ladders, after.ladders, sides, (path, old, now) =>
      diffTiers(path, old, now, sides),
    ),
    ...diffList("/rules", ruleKind, before.rules, after.rules, sides, (path, old, now) =>
      diffList(`${path}/multipliers`, multiplierKind, old.multipliers, now.multipliers, sides),
    ),
    ...orderOf("/rules", { zh: "规则顺序", en: "order of rules" }, before.rules, after.rules),
    ...diffList("/ruleGroups", ruleGroupKind, before.ruleGroups, after.ruleGroups, sides),
    ...diffList("/budgets", budgetKind, before.budgets, after.budgets, sides),
    ...diffList("/tierOffers", tierOfferKind, before.tierOffers, after.tierOffers, sides),
    ...diffList("/lifecycle/stages", stageKind, before.lifecycle.stages, after.lifecycle.stages, sides),
    ...orderOf(
      "/lifecycle/stages",
      { zh: "阶段顺序", en: "order of stages" },
      before.lifecycle.stages,
      after.lifecycle.stages,
    ),
  ];
}
