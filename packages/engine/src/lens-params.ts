import type { Instant } from "./facts.ts";
import { canonicalZone } from "./zone-offset.ts";

export type LensParam = string | number | string[] | number[];

/** A condition (or a part of it) that this reader of sets cannot answer; ask `holds` member by member instead. */
export class UnsupportedInLens extends Error {
  readonly what: string;
  constructor(what: string) {
    super(`the lens cannot read ${what}`);
    this.name = "UnsupportedInLens";
    this.what = what;
  }
}

/** Zones come in any letter case, or as an offset; ClickHouse (its library cctz) knows the canonical names, and offsets by a spelling of its own. What is no zone it refuses itself. */
function lensZone(name: string): string {
  const canonical = canonicalZone(name) ?? name;
  return /^[+-]\d\d:\d\d$/.test(canonical) ? `Fixed/UTC${canonical}:00` : canonical;
}

/** Collects the literals of a query as named parameters; equal literals share one. */
export class LensParams {
  readonly values: Record<string, LensParam> = {};
  readonly #known = new Map<string, string>();
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  #add(type: string, value: LensParam): string {
    const identity = `${type} ${JSON.stringify(value)}`;
    const known = this.#known.get(identity);
    if (known) return known;
    const name = `${this.#prefix}${this.#known.size}`;
    const sql = `{${name}:${type}}`;
    this.values[name] = value;
    this.#known.set(identity, sql);
    return sql;
  }

  text(value: string): string {
    return this.#add("String", value);
  }

  number(value: number): string {
    return this.#add("Float64", value);
  }

  /** A time zone, by the name that ClickHouse loads. */
  zone(name: string): string {
    return this.text(lensZone(name));
  }

  texts(values: string[]): string {
    return this.#add("Array(String)", values);
  }

  numbers(values: number[]): string {
    return this.#add("Array(Float64)", values);
  }

  /** An instant as DateTime64(3, 'UTC'). */
  instant(at: Instant): string {
    return `fromUnixTimestamp64Milli(${this.#add("Int64", at)}, 'UTC')`;
  }
}
