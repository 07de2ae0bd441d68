import type { TryProgrammeBody } from "./trial-api.ts";

interface TrialLine {
  /** Only tells rows apart. */
  key: string;
  sku: string;
  category: string;
  quantity: number;
  /** Minor units. */
  unitPrice: number;
  discount: number;
}

interface KeyedAmount {
  key: string;
  /** A wallet, or a kind of tender. */
  of: string;
  amount: number;
}

interface KeyedText {
  key: string;
  name: string;
  value: string;
}

/** What is typed into the trial, kept while the panel is closed. */
export interface TrialForm {
  against: "draft" | "published";
  what: "order" | "past" | "event";
  /** `own` = whoever bought the past order. */
  who: "sample" | "member" | "own";
  memberId: string | undefined;
  sample: {
    joinedOn: string | undefined;
    birthday: string | undefined;
    gender: "female" | "male" | "other" | undefined;
    tags: string[];
    /** Tier by ladder. */
    tiers: Record<string, string | undefined>;
    /** Spendable points by wallet. */
    points: Record<string, number | undefined>;
  };
  /** Absent = now. */
  at: string | undefined;
  storeId: string | undefined;
  channel: string;
  lines: TrialLine[];
  redeem: KeyedAmount[];
  tenders: KeyedAmount[];
  orderId: string | undefined;
  event: { type: string; properties: KeyedText[] };
}

let lastKey = 0;

export function newKey(): string {
  lastKey += 1;
  return String(lastKey);
}

export function newLine(unitPrice: number): TrialLine {
  return { key: newKey(), sku: "", category: "", quantity: 1, unitPrice, discount: 0 };
}

export function newTrialForm(currencyScale: number): TrialForm {
  return {
    against: "draft",
    what: "order",
    who: "sample",
    memberId: undefined,
    sample: { joinedOn: undefined, birthday: undefined, gender: undefined, tags: [], tiers: {}, points: {} },
    at: undefined,
    storeId: undefined,
    channel: "",
    lines: [newLine(100 * currencyScale)],
    redeem: [],
    tenders: [],
    orderId: undefined,
    event: { type: "", properties: [] },
  };
}

type Body = TryProgrammeBody;
/** Why the trial cannot run yet; null = it can. */
export type Missing = "member" | "order" | "event" | "lines" | "tenders" | "redeem";

export function missingOf(form: TrialForm): Missing | null {
  if (form.who === "member" && form.memberId === undefined) return "member";
  if (form.what === "past") return form.orderId === undefined ? "order" : null;
  if (form.what === "event") return /^[a-z][a-z0-9_.-]*$/.test(form.event.type) ? null : "event";
  if (form.lines.length === 0) return "lines";
  if (form.redeem.some((one) => one.of === "" || one.amount < 1)) return "redeem";
  return form.tenders.some((one) => one.of.trim() === "") ? "tenders" : null;
}

/** The request for what was typed; `dayStart` tells when a day begins in the programme's zone. */
export function toTrialBody(
  form: TrialForm,
  { document, dayStart }: { document: Record<string, unknown>; dayStart: (day: string) => string },
): Body {
  return {
    programme: form.against === "published" ? "published" : document,
    ...(form.at ? { at: form.at } : {}),
    ...who(form, dayStart),
    ...what(form),
  };
}

function who(form: TrialForm, dayStart: (day: string) => string): Partial<Body> {
  if (form.who === "member" && form.memberId) return { memberId: form.memberId };
  if (form.who === "own" && form.what === "past") return {};
  const { joinedOn, birthday, gender, tags, tiers, points } = form.sample;
  return {
    sample: {
      ...(joinedOn ? { joinedAt: dayStart(joinedOn) } : {}),
      ...(birthday ? { birthday } : {}),
      ...(gender ? { gender } : {}),
      tags,
      tiers: Object.entries(tiers).flatMap(([ladder, tier]) => (tier ? [{ ladder, tier }] : [])),
      points: Object.entries(points).flatMap(([wallet, available]) => (available ? [{ wallet, available }] : [])),
    },
  };
}

function what(form: TrialForm): Partial<Body> {
  if (form.what === "past") return form.orderId ? { orderId: form.orderId } : {};
  const place = {
    ...(form.storeId ? { storeId: form.storeId } : {}),
    ...(form.channel.trim() ? { channel: form.channel.trim() } : {}),
  };
  if (form.what === "event") {
    const properties = form.event.properties
      .filter(({ name }) => name.trim() !== "")
      .map(({ name, value }) => [name.trim(), toValue(value)] as const);
    return { event: { ...place, type: form.event.type, properties: Object.fromEntries(properties) } };
  }
  return {
    order: {
      ...place,
      lines: form.lines.map(({ sku, category, quantity, unitPrice, discount }, index) => ({
        sku: sku.trim() || String(index + 1),
        ...(category.trim() ? { category: category.trim() } : {}),
        quantity,
        unitPrice,
        discount,
      })),
      redeem: form.redeem.map(({ of, amount }) => ({ wallet: of, points: amount })),
      ...(form.tenders.length > 0
        ? { tenders: form.tenders.map(({ of, amount }) => ({ kind: of.trim(), amount })) }
        : {}),
    },
  };
}

/** A property as the shop's systems would send it: numbers and yes/no are not texts. */
function toValue(text: string): string | number | boolean {
  const trimmed = text.trim();
  if (trimmed === "true" || trimmed === "false") return trimmed === "true";
  if (/^-?\d{1,15}(\.\d{1,10})?$/.test(trimmed)) return Number(trimmed);
  return text;
}
