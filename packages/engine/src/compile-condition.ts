import type { Condition, EventLeaf, FieldLeaf, Leaf, TierLeaf } from "./condition.ts";
import type { Instant } from "./facts.ts";
import { fitsField, type Scalar } from "./field.ts";
import { intern } from "./intern.ts";
import { leafKey } from "./leaf-key.ts";
import { eventMeasure } from "./leaf-measure.ts";
import { fitsCmp, measureOf } from "./measure.ts";
import { lookupPath, type PathInfo, pathKey } from "./paths.ts";
import { readPath } from "./read-path.ts";
import { leafHolds, scheduleHolds, segmentTree, tierHolds } from "./reader.ts";
import { durationBounds, subtractDuration } from "./time.ts";
import { LookupError, type World, zoneOf } from "./world.ts";

/** A condition ready to be asked many times: what `holds` says of it, and throws. */
export type CompiledCondition = (world: World, asOf: Instant) => boolean;

const compiled = new WeakMap<Condition, CompiledCondition>();

/** Works out once what `holds` would work out for each world. */
export function compileCondition(condition: Condition): CompiledCondition {
  const known = compiled.get(condition);
  if (known) return known;
  const made = build(condition, false, []);
  compiled.set(condition, made);
  return made;
}

function build(condition: Condition, negated: boolean, segments: readonly string[]): CompiledCondition {
  if ("all" in condition) return every(condition.all.map((child) => build(child, negated, segments)));
  if ("any" in condition) return some(condition.any.map((child) => build(child, negated, segments)));
  if ("not" in condition) {
    const inner = build(condition.not, !negated, segments);
    return (world, asOf) => !inner(world, asOf);
  }
  if ("segment" in condition) return segmentJudge(condition.segment, negated, segments);
  return leafJudge(condition, negated);
}

function every(children: readonly CompiledCondition[]): CompiledCondition {
  const [only] = children;
  if (only && children.length === 1) return only;
  return (world, asOf) => {
    for (const child of children) if (!child(world, asOf)) return false;
    return true;
  };
}

function some(children: readonly CompiledCondition[]): CompiledCondition {
  const [only] = children;
  if (only && children.length === 1) return only;
  return (world, asOf) => {
    for (const child of children) if (child(world, asOf)) return true;
    return false;
  };
}

/** Segments are looked up when asked, as their trees belong to the world. */
function segmentJudge(id: string, negated: boolean, segments: readonly string[]): CompiledCondition {
  const following = [...segments, id];
  const trees = new WeakMap<Condition, CompiledCondition>();
  return (world, asOf) => {
    const tree = segmentTree(id, world, segments);
    let inner = trees.get(tree);
    if (!inner) {
      inner = build(tree, negated, following);
      trees.set(tree, inner);
    }
    return inner(world, asOf);
  };
}

function leafJudge(leaf: Exclude<Leaf, { segment: string }>, negated: boolean): CompiledCondition {
  if ("field" in leaf) return fieldJudge(leaf);
  if ("event" in leaf && !leaf.mature) return eventJudge(leaf);
  if ("tag" in leaf) {
    const { tag: tags } = leaf;
    return (world) => tags.some((tag) => world.profile.tags.includes(tag));
  }
  if ("schedule" in leaf) return (world, asOf) => scheduleHolds(leaf, zoneOf(world), asOf);
  if ("tier" in leaf) return tierJudge(leaf);
  return (world, asOf) => leafHolds(leaf, world, asOf, negated);
}

function tierJudge({ tier }: TierLeaf): CompiledCondition {
  const leaf = { tier: { ...tier, ladder: intern(tier.ladder) } };
  return (world) => tierHolds(leaf, world);
}

/** Reads the leaf's state straight away where the world has one; `holds` knows all other worlds. */
function eventJudge(leaf: EventLeaf): CompiledCondition {
  const key = leafKey(leaf);
  const { cmp } = measureOf(leaf.is);
  return (world, asOf) => {
    const state = world.history ? undefined : world.account.leaves[key];
    return state ? fitsCmp(cmp, eventMeasure(leaf, state, asOf, world)) : leafHolds(leaf, world, asOf, false);
  };
}

type Read = (world: World, asOf: Instant) => Scalar | null;

/** The value at a path without finding out again what the path means. */
function reader(info: PathInfo): Read {
  switch (info.path) {
    case "line.sku":
      return (world) => world.line?.sku ?? null;
    case "line.category":
      return (world) => world.line?.category ?? null;
    case "line.quantity":
      return (world) => world.line?.quantity ?? null;
    case "line.net":
      return (world) => world.line?.net ?? null;
    case "order.net":
      return (world) => world.order?.net ?? null;
    case "order.storeId":
      return (world) => world.order?.storeId ?? null;
    case "order.channel":
      return (world) => world.order?.channel ?? null;
    case "member.orders.count":
      return (world) => world.account.orders.count;
    case "member.orders.firstAt":
      return (world) => world.account.orders.firstAt;
    case "member.orders.lastAt":
      return (world) => world.account.orders.lastAt;
    default:
      break;
  }
  if (info.scope !== "event") return (world, asOf) => readPath(info.path, world, asOf);
  const key = pathKey(info.path);
  return ({ event }) =>
    event?.properties && Object.hasOwn(event.properties, key) ? (event.properties[key] ?? null) : null;
}

function fieldJudge(leaf: FieldLeaf): CompiledCondition {
  const info = lookupPath(leaf.field);
  if (!info) {
    return () => {
      throw new LookupError("path.unknown", leaf.field);
    };
  }
  const read = reader(info);
  const fits = valueJudge(leaf, info);
  const ofMissing = leaf.op === "notExists";
  const judge: CompiledCondition = (world, asOf) => {
    const actual = read(world, asOf);
    return actual === null ? ofMissing : fits(actual, asOf, world);
  };
  if (info.scope !== "line") return judge;
  return (world, asOf) =>
    world.line ? judge(world, asOf) : (world.order?.lines ?? []).some((line) => judge({ ...world, line }, asOf));
}

type Fits = (actual: Scalar, asOf: Instant, world: World) => boolean;

function valueJudge(leaf: FieldLeaf, { type }: PathInfo): Fits {
  const kind = type === "instant" || type === "date" ? type : "plain";
  const { op, value } = leaf;
  if (kind === "instant" && op === "inLast" && typeof value === "string") {
    const { least, most } = durationBounds(value);
    return (actual, asOf, world) => {
      if (typeof actual !== "number" || actual > asOf || actual < asOf - most) return false;
      return actual >= asOf - least || actual >= subtractDuration(asOf, value, zoneOf(world));
    };
  }
  const whole: Fits = (actual, asOf, world) => fitsField(leaf, actual, kind, asOf, zoneOf(world));
  if (kind !== "plain" || leaf.fold === true) return whole;
  if ((op === "in" || op === "notIn") && Array.isArray(value)) return listJudge(value, op === "in");
  if (value === undefined || Array.isArray(value)) return whole;
  if (op === "eq") return (actual) => actual === value;
  if (op === "ne") return (actual) => typeof actual === typeof value && actual !== value;
  if (typeof value !== "number") return whole;
  if (op === "gte") return (actual) => typeof actual === "number" && actual >= value;
  if (op === "gt") return (actual) => typeof actual === "number" && actual > value;
  if (op === "lte") return (actual) => typeof actual === "number" && actual <= value;
  if (op === "lt") return (actual) => typeof actual === "number" && actual < value;
  return whole;
}

function listJudge(list: readonly (string | number)[], isIn: boolean): Fits {
  const strings = new Set(list.filter((entry) => typeof entry === "string"));
  const numbers = new Set(list.filter((entry) => typeof entry === "number"));
  return (actual) => {
    if (typeof actual === "string" && strings.size > 0) return strings.has(actual) === isIn;
    if (typeof actual === "number" && numbers.size > 0) return numbers.has(actual) === isIn;
    return list.length === 0 && !isIn;
  };
}
