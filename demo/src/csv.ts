import { products } from "./catalogue.ts";
import {
  createWorld,
  type DemoEvent,
  type DemoOptions,
  type DemoOrder,
  type DemoRefund,
  eventsOf,
  type World,
} from "./orders.ts";
import { personText } from "./people.ts";

const header = [
  "order_id",
  "placed_at",
  "member_external_id",
  "member_name",
  "member_phone",
  "member_email",
  "member_birthday",
  "member_gender",
  "member_joined_at",
  "member_channel",
  "member_store_id",
  "store_id",
  "channel",
  "sku",
  "name",
  "category",
  "quantity",
  "unit_price",
  "discount",
  "points_paid",
  "refund_of",
  "refund_reason",
];
const chunkLength = 256 * 1024;

export interface DemoCounts {
  orders: number;
  guestOrders: number;
  refunds: number;
  members: number;
  rows: number;
  /** Share of the period that has been written, 0 to 1. */
  share: number;
}

/** The demo's orders as CSV text in the `regulars` format (times are Shanghai's), in chunks; the same options give the same text. */
export function* demoCsv(
  options: DemoOptions,
  onProgress?: (counts: DemoCounts) => void,
): Generator<string, DemoCounts> {
  const world = createWorld(options);
  const counts: DemoCounts = { orders: 0, guestOrders: 0, refunds: 0, members: 0, rows: 0, share: 0 };
  let chunk = `${header.join(",")}\n`;
  for (const event of eventsOf(world)) {
    const rows = rowsOf(world, event);
    chunk += rows.join("");
    count(counts, event, rows.length);
    if (chunk.length < chunkLength) continue;
    counts.share = event.at / (world.calendar.days * 86_400);
    onProgress?.(counts);
    yield chunk;
    chunk = "";
  }
  counts.share = 1;
  onProgress?.(counts);
  yield chunk;
  return counts;
}

function count(counts: DemoCounts, event: DemoEvent, rows: number): void {
  counts.rows += rows;
  if (event.kind === "refund") {
    counts.refunds++;
    return;
  }
  counts.orders++;
  if (!event.member) counts.guestOrders++;
  else if (event.isFirst) counts.members++;
}

function rowsOf(world: World, event: DemoEvent): string[] {
  return event.kind === "order" ? orderRows(world, event) : [refundRow(world, event)];
}

function orderRows(world: World, order: DemoOrder): string[] {
  const at = localTime(world, order.at);
  const who = memberColumns(world, order, at);
  return order.lines.map((line, index) => {
    const product = products[line.product];
    const item = [
      product?.sku,
      product?.name,
      product?.category,
      line.quantity,
      money(line.unitPrice),
      line.discount > 0 ? money(line.discount) : "",
      index === 0 && order.pointsPaid > 0 ? order.pointsPaid : "",
    ];
    return `${[order.id, at, ...who, order.store.id, order.channel, ...item, "", ""].join(",")}\n`;
  });
}

/** Particulars stand on a member's first order only: the importer makes the member from it. */
function memberColumns({ seed }: World, { member, isFirst, store }: DemoOrder, at: string): string[] {
  if (!member) return ["", "", "", "", "", "", "", "", ""];
  if (!isFirst) return [member.externalId, "", "", "", "", "", "", "", ""];
  const { name, phone, email, birthday, gender } = personText(seed, member.index);
  return [member.externalId, name, phone, email, birthday, gender, at, member.channel, store.id];
}

function refundRow(world: World, { of, line, quantity, reason, id, at }: DemoRefund): string {
  const product = line && products[line.product];
  const item = [
    product?.sku ?? "",
    product?.name ?? "",
    product?.category ?? "",
    line ? quantity : "",
    line ? money(line.unitPrice) : "",
    "",
    "",
  ];
  const who = ["", "", "", "", "", "", "", "", ""];
  return `${[id, localTime(world, at), ...who, of.store.id, of.channel, ...item, of.id, reason].join(",")}\n`;
}

function localTime({ calendar }: World, at: number): string {
  const seconds = at % 86_400;
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${calendar.dates[Math.floor(at / 86_400)]} ${two(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
}

function money(fen: number): string {
  return (fen / 100).toFixed(2);
}
