export type FindingCode =
  | "condition.unknown_path"
  | "condition.path_not_here"
  | "condition.op_not_allowed"
  | "condition.value_missing"
  | "condition.value_type"
  | "condition.list_empty"
  | "condition.bad_duration"
  | "condition.bad_date"
  | "condition.comparison_empty"
  | "condition.range_empty"
  | "condition.measure_type"
  | "condition.not_in_where"
  | "condition.mature_without_window"
  | "condition.unknown_zone"
  | "condition.unknown_ladder"
  | "condition.unknown_tier"
  | "condition.unknown_stage"
  | "condition.unknown_segment"
  | "condition.unknown_store"
  | "condition.segment_cycle"
  | "condition.too_deep"
  | "condition.too_large";

/** Why a condition is refused: where (JSON pointer), a stable code, and the values to say it with. */
export interface Finding {
  pointer: string;
  code: FindingCode;
  params: Record<string, string | number>;
}

export function finding(pointer: string, code: FindingCode, params: Finding["params"] = {}): Finding[] {
  return [{ pointer, code, params }];
}

const texts: Record<FindingCode, { zh: string; en: string }> = {
  "condition.unknown_path": { zh: "没有“{path}”这个字段", en: "There is no field “{path}”" },
  "condition.path_not_here": { zh: "此处不能使用字段“{path}”", en: "The field “{path}” cannot be used here" },
  "condition.op_not_allowed": {
    zh: "字段“{path}”在此处不能使用运算“{op}”",
    en: "The operator “{op}” cannot be used with “{path}” here",
  },
  "condition.value_missing": { zh: "请填写要比较的值", en: "Give a value to compare with" },
  "condition.value_type": {
    zh: "“{path}”的值类型不对，应为 {expected}",
    en: "The value for “{path}” has the wrong type, {expected} is expected",
  },
  "condition.list_empty": { zh: "列表至少要有一个值", en: "The list needs at least one value" },
  "condition.bad_duration": {
    zh: "“{value}”应为大于零、不超过一千年的时长",
    en: "“{value}” is not a duration longer than nothing and up to a thousand years",
  },
  "condition.bad_date": { zh: "“{value}”不是有效日期", en: "“{value}” is not a date that exists" },
  "condition.comparison_empty": { zh: "请填写要比较的数值", en: "Give a number to compare with" },
  "condition.range_empty": { zh: "起点必须小于终点", en: "The start must be below the end" },
  "condition.measure_type": {
    zh: "“{path}”不是数值，不能计算{measure}",
    en: "“{path}” is not a number, so it has no {measure}",
  },
  "condition.not_in_where": {
    zh: "事件的筛选条件只能使用事件、订单和商品自身的信息",
    en: "An event can only be chosen by its own, its order's and its lines' facts",
  },
  "condition.mature_without_window": {
    zh: "“入会已满该时段”需要一个时间窗口",
    en: "“Known for that long” needs a time window",
  },
  "condition.unknown_zone": { zh: "没有时区“{zone}”", en: "There is no time zone “{zone}”" },
  "condition.unknown_ladder": { zh: "没有等级体系“{ladder}”", en: "There is no ladder “{ladder}”" },
  "condition.unknown_tier": { zh: "没有等级“{tier}”", en: "There is no tier “{tier}”" },
  "condition.unknown_stage": { zh: "没有阶段“{stage}”", en: "There is no stage “{stage}”" },
  "condition.unknown_segment": { zh: "没有人群“{segment}”", en: "There is no segment “{segment}”" },
  "condition.unknown_store": {
    zh: "没有门店“{store}”，或它没有位置",
    en: "There is no store “{store}”, or it has no location",
  },
  "condition.segment_cycle": {
    zh: "人群“{segment}”最终引用了自己",
    en: "The segment “{segment}” leads back to itself",
  },
  "condition.too_deep": { zh: "条件嵌套不能超过 {max} 层", en: "Conditions cannot be nested more than {max} deep" },
  "condition.too_large": { zh: "一个条件最多包含 {max} 项", en: "A condition can have at most {max} parts" },
};

/** A finding in words. */
export function findingText({ code, params }: Finding, locale: "zh" | "en"): string {
  return texts[code][locale].replace(/\{(\w+)\}/g, (_all, name: string) => String(params[name] ?? ""));
}
