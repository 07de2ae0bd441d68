import { execFile } from "node:child_process";
import { createWriteStream, statSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createGzip } from "node:zlib";
import { describe, expect, it } from "vitest";
import { regularsHeader, testFile } from "./test-files.ts";

const rows = 400_000;
const heapMegabytes = 32;

function* lines(): Generator<string> {
  yield `${regularsHeader}\n`;
  for (let start = 0; start < rows; start += 1000) {
    const chunk = Array.from({ length: 1000 }, (_, step) => {
      const order = Math.floor((start + step) / 2);
      return `ORDER-${order},2026-03-01 10:00:00,CUSTOMER-${order % 5000},SKU-${step},"A name, of something that is sold",2,12.50,,,`;
    });
    yield `${chunk.join("\n")}\n`;
  }
}

describe("a file far larger than the memory it may use", () => {
  it.each([["gzip"]])(
    "is read to its end (%s)",
    async (kind) => {
      const path = testFile("");
      const steps = kind === "gzip" ? [createGzip({ level: 1 }), createWriteStream(path)] : [createWriteStream(path)];
      await pipeline([Readable.from(lines()), ...steps]);
      if (kind === "plain") expect(statSync(path).size).toBeGreaterThan(36_000_000);
      const script = fileURLToPath(new URL("./test-flat-memory.ts", import.meta.url));
      const { stdout } = await promisify(execFile)(process.execPath, [
        `--max-old-space-size=${heapMegabytes}`,
        script,
        path,
      ]);
      expect(Number(stdout)).toBe(rows);
    },
    240_000,
  );
});
