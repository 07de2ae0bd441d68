import type { Op } from "./condition.ts";

/** `score`: what models say of a member; known for sets of members, not at the till. */
export type PathScope = "member" | "score" | "order" | "line" | "event";
/** `any`: the type of the compared value decides, and a value of another type counts as missing. `date` is `YYYY-MM-DD`. */
export type PathType = "string" | "number" | "money" | "boolean" | "date" | "instant" | "any";

export interface PathInfo {
  path: string;
  scope: PathScope;
  type: PathType;
  name: { zh: string; en: string };
  /** What the number counts, for sentences and value pickers. */
  unit?: "years" | "orders" | "pieces" | "lines" | "hour" | "weekday" | "days" | "points" | "share" | undefined;
  /** Which directory the value comes from, for value pickers and names. */
  picker?:
    | "store"
    | "channel"
    | "source"
    | "campaign"
    | "sku"
    | "category"
    | "gender"
    | "memberKind"
    | "currency"
    | undefined;
  ops: readonly Op[];
}

const presence: readonly Op[] = ["exists", "notExists"];
const ordering: readonly Op[] = ["eq", "ne", "gt", "gte", "lt", "lte", "in", "notIn", ...presence];

/** The operators that each type allows. */
export const opsByType: Record<PathType, readonly Op[]> = {
  string: ["eq", "ne", "in", "notIn", "contains", "startsWith", "matchesList", ...presence],
  number: ordering,
  money: ordering,
  boolean: ["eq", "ne", ...presence],
  date: ["eq", "ne", "before", "after", "onAnniversary", ...presence],
  instant: ["before", "after", "onAnniversary", "inLast", "notInLast", ...presence],
  any: [...ordering, "contains", "startsWith", "matchesList"],
};

type Extra = Pick<PathInfo, "unit" | "picker">;

function path(name: string, type: PathType, zh: string, en: string, extra: Extra = {}): [string, PathInfo] {
  const scope = name.slice(0, name.indexOf(".")) as PathScope;
  return [name, { path: name, scope, type, name: { zh, en }, ops: opsByType[type], ...extra }];
}

/** Every path with a fixed name; `member.attributes.<key>` and `event.properties.<key>` come on top. */
export const pathRegistry: ReadonlyMap<string, PathInfo> = new Map([
  path("member.joinedAt", "instant", "入会时间", "joining date"),
  path("member.birthday", "date", "生日", "birthday"),
  path("member.age", "number", "年龄", "age", { unit: "years" }),
  path("member.gender", "string", "性别", "gender", { picker: "gender" }),
  path("member.kind", "string", "会员类型", "kind of member", { picker: "memberKind" }),
  path("member.source.channel", "string", "入会渠道", "joining channel", { picker: "channel" }),
  path("member.source.storeId", "string", "入会门店", "joining store", { picker: "store" }),
  path("member.source.campaign", "string", "入会活动", "joining campaign", { picker: "campaign" }),
  path("member.orders.count", "number", "累计订单数", "number of orders so far", { unit: "orders" }),
  path("member.orders.net", "money", "累计消费", "spend so far"),
  path("member.orders.firstAt", "instant", "首次下单时间", "first order date"),
  path("member.orders.lastAt", "instant", "最近下单时间", "latest order date"),
  path("score.rfmR", "number", "R 分", "R score"),
  path("score.rfmF", "number", "F 分", "F score"),
  path("score.rfmM", "number", "M 分", "M score"),
  path("score.rfmGroup", "string", "RFM 分组", "RFM group"),
  path("score.consumptionType", "string", "消费类型", "kind of spending"),
  path("score.priceSensitivity", "number", "价格敏感度", "price sensitivity", { unit: "share" }),
  path("score.potential", "string", "潜力层级", "potential"),
  path("score.potentialFour", "string", "潜力层级（四层）", "potential in four layers"),
  path("score.rising", "boolean", "客单价上升", "rising order value"),
  path("score.clvHistoric", "money", "历史价值", "value so far"),
  path("score.clvPredicted", "money", "预测价值（未来12个月）", "predicted value of the next 12 months"),
  path("score.expectedOrders", "number", "预计订单数（未来12个月）", "orders expected in 12 months", {
    unit: "orders",
  }),
  path("score.probabilityAlive", "number", "仍活跃概率", "probability alive", { unit: "share" }),
  path("score.churnProbability", "number", "流失概率", "churn probability", { unit: "share" }),
  path("score.churnDate", "date", "预计流失日期", "predicted churn date"),
  path("score.health", "number", "健康指数", "health index", { unit: "points" }),
  path("score.engagement", "number", "互动指数", "engagement", { unit: "points" }),
  path("score.needService", "number", "服务需求", "need of service", { unit: "points" }),
  path("score.needSocial", "number", "社交需求", "need of company", { unit: "points" }),
  path("score.nextPurchaseDate", "date", "预计下次购买日期", "next purchase expected on"),
  path("score.nextOffer", "string", "下一最优推荐（商品编码）", "next best offer (SKU)"),
  path("score.topCategory", "string", "偏好品类", "favourite category", { picker: "category" }),
  path("score.topCategoryShare", "number", "偏好品类消费占比", "favourite category's share of spend", {
    unit: "share",
  }),
  path("score.coreFit", "number", "核心品类契合度", "share of spend in core categories", { unit: "share" }),
  path("score.favouriteHour", "number", "常购时段", "favourite hour", { unit: "hour" }),
  path("score.favouriteWeekday", "number", "常购星期", "favourite weekday", { unit: "weekday" }),
  path("score.averageGapDays", "number", "平均购买间隔", "mean gap between purchases", { unit: "days" }),
  path("score.channelPreference", "string", "偏好渠道", "preferred channel", { picker: "channel" }),
  path("order.net", "money", "订单实付金额", "order's net amount"),
  path("order.gross", "money", "订单原价金额", "order's gross amount"),
  path("order.discount", "money", "订单优惠金额", "order's discount"),
  path("order.storeId", "string", "下单门店", "order's store", { picker: "store" }),
  path("order.channel", "string", "订单渠道", "order's channel", { picker: "channel" }),
  path("order.source", "string", "订单来源", "order's source", { picker: "source" }),
  path("order.currency", "string", "订单币种", "order's currency", { picker: "currency" }),
  path("order.quantity", "number", "订单件数", "number of items in the order", { unit: "pieces" }),
  path("order.lineCount", "number", "订单行数", "number of lines in the order", { unit: "lines" }),
  path("order.placedAt", "instant", "下单时间", "order time"),
  path("order.hour", "number", "下单钟点", "hour of the order", { unit: "hour" }),
  path("order.weekday", "number", "下单星期", "weekday of the order", { unit: "weekday" }),
  path("line.sku", "string", "商品编码", "product code", { picker: "sku" }),
  path("line.name", "string", "商品名称", "product name"),
  path("line.category", "string", "商品品类", "product category", { picker: "category" }),
  path("line.quantity", "number", "商品件数", "quantity of the line", { unit: "pieces" }),
  path("line.unitPrice", "money", "商品单价", "unit price"),
  path("line.discount", "money", "商品优惠金额", "discount on the line"),
  path("line.net", "money", "商品实付金额", "net amount of the line"),
]);

const keyed = /^(member\.attributes|event\.properties)\.([\w-]+)$/;

/** What a path means, or null when there is no such path. */
export function lookupPath(name: string): PathInfo | null {
  const fixed = pathRegistry.get(name);
  if (fixed) return fixed;
  const match = keyed.exec(name);
  if (!match) return null;
  const key = match[2] ?? "";
  const scope: PathScope = match[1] === "member.attributes" ? "member" : "event";
  const label =
    scope === "member"
      ? { zh: `会员属性“${key}”`, en: `member attribute “${key}”` }
      : { zh: `事件属性“${key}”`, en: `event property “${key}”` };
  return { path: name, scope, type: "any", name: label, ops: opsByType.any };
}

/** The key of `member.attributes.<key>` or `event.properties.<key>`. */
export function pathKey(name: string): string {
  return keyed.exec(name)?.[2] ?? "";
}
