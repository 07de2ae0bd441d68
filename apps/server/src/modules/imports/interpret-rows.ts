import { bindHeader, cellReader, RowRefusal } from "./bind-header.ts";
import { currencyDigits, lineMoney, parseMinor, parseScaled, parseWhole } from "./decimals.ts";
import { instantReader } from "./instants.ts";
import type { OrderMapping } from "./mapping.ts";
import { compileMatcher } from "./matchers.ts";
import type {
  CustomerIdentity,
  KeyedRow,
  OrderItem,
  PersonDetails,
  PointsPaid,
  ReadRow,
  RowHead,
} from "./order-rows.ts";
import { type PayingWallets, readPointsPaid } from "./points-paid.ts";
import type { RawRow } from "./read-rows.ts";

type Values = readonly string[];

const knownKeys = [
  "orderId",
  "placedAt",
  "sku",
  "name",
  "category",
  "quantity",
  "unitPrice",
  "discount",
  "pointsPaid",
  "pointsWallet",
  "currency",
  "storeId",
  "channel",
  "refundOf",
  "refundReason",
  "refundAmount",
  "memberName",
  "memberJoinedAt",
  "memberChannel",
  "memberStoreId",
  "memberPhone",
  "memberEmail",
  "memberBirthday",
  "memberGender",
] as const;
type KnownKey = (typeof knownKeys)[number];

interface Context extends PayingWallets {
  mapping: OrderMapping;
  get: (values: Values, key: KnownKey) => string;
  identities: { kind: CustomerIdentity["kind"]; prefix: string; position: number }[];
  hasPerson: boolean;
  readInstant: (text: string) => number | null;
  digits: (currency: string) => number | null;
}

/** Binds a mapping to a file's header: the reader of its rows. Throws ImportFileError naming the columns that are missing and those found. */
export function interpretRows(
  mapping: OrderMapping,
  file: { header: readonly string[]; delimiter: string },
  { paying }: PayingWallets,
): (row: RawRow) => KeyedRow {
  const { header } = file;
  const keys = Object.keys(mapping.columns);
  const places = bindHeader(mapping, header);
  const readers = keys.map((key) => cellReader(mapping.columns[key], places[key] ?? -1));
  const position = (key: string) => keys.indexOf(key);
  const positions = Object.fromEntries(knownKeys.map((key) => [key, position(key)])) as Record<KnownKey, number>;
  const get = (values: Values, key: KnownKey) => values[positions[key]] ?? "";
  const identities = mapping.customer.map(({ column, kind, prefix }) => ({ kind, prefix, position: position(column) }));
  const context: Context = {
    mapping,
    paying,
    get,
    identities,
    hasPerson: knownKeys.some((key) => key.startsWith("member") && positions[key] >= 0),
    readInstant: instantReader(mapping.dateFormats, mapping.zone),
    digits: rememberedDigits(),
  };
  const rules = mapping.rows.map((rule) => ({
    rule,
    fits: compileMatcher(rule.when, position, mapping.file.decimal),
  }));

  const readKey = cellReader(mapping.columns.orderId, places.orderId ?? -1);
  return (raw) => {
    if (raw.problem)
      return unreadable(raw, raw.problem, { readKey, place: places.orderId ?? -1, delimiter: file.delimiter });
    const values = readers.map((read) => read(raw.fields));
    const rule = rules.find((candidate) => candidate.fits(values))?.rule;
    const customer = readCustomer(context, values);
    return {
      orderKey: get(values, "orderId") || null,
      customerKey: customer && `${customer.kind}:${customer.value}`,
      row: readRow(context, { values, raw, customer, rule }),
    };
  };
}

/** A row that cannot be read must still stop its order from going in without it, so its order number is looked for. */
function unreadable(
  raw: RawRow,
  problem: string,
  key: { readKey: (fields: readonly string[]) => string; place: number; delimiter: string },
): KeyedRow {
  const fields = raw.fields.length > 0 ? raw.fields : raw.raw.split(key.delimiter);
  // The last field of a cut row may be cut itself.
  const isKeyWhole = fields.length > key.place + 1;
  const row: ReadRow = {
    line: raw.line,
    raw: raw.raw,
    exact: null,
    isGuest: true,
    kind: "refused",
    reason: { code: problem, params: {} },
  };
  return { orderKey: isKeyWhole ? key.readKey(fields) || null : null, customerKey: null, row };
}

function rememberedDigits(): (currency: string) => number | null {
  const known = new Map<string, number | null>();
  return (currency) => {
    const remembered = known.get(currency);
    if (remembered !== undefined) return remembered;
    const digits = /^[A-Z]{3}$/.test(currency) ? currencyDigits(currency) : null;
    if (known.size < 1000) known.set(currency, digits);
    return digits;
  };
}

function readCustomer(context: Context, values: Values): CustomerIdentity | null {
  for (const { position, kind, prefix } of context.identities) {
    const value = values[position] ?? "";
    if (value !== "") return { kind, value: prefix + value };
  }
  return null;
}

function readPaid({ get, mapping, paying }: Context, { values, customer }: RowInput): PointsPaid | null {
  const value = get(values, "pointsPaid");
  if (value === "") return null;
  const cell = {
    value,
    wallet: get(values, "pointsWallet"),
    decimal: mapping.file.decimal,
    hasMember: customer !== null,
  };
  return readPointsPaid(cell, paying);
}

interface RowInput {
  values: Values;
  raw: RawRow;
  customer: CustomerIdentity | null;
  rule: OrderMapping["rows"][number] | undefined;
}

function readRow(context: Context, input: RowInput): ReadRow {
  const { values, raw, rule } = input;
  const { decimal } = context.mapping.file;
  const quantity = parseWhole(context.get(values, "quantity"), decimal);
  const price = parseScaled(context.get(values, "unitPrice"), decimal);
  const exact = quantity === null || price === null ? null : quantity * price;
  const base = { line: raw.line, raw: raw.raw, exact, isGuest: input.customer === null };
  if (rule?.as === "skip" || rule?.as === "refuse") {
    return { ...base, kind: rule.as === "skip" ? "skipped" : "refused", reason: { code: rule.code, params: {} } };
  }
  try {
    const head = readHead(context, input);
    if (rule?.as === "refund")
      return { ...base, kind: "refund", head, ...readRefund(context, { values, quantity, head }) };
    return {
      ...base,
      kind: "sale",
      head: { ...head, paid: readPaid(context, input) },
      item: readItem(context, { values, quantity, price, currency: head.currency }),
    };
  } catch (error) {
    if (!(error instanceof RowRefusal)) throw error;
    return { ...base, kind: "refused", reason: error.reason };
  }
}

function readHead(context: Context, { values, customer }: RowInput): RowHead {
  const { get, mapping } = context;
  required(context, values, "orderId");
  const at = context.readInstant(required(context, values, "placedAt"));
  if (at === null) throw new RowRefusal("row.not_an_instant", { column: "placedAt", value: get(values, "placedAt") });
  return {
    at,
    customer,
    currency: get(values, "currency") || mapping.currency,
    storeId: get(values, "storeId") || null,
    channel: get(values, "channel") || null,
    person: customer && context.hasPerson ? readPerson(context, values) : {},
    paid: null,
  };
}

function readPerson(context: Context, values: Values): PersonDetails {
  const { get } = context;
  const person: PersonDetails = {};
  const text = (key: KnownKey) => get(values, key) || undefined;
  const joinedAt = text("memberJoinedAt");
  const instant = joinedAt === undefined ? null : context.readInstant(joinedAt);
  if (joinedAt !== undefined && instant === null)
    throw new RowRefusal("row.not_an_instant", { column: "memberJoinedAt", value: joinedAt });
  const birthday = text("memberBirthday");
  if (birthday !== undefined && !isDate(birthday))
    throw new RowRefusal("row.not_a_date", { column: "memberBirthday", value: birthday });
  const gender = text("memberGender");
  if (gender !== undefined && gender !== "female" && gender !== "male" && gender !== "other") {
    throw new RowRefusal("row.not_a_gender", { column: "memberGender", value: gender });
  }
  const name = text("memberName");
  const channel = text("memberChannel");
  const storeId = text("memberStoreId");
  const phone = text("memberPhone");
  const email = text("memberEmail");
  if (name) person.name = name;
  if (instant !== null) person.joinedAt = instant;
  if (channel) person.channel = channel;
  if (storeId) person.storeId = storeId;
  if (phone) person.phone = phone;
  if (email) person.email = email;
  if (birthday) person.birthday = birthday;
  if (gender) person.gender = gender;
  return person;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function readItem(
  context: Context,
  row: { values: Values; quantity: number | null; price: number | null; currency: string },
): OrderItem {
  const { values, price } = row;
  const { get, mapping } = context;
  const sku = required(context, values, "sku");
  const quantity = readQuantity(context, row, "positive");
  if (price === null)
    throw new RowRefusal("row.not_a_number", { column: "unitPrice", value: required(context, values, "unitPrice") });
  if (price < 0) throw new RowRefusal("row.negative_price", { value: get(values, "unitPrice") });
  const digits = context.digits(row.currency);
  if (digits === null) throw new RowRefusal("row.not_a_currency", { value: row.currency });
  const money =
    mapping.money === "minor" ? lineMoney(quantity, price / 10 ** digits, digits) : lineMoney(quantity, price, digits);
  if (!money) throw new RowRefusal("row.not_a_number", { column: "unitPrice", value: get(values, "unitPrice") });
  const discount = money.discount + readMoney(context, { values, key: "discount", digits });
  if (discount > quantity * money.unitPrice)
    throw new RowRefusal("row.discount_too_large", { value: get(values, "discount") });
  return {
    sku,
    name: get(values, "name") || null,
    category: get(values, "category") || null,
    quantity,
    unitPrice: money.unitPrice,
    discount,
  };
}

function readRefund(context: Context, row: { values: Values; quantity: number | null; head: RowHead }) {
  const { get, mapping } = context;
  const { values, head } = row;
  const reference = get(values, "refundOf") || null;
  const reason = get(values, "refundReason") || null;
  if (reference === null && mapping.refunds.withoutReference === "refuse") throw new RowRefusal("refund.no_reference");
  if (reference === null && !head.customer) throw new RowRefusal("refund.no_customer");
  const sku = get(values, "sku") || null;
  if (sku)
    return { reference, sku, quantity: readQuantity(context, row, mapping.refunds.quantity), amount: null, reason };
  if (reference === null) throw new RowRefusal("row.value_missing", { column: "sku" });
  const digits = context.digits(head.currency);
  if (digits === null) throw new RowRefusal("row.not_a_currency", { value: head.currency });
  const amount =
    get(values, "refundAmount") === "" ? null : readMoney(context, { values, key: "refundAmount", digits });
  return { reference, sku: null, quantity: null, amount, reason };
}

function readQuantity(
  context: Context,
  row: { values: Values; quantity: number | null },
  sign: "positive" | "negative",
): number {
  const value = required(context, row.values, "quantity");
  if (row.quantity === null) throw new RowRefusal("row.not_a_whole_number", { column: "quantity", value });
  const quantity = sign === "negative" ? -row.quantity : row.quantity;
  if (quantity <= 0) throw new RowRefusal("row.quantity_sign", { value, sign });
  return quantity;
}

function readMoney(context: Context, cell: { values: Values; key: KnownKey; digits: number }): number {
  const value = context.get(cell.values, cell.key);
  if (value === "") return 0;
  const { mapping } = context;
  const amount = parseMinor(value, { sign: mapping.file.decimal, digits: cell.digits, money: mapping.money });
  if (amount === null) throw new RowRefusal("row.not_a_number", { column: cell.key, value });
  return amount;
}

function required(context: Context, values: Values, key: KnownKey): string {
  const value = context.get(values, key);
  if (value === "") throw new RowRefusal("row.value_missing", { column: key });
  return value;
}
