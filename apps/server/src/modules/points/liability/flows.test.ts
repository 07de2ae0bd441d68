import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FlowKind, flowsOf, totalOf } from "./flows.ts";
import { costOf, shareBps } from "./money.ts";
import { spanOf } from "./span.ts";

const kinds: FlowKind[] = [
  "earn",
  "spend",
  "return",
  "expire",
  "revoke",
  "adjust",
  "import",
  "transfer_in",
  "transfer_out",
];
const periods = ["2026-01-01", "2026-02-01", "2026-03-01"];
const sums = fc.array(
  fc.record({
    period: fc.constantFrom(null, ...periods),
    kind: fc.constantFrom(...kinds),
    amount: fc.integer({ min: -1e9, max: 1e9 }),
  }),
);

function closingOf(flows: ReturnType<typeof totalOf>): number {
  const { opening, issued, spent, expired, clawedBack, adjusted, transferredIn, transferredOut } = flows;
  return opening + issued - spent - expired - clawedBack + adjusted + transferredIn - transferredOut;
}

describe("flows", () => {
  test("add up to the closing balance, month after month and in total, whatever happened", () => {
    fc.assert(
      fc.property(sums, (list) => {
        const flows = flowsOf(list, periods);
        const all = list.reduce((sum, { amount }) => sum + amount, 0);
        for (const [index, one] of flows.entries()) {
          expect(closingOf(one)).toBe(one.closing);
          if (index > 0) expect(one.opening).toBe(flows[index - 1]?.closing);
        }
        const total = totalOf(flows);
        expect(closingOf(total)).toBe(total.closing);
        expect(total.closing).toBe(all);
        expect(total.opening).toBe(flows[0]?.opening);
      }),
    );
  });

  test("a return is less spent, an import is part of what was adjusted", () => {
    const [flows] = flowsOf(
      [
        { period: null, kind: "earn", amount: 50 },
        { period: "2026-01-01", kind: "spend", amount: -30 },
        { period: "2026-01-01", kind: "return", amount: 10 },
        { period: "2026-01-01", kind: "import", amount: 5 },
        { period: "2026-01-01", kind: "adjust", amount: -2 },
      ],
      periods,
    );
    expect(flows).toMatchObject({ opening: 50, spent: 20, adjusted: 3, imported: 5, closing: 33 });
  });
});

describe("money", () => {
  test("is rounded to the nearest minor unit, halves up, and mirrors below zero", () => {
    expect([costOf(1, 500), costOf(1, 499), costOf(3, 500), costOf(-1, 500)]).toEqual([1, 0, 2, -1]);
    expect(costOf(9_000_000_000_000, 1000)).toBe(9_000_000_000_000);
  });

  test("a share of nothing is not told", () => {
    expect([shareBps(1, 0), shareBps(1, 3), shareBps(-5, 10)]).toEqual([null, 3333, 0]);
  });
});

describe("the span of a report", () => {
  const zone = "Asia/Shanghai";
  const now = new Date("2026-03-15T04:00:00Z");

  test("without dates is the month of today and the eleven before it", () => {
    const span = spanOf({}, zone, now);
    expect([span.from, span.to, span.periods.length]).toEqual(["2025-04-01", "2026-03-16", 12]);
    expect(span.periods.at(-1)?.from.toISOString()).toBe("2026-02-28T16:00:00.000Z");
  });

  test("cuts the first and the last month where it begins and ends", () => {
    const span = spanOf({ from: "2026-01-20", to: "2026-03-02" }, zone, now);
    expect(span.periods.map(({ key }) => key)).toEqual(["2026-01-20", "2026-02-01", "2026-03-01"]);
  });

  test("an instant counts to the end of its local day, a local midnight to itself", () => {
    expect(spanOf({ from: "2026-03-01T00:00:00+08:00", to: "2026-03-15T10:00:00+08:00" }, zone, now)).toMatchObject({
      from: "2026-03-01",
      to: "2026-03-16",
    });
    expect(spanOf({ from: "2026-03-01", to: "2026-04-01T00:00:00+08:00" }, zone, now).to).toBe("2026-04-01");
  });

  test("of no days is refused", () => {
    expect(() => spanOf({ from: "2026-03-01", to: "2026-03-01" }, zone, now)).toThrow("report.span_invalid");
  });
});
