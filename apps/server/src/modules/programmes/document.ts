import type { ProgrammeDifference, ProgrammeFinding, ProgrammeWords } from "@regulars/contracts";
import { type Programme, programmeSchema } from "@regulars/engine";
import { z } from "zod";
import { schemaFindings } from "./schema-findings.ts";
import type { ProgrammeDocument } from "./store.ts";

export interface CheckContext {
  /** The currency that booked amounts are in; null while nothing is booked. */
  publishedCurrency: string | null;
}

export interface CheckedDocument {
  /** With every default filled in; null when the document does not fit the schema. */
  programme: Programme | null;
  findings: ProgrammeFinding[];
}

/** Everything that is wrong or doubtful in a document, complete or not. */
export function checkDocument(document: ProgrammeDocument, context: CheckContext): CheckedDocument {
  const parsed = programmeSchema.safeParse(document);
  if (!parsed.success) return { programme: null, findings: schemaFindings(programmeSchema, document) };
  return { programme: parsed.data, findings: currencyFindings(parsed.data, context) };
}

function currencyFindings(programme: Programme, { publishedCurrency }: CheckContext): ProgrammeFinding[] {
  if (publishedCurrency === null || publishedCurrency === programme.currency) return [];
  return [
    {
      severity: "error",
      pointer: "/currency",
      code: "programme.currency_changed",
      zh: `已有以 ${publishedCurrency} 记账的历史，不能改用 ${programme.currency}`,
      en: `Orders are booked in ${publishedCurrency}; the currency cannot become ${programme.currency}`,
    },
  ];
}

export function wordsOf(_document: ProgrammeDocument): ProgrammeWords {
  return { wallets: [], ladders: [], rules: [], stages: [] };
}
export function differencesOf(_before: ProgrammeDocument, _after: ProgrammeDocument): ProgrammeDifference[] {
  return [];
}
export function conditionInWords(_condition: unknown, _programme: ProgrammeDocument) {
  return { zh: "", en: "", findings: [] as ProgrammeFinding[] };
}
void z;
