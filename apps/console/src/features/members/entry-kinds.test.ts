import { expect, test } from "vitest";
import { isReversible } from "./entry-kinds.ts";

test.each([
  ["points given by a rule outside of orders", { kind: "earn", amount: 30, orderId: null }, true],
  ["points taken by hand", { kind: "adjust", amount: -30, orderId: null }, true],
  ["points given by hand", { kind: "adjust", amount: 30, orderId: null }, true],
  ["points received from another member", { kind: "transfer_in", amount: 30, orderId: null }, true],
  ["what an order gave, which its refund takes back", { kind: "earn", amount: 30, orderId: "ord_1" }, false],
  ["expiry", { kind: "expire", amount: -30, orderId: null }, false],
  ["a hold, which is released instead", { kind: "hold", amount: -30, orderId: null }, false],
  ["what a reversal itself gave back", { kind: "return", amount: 30, orderId: null }, false],
])("by hand can be taken back, or not: %s", (_, entry, expected) => {
  expect(isReversible(entry)).toBe(expected);
});
