import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Account, asAccount, canReach } from "./run-as.ts";

const stranger: Account = { name: "stranger", uid: 64_321, gid: 64_321 };
const spec = { command: "/bin/sh", args: ["-c", "true"] };

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "regulars-reach-"));
  mkdirSync(join(folder, "inner"), { mode: 0o755 });
  file = join(folder, "inner", "file");
  writeFileSync(file, "");
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the account PostgreSQL runs under", () => {
  test("reaches a file only through folders that are open to it", () => {
    chmodSync(folder, 0o755);
    expect(canReach(stranger, file)).toBe(true);
    chmodSync(folder, 0o700);
    expect(canReach(stranger, file)).toBe(false);
  });

  test("is nobody else's when we are not root", () => {
    expect(asAccount(null, spec, [file])).toBe(spec);
  });

  test("is taken on directly where it can reach everything", () => {
    chmodSync(folder, 0o755);
    expect(asAccount(stranger, spec, [file])).toEqual({ ...spec, uid: 64_321, gid: 64_321 });
  });

  test.runIf(process.platform === "linux")("gets one capability, and no other, where folders are closed to it", () => {
    chmodSync(folder, 0o700);
    const { command, args, uid } = asAccount(stranger, spec, [file]);
    expect([command, uid]).toEqual(["setpriv", undefined]);
    expect(args).toContain("--bounding-set=-all,+dac_read_search");
    expect(args.slice(-3)).toEqual(["/bin/sh", "-c", "true"]);
  });
});
