import type { TimelineItem, TimelineType } from "@regulars/contracts";
import { type Explanation, explain } from "@regulars/engine";
import { toPublicId } from "../../platform/ids.ts";

export interface TimelineRow {
  type: TimelineType;
  key: string;
  at: Date;
  at_text: string;
  data: Record<string, unknown>;
}

interface Text {
  zh: string;
  en: string;
}

const prefixes: Record<TimelineType, string> = {
  order: "ord",
  refund: "rfd",
  points: "ent",
  event: "evt",
  hold: "hld",
  transfer: "trf",
  grant: "grt",
  tier: "tch",
  consent: "cns",
  member: "log",
};

/** A row of the timeline as readers see it, titled in both languages. */
export function toTimelineItem(row: TimelineRow, currency: string): TimelineItem {
  const { id, orderId, otherMemberId, ...rest } = row.data;
  const data = typeof otherMemberId === "string" ? { ...rest, otherMemberId: toPublicId("mbr", otherMemberId) } : rest;
  return {
    id: toPublicId(prefixes[row.type], String(id)),
    type: row.type,
    at: row.at.toISOString(),
    title: titleOf(row, currency),
    data: typeof orderId === "string" ? { ...data, orderId: toPublicId("ord", orderId) } : data,
  };
}

function titleOf({ type, data }: TimelineRow, currency: string): Text {
  switch (type) {
    case "order":
      return moneyTitle({ zh: "消费", en: "Order of" }, data.net, String(data.currency));
    case "refund":
      return moneyTitle({ zh: "退款", en: "Refund of" }, data.amount, currency);
    case "points":
    case "tier":
      return explained(data.explanation as Explanation, currency);
    case "event":
      return { zh: `行为：${data.eventType}`, en: `Event: ${data.eventType}` };
    case "hold":
      return holdTitle(data);
    case "transfer":
      return transferTitle(data);
    case "grant":
      return grantTitle(data);
    case "consent":
      return data.granted === true
        ? { zh: `同意：${data.purpose}`, en: `Agreed to ${data.purpose}` }
        : { zh: `撤回同意：${data.purpose}`, en: `Withdrew consent to ${data.purpose}` };
    case "member":
      return actionTitle(data);
  }
}

const holdEnds: Record<string, Text> = {
  held: { zh: "冻结", en: "Reserved" },
  committed: { zh: "冻结并核销", en: "Reserved and spent" },
  released: { zh: "冻结后释放", en: "Reserved and given back" },
  expired: { zh: "冻结超时释放", en: "Reserved until the time ran out" },
};

function holdTitle(data: Record<string, unknown>): Text {
  const end = holdEnds[String(data.status)] ?? { zh: "冻结", en: "Reserved" };
  return {
    zh: `${end.zh} ${data.points} 积分：${data.reference}`,
    en: `${end.en}: ${data.points} points, ${data.reference}`,
  };
}

function transferTitle(data: Record<string, unknown>): Text {
  const isOut = data.direction === "out";
  if (data.reason === "household") {
    return isOut
      ? { zh: `家庭共用转出 ${data.points} 积分`, en: `${data.points} points used by the household` }
      : { zh: `家庭共用转入 ${data.points} 积分`, en: `${data.points} points drawn from the household` };
  }
  return isOut
    ? { zh: `转赠 ${data.points} 积分给其他会员`, en: `Gave ${data.points} points to another member` }
    : { zh: `收到其他会员转赠的 ${data.points} 积分`, en: `Received ${data.points} points from another member` };
}

function grantTitle(data: Record<string, unknown>): Text {
  if (data.tier === null)
    return { zh: `收回授予的等级：${data.reason}`, en: `Granted tier taken back: ${data.reason}` };
  const life = data.lifetime === true;
  return {
    zh: `${life ? "授予终身等级" : "授予等级"} ${data.tier}：${data.reason}`,
    en: `${life ? "Granted for life" : "Granted"} the tier ${data.tier}: ${data.reason}`,
  };
}

function explained(explanation: Explanation, currency: string): Text {
  return { zh: explain(explanation, "zh", { currency }), en: explain(explanation, "en", { currency }) };
}

function moneyTitle(verb: Text, minorUnits: unknown, currency: string): Text {
  return {
    zh: `${verb.zh} ${money(Number(minorUnits), currency, "zh-CN")}`,
    en: `${verb.en} ${money(Number(minorUnits), currency, "en")}`,
  };
}

function money(minorUnits: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  return format.format(minorUnits / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

const actions: Record<string, Text> = {
  "member.created": { zh: "建立会员", en: "Member was made" },
  "member.changed": { zh: "修改资料", en: "Details were changed" },
  "member.identity_added": { zh: "新增标识", en: "An identity was added" },
  "household.joined": { zh: "加入家庭", en: "Joined a household" },
  "household.left": { zh: "退出家庭", en: "Left a household" },
  "member.revealed": { zh: "查看联系方式", en: "Contact details were revealed" },
};

const fieldNames: Record<string, Text> = {
  phone: { zh: "手机号", en: "phone" },
  email: { zh: "邮箱", en: "e-mail" },
  name: { zh: "姓名", en: "name" },
  externalId: { zh: "外部编号", en: "external id" },
  birthday: { zh: "生日", en: "birthday" },
  gender: { zh: "性别", en: "gender" },
  kind: { zh: "类型", en: "kind" },
  status: { zh: "状态", en: "status" },
  zone: { zh: "时区", en: "time zone" },
  tags: { zh: "标签", en: "tags" },
  attributes: { zh: "属性", en: "attributes" },
  consents: { zh: "同意项", en: "consents" },
};

function actionTitle(data: Record<string, unknown>): Text {
  const action = String(data.action);
  const known = actions[action] ?? { zh: action, en: action };
  if (action === "member.revealed") {
    return { zh: `${known.zh}：${data.reason}`, en: `${known.en}: ${data.reason}` };
  }
  if (action !== "member.changed") return known;
  const fields = Object.keys((data.after ?? {}) as object);
  return {
    zh: `${known.zh}：${fields.map((field) => fieldNames[field]?.zh ?? field).join("、")}`,
    en: `${known.en}: ${fields.map((field) => fieldNames[field]?.en ?? field).join(", ")}`,
  };
}
