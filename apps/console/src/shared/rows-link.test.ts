import { expect, test } from "vitest";
import { rowsTarget } from "./rows-link.ts";

test("the members behind a number of a report open with the report's own question", () => {
  expect(
    rowsTarget(
      "/v1/insights/rows?number=acquisition%3Achannel%3Apos&from=2026-10-01&to=2026-11-30&asOf=2026-11-20&limit=5",
    ),
  ).toEqual({
    to: "/members/insight",
    search: { number: "acquisition:channel:pos", from: "2026-10-01", to: "2026-11-30", asOf: "2026-11-20" },
  });
});

test("a stage opens all its members, with filter and day", () => {
  expect(rowsTarget('/v1/insights/lifecycle/members?stage=lost&filter={"all":[]}&asOf=2026-09-30')).toEqual({
    to: "/members/insight",
    search: { list: "all", stage: "lost", filter: '{"all":[]}', asOf: "2026-09-30" },
  });
});

test("an address without a screen has no link", () => {
  expect(rowsTarget("/v1/stores")).toBeNull();
  expect(rowsTarget(null)).toBeNull();
});
