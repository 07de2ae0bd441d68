import type { Locale } from "@regulars/contracts";
import type { FastifySchemaCompiler } from "fastify";
import { z } from "zod";
import { type $ZodIssue, type $ZodType, type output, safeParse } from "zod/v4/core";
import type { FieldError } from "../errors.ts";

const chinese = z.locales.zhCN().localeError;

/** A request that does not fit its schema, told in each language. */
export class InvalidRequest extends Error {
  readonly statusCode = 400;
  readonly problems: Record<Locale, FieldError[]>;

  constructor(problems: Record<Locale, FieldError[]>) {
    super("the request does not fit its schema");
    this.name = "InvalidRequest";
    this.problems = problems;
  }
}

/** Checks each part of a request with its Zod schema. */
export const validatorCompiler: FastifySchemaCompiler<$ZodType> =
  ({ schema }) =>
  (data) => {
    const read = readWith(schema, data);
    return read.ok ? { value: read.value } : { error: new InvalidRequest(read.problems) };
  };

type Read<T> = { ok: true; value: T } | { ok: false; problems: Record<Locale, FieldError[]> };

/** What is asked for is never nested deeper; reading more would overflow the stack. */
const mostLevels = 200;
const tooDeep: Record<Locale, FieldError[]> = {
  en: [{ pointer: "", code: "too_deep", message: `nested more than ${mostLevels} deep` }],
  "zh-CN": [{ pointer: "", code: "too_deep", message: `嵌套超过 ${mostLevels} 层` }],
};

/** A value by its schema, or what is wrong with it in each language. Messages in Chinese are worked out only when something is wrong. */
export function readWith<S extends $ZodType>(schema: S, data: unknown): Read<output<S>> {
  if (isDeeperThan(mostLevels, data)) return { ok: false, problems: tooDeep };
  const result = safeParse(schema, data, { reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  const inChinese = safeParse(schema, data, { reportInput: true, error: chinese });
  return {
    ok: false,
    problems: {
      en: toFieldErrors(result.error.issues),
      "zh-CN": toFieldErrors((inChinese.error ?? result.error).issues),
    },
  };
}

function isDeeperThan(levels: number, value: unknown): boolean {
  let layer = [value];
  for (let level = 0; layer.length > 0; level += 1) {
    if (level > levels) return true;
    layer = layer.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return false;
}

function toFieldErrors(issues: readonly $ZodIssue[], base: PropertyKey[] = []): FieldError[] {
  return issues.flatMap((issue): FieldError[] => {
    const path = [...base, ...issue.path];
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        pointer: toPointer([...path, key]),
        code: "unknown_field",
        message: issue.message,
      }));
    }
    if (issue.code === "invalid_union") {
      const nearest = issue.errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
      if (nearest && nearest.length > 0) return toFieldErrors(nearest, path);
    }
    const missing = issue.code === "invalid_type" && issue.input === undefined;
    return [{ pointer: toPointer(path), code: missing ? "required" : issue.code, message: issue.message }];
  });
}

/** How far inside the value the first of the complaints is: the alternative that was meant fails deepest. */
function depth(issues: readonly $ZodIssue[]): number {
  return Math.min(...issues.map((issue) => issue.path.length));
}

function toPointer(path: PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
