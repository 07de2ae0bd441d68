import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatScaled, lineMoney, parseMinor, parseScaled, parseWhole } from "./decimals.ts";

describe("money of a line", () => {
  it("is quantity x price rounded half up, for any price of up to four places", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 0, max: 50_000_000 }),
        fc.constantFrom(0, 2, 3),
        (quantity, scaled, digits) => {
          const money = lineMoney(quantity, scaled, digits);
          const perMinor = 10n ** BigInt(4 - digits);
          const exact = BigInt(quantity) * BigInt(scaled);
          const rounded = (2n * exact + perMinor) / (2n * perMinor);
          expect(money && BigInt(quantity * money.unitPrice - money.discount)).toBe(rounded);
          expect(money?.discount).toBeGreaterThanOrEqual(0);
          expect(money?.unitPrice).toBe(Math.ceil(scaled / Number(perMinor)));
        },
      ),
    );
  });

  it("keeps prices of two decimals as they are", () => {
    expect(lineMoney(6, 25_500, 2)).toEqual({ unitPrice: 255, discount: 0 });
  });

  it("rounds 3 x 0.165 to 0.50 and 1 x 0.001 to nothing", () => {
    expect(lineMoney(3, 1650, 2)).toEqual({ unitPrice: 17, discount: 1 });
    expect(lineMoney(1, 10, 2)).toEqual({ unitPrice: 1, discount: 1 });
  });
});

describe("reading decimals", () => {
  it.each([
    ["2.55", ".", 25_500],
    ["1,234.5", ".", 12_345_000],
    ["1.234,5", ",", 12_345_000],
    ["-3", ".", -30_000],
    ["0.165", ".", 1650],
    [".5", ".", null],
    ["1.00001", ".", null],
    ["1e3", ".", null],
    ["", ".", null],
    ["abc", ".", null],
    ["99999999999999", ".", null],
  ] as const)("%s with %s", (text, sign, expected) => {
    expect(parseScaled(text, sign)).toBe(expected);
  });

  it("takes 6.0 for a whole number, but not 6.5", () => {
    expect(parseWhole("6.0", ".")).toBe(6);
    expect(parseWhole("6.5", ".")).toBeNull();
  });

  it("reads money cells in major and in minor units", () => {
    expect(parseMinor("12.345", { sign: ".", digits: 2, money: "major" })).toBe(1235);
    expect(parseMinor("1234", { sign: ".", digits: 2, money: "minor" })).toBe(1234);
    expect(parseMinor("-1", { sign: ".", digits: 2, money: "major" })).toBeNull();
  });

  it("writes totals back exactly", () => {
    expect(formatScaled(97_477_479_340)).toBe("9747747.934");
    expect(formatScaled(-2_366_295_690)).toBe("-236629.569");
  });
});
