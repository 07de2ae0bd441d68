import type { Cmp, Condition, EventLeaf, Leaf, ScheduleLeaf, SequenceLeaf, Window } from "./condition.ts";
import { type Finding, finding } from "./finding.ts";
import { isLeaf } from "./leaf-key.ts";
import { measureOf } from "./measure.ts";
import { lookupPath, type PathScope } from "./paths.ts";
import { fieldFindings, isLongDuration } from "./validate-field.ts";
import type { World } from "./world.ts";
import { canonicalZone } from "./zone-offset.ts";

export { type Finding, type FindingCode, findingText } from "./finding.ts";

/** What is at hand where a condition is asked: members only, an order (or one of its lines), an event of another kind; `set` = members with what models say of them. */
export type ConditionScope = "member" | "order" | "line" | "event" | "set";

/** What names may refer to; a kind that is absent is not checked. */
export interface KnownNames {
  ladders?: Record<string, string[]> | undefined;
  stages?: readonly string[] | undefined;
  segment?: ((id: string) => Condition | undefined) | undefined;
  /** Where a store is; undefined for one that is not known or has no place. */
  store?: World["storeLocation"];
}

const MAX_DEPTH = 20;
const MAX_LEAVES = 500;

const visible: Record<ConditionScope, readonly PathScope[]> = {
  member: ["member"],
  order: ["member", "order", "line"],
  line: ["member", "order", "line"],
  event: ["member", "event"],
  set: ["member", "score"],
};

/** A place in the tree and what holds there. */
interface Place {
  pointer: string;
  depth: number;
  scopes: readonly PathScope[];
  isWhere: boolean;
  /** Sets of members are looked at anew each time, so that an event's `where` may ask about the member. */
  ofSet: boolean;
  names: KnownNames;
  segments: readonly string[];
}

/**
 * Everything that is wrong with a condition: unknown paths, operators or values that do not fit the type, windows that cannot hold anything,
 * unknown names. Empty = it may be saved. The grammar itself is `conditionSchema`'s.
 */
export function validateCondition(condition: Condition, scope: ConditionScope, names: KnownNames = {}): Finding[] {
  const leaves = countLeaves(condition);
  if (leaves > MAX_LEAVES) return finding("", "condition.too_large", { max: MAX_LEAVES });
  return treeFindings(condition, {
    pointer: "",
    depth: 1,
    scopes: visible[scope],
    isWhere: false,
    ofSet: scope === "set",
    names,
    segments: [],
  });
}

function countLeaves(condition: Condition): number {
  if ("all" in condition) return condition.all.reduce((sum, child) => sum + countLeaves(child), 0);
  if ("any" in condition) return condition.any.reduce((sum, child) => sum + countLeaves(child), 0);
  if ("not" in condition) return countLeaves(condition.not);
  const where = "where" in condition && condition.where ? countLeaves(condition.where) : 0;
  return 1 + where;
}

function inside(place: Place, step: string): Place {
  return { ...place, pointer: `${place.pointer}/${step}`, depth: place.depth + 1 };
}

function treeFindings(condition: Condition, place: Place): Finding[] {
  if (place.depth > MAX_DEPTH) return finding(place.pointer, "condition.too_deep", { max: MAX_DEPTH });
  if (isLeaf(condition)) return leafFindings(condition, place);
  if ("not" in condition) return treeFindings(condition.not, inside(place, "not"));
  if ("all" in condition)
    return condition.all.flatMap((child, index) => treeFindings(child, inside(place, `all/${index}`)));
  return condition.any.flatMap((child, index) => treeFindings(child, inside(place, `any/${index}`)));
}

function leafFindings(leaf: Leaf, place: Place): Finding[] {
  if ("field" in leaf) return fieldFindings(leaf, place.pointer, place.scopes, place.isWhere);
  if ("schedule" in leaf) return scheduleFindings(leaf, place);
  // A fold adds an event once, so its `where` may not depend on what changes about the member; a set folds nothing.
  const isOfMember = "tier" in leaf || "tag" in leaf || "consent" in leaf || "bucket" in leaf;
  const isOfOrder = "store" in leaf && place.scopes.includes("order");
  if (place.isWhere && !(place.ofSet && (isOfMember || isOfOrder)))
    return finding(place.pointer, "condition.not_in_where", { kind: Object.keys(leaf)[0] ?? "" });
  // Members of a set are nowhere: only their orders have a place.
  if ("store" in leaf && place.ofSet && !isOfOrder)
    return finding(`${place.pointer}/store`, "condition.path_not_here", { path: "store" });
  if ("event" in leaf) return eventFindings(leaf, place);
  if ("sequence" in leaf) return sequenceFindings(leaf, place);
  if ("last" in leaf) return whereFindings(leaf.where, leaf.last, inside(place, "where"));
  if ("bucket" in leaf)
    return leaf.bucket.from < leaf.bucket.to ? [] : finding(`${place.pointer}/bucket`, "condition.range_empty");
  return nameFindings(leaf, place);
}

function scheduleFindings({ schedule: { zone } }: ScheduleLeaf, place: Place): Finding[] {
  return zone === undefined || canonicalZone(zone) !== null
    ? []
    : finding(`${place.pointer}/schedule/zone`, "condition.unknown_zone", { zone });
}

/** A ladder may be called like something that every object has. */
function tiersOf(ladders: Record<string, string[]>, id: string): string[] | undefined {
  return Object.hasOwn(ladders, id) ? ladders[id] : undefined;
}

function nameFindings(leaf: Leaf, place: Place): Finding[] {
  const { names, pointer } = place;
  if ("tier" in leaf && names.ladders) {
    const tiers = tiersOf(names.ladders, leaf.tier.ladder);
    if (!tiers) return finding(`${pointer}/tier/ladder`, "condition.unknown_ladder", { ladder: leaf.tier.ladder });
    return tiers.includes(leaf.tier.tier)
      ? []
      : finding(`${pointer}/tier/tier`, "condition.unknown_tier", { tier: leaf.tier.tier });
  }
  if ("stage" in leaf) {
    const unknown = names.stages ? leaf.stage.filter((id) => !names.stages?.includes(id)) : [];
    return unknown.flatMap((stage) => finding(`${pointer}/stage`, "condition.unknown_stage", { stage }));
  }
  if ("store" in leaf) {
    const { of } = leaf.store;
    return typeof of !== "string" || !names.store || names.store(of)
      ? []
      : finding(`${pointer}/store/of`, "condition.unknown_store", { store: of });
  }
  return "segment" in leaf ? segmentFindings(leaf.segment, place) : [];
}

function segmentFindings(segment: string, place: Place): Finding[] {
  const pointer = `${place.pointer}/segment`;
  if (!place.names.segment) return [];
  if (place.segments.includes(segment)) return finding(pointer, "condition.segment_cycle", { segment });
  const tree = place.names.segment(segment);
  if (!tree) return finding(pointer, "condition.unknown_segment", { segment });
  // Only circles matter here; the rest of that segment was checked when it was saved.
  const within = treeFindings(tree, { ...inside(place, "segment"), segments: [...place.segments, segment] });
  const circle = within.find(({ code }) => code === "condition.segment_cycle");
  return circle ? [{ ...circle, pointer }] : [];
}

/** Events that stand for an order: conditions on the order and its lines make sense in their `where`. */
function carriesOrder(event: string): boolean {
  return event === "order" || event.startsWith("points.");
}

function whereFindings(where: Condition | undefined, event: string, place: Place): Finding[] {
  if (!where) return [];
  const ofOrder: PathScope[] = carriesOrder(event) ? ["order", "line"] : [];
  const ofMember: PathScope[] = place.ofSet ? ["member", "score"] : [];
  const scopes: PathScope[] = [...ofMember, ...ofOrder, ...(event === "order" ? [] : (["event"] as const))];
  return treeFindings(where, { ...place, scopes, isWhere: true });
}

function eventFindings(leaf: EventLeaf, place: Place): Finding[] {
  const { kind, of, cmp } = measureOf(leaf.is);
  const isMatureMeant = !leaf.mature || (leaf.window !== undefined && !("since" in leaf.window));
  return [
    ...whereFindings(leaf.where, leaf.event, inside(place, "where")),
    ...windowFindings(leaf.window, inside(place, "window")),
    ...cmpFindings(cmp, `${place.pointer}/is/${kind}`),
    ...(isMatureMeant ? [] : finding(`${place.pointer}/mature`, "condition.mature_without_window")),
    ...(of === null ? [] : measureFindings(leaf.event, kind, of, `${place.pointer}/is/${kind}/of`)),
  ];
}

function measureFindings(event: string, measure: string, path: string, pointer: string): Finding[] {
  const info = lookupPath(path);
  if (!info) return finding(pointer, "condition.unknown_path", { path });
  const isOwn =
    info.scope === "event"
      ? event !== "order"
      : (info.scope === "order" || info.scope === "line") && carriesOrder(event);
  if (!isOwn) return finding(pointer, "condition.path_not_here", { path });
  const isNumber = info.type === "number" || info.type === "money" || info.type === "any";
  return measure === "distinct" || isNumber ? [] : finding(pointer, "condition.measure_type", { path, measure });
}

function sequenceFindings(leaf: SequenceLeaf, place: Place): Finding[] {
  const steps = leaf.sequence.flatMap((step, index) => {
    const here = inside(place, `sequence/${index}`);
    const within =
      step.within === undefined || isLongDuration(step.within)
        ? []
        : finding(`${here.pointer}/within`, "condition.bad_duration", { value: step.within });
    return [...whereFindings(step.where, step.event, inside(here, "where")), ...within];
  });
  return [...windowFindings(leaf.window, inside(place, "window")), ...steps];
}

function cmpFindings({ eq, ne, gt, gte, lt, lte, between }: Cmp, pointer: string): Finding[] {
  if ([eq, ne, gt, gte, lt, lte, between].every((value) => value === undefined))
    return finding(pointer, "condition.comparison_empty");
  return between && between[0] >= between[1] ? finding(`${pointer}/between`, "condition.range_empty") : [];
}

function windowFindings(window: Window | undefined, { pointer, names }: Place): Finding[] {
  if (!window) return [];
  if ("ladder" in window && names.ladders && !tiersOf(names.ladders, window.ladder))
    return finding(`${pointer}/ladder`, "condition.unknown_ladder", { ladder: window.ladder });
  if ("last" in window && !isLongDuration(window.last))
    return finding(`${pointer}/last`, "condition.bad_duration", { value: window.last });
  return "from" in window && Date.parse(window.from) >= Date.parse(window.to)
    ? finding(pointer, "condition.range_empty")
    : [];
}
