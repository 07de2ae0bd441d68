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
  tier: "tch",
  consent: "cns",
  member: "log",
};

/** A row of the timeline as readers see it, titled in both languages. */
export function toTimelineItem(row: TimelineRow, currency: string): TimelineItem {
  const { id, orderId, ...data } = row.data;
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
    case "consent":
      return data.granted === true
        ? { zh: `同意：${data.purpose}`, en: `Agreed to ${data.purpose}` }
        : { zh: `撤回同意：${data.purpose}`, en: `Withdrew consent to ${data.purpose}` };
    case "member":
      return actionTitle(data);
  }
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
