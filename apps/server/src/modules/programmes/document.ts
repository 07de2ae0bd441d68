import type { ProgrammeFinding } from "@regulars/contracts";
import {
  type ConditionScope,
  compileForLens,
  conditionSchema,
  explainFinding,
  findingText,
  LookupError,
  namesOf,
  type Programme,
  programmeSchema,
  sentence,
  UnsupportedInLens,
  validateCondition,
  validateProgramme,
} from "@regulars/engine";
import { schemaFindings } from "./schema-findings.ts";
import type { ProgrammeDocument } from "./store.ts";
import { readableParts } from "./words.ts";

export interface CheckContext {
  /** The currency that booked amounts are in; null while nothing is booked. */
  publishedCurrency: string | null;
}

export interface CheckedDocument {
  /** With every default filled in; null when the document does not fit the schema. */
  programme: Programme | null;
  findings: ProgrammeFinding[];
}

/** Everything that is wrong or doubtful in a document, complete or not, in both languages. */
export function checkDocument(document: ProgrammeDocument, context: CheckContext): CheckedDocument {
  const parsed = programmeSchema.safeParse(document);
  if (!parsed.success) return { programme: null, findings: schemaFindings(programmeSchema, document) };
  const findings = validateProgramme(parsed.data).map((finding) => ({
    severity: finding.severity,
    pointer: finding.pointer,
    code: finding.code,
    zh: explainFinding(finding, "zh"),
    en: explainFinding(finding, "en"),
  }));
  const own = [...currencyFindings(parsed.data, context), ...stageFindings(parsed.data)];
  return { programme: parsed.data, findings: [...own, ...findings] };
}

/** Stages are worked out for all members in the lens, so they may ask only what it can read. */
function stageFindings({ lifecycle, zone, ladders }: Programme): ProgrammeFinding[] {
  const ladderTiers = Object.fromEntries(ladders.map((ladder) => [ladder.id, ladder.tiers.map((tier) => tier.id)]));
  return lifecycle.stages.flatMap((stage, index): ProgrammeFinding[] => {
    try {
      compileForLens([stage.when], { asOf: 0, zone, ladders: ladderTiers });
      return [];
    } catch (error) {
      if (!(error instanceof UnsupportedInLens)) return [];
      return [
        {
          severity: "error",
          pointer: `/lifecycle/stages/${index}/when`,
          code: "lifecycle.not_in_lens",
          zh: `阶段“${stage.name.zh}”的条件不能对全部会员计算：${error.what}`,
          en: `The condition of the stage “${stage.name.en}” cannot be worked out for all members: ${error.what}`,
        },
      ];
    }
  });
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

/** A condition in words while it is being edited; no words and the reasons when it cannot be read. */
export function conditionInWords(
  condition: unknown,
  document: ProgrammeDocument,
  scope: ConditionScope = "line",
): { zh: string; en: string; findings: ProgrammeFinding[] } {
  const parsed = conditionSchema.safeParse(condition);
  if (!parsed.success) return { zh: "", en: "", findings: schemaFindings(conditionSchema, condition, "/condition") };
  const programme = readableParts(document);
  const findings = validateCondition(parsed.data, scope, {
    ladders: Object.fromEntries(programme.ladders.map((ladder) => [ladder.id, ladder.tiers.map((tier) => tier.id)])),
    stages: programme.lifecycle.stages.map((stage) => stage.id),
  }).map(
    (finding): ProgrammeFinding => ({
      severity: "error",
      pointer: `/condition${finding.pointer}`,
      code: finding.code,
      zh: findingText(finding, "zh"),
      en: findingText(finding, "en"),
    }),
  );
  const say = (locale: "zh" | "en") => sentence(parsed.data, locale, namesOf(programme, locale));
  try {
    return { zh: say("zh"), en: say("en"), findings };
  } catch (error) {
    if (error instanceof LookupError) return { zh: "", en: "", findings };
    throw error;
  }
}
