import type { Programme } from "@regulars/engine";
import { farFutureMilliseconds } from "./plan.ts";
import { type Refused, refused } from "./till-answer.ts";
import type { OrderCommand } from "./till-command.ts";

export interface OrderRules {
  programme: Programme;
  knownStores: ReadonlySet<string>;
  now: Date;
}

/** What makes an order impossible whoever placed it; null when nothing does. */
export function checkOrder(command: OrderCommand, { programme, knownStores, now }: OrderRules): Refused | null {
  if (command.currency !== programme.currency) {
    return refused("order.currency_not_in_programme", { currency: command.currency, expected: programme.currency });
  }
  if (command.placedAt.getTime() > now.getTime() + farFutureMilliseconds) {
    return refused("order.placed_in_future", { placedAt: command.placedAt.toISOString() });
  }
  if (command.storeId && !knownStores.has(command.storeId)) {
    return refused("order.store_unknown", { storeId: command.storeId });
  }
  return null;
}
