import type { ReferenceLine } from "@regulars/contracts";
import { sql } from "kysely";
import { z } from "zod";
import type { Db, Tx } from "../../platform/db.ts";
import { AppError } from "../../platform/errors.ts";
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

async function edits(db: Db | Tx): Promise<Record<string, number>> {
  const { rows } = await sql<{ value: Record<string, number> }>`select value from settings where key = ${key}`.execute(
    db,
  );
  return rows[0]?.value ?? {};
}

/** The numbers of trade articles, with what the merchant made of them. */
export async function listReferences(db: Db | Tx) {
  const own = await edits(db);
  return items.map((item) => ({
    ...item,
    values: Object.fromEntries(
      Object.entries(item.values).map(([name, original]) => [
        name,
        { value: own[name] ?? original, original, edited: own[name] !== undefined },
      ]),
    ),
  }));
}

/** Changes numbers or puts the article's back. Refuses unknown keys with `request.invalid`. */
export async function changeReferences(tx: Tx, values: Record<string, number | null>): Promise<void> {
  const known = new Set(items.flatMap((item) => Object.keys(item.values)));
  const own = await edits(tx);
  for (const [name, value] of Object.entries(values)) {
    if (!known.has(name))
      throw new AppError("request.invalid", { reference: name }, [
        {
          pointer: `/values/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
          code: "reference.unknown",
          message: name,
        },
      ]);
    if (value === null) delete own[name];
    else own[name] = value;
  }
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
