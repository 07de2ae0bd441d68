import { z } from "zod";

const localText = z.strictObject({ zh: z.string().max(300), en: z.string().max(300) });
const columnKey = z.string().regex(/^[a-z][A-Za-z0-9]{0,40}$/);
const code = z.string().regex(/^[a-z][a-z0-9_.]{0,60}$/);

const transform = z.enum(["trim", "upper", "lower", "collapse-spaces", "strip-decimal-zero", "digits"]);

const column = z.strictObject({
  /** Names the column may have in the header, compared without case and surrounding spaces. */
  headers: z.array(z.string().min(1).max(100)).max(20).optional(),
  /** A file without this column is refused as a whole. */
  required: z.boolean().default(false),
  transforms: z.array(transform).default(["trim"]),
  /** Replaces a value by another, after the transforms. */
  values: z.record(z.string(), z.string()).optional(),
  /** Taken when the column is absent or the cell is empty. */
  fallback: z.string().max(200).optional(),
});

export type Matcher =
  | { all: Matcher[] }
  | { any: Matcher[] }
  | { not: Matcher }
  | {
      column: string;
      empty?: boolean | undefined;
      equals?: string | undefined;
      in?: string[] | undefined;
      prefix?: string | undefined;
      regex?: string | undefined;
      below?: number | undefined;
      above?: number | undefined;
      number?: number | undefined;
    };

const matcher: z.ZodType<Matcher> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(matcher).min(1) }),
    z.strictObject({ any: z.array(matcher).min(1) }),
    z.strictObject({ not: matcher }),
    z.strictObject({
      column: columnKey,
      empty: z.boolean().optional(),
      equals: z.string().optional(),
      in: z.array(z.string()).optional(),
      prefix: z.string().min(1).optional(),
      regex: z.string().min(1).max(200).optional(),
      below: z.number().optional(),
      above: z.number().optional(),
      number: z.number().optional(),
    }),
  ]),
);

const rowRule = z.discriminatedUnion("as", [
  z.strictObject({ when: matcher, as: z.enum(["skip", "refuse"]), code, reason: localText }),
  z.strictObject({ when: matcher, as: z.enum(["sale", "refund"]) }),
]);

const identity = z.strictObject({
  column: columnKey,
  kind: z.enum(["external", "phone", "email", "card", "member_no"]),
  prefix: z.string().max(40).default(""),
});

/** What every mapping says, whatever the file holds. */
const sharedShape = {
  id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,60}$/),
  name: localText,
  description: localText,
  file: z
    .strictObject({
      delimiter: z.enum(["auto", ",", ";", "\t", "|"]).default("auto"),
      encoding: z.string().max(30).default("auto"),
      decimal: z.enum([".", ","]).default("."),
    })
    .prefault({}),
  /** IANA zone of instants that carry no offset. */
  zone: z.string(),
  /** Luxon formats, tried in this order; `iso` stands for ISO 8601 and SQL instants. */
  dateFormats: z.array(z.string().min(1).max(60)).min(1),
  columns: z.record(columnKey, column),
};

/** How a CSV file of orders is read: data, so that another shop's file needs a mapping file and no code. */
const orderMappingSchema = z
  .strictObject({
    ...sharedShape,
    kind: z.literal("orders"),
    /** ISO 4217; the column `currency`, when the file has it, goes before. */
    currency: z.string().regex(/^[A-Z]{3}$/),
    /** major = 2.55 pounds, minor = 255 pence. */
    money: z.enum(["major", "minor"]).default("major"),
    /** Known keys: orderId placedAt sku name category quantity unitPrice discount pointsPaid pointsWallet currency storeId channel refundOf refundReason refundAmount memberName memberJoinedAt memberChannel memberStoreId memberPhone memberEmail memberBirthday memberGender. Others serve matchers and identities. */
    columns: z.record(columnKey, column),
    /** The first identity that is not empty names the member; none makes a guest order. */
    customer: z.array(identity).max(5).default([]),
    /** The first rule that fits decides; a row that fits none is a sale. */
    rows: z.array(rowRule).max(100).default([]),
    /** How many rows may lie between two lines of one order. */
    lookBackRows: z.int().min(0).max(100_000).default(1000),
    refunds: z
      .strictObject({
        /** What a refund row without reference means: the customer's most recent earlier lines of the same SKU, or a refusal. */
        withoutReference: z.enum(["match-recent", "refuse"]).default("refuse"),
        /** The sign quantities have on refund rows. */
        quantity: z.enum(["positive", "negative"]).default("positive"),
      })
      .prefault({}),
  })
  .superRefine((mapping, context) =>
    checkMapping(mapping, context, ["orderId", "placedAt", "sku", "quantity", "unitPrice"]),
  );

export type OrderMapping = z.infer<typeof orderMappingSchema>;
export type RowRule = OrderMapping["rows"][number];

/** How a CSV file of points is read: balances taken over from elsewhere, or points to be given. */
const pointsMappingSchema = z
  .strictObject({
    ...sharedShape,
    kind: z.literal("points"),
    /** Known keys: externalId points date wallet expiresAt reason memberName memberJoinedAt memberPhone memberEmail. Others serve matchers and identities. */
    columns: sharedShape.columns,
    /** The first identity that is not empty names the member; a row that names none is refused. */
    customer: z.array(identity).min(1).max(5),
    /** The first rule that fits decides; a row that fits none gives or takes points. */
    rows: z
      .array(z.strictObject({ when: matcher, as: z.enum(["skip", "refuse"]), code, reason: localText }))
      .max(100)
      .default([]),
  })
  .superRefine((mapping, context) => checkMapping(mapping, context, ["externalId", "points", "date"]));

export type PointsMapping = z.infer<typeof pointsMappingSchema>;
export type ImportMapping = OrderMapping | PointsMapping;
export type ImportKind = ImportMapping["kind"];

type Checked = Pick<OrderMapping, "columns" | "customer" | "zone" | "file"> & { rows: { when: Matcher }[] };

function checkMapping(mapping: Checked, context: z.RefinementCtx, needed: string[]): void {
  for (const key of needed) {
    if (!mapping.columns[key]) context.addIssue({ code: "custom", path: ["columns", key], message: "missing" });
  }
  const known = (key: string, path: PropertyKey[]) => {
    if (!mapping.columns[key]) context.addIssue({ code: "custom", path, message: `no column ${key}` });
  };
  mapping.customer.forEach((entry, index) => {
    known(entry.column, ["customer", index]);
  });
  mapping.rows.forEach((rule, index) => {
    for (const key of matcherColumns(rule.when)) known(key, ["rows", index]);
  });
  for (const regex of mapping.rows.flatMap((rule) => matcherRegexes(rule.when))) {
    if (!isRegex(regex)) context.addIssue({ code: "custom", path: ["rows"], message: `not a pattern: ${regex}` });
  }
  if (!isZone(mapping.zone)) context.addIssue({ code: "custom", path: ["zone"], message: "unknown time zone" });
  if (mapping.file.encoding !== "auto" && !isEncoding(mapping.file.encoding)) {
    context.addIssue({ code: "custom", path: ["file", "encoding"], message: "unknown encoding" });
  }
}

/** Throws a ZodError that names every wrong place. */
export function parseMapping(value: unknown): ImportMapping {
  const isPoints = typeof value === "object" && value !== null && "kind" in value && value.kind === "points";
  return isPoints ? pointsMappingSchema.parse(value) : orderMappingSchema.parse(value);
}

function leaves(rule: Matcher): Extract<Matcher, { column: string }>[] {
  if ("all" in rule) return rule.all.flatMap(leaves);
  if ("any" in rule) return rule.any.flatMap(leaves);
  if ("not" in rule) return leaves(rule.not);
  return [rule];
}

const matcherColumns = (rule: Matcher) => leaves(rule).map((leaf) => leaf.column);
const matcherRegexes = (rule: Matcher) => leaves(rule).flatMap((leaf) => leaf.regex ?? []);

function isRegex(text: string): boolean {
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
}

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
}

function isEncoding(label: string): boolean {
  try {
    return Boolean(new TextDecoder(label));
  } catch {
    return false;
  }
}
