import type { Instant } from "./facts.ts";
import type { Scalar } from "./field.ts";
import { lookupPath, pathKey } from "./paths.ts";
import { dayOfIso, isoWeekday, localDay, minuteOfDay, yearsBetween } from "./time.ts";
import { type LineView, LookupError, type OrderView, type World, zoneOf } from "./world.ts";

function readMember(path: string, world: World, asOf: Instant): Scalar | null | undefined {
  const { profile, account } = world;
  switch (path) {
    case "member.joinedAt":
      return profile.joinedAt;
    case "member.birthday":
      return profile.birthday;
    case "member.age": {
      const born = profile.birthday === null ? null : dayOfIso(profile.birthday);
      return born === null ? null : yearsBetween(born, localDay(asOf, zoneOf(world)));
    }
    case "member.gender":
      return profile.gender;
    case "member.kind":
      return profile.kind;
    case "member.source.channel":
      return profile.source.channel;
    case "member.source.storeId":
      return profile.source.storeId;
    case "member.source.campaign":
      return profile.source.campaign;
    case "member.orders.count":
      return account.orders.count;
    case "member.orders.net":
      return account.orders.net;
    case "member.orders.firstAt":
      return account.orders.firstAt;
    case "member.orders.lastAt":
      return account.orders.lastAt;
    default:
      return Object.hasOwn(profile.attributes, pathKey(path)) ? profile.attributes[pathKey(path)] : null;
  }
}

function readOrder(path: string, order: OrderView, zone: string): Scalar | null | undefined {
  switch (path) {
    case "order.net":
      return order.net;
    case "order.gross":
      return order.gross;
    case "order.discount":
      return order.discount;
    case "order.storeId":
      return order.storeId;
    case "order.channel":
      return order.channel;
    case "order.source":
      return order.source;
    case "order.currency":
      return order.currency;
    case "order.quantity":
      return order.lines.reduce((sum, line) => sum + line.quantity, 0);
    case "order.lineCount":
      return order.lines.length;
    case "order.placedAt":
      return order.placedAt;
    case "order.hour":
      return Math.floor(minuteOfDay(order.placedAt, zone) / 60);
    case "order.weekday":
      return isoWeekday(order.placedAt, zone);
    default:
      throw new LookupError("path.unknown", path);
  }
}

function readLine(path: string, line: LineView): Scalar | null | undefined {
  switch (path) {
    case "line.sku":
      return line.sku;
    case "line.name":
      return line.name;
    case "line.category":
      return line.category;
    case "line.quantity":
      return line.quantity;
    case "line.unitPrice":
      return line.unitPrice;
    case "line.discount":
      return line.discount;
    case "line.net":
      return line.net;
    default:
      throw new LookupError("path.unknown", path);
  }
}

/**
 * The value at a path, or null when it is missing (no such attribute, no order at hand ...).
 * A `line.*` path reads the line at hand. Instants are epoch milliseconds, dates `YYYY-MM-DD`, money minor units.
 */
export function readPath(path: string, world: World, asOf: Instant): Scalar | null {
  const info = lookupPath(path);
  if (!info) throw new LookupError("path.unknown", path);
  if (info.scope === "member") return readMember(path, world, asOf) ?? null;
  if (info.scope === "score") return world.scores?.[path.slice("score.".length)] ?? null;
  if (info.scope === "order") return world.order ? (readOrder(path, world.order, zoneOf(world)) ?? null) : null;
  if (info.scope === "line") return world.line ? (readLine(path, world.line) ?? null) : null;
  const properties = world.event?.properties;
  const key = pathKey(path);
  return properties && Object.hasOwn(properties, key) ? (properties[key] ?? null) : null;
}
