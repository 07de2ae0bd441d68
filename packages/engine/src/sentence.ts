import type { Condition, Leaf } from "./condition.ts";
import { isLeaf } from "./leaf-key.ts";
import { en } from "./sentence-en.ts";
import type { Locale, SentenceNames } from "./sentence-parts.ts";
import { zh } from "./sentence-zh.ts";

export type { Locale, SentenceNames } from "./sentence-parts.ts";

/** How one language puts conditions into words. */
export interface Phrasebook {
  always: string;
  never: string;
  join: (parts: string[], operator: "and" | "or") => string;
  group: (text: string) => string;
  leaf: (leaf: Leaf, negated: boolean, names: SentenceNames, nested: (condition: Condition) => string) => string;
  finish: (text: string) => string;
}

const books: Record<Locale, Phrasebook> = { zh, en };

interface Phrase {
  text: string;
  /** How its parts are joined, when it has several. */
  joined: "and" | "or" | null;
}

/** `not` moves down to the leaves (De Morgan), so that no sentence says "not not". */
function phrase(condition: Condition, negated: boolean, book: Phrasebook, names: SentenceNames): Phrase {
  if ("not" in condition) return phrase(condition.not, !negated, book, names);
  if (isLeaf(condition)) {
    const nested = (where: Condition): string => phrase(where, false, book, names).text;
    return { text: book.leaf(condition, negated, names, nested), joined: null };
  }
  const isAll = "all" in condition;
  const children = isAll ? condition.all : condition.any;
  const operator = isAll === negated ? "or" : "and";
  const parts = children.map((child) => phrase(child, negated, book, names));
  const [only] = parts;
  if (!only) return { text: operator === "and" ? book.always : book.never, joined: null };
  if (parts.length === 1) return only;
  const texts = parts.map((part) =>
    part.joined !== null && part.joined !== operator ? book.group(part.text) : part.text,
  );
  return { text: book.join(texts, operator), joined: operator };
}

/**
 * A condition in words, for people who set rules and for members who ask why. No final stop.
 * Throws LookupError for an unknown path.
 */
export function sentence(condition: Condition, locale: Locale, names: SentenceNames = {}): string {
  const book = books[locale];
  return book.finish(phrase(condition, false, book, names).text);
}
