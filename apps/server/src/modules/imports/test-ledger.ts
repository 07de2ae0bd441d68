import type { CustomerIdentity } from "./order-rows.ts";
import type { FactAnswer, FactToRecord, Ledger, OrderToRecord, RefundToRecord, SoldLines } from "./settle-window.ts";

/** The till's rules on repeats and refunds in memory, so that reading, matching and accounting can be tested without a database. */
export interface TestLedger extends Ledger {
  orders: Map<string, OrderToRecord>;
  refunds: Map<string, RefundToRecord>;
  calls: FactToRecord[][];
}

export function testLedger(): TestLedger {
  const orders = new Map<string, OrderToRecord>();
  const refunds = new Map<string, RefundToRecord>();
  const calls: FactToRecord[][] = [];
  const byCustomer = new Map<string, OrderToRecord[]>();
  const refundsOf = new Map<string, RefundToRecord[]>();

  const recordOne = (fact: FactToRecord): FactAnswer => {
    const known = fact.kind === "order" ? orders.get(fact.externalId) : refunds.get(fact.externalId);
    const amount = fact.kind === "order" ? netOf(fact) : refundAmount(fact);
    if (!known) {
      if (fact.kind === "order") {
        orders.set(fact.externalId, fact);
        if (fact.customer) append(byCustomer, keyOf(fact.customer), fact);
      } else {
        refunds.set(fact.externalId, fact);
        append(refundsOf, fact.orderId, fact);
      }
      return { status: "recorded", amount };
    }
    if (JSON.stringify(known) === JSON.stringify(fact)) return { status: "repeated", amount };
    return { status: "refused", reason: { code: "fact.duplicate_with_different_content", params: {} } };
  };

  const refundAmount = (refund: RefundToRecord): number => {
    const order = orders.get(refund.orderId);
    if (!order) throw new Error(`no order ${refund.orderId}`);
    if (refund.lines === null) return refund.amount ?? netOf(order);
    return refund.lines.reduce((sum, { lineNo, quantity }) => {
      const line = order.lines[lineNo - 1];
      if (!line) throw new Error(`no line ${lineNo}`);
      return sum + Math.round(((line.quantity * line.unitPrice - line.discount) * quantity) / line.quantity);
    }, 0);
  };

  const refundedOf = (orderId: string, lineNo: number): number =>
    (refundsOf.get(orderId) ?? [])
      .flatMap((refund) => refund.lines ?? [])
      .reduce((sum, line) => sum + (line.lineNo === lineNo ? line.quantity : 0), 0);

  return {
    orders,
    refunds,
    calls,
    record: async (facts) => {
      calls.push(facts);
      return facts.map(recordOne);
    },
    findSoldLines: async ({ customers, references, skus, until }) => {
      const keys = new Set(customers.map(keyOf));
      const found: SoldLines = { lines: [], past: [] };
      const asked = [
        ...[...keys].flatMap((key) => byCustomer.get(key) ?? []),
        ...references.flatMap((key) => orders.get(key) ?? []),
      ];
      for (const order of new Set(asked)) {
        const customerKey = order.customer && keyOf(order.customer);
        if (order.placedAt > until) continue;
        for (const [index, line] of order.lines.entries()) {
          if (skus && !skus.includes(line.sku)) continue;
          const left = line.quantity - refundedOf(order.externalId, index + 1);
          const sold = {
            orderId: order.externalId,
            orderKey: order.externalId,
            placedAt: order.placedAt,
            lineNo: index + 1,
            sku: line.sku,
            left,
          };
          if (customerKey !== null && keys.has(customerKey)) found.lines.push({ ...sold, customerKey });
          if (references.includes(order.externalId)) found.lines.push({ ...sold, customerKey: null });
        }
      }
      const orderIds = new Set(found.lines.map((line) => line.orderId));
      for (const refund of [...orderIds].flatMap((id) => refundsOf.get(id) ?? [])) {
        found.past.push({
          externalId: refund.externalId,
          orderId: refund.orderId,
          amount: refundAmount(refund),
          lines: refund.lines ?? [],
        });
      }
      return found;
    },
  };
}

const keyOf = (customer: CustomerIdentity): string => `${customer.kind}:${customer.value}`;

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

const netOf = (order: OrderToRecord): number =>
  order.lines.reduce((sum, line) => sum + line.quantity * line.unitPrice - line.discount, 0);
