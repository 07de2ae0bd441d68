import type { CompiledProgramme } from "@regulars/engine";
import { sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import type { Lens } from "../../platform/lens.ts";
import { rfmGroups } from "../scores/index.ts";
import type { Dimension } from "./dimensions.ts";
import type { Text } from "./metric.ts";

const same = (text: string): Text => ({ zh: text, en: text });
const unknown: Text = { zh: "未知", en: "Unknown" };
const weekdays = [
  { zh: "周一", en: "Mon" },
  { zh: "周二", en: "Tue" },
  { zh: "周三", en: "Wed" },
  { zh: "周四", en: "Thu" },
  { zh: "周五", en: "Fri" },
  { zh: "周六", en: "Sat" },
  { zh: "周日", en: "Sun" },
];
const words: Record<string, Text> = {
  member: { zh: "会员", en: "Members" },
  guest: { zh: "非会员", en: "Guests" },
  female: { zh: "女", en: "Female" },
  male: { zh: "男", en: "Male" },
  other: { zh: "其他", en: "Other" },
  person: { zh: "个人", en: "Person" },
  company: { zh: "企业", en: "Company" },
  partner: { zh: "合作伙伴", en: "Partner" },
  high: { zh: "高", en: "High" },
  medium: { zh: "中", en: "Medium" },
  mid: { zh: "中", en: "Middle" },
  low: { zh: "低", en: "Low" },
  saver: { zh: "理财型", en: "Savers" },
  value: { zh: "价值型", en: "Value seekers" },
  experience: { zh: "体验型", en: "Experience seekers" },
};

/** Days as they are, longer spans by their name. */
function timeText(id: string, day: string): string {
  if (id === "month" || id === "joinMonth") return day.slice(0, 7);
  if (id === "year") return day.slice(0, 4);
  return id === "quarter" ? `${day.slice(0, 4)} Q${Math.ceil(Number(day.slice(5, 7)) / 3)}` : day;
}

export type Label = (value: string) => Text;

/** What the values of a dimension are called. */
export async function labelsOf(
  dimension: Dimension,
  { db, lens, programme, ladder }: { db: Db; lens: Lens; programme: CompiledProgramme; ladder: string },
): Promise<Label> {
  const named = (names: ReadonlyMap<string, Text>) => (value: string) =>
    value === "" ? unknown : (names.get(value) ?? same(value));
  switch (dimension.values) {
    case "store": {
      const { rows } = await sql<{ id: string; name: string }>`select id, name from stores`.execute(db);
      return named(new Map(rows.map((row) => [row.id, same(row.name)])));
    }
    case "sku": {
      const rows = await lens.query<{ sku: string; name: string }>(
        "SELECT toString(sku) AS sku, argMax(toString(name), placed_at) AS name FROM order_lines GROUP BY sku LIMIT 20000",
      );
      return named(new Map(rows.map((row) => [row.sku, same(row.name || row.sku)])));
    }
    case "stage":
      return named(new Map(programme.stages.map((stage) => [stage.id, stage.name])));
    case "tier": {
      const tiers = programme.ladders.find((entry) => entry.ladder.id === ladder)?.ladder.tiers ?? [];
      return named(new Map(tiers.map((tier) => [tier.id, tier.name])));
    }
    case "rfmGroup":
      return named(new Map(Object.entries(rfmGroups)));
    case "weekday":
      return (value) => weekdays[Number(value) - 1] ?? unknown;
    case "hour":
      return (value) => same(`${value}:00`);
    case "time":
      return (value) => same(timeText(dimension.id, value));
    case "dayOfMonth":
      return same;
    case "channel":
    case "category":
    case "plain":
      return named(new Map(Object.entries(words)));
  }
}
