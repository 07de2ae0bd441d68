import { describe, expect, test } from "vitest";
import { type ChainedEntry, canonicalEntry, chainEntries, linkHash } from "./chain.ts";

const entry: ChainedEntry = {
  memberId: "01930000-0000-7000-8000-000000000001",
  id: "01930000-0000-7000-8000-000000000101",
  wallet: "points",
  kind: "earn",
  amount: 100,
  balanceAfter: 100,
  factKind: "order",
  factId: "01930000-0000-7000-8000-000000000201",
  orderId: null,
  ruleId: "base",
  lotId: null,
  relatedEntryId: null,
  allocations: null,
  perLine: '[{"lineNo":1,"amount":100}]',
  budgets: null,
  explanation: '{"code":"earn.rate","params":{}}',
  programmeVersion: 1,
  actor: "key:test",
  effectiveAt: 1_772_338_500_000,
  recordedAt: 1_772_338_500_001,
  availableAt: null,
  expiresAt: null,
  demo: false,
};

function other(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  return `${value ?? ""}x`;
}

describe("the chain of entries", () => {
  test.each(Object.keys(entry))("a change of %s changes the hash", (field) => {
    const changed = { ...entry, [field]: other(entry[field as keyof ChainedEntry]) } as ChainedEntry;
    expect(linkHash(undefined, changed)).not.toBe(linkHash(undefined, entry));
  });

  test("nothing and the word null are two texts, and a value cannot slide into the next field", () => {
    expect(canonicalEntry({ ...entry, orderId: "null" })).not.toBe(canonicalEntry(entry));
    const left = canonicalEntry({ ...entry, wallet: 'a","b', kind: "c" });
    expect(left).not.toBe(canonicalEntry({ ...entry, wallet: "a", kind: 'b","c' }));
  });

  test("chained in two goes gives the same as in one", () => {
    const list = [1, 2, 3, 4].map((amount) => ({ ...entry, amount }));
    const whole = chainEntries(undefined, list);
    const first = chainEntries(undefined, list.slice(0, 1));
    const rest = chainEntries(first.head, list.slice(1));
    expect([...first.rows, ...rest.rows]).toEqual(whole.rows);
    expect(rest.head).toEqual(whole.head);
    expect(whole.rows.map((row) => row.seq)).toEqual([1, 2, 3, 4]);
    expect(whole.head?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test("the same entry at another place has another hash", () => {
    const [first, second] = chainEntries(undefined, [entry, entry]).rows;
    expect(first?.hash).not.toBe(second?.hash);
  });

  test("no entries leave the head as it was", () => {
    const head = { seq: 7, hash: "ab" };
    expect(chainEntries(head, [])).toEqual({ rows: [], head });
  });
});
