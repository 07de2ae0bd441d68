import type { ProgrammeFinding } from "@regulars/contracts";
import { z } from "zod";

const chinese = z.locales.zhCN().localeError;

type Issue = z.core.$ZodIssue;

/** Where a value does not fit a schema, in both languages; empty when it fits. */
export function schemaFindings(schema: z.ZodType, value: unknown, base = ""): ProgrammeFinding[] {
  const inEnglish = schema.safeParse(value, { reportInput: true });
  if (inEnglish.success) return [];
  const inChinese = schema.safeParse(value, { reportInput: true, error: chinese });
  const zh = flatten(inChinese.error?.issues ?? [], base);
  return flatten(inEnglish.error.issues, base).map((issue, index) => ({
    severity: "error",
    pointer: issue.pointer,
    code: issue.code,
    zh: zh[index]?.message ?? issue.message,
    en: issue.message,
  }));
}

interface FlatIssue {
  pointer: string;
  code: string;
  message: string;
}

/** Of a union that nothing fits, the complaints of the alternative that comes nearest. */
function flatten(issues: readonly Issue[], base: string): FlatIssue[] {
  return issues.flatMap((issue): FlatIssue[] => {
    const pointer = base + toPointer(issue.path);
    if (issue.code === "invalid_union") {
      const nearest = issue.errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
      if (nearest && nearest.length > 0) return flatten(nearest, pointer);
    }
    const code = issue.code === "invalid_type" && issue.input === undefined ? "required" : issue.code;
    return [{ pointer, code: `schema.${code}`, message: issue.message }];
  });
}

function depth(issues: readonly Issue[]): number {
  return Math.min(...issues.map((issue) => issue.path.length));
}

export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
