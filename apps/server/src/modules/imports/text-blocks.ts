import { isAscii, isUtf8 } from "node:buffer";
import { ImportFileError } from "./import-file-error.ts";

const sampleBytes = 512 * 1024;
const longestLineBytes = 1024 * 1024;

/** Whole lines of a file, decoded. */
export interface TextBlock {
  lines: string[];
  /** Positions of lines whose bytes are not in the file's encoding; null when all are. */
  badLines: Set<number> | null;
  /** False when the last line has no line end: only at the end of the file. */
  isEnded: boolean;
}

export interface TextBlocks {
  blocks: AsyncIterable<TextBlock>;
  /** As found or as told; null until a byte beyond ASCII has been seen. */
  encoding: () => string | null;
}

/** Cuts bytes into blocks of whole lines and decodes them. Line ends and quotes are never part of a longer character in UTF-8 or GB18030. */
export function textBlocks(bytes: AsyncIterable<Buffer>, wanted: string): TextBlocks {
  let encoding = wanted === "auto" ? null : wanted.toLowerCase();
  async function* decoded(): AsyncIterable<TextBlock> {
    let isFirst = true;
    for await (const block of lineBlocks(bytes)) {
      const plain = isFirst ? withoutMark(block) : block;
      isFirst = false;
      if (plain.length === 0) continue;
      if (encoding === null && !isAscii(plain)) encoding = detectEncoding(plain);
      yield decodeBlock(plain, encoding ?? "utf-8");
    }
  }
  return { blocks: decoded(), encoding: () => encoding };
}

async function* lineBlocks(bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let carry: Buffer[] = [];
  let carried = 0;
  let least = sampleBytes;
  for await (const chunk of bytes) {
    carry.push(chunk);
    carried += chunk.length;
    if (carried < least) continue;
    const joined = Buffer.concat(carry);
    const end = joined.lastIndexOf(0x0a) + 1;
    if (end === 0 && carried > longestLineBytes) throw new ImportFileError("file.line_too_long", {});
    if (end > 0) {
      yield joined.subarray(0, end);
      least = 1;
    }
    carry = end < joined.length ? [joined.subarray(end)] : [];
    carried = joined.length - end;
  }
  if (carried > 0) yield Buffer.concat(carry);
}

function withoutMark(block: Buffer): Buffer {
  return block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf ? block.subarray(3) : block;
}

/** UTF-8 when most lines with a byte beyond ASCII are UTF-8, else GB18030 (of which GBK is a part). */
export function detectEncoding(sample: Buffer): "utf-8" | "gb18030" {
  if (isUtf8(sample)) return "utf-8";
  let balance = 0;
  for (const line of sample.toString("latin1").split("\n")) {
    const bytes = Buffer.from(line, "latin1");
    if (!isAscii(bytes)) balance += isUtf8(bytes) ? 1 : -1;
  }
  return balance >= 0 ? "utf-8" : "gb18030";
}

function decodeBlock(block: Buffer, encoding: string): TextBlock {
  const isEnded = block[block.length - 1] === 0x0a;
  const whole = isAscii(block) ? "latin1" : encoding === "utf-8" && isUtf8(block) ? "utf8" : null;
  const lines = block.toString(whole ?? "latin1").split("\n");
  if (isEnded) lines.pop();
  const badLines = whole ? null : decodeLines(lines, encoding);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (line?.endsWith("\r")) lines[index] = line.slice(0, -1);
  }
  return { lines, badLines, isEnded };
}

function decodeLines(lines: string[], encoding: string): Set<number> {
  const strict = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const lenient = new TextDecoder(encoding, { ignoreBOM: true });
  const bad = new Set<number>();
  for (const [index, line] of lines.entries()) {
    const bytes = Buffer.from(line, "latin1");
    if (isAscii(bytes)) continue;
    try {
      if (isForeign(bytes, encoding)) throw new TypeError("other encoding");
      lines[index] = strict.decode(bytes);
    } catch {
      bad.add(index);
      lines[index] = isUtf8(bytes) ? bytes.toString("utf8") : lenient.decode(bytes);
    }
  }
  return bad;
}

/** A line of a GBK file that is UTF-8 with three-byte characters is UTF-8: read as GBK it would turn into other characters without an error. */
function isForeign(bytes: Buffer, encoding: string): boolean {
  if (encoding !== "gb18030" && encoding !== "gbk") return false;
  return isUtf8(bytes) && bytes.some((byte) => byte >= 0xe0);
}
