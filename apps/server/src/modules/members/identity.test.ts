import { describe, expect, test } from "vitest";
import { maskEmail, maskPhone, normaliseIdentity, withCheckDigit } from "./identity.ts";

describe("an identity is stored in one form", () => {
  test.each([
    ["phone", "13800138000", "CN", "+8613800138000"],
    ["phone", "+86 138-0013-8000", "CN", "+8613800138000"],
    ["phone", "１３８００１３８０００", "CN", "+8613800138000"],
    ["phone", "0086 13800138000", "CN", "+8613800138000"],
    ["phone", "010-6552 9988", "CN", "+861065529988"],
    ["phone", "+44 20 7946 0958", "CN", "+442079460958"],
    ["phone", "020 7946 0958", "GB", "+442079460958"],
    ["email", " Mei.Lin@Example.COM ", "CN", "mei.lin@example.com"],
    ["email", "李@例子.中国", "CN", "李@例子.中国"],
    ["card", "6200 1234-5678", "CN", "620012345678"],
    ["external", " Ab-7 ", "CN", "Ab-7"],
    ["member_no", "1000 0001-6", "CN", "100000016"],
  ] as const)("%s %j dialled in %s is %s", (kind, value, country, expected) => {
    expect(normaliseIdentity({ kind, value }, country)).toEqual({ kind, value: expected });
  });

  test.each([
    ["phone", "12345"],
    ["phone", "138001380001380013800"],
    ["phone", "hello 13800138000"],
    ["phone", "tel:+8613800138000"],
    ["email", "nobody"],
    ["email", "a b@example.com"],
    ["email", "a@b"],
    ["card", " - "],
    ["external", "   "],
  ] as const)("%s %j is refused", (kind, value) => {
    expect(normaliseIdentity({ kind, value }, "CN")).toBeNull();
  });
});

describe("member numbers carry a Luhn digit", () => {
  test("the published example of ISO/IEC 7812-1", () => {
    expect(withCheckDigit(7_992_739_871)).toBe("79927398713");
  });

  test("one wrong digit never gives another valid number", () => {
    const number = withCheckDigit(10_234_567);
    const valid = (text: string) => withCheckDigit(Number(text.slice(0, -1))) === text;
    expect(valid(number)).toBe(true);
    for (let index = 0; index < number.length; index += 1) {
      for (let digit = 0; digit < 10; digit += 1) {
        const wrong = `${number.slice(0, index)}${digit}${number.slice(index + 1)}`;
        if (wrong !== number && wrong[0] !== "0") expect(valid(wrong), wrong).toBe(false);
      }
    }
  });
});

test("masked values keep the ends", () => {
  expect(maskPhone("+8613800138000")).toBe("138****8000");
  expect(maskPhone("+442079460958")).toBe("+44******0958");
  expect(maskPhone("+8612345")).not.toContain("123");
  expect(maskEmail("mei.lin@example.com")).toBe("m***@example.com");
  expect(maskPhone(null)).toBeNull();
  expect(maskEmail(null)).toBeNull();
});
