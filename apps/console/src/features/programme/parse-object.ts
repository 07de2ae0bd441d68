import type { ProgrammeDocument } from "./programme-api.ts";

/** A JSON object, or why the text is none. */
export function parseObject(text: string): { value: ProgrammeDocument | null; reason: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return { value: { ...value }, reason: "" };
    return { value: null, reason: "{ … }" };
  } catch (error) {
    return { value: null, reason: error instanceof Error ? error.message : "" };
  }
}
