import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import {
  addDuration,
  anniversaryAfter,
  anniversaryBefore,
  dayOfIso,
  isoWeekday,
  localDate,
  localDay,
  minuteOfDay,
  startOf,
  startOfLocalDay,
  subtractDuration,
  yearsBetween,
} from "./time.ts";

const NY = "America/New_York";
const SH = "Asia/Shanghai";
const at = (text: string): number => Date.parse(text);
const iso = (instant: number): string => new Date(instant).toISOString();

const zones = fc.constantFrom(
  NY,
  SH,
  "Europe/London",
  "Australia/Lord_Howe",
  "America/Sao_Paulo",
  "Asia/Kathmandu",
  "Pacific/Auckland",
  "UTC",
  "America/Havana",
);
const instants = fc.oneof(
  fc.integer({ min: at("1995-01-01T00:00:00Z"), max: at("2037-01-01T00:00:00Z") }),
  fc
    .tuple(
      fc.constantFrom("2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z", "2026-03-29T01:00:00Z", "2018-11-04T03:00:00Z"),
      fc.integer({ min: -7_200_000, max: 7_200_000 }),
    )
    .map(([edge, off]) => at(edge) + off),
);

describe("agrees with luxon", () => {
  test("local date, weekday and minute of any instant in any zone", () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const local = DateTime.fromMillis(instant, { zone });
        expect([localDate(instant, zone), isoWeekday(instant, zone), minuteOfDay(instant, zone)]).toEqual([
          local.toISODate(),
          local.weekday,
          local.hour * 60 + local.minute,
        ]);
      }),
      { numRuns: 3000 },
    );
  });

  test("the start of the day, week, month, quarter and year", () => {
    fc.assert(
      fc.property(
        instants,
        zones,
        fc.constantFrom("day", "week", "month", "quarter", "year"),
        fc.integer({ min: -5, max: 5 }),
        (instant, zone, unit, offset) => {
          const local = DateTime.fromMillis(instant, { zone })
            .startOf(unit)
            .plus({ [unit]: offset })
            .startOf(unit);
          // Where the clock shows midnight twice, as in Havana each autumn, the day begins with the first.
          const first = Math.min(...local.getPossibleOffsets().map((one) => one.toMillis()));
          expect(iso(startOf(unit, instant, zone, offset))).toBe(iso(first));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test("plus and minus a calendar duration, but for an hour that the clock shows twice", () => {
    const durations = fc.constantFrom("P1D", "P30D", "P1M", "P3M", "P1Y", "P2W", "P1Y2M3DT4H", "PT90M");
    fc.assert(
      fc.property(instants, zones, durations, (instant, zone, duration) => {
        const from = DateTime.fromMillis(instant, { zone });
        const { hours = 0, minutes = 0, ...calendar } = durationOf(duration);
        const isOnce = (local: DateTime): boolean => local.getPossibleOffsets().length === 1;
        const [plus, minus] = [from.plus(calendar), from.minus(calendar)];
        if (isOnce(plus))
          expect(iso(addDuration(instant, duration, zone))).toBe(iso(plus.plus({ hours, minutes }).toMillis()));
        const isSkipped = [minus.hour, minus.minute].join(":") !== [from.hour, from.minute].join(":");
        if (isSkipped) {
          const jump = subtractDuration(instant, duration, zone) + (hours * 60 + minutes) * 60_000;
          const offsetAt = (when: number): number => DateTime.fromMillis(when, { zone }).offset;
          expect([jump <= minus.toMillis(), offsetAt(jump) === offsetAt(minus.toMillis())]).toEqual([true, true]);
          expect(offsetAt(jump - 1)).toBeLessThan(offsetAt(jump));
        } else if (isOnce(minus))
          expect(iso(subtractDuration(instant, duration, zone))).toBe(iso(minus.minus({ hours, minutes }).toMillis()));
      }),
      { numRuns: 3000 },
    );
  });
});

function durationOf(text: string): Record<string, number> {
  const units: Record<string, Record<string, number>> = {
    P1D: { days: 1 },
    P30D: { days: 30 },
    P1M: { months: 1 },
    P3M: { months: 3 },
    P1Y: { years: 1 },
    P2W: { weeks: 2 },
    P1Y2M3DT4H: { years: 1, months: 2, days: 3, hours: 4 },
    PT90M: { minutes: 90 },
  };
  return units[text] ?? {};
}

describe("daylight saving in New York", () => {
  test.each([
    ["spring day has 23 hours", "2026-03-08", 23],
    ["autumn day has 25 hours", "2026-11-01", 25],
    ["plain day has 24 hours", "2026-06-01", 24],
  ])("%s", (_name, date, hours) => {
    const day = dayOfIso(date) ?? 0;
    expect((startOfLocalDay(day + 1, NY) - startOfLocalDay(day, NY)) / 3_600_000).toBe(hours);
  });

  test("a day later keeps the wall clock, 24 hours later does not", () => {
    const before = at("2026-03-07T12:00:00-05:00");
    expect(iso(addDuration(before, "P1D", NY))).toBe(iso(at("2026-03-08T12:00:00-04:00")));
    expect(iso(addDuration(before, "PT24H", NY))).toBe(iso(at("2026-03-08T13:00:00-04:00")));
  });

  test("a time that the clock skips is pushed on by the gap", () => {
    expect(iso(addDuration(at("2026-03-07T02:30:00-05:00"), "P1D", NY))).toBe(iso(at("2026-03-08T03:30:00-04:00")));
  });

  test("a time that the clock shows twice is the first one", () => {
    expect(iso(addDuration(at("2026-10-31T01:30:00-04:00"), "P1D", NY))).toBe(iso(at("2026-11-01T01:30:00-04:00")));
  });

  test("a skipped midnight starts the day after the gap", () => {
    expect(iso(startOfLocalDay(dayOfIso("2018-11-04") ?? 0, "America/Sao_Paulo"))).toBe("2018-11-04T03:00:00.000Z");
  });
});

test("Shanghai has no daylight saving: every day of 2026 has 24 hours", () => {
  const first = dayOfIso("2026-01-01") ?? 0;
  for (let day = first; day < first + 365; day += 1)
    expect(startOfLocalDay(day + 1, SH) - startOfLocalDay(day, SH)).toBe(86_400_000);
});

test("months of unequal length take the last day", () => {
  expect(localDate(addDuration(at("2026-01-31T12:00:00+08:00"), "P1M", SH), SH)).toBe("2026-02-28");
  expect(localDate(addDuration(at("2024-01-31T12:00:00+08:00"), "P1M", SH), SH)).toBe("2024-02-29");
  expect(localDate(subtractDuration(at("2026-03-31T12:00:00+08:00"), "P1M", SH), SH)).toBe("2026-02-28");
});

test("anniversaries of 29 February fall on the 28th in common years", () => {
  const joined = at("2024-02-29T10:00:00+08:00");
  expect(localDate(anniversaryBefore(joined, at("2026-02-28T00:00:00+08:00"), SH), SH)).toBe("2026-02-28");
  expect(localDate(anniversaryBefore(joined, at("2026-02-27T23:59:59+08:00"), SH), SH)).toBe("2025-02-28");
  expect(localDate(anniversaryAfter(joined, at("2028-02-28T12:00:00+08:00"), SH), SH)).toBe("2028-02-29");
});

test("whole years are complete on the birthday", () => {
  const born = dayOfIso("2008-05-02") ?? 0;
  expect(yearsBetween(born, dayOfIso("2026-05-01") ?? 0)).toBe(17);
  expect(yearsBetween(born, dayOfIso("2026-05-02") ?? 0)).toBe(18);
});

test("dates that do not exist have no day", () => {
  expect(dayOfIso("2026-02-29")).toBeNull();
  expect(dayOfIso("2024-02-29")).not.toBeNull();
});

test("malformed durations and unknown zones are errors", () => {
  expect(() => addDuration(0, "30D", SH)).toThrow(RangeError);
  expect(() => localDay(0, "Mars/Olympus")).toThrow(RangeError);
});
