import { createTranslator } from "@regulars/i18n";
import { expect, test } from "vitest";
import { countsPeriod, numberName } from "./number-name.ts";

const { t } = createTranslator("en");
const names = new Map([
  ["loyal", "Loyal"],
  ["new", "New"],
  ["sto_north", "North"],
]);
const said = (number: string) => numberName(t, number, (id) => names.get(id) ?? id);

test("who is behind a number is said in words, with the names of what it speaks of", () => {
  const cohort = { by: "joined", grain: "month", split: "store", group: "sto_north", start: "2026-04-01", elapsed: 2 };
  expect(said(`cohort:${JSON.stringify(cohort)}`)).toBe(
    "Members who joined in 2026-04, those who bought in month 2 · North",
  );
  expect(
    said(`cohort:${JSON.stringify({ ...cohort, by: "firstOrder", grain: "week", group: "", elapsed: null })}`),
  ).toBe("Members who first bought in the week of 2026-04-01 · Unknown");
  expect(said('stage_move:{"template":"own","from":"new","to":"loyal"}')).toBe(
    "Members who went from “New” to “Loyal”",
  );
  expect(said('stage_move:{"template":"own","from":null,"to":""}')).toBe(
    "Members who joined in the period and ended it in “No stage”",
  );
  expect(said('bought:{"level":"sku","ids":["A:1","B"]}')).toBe("Members who bought “A:1” and “B” in one order");
  expect(said("win_back:channel:wechat")).toBe("Members from “wechat” who were lost");
  expect(said("win_back:regained:2026-04")).toBe("Members won back in 2026-04");
  expect(said("acquisition:channel:a:b")).toBe("New members through a:b");
});

test("a broken number has a title all the same", () => {
  expect(said("bought:{")).toBe("Members who bought “Unknown”");
  expect(said("nothing")).not.toBe("");
});

test("a period is shown where the number counts in one", () => {
  expect(countsPeriod('stage_move:{"template":"own","from":null,"to":"new"}')).toBe(true);
  expect(countsPeriod("win_back:regained")).toBe(true);
  expect(countsPeriod("win_back:regained:2026-04")).toBe(false);
  expect(countsPeriod("cohort:{}")).toBe(false);
  expect(countsPeriod("acquisition:month:2026-04")).toBe(false);
});
