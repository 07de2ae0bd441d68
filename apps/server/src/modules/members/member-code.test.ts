import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { newId } from "../../platform/ids.ts";
import { createMemberCodes } from "./member-code.ts";

const directory = mkdtempSync(join(tmpdir(), "regulars-codes-"));
afterAll(() => rmSync(directory, { recursive: true }));
const now = new Date("2026-03-01T00:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

test("a code names its member until it expires, also after a restart", () => {
  const id = newId();
  const { code, expiresAt } = createMemberCodes(directory).make(id, now);
  const afterRestart = createMemberCodes(directory);
  expect(afterRestart.read(code, later(60))).toEqual({ kind: "member", memberId: id });
  expect(afterRestart.read(code, new Date(expiresAt.getTime() - 1))).toEqual({ kind: "member", memberId: id });
  expect(afterRestart.read(code, expiresAt)).toEqual({ kind: "expired" });
});

test("a code that was changed anywhere is not a code", () => {
  const codes = createMemberCodes(directory);
  const { code } = codes.make(newId(), now);
  for (let index = 3; index < code.length; index += 1) {
    const wrong = code.slice(0, index) + (code[index] === "A" ? "B" : "A") + code.slice(index + 1);
    expect(codes.read(wrong, now)).toEqual({ kind: "none" });
  }
  expect(codes.read("13800138000", now)).toEqual({ kind: "none" });
  expect(createMemberCodes(mkdtempSync(join(directory, "other-"))).read(code, now)).toEqual({ kind: "none" });
});

test("the secret is for its owner's eyes", () => {
  expect(statSync(join(directory, "member-code.secret")).mode & 0o777).toBe(0o600);
});
