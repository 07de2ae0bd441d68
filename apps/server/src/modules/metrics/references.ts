import { type ReferenceLine, type ScoreSettings, scoreSettingsSchema } from "@regulars/contracts";
import { sql } from "kysely";
import { z } from "zod";
import type { Db, Tx } from "../../platform/db.ts";
import { AppError } from "../../platform/errors.ts";
import { readSettings, writeSettings } from "../scores/index.ts";
import originals from "./references.json" with { type: "json" };

const key = "insights.references";

/** What they are called wherever they are shown: nobody has checked them. */
export const referenceLabel = { zh: "参考值（来源：行业文章）", en: "Reference (from trade articles)" };

const items = z
  .array(
    z.strictObject({
      id: z.string(),
      number: z.string(),
      meaning: z.strictObject({ zh: z.string(), en: z.string() }),
      kind: z.string(),
      values: z.record(z.string(), z.number()),
    }),
  )
  .parse(originals);
const articles = new Map(items.flatMap((item) => Object.entries(item.values)));

interface Setting {
  read(settings: ScoreSettings): number;
  write(settings: ScoreSettings, value: number): ScoreSettings;
}

/** Numbers that scoring and reports go by: the setting is the one value, and the list of references another place to see and change it. */
const scoring = new Map<string, Setting>([
  ["churn.leadDays", { read: ({ leadDays }) => leadDays, write: (settings, leadDays) => ({ ...settings, leadDays }) }],
  [
    "churn.activityDrop",
    { read: ({ activityDrop }) => activityDrop, write: (settings, activityDrop) => ({ ...settings, activityDrop }) },
  ],
  [
    "churn.tenureBand.from",
    {
      read: ({ tenureBand }) => tenureBand.from,
      write: (settings, from) => ({ ...settings, tenureBand: { ...settings.tenureBand, from } }),
    },
  ],
  [
    "churn.tenureBand.to",
    {
      read: ({ tenureBand }) => tenureBand.to,
      write: (settings, to) => ({ ...settings, tenureBand: { ...settings.tenureBand, to } }),
    },
  ],
  [
    "winback.maxCostRatio",
    {
      read: ({ winBackCostRatio }) => winBackCostRatio,
      write: (settings, winBackCostRatio) => ({ ...settings, winBackCostRatio }),
    },
  ],
]);

async function edits(db: Db | Tx): Promise<Record<string, number>> {
  const { rows } = await sql<{ value: Record<string, number> }>`select value from settings where key = ${key}`.execute(
    db,
  );
  return rows[0]?.value ?? {};
}

/** The numbers of trade articles, with what the merchant made of them. */
export async function listReferences(db: Db | Tx) {
  const [own, settings] = [await edits(db), await readSettings(db)];
  const present = (name: string, original: number) => {
    const setting = scoring.get(name);
    const value = setting ? setting.read(settings) : (own[name] ?? original);
    return {
      value,
      original,
      edited: setting ? value !== original : own[name] !== undefined,
      setting: setting !== undefined,
    };
  };
  return items.map((item) => ({
    ...item,
    values: Object.fromEntries(Object.entries(item.values).map(([name, original]) => [name, present(name, original)])),
  }));
}

/** The place where this is found out knows no language, so it says it in both. */
const faults = {
  "reference.unknown": "没有这个参考值 · There is no such reference",
  "reference.out_of_range": "超出该设置允许的范围 · Outside of what the setting allows",
};

function refuse(name: string, code: keyof typeof faults): never {
  throw new AppError("request.invalid", { reference: name }, [
    {
      pointer: `/values/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      code,
      message: `${faults[code]}: ${name}`,
    },
  ]);
}

/** Changes numbers or puts the article's back; what is a setting of scoring is changed there. Refuses unknown keys, and what the setting cannot be, with `request.invalid`. */
export async function changeReferences(tx: Tx, values: Record<string, number | null>): Promise<void> {
  const own = await edits(tx);
  const before = await readSettings(tx);
  let settings = before;
  for (const [name, value] of Object.entries(values)) {
    const original = articles.get(name) ?? refuse(name, "reference.unknown");
    const setting = scoring.get(name);
    if (setting) {
      settings = setting.write(settings, value ?? original);
      if (!scoreSettingsSchema.safeParse(settings).success) refuse(name, "reference.out_of_range");
    } else if (value === null) delete own[name];
    else own[name] = value;
  }
  if (settings !== before) await writeSettings(tx, settings);
  await sql`insert into settings (key, value) values (${key}, ${JSON.stringify(own)}::jsonb)
    on conflict (key) do update set value = excluded.value, updated_at = now()`.execute(tx);
}

/** Lines to draw, by key and unit. */
export async function referenceLines(db: Db, wanted: Record<string, ReferenceLine["unit"]>): Promise<ReferenceLine[]> {
  const found = await listReferences(db);
  return Object.entries(wanted).flatMap(([name, unit]) => {
    const item = found.find((entry) => name in entry.values);
    const value = item?.values[name];
    return item && value ? [{ key: name, name: item.meaning, value: value.value, unit, edited: value.edited }] : [];
  });
}
