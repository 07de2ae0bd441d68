import type { Locale } from "@regulars/contracts";
import type { FastifySchemaCompiler } from "fastify";
import { z } from "zod";
import { type $ZodIssue, type $ZodType, safeParse } from "zod/v4/core";
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

/** Checks each part of a request with its Zod schema. Messages in Chinese are worked out only when something is wrong. */
export const validatorCompiler: FastifySchemaCompiler<$ZodType> =
  ({ schema }) =>
  (data) => {
    const result = safeParse(schema, data, { reportInput: true });
    if (result.success) return { value: result.data };
    const inChinese = safeParse(schema, data, { reportInput: true, error: chinese });
    return {
      error: new InvalidRequest({
        en: toFieldErrors(result.error.issues),
        "zh-CN": toFieldErrors((inChinese.error ?? result.error).issues),
      }),
    };
  };

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
      const nearest = issue.errors.toSorted((a, b) => a.length - b.length)[0];
      if (nearest && nearest.length > 0) return toFieldErrors(nearest, path);
    }
    const missing = issue.code === "invalid_type" && issue.input === undefined;
    return [{ pointer: toPointer(path), code: missing ? "required" : issue.code, message: issue.message }];
  });
}

function toPointer(path: PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
