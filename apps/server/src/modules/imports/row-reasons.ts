import { errorText, hasErrorText } from "@regulars/i18n";
import { mostRowsPerOrder } from "./assemble-orders.ts";
import type { ImportMapping } from "./mapping.ts";
import type { Reason } from "./order-rows.ts";

export interface LocalText {
  zh: string;
  en: string;
}

/** Why a file or a row was not taken in; `{name}` is filled from the parameters. */
const texts: Record<string, LocalText> = {
  "file.empty": { zh: "文件是空的", en: "The file is empty" },
  "file.header": {
    zh: "表头与映射 {mapping} 不符。缺少：{missing}。文件中有：{found}",
    en: "The header does not fit the mapping {mapping}. Missing: {missing}. Found: {found}",
  },
  "file.header_quotes": { zh: "表头中的引号不完整", en: "The header has a broken quote" },
  "file.spreadsheet": {
    zh: "这是电子表格文件，请另存为 CSV 再导入",
    en: "This is a spreadsheet; save it as CSV and import that",
  },
  "file.not_text": { zh: "这不是文本文件", en: "This is not a text file" },
  "file.line_too_long": {
    zh: "有一行超过 1 MB，这不像是 CSV 文件",
    en: "A line is longer than 1 MB; this does not look like a CSV file",
  },
  "file.cut": {
    zh: "文件在中途断开。断开之前的订单已导入，请重新取得完整文件再导入一次",
    en: "The file stops in the middle. The orders before that were taken in; get the whole file and import it again",
  },
  "file.damaged": { zh: "压缩文件已损坏：{problem}", en: "The compressed file is damaged: {problem}" },
  "file.missing": { zh: "文件不在了：{path}", en: "The file is no longer there: {path}" },
  "file.currency": {
    zh: "文件的货币是 {currency}，积分方案的货币是 {expected}。请先发布 {currency} 的方案，例如 regulars preset apply retail-plain --currency {currency}",
    en: "The file is in {currency}, the programme in {expected}. Publish a programme in {currency} first, for example: regulars preset apply retail-plain --currency {currency}",
  },
  "mapping.not_found": { zh: "没有名为 {mapping} 的列映射", en: "There is no column mapping {mapping}" },
  "mapping.invalid": {
    zh: "列映射 {mapping} 有误：{problem}",
    en: "The column mapping {mapping} is not valid: {problem}",
  },
  "row.column_count": { zh: "列数与表头不同", en: "The number of columns differs from the header's" },
  "row.broken_quotes": { zh: "引号不完整", en: "A quote is not closed or is followed by something" },
  "row.encoding": {
    zh: "这一行的文字编码与文件其余部分不同",
    en: "The row's text encoding differs from the rest of the file",
  },
  "row.value_missing": { zh: "缺少 {column}", en: "{column} is empty" },
  "row.not_an_instant": { zh: "{column} 不是日期时间：{value}", en: "{column} is not a date and time: {value}" },
  "row.not_a_date": {
    zh: "{column} 不是日期（YYYY-MM-DD）：{value}",
    en: "{column} is not a date (YYYY-MM-DD): {value}",
  },
  "row.not_a_gender": { zh: "性别应为 female、male 或 other：{value}", en: "Gender is female, male or other: {value}" },
  "row.not_a_number": {
    zh: "{column} 不是数字，或小数超过四位：{value}",
    en: "{column} is not a number of up to four decimals: {value}",
  },
  "row.not_a_whole_number": { zh: "{column} 不是整数：{value}", en: "{column} is not a whole number: {value}" },
  "row.not_a_currency": { zh: "不是货币代码：{value}", en: "Not a currency code: {value}" },
  "row.quantity_sign": { zh: "数量的正负号不对：{value}", en: "The quantity has the wrong sign: {value}" },
  "row.negative_price": { zh: "单价为负：{value}", en: "The price is negative: {value}" },
  "row.discount_too_large": { zh: "优惠大于金额：{value}", en: "The discount is larger than the line: {value}" },
  "row.not_points": { zh: "积分抵扣应为正数：{value}", en: "Points paid are a positive number: {value}" },
  "row.points_without_member": {
    zh: "用积分抵扣 {value}，却没有写明会员",
    en: "{value} points are paid, but the row names no member",
  },
  "row.points_cannot_pay": {
    zh: "积分方案中没有可抵扣的积分账户，无法抵扣 {value}",
    en: "No wallet of the programme can pay, so {value} points cannot",
  },
  "row.which_wallet": {
    zh: "可抵扣的积分账户不止一个，请写明是哪一个：{wallets}",
    en: "More than one wallet can pay; name the one meant: {wallets}",
  },
  "row.no_member": { zh: "这一行没有写明会员", en: "The row names no member" },
  "row.not_a_member": { zh: "无法识别的会员标识：{value}", en: "Not an identity a member can have: {value}" },
  "row.zero_points": { zh: "积分为零，没有可记的内容", en: "No points: there is nothing to book" },
  "row.date_in_future": { zh: "日期在将来：{value}", en: "The date lies in the future: {value}" },
  "row.expires_before_date": { zh: "失效日早于生效日：{value}", en: "The points would die before their date: {value}" },
  "row.points_too_fine": {
    zh: "{value} 的小数位多于该积分账户",
    en: "{value} has more decimals than the wallet",
  },
  "order.row_refused": {
    zh: "同一订单的第 {line} 行有误，整单未导入",
    en: "Line {line} of the same order is wrong, so the whole order was left out",
  },
  "order.file_cut": {
    zh: "文件在这张订单处断开，整单未导入",
    en: "The file stops in this order, so the whole order was left out",
  },
  "order.mixed_points": {
    zh: "同一订单号下写了不同的抵扣积分",
    en: "One order number pays with different points on its rows",
  },
  "order.mixed_customers": { zh: "同一订单号下有不同的顾客", en: "One order number names different customers" },
  "order.too_many_lines": {
    zh: `一张订单超过 ${mostRowsPerOrder} 行，请检查订单号对应的列`,
    en: `An order of more than ${mostRowsPerOrder} lines; check which column is the order number`,
  },
  "refund.no_reference": { zh: "退款没有写明原订单", en: "The refund does not name its order" },
  "refund.no_customer": {
    zh: "退款没有顾客，无法对应到销售",
    en: "The refund names no customer, so no sale can be found for it",
  },
  "refund.no_matching_sale": {
    zh: "该顾客此前没有可退的同款商品（{quantity} 件）",
    en: "The customer has no earlier line of this item with quantity left ({quantity} units)",
  },
  "refund.partly_matched": {
    zh: "{quantity} 件中只有 {matched} 件能对应到此前的销售；这部分已退，其余未退",
    en: "Only {matched} of {quantity} units could be matched to earlier sales; those were refunded, the rest was not",
  },
};

/** The reason in both languages: the importer's own, the mapping's, or the till's refusal. */
export function reasonText(reason: Reason, mapping: ImportMapping | null): LocalText {
  const own =
    texts[reason.code] ??
    mapping?.rows.flatMap((rule) => ("code" in rule && rule.code === reason.code ? [rule.reason] : []))[0];
  if (own) return { zh: fill(own.zh, reason.params), en: fill(own.en, reason.params) };
  if (!hasErrorText(reason.code)) return { zh: reason.code, en: reason.code };
  const [zh, en] = (["zh-CN", "en"] as const).map((locale) => errorText(locale, reason.code, reason.params).title);
  return { zh: zh ?? reason.code, en: en ?? reason.code };
}

function fill(text: string, params: Reason["params"]): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
