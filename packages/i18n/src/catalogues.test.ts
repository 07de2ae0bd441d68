import { errorCodes } from "@regulars/contracts";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { catalogues, errorTexts, type MessageKey } from "./catalogues.ts";
import { createTranslator, errorText } from "./index.ts";

interface Element {
  type: number;
  value?: string;
  options?: Record<string, { value: Element[] }>;
  children?: Element[];
}

const PLURAL = 6;
const SELECT = 5;

function elementsOf(pattern: string): Element[] {
  return new IntlMessageFormat(pattern, "en").getAst() as Element[];
}

function walk(elements: Element[], visit: (element: Element) => void): void {
  for (const element of elements) {
    visit(element);
    for (const option of Object.values(element.options ?? {})) walk(option.value, visit);
    walk(element.children ?? [], visit);
  }
}

/** Names of placeholders with their kind of argument, without number or date styles. */
function placeholders(pattern: string): string[] {
  const names = new Set<string>();
  walk(elementsOf(pattern), (element) => {
    if (element.type !== 0 && element.type !== 7 && element.value) names.add(element.value);
  });
  return [...names].sort();
}

const pairs: [string, string, string][] = [
  ...(Object.keys(catalogues.en) as MessageKey[]).map((key): [string, string, string] => [
    key,
    catalogues.en[key],
    catalogues["zh-CN"][key],
  ]),
  ...(Object.keys(errorTexts.en) as (keyof typeof errorTexts.en)[]).flatMap((code): [string, string, string][] => [
    [`errors.${code}.title`, errorTexts.en[code].title, errorTexts["zh-CN"][code].title],
    [`errors.${code}.detail`, errorTexts.en[code].detail, errorTexts["zh-CN"][code].detail],
  ]),
];

describe("catalogues", () => {
  test("have the same keys", () => {
    expect(Object.keys(catalogues["zh-CN"]).sort()).toEqual(Object.keys(catalogues.en).sort());
    expect(Object.keys(errorTexts["zh-CN"]).sort()).toEqual(Object.keys(errorTexts.en).sort());
  });

  test("have no empty text", () => {
    expect(pairs.filter(([, en, zh]) => en.trim() === "" || zh.trim() === "").map(([key]) => key)).toEqual([]);
  });

  test("name the same placeholders in both languages", () => {
    const differing = pairs
      .filter(([, en, zh]) => placeholders(en).join() !== placeholders(zh).join())
      .map(([key]) => key);
    expect(differing).toEqual([]);
  });

  test("give every plural its forms and every choice a fallback", () => {
    const broken: string[] = [];
    for (const [key, en, zh] of pairs) {
      walk(elementsOf(en), (element) => {
        const forms = Object.keys(element.options ?? {});
        if (element.type === PLURAL && !(forms.includes("other") && (forms.includes("one") || forms.includes("=1"))))
          broken.push(`${key} (en)`);
        if (element.type === SELECT && !forms.includes("other")) broken.push(`${key} (en)`);
      });
      walk(elementsOf(zh), (element) => {
        if (
          (element.type === PLURAL || element.type === SELECT) &&
          !Object.keys(element.options ?? {}).includes("other")
        )
          broken.push(`${key} (zh)`);
      });
    }
    expect(broken).toEqual([]);
  });

  test("leave no Chinese in English and translate every sentence", () => {
    expect(pairs.filter(([, en]) => /[\u4e00-\u9fff]/.test(en.replaceAll("常客", ""))).map(([key]) => key)).toEqual([
      "console.language.zh",
    ]);
    const untranslated = pairs.filter(([, en, zh]) => en === zh && / /.test(en)).map(([key]) => key);
    expect(untranslated).toEqual([]);
  });

  test("hold a text for every registered error code", () => {
    expect(Object.keys(errorCodes).filter((code) => !(code in errorTexts.en))).toEqual([]);
  });
});

describe("translator", () => {
  test("uses the reader's plural", () => {
    const { t } = createTranslator("en");
    expect(t("console.members.count", { count: 1 })).toBe("1 member");
    expect(t("console.members.count", { count: 1200 })).toBe("1,200 members");
    expect(createTranslator("zh-CN").t("console.members.count", { count: 1 })).toBe("1 位会员");
  });

  test("tells an error even when a placeholder is missing or the code has no text", () => {
    expect(errorText("en", "member.identity_taken", { kind: "phone" }).detail).toContain("phone number");
    expect(errorText("en", "member.identity_taken").title).toBe("Already in use by another member");
    expect(errorText("zh-CN", "no.such_code").title).toBe("服务器出现错误");
  });
});
