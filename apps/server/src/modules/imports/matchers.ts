import type { Matcher } from "./mapping.ts";

export type Predicate = (values: readonly string[]) => boolean;

/** Turns a declarative matcher into a predicate over a row's values; `place` gives a column's position among them. */
export function compileMatcher(matcher: Matcher, place: (column: string) => number, decimal: "." | ","): Predicate {
  const compile = (inner: Matcher): Predicate => compileMatcher(inner, place, decimal);
  if ("all" in matcher) {
    const parts = matcher.all.map(compile);
    return (values) => parts.every((part) => part(values));
  }
  if ("any" in matcher) {
    const parts = matcher.any.map(compile);
    return (values) => parts.some((part) => part(values));
  }
  if ("not" in matcher) {
    const inner = compile(matcher.not);
    return (values) => !inner(values);
  }
  const tests = leafTests(matcher, decimal);
  const index = place(matcher.column);
  const [only] = tests;
  if (only && tests.length === 1) return (values) => only(values[index] ?? "");
  return (values) => {
    const value = values[index] ?? "";
    return tests.every((test) => test(value));
  };
}

function leafTests(leaf: Extract<Matcher, { column: string }>, decimal: "." | ","): ((value: string) => boolean)[] {
  const tests: ((value: string) => boolean)[] = [];
  const { empty, equals, prefix, regex, below, above, number } = leaf;
  if (empty !== undefined) tests.push((value) => (value === "") === empty);
  if (equals !== undefined) tests.push((value) => value === equals);
  if (leaf.in) {
    const wanted = new Set(leaf.in);
    tests.push((value) => wanted.has(value));
  }
  if (prefix !== undefined) tests.push((value) => value.startsWith(prefix));
  if (regex !== undefined) {
    const pattern = new RegExp(regex);
    tests.push((value) => pattern.test(value));
  }
  // Number("") is 0: an empty cell is no number.
  const toNumber = (value: string) =>
    value === "" ? Number.NaN : Number(decimal === "," ? value.replace(",", ".") : value);
  if (below !== undefined) tests.push((value) => toNumber(value) < below);
  if (above !== undefined) tests.push((value) => toNumber(value) > above);
  if (number !== undefined) tests.push((value) => toNumber(value) === number);
  return tests;
}
