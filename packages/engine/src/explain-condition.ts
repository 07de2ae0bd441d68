import type { Condition, Leaf } from "./condition.ts";
import type { Instant } from "./facts.ts";
import type { Scalar } from "./field.ts";
import { bucketOf } from "./hash.ts";
import { lookupPath } from "./paths.ts";
import { readPath } from "./read-path.ts";
import { leafHolds, measureLeaf, segmentTree } from "./reader.ts";
import { type Locale, type SentenceNames, sentence } from "./sentence.ts";
import { localDate } from "./time.ts";
import { type World, zoneOf } from "./world.ts";

/** What was seen: a value, several (lines, tags), or null when missing. Instants are given as local dates. */
export type SeenValue = Scalar | Scalar[] | null;

/** Why a condition holds or not, node by node. */
export interface ConditionExplanation {
  holds: boolean;
  kind:
    | "all"
    | "any"
    | "not"
    | "field"
    | "event"
    | "sequence"
    | "last"
    | "tier"
    | "stage"
    | "tag"
    | "segment"
    | "bucket"
    | "consent"
    | "store"
    | "schedule";
  /** For leaves; groups have children instead. */
  seen: SeenValue;
  /** Whether what was seen is money, in minor units. */
  isMoney: boolean;
  /** The node in words, made when asked for. */
  sentence: (locale: Locale, names?: SentenceNames) => string;
  children: ConditionExplanation[];
}

/**
 * The condition's tree with what each node came to and the value seen, for "why did I get this" and "why not".
 * Every node is looked at, also where the answer was clear before. Throws what `holds` throws.
 */
export function explainCondition(condition: Condition, world: World, asOf: Instant): ConditionExplanation {
  return explain(condition, world, asOf, false, []);
}

function explain(
  condition: Condition,
  world: World,
  asOf: Instant,
  negated: boolean,
  segments: readonly string[],
): ConditionExplanation {
  const words = (locale: Locale, names?: SentenceNames): string => sentence(condition, locale, names);
  const child = (inner: Condition, isNegated = negated, following = segments): ConditionExplanation =>
    explain(inner, world, asOf, isNegated, following);
  if ("all" in condition) {
    const children = condition.all.map((inner) => child(inner));
    return {
      holds: children.every((node) => node.holds),
      kind: "all",
      seen: null,
      isMoney: false,
      sentence: words,
      children,
    };
  }
  if ("any" in condition) {
    const children = condition.any.map((inner) => child(inner));
    return {
      holds: children.some((node) => node.holds),
      kind: "any",
      seen: null,
      isMoney: false,
      sentence: words,
      children,
    };
  }
  if ("not" in condition) {
    const inner = child(condition.not, !negated);
    return { holds: !inner.holds, kind: "not", seen: null, isMoney: false, sentence: words, children: [inner] };
  }
  if ("segment" in condition) {
    const inner = child(segmentTree(condition.segment, world, segments), negated, [...segments, condition.segment]);
    return { holds: inner.holds, kind: "segment", seen: null, isMoney: false, sentence: words, children: [inner] };
  }
  const { kind, seen } = leafSeen(condition, world, asOf);
  const isMoney = isMoneyLeaf(condition);
  return { holds: leafHolds(condition, world, asOf, negated), kind, seen, isMoney, sentence: words, children: [] };
}

function fieldSeen(path: string, world: World, asOf: Instant): SeenValue {
  const info = lookupPath(path);
  if (info?.scope === "line" && !world.line) {
    return (world.order?.lines ?? []).flatMap((line) => readPath(path, { ...world, line }, asOf) ?? []);
  }
  const value = readPath(path, world, asOf);
  return info?.type === "instant" && typeof value === "number" ? localDate(value, zoneOf(world)) : value;
}

function isMoneyLeaf(leaf: Leaf): boolean {
  if ("field" in leaf) return lookupPath(leaf.field)?.type === "money";
  if (!("event" in leaf) || "distinct" in leaf.is || "count" in leaf.is || "daysWith" in leaf.is) return false;
  const measured =
    "sum" in leaf.is ? leaf.is.sum : "avg" in leaf.is ? leaf.is.avg : "min" in leaf.is ? leaf.is.min : leaf.is.max;
  return lookupPath(measured.of)?.type === "money";
}

function leafSeen(
  leaf: Exclude<Leaf, { segment: string }>,
  world: World,
  asOf: Instant,
): { kind: ConditionExplanation["kind"]; seen: SeenValue } {
  if ("field" in leaf) return { kind: "field", seen: fieldSeen(leaf.field, world, asOf) };
  if ("event" in leaf) return { kind: "event", seen: measureLeaf(leaf, world, asOf) };
  if ("sequence" in leaf) return { kind: "sequence", seen: measureLeaf(leaf, world, asOf) === 1 };
  if ("last" in leaf) return { kind: "last", seen: measureLeaf(leaf, world, asOf) === 1 };
  if ("tier" in leaf) return { kind: "tier", seen: world.account.tiers[leaf.tier.ladder]?.tier ?? null };
  if ("stage" in leaf) return { kind: "stage", seen: world.account.stage?.id ?? null };
  if ("tag" in leaf) return { kind: "tag", seen: world.profile.tags };
  if ("bucket" in leaf) return { kind: "bucket", seen: bucketOf(world.profile.id, leaf.bucket.salt ?? "") };
  if ("consent" in leaf) return { kind: "consent", seen: world.profile.consents.includes(leaf.consent) };
  if ("store" in leaf) return { kind: "store", seen: world.order?.storeId ?? null };
  return { kind: "schedule", seen: new Date(asOf).toISOString() };
}
