import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { openFile } from "./open-file.ts";
import { type RawRow, readRows } from "./read-rows.ts";
import { testFile } from "./test-files.ts";

async function read(content: string | Buffer, options = { delimiter: "auto", encoding: "auto" }) {
  const reader = await readRows(await openFile(testFile(content)), options);
  const rows: RawRow[] = [];
  for await (const batch of reader.batches) rows.push(...batch);
  return { rows, reader, seen: rows.map((row) => [row.line, row.problem ?? row.fields]) };
}

/** "姓名,数量", "茉莉,1" and "青岚,2" in GBK. */
const gbkHeader = Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xca, 0xfd, 0xc1, 0xbf, 0x0a]);
const gbkRow = Buffer.from([0xc0, 0xee, 0xc0, 0xbc, 0x2c, 0x31, 0x0a]);

describe("reading rows", () => {
  it("keeps line numbers over quoted line ends, blank lines and CRLF", async () => {
    const { seen } = await read('a,b\r\n1,"x\r\ny"\r\n\r\n2,z\r\n');
    expect(seen).toEqual([
      [2, ["1", "x\ny"]],
      [5, ["2", "z"]],
    ]);
  });

  it("finds the delimiter and drops a byte order mark", async () => {
    const { reader, seen } = await read("\ufeffa;b\n1;2\n");
    expect(reader.header).toEqual(["a", "b"]);
    expect(seen).toEqual([[2, ["1", "2"]]]);
  });

  it("reads GBK and says so", async () => {
    const { reader, seen } = await read(Buffer.concat([gbkHeader, gbkRow]));
    expect(reader.header).toEqual(["姓名", "数量"]);
    expect(seen).toEqual([[2, ["李兰", "1"]]]);
    expect(reader.encoding()).toBe("gb18030");
  });

  it("reads UTF-16 as spreadsheets save it", async () => {
    const { seen } = await read(Buffer.from("\ufeff姓名\t数量\n李兰\t1\n", "utf16le"));
    expect(seen).toEqual([[2, ["李兰", "1"]]]);
  });

  it("reports a GBK row in a UTF-8 file and a UTF-8 row in a GBK file, and takes the others", async () => {
    const inUtf8 = await read(Buffer.concat([Buffer.from("姓名,数量\n王梅,1\n"), gbkRow, Buffer.from("赵荷,2\n")]));
    expect(inUtf8.seen).toEqual([
      [2, ["王梅", "1"]],
      [3, "row.encoding"],
      [4, ["赵荷", "2"]],
    ]);
    const inGbk = await read(Buffer.concat([gbkHeader, gbkRow, gbkRow, Buffer.from("王梅,1\n"), gbkRow]));
    expect(inGbk.seen.map(([line, seen]) => [line, typeof seen === "string" ? seen : "read"])).toEqual([
      [2, "read"],
      [3, "read"],
      [4, "row.encoding"],
      [5, "read"],
    ]);
  });

  it("loses one row to a quote that is never closed, not the rest of the file", async () => {
    const { seen } = await read('a,b\n1,x\n2,"y\n3,z\n4,"w"\n5,v\n');
    expect(seen).toEqual([
      [2, ["1", "x"]],
      [3, "row.broken_quotes"],
      [4, ["3", "z"]],
      [5, ["4", "w"]],
      [6, ["5", "v"]],
    ]);
  });

  it("loses one row to an unclosed quote also far from any other quote", async () => {
    const rest = Array.from({ length: 500 }, (_, index) => `${index},ok`);
    const { rows } = await read(["a,b", '0,"broken', ...rest].join("\n"));
    expect(rows.filter((row) => row.problem).map((row) => [row.line, row.problem])).toEqual([[2, "row.broken_quotes"]]);
    expect(rows).toHaveLength(501);
  });

  it("reports rows with too few or too many columns; empty extra columns do no harm", async () => {
    const { seen } = await read("a,b\n1\n1,2,3\n1,2,,\n9,9\n");
    expect(seen).toEqual([
      [2, "row.column_count"],
      [3, "row.column_count"],
      [4, ["1", "2", "", ""]],
      [5, ["9", "9"]],
    ]);
  });

  it("names the last row of a file cut in the middle of it", async () => {
    const { seen, reader } = await read("a,b,c\n1,2,3\n4,5");
    expect(seen).toEqual([
      [2, ["1", "2", "3"]],
      [3, "file.cut"],
    ]);
    expect(reader.isCut()).toBe(true);
  });

  it("takes a file without a line end at its end for whole", async () => {
    const { seen, reader } = await read("a,b\n1,2");
    expect(seen).toEqual([[2, ["1", "2"]]]);
    expect(reader.isCut()).toBe(false);
  });

  it("reads a gzip file, also of several members, and notices when it is cut", async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `${index},${(index * 7919) % 10_007}`).join("\n");
    const whole = gzipSync(`a,b\n${rows}\n`);
    expect((await read(whole)).reader.isCut()).toBe(false);
    const joined = await read(Buffer.concat([whole, gzipSync("x,y\n")]));
    expect(joined.reader.isCut()).toBe(false);
    expect(joined.rows).toHaveLength(20_001);
    const cut = await read(whole.subarray(0, Math.floor(whole.length * 0.6)));
    expect(cut.reader.isCut()).toBe(true);
    expect(cut.rows.length).toBeGreaterThan(5000);
    expect(cut.rows.filter((row) => row.problem).map((row) => row.problem)).toEqual(["file.cut"]);
  });

  it.each([
    ["", "file.empty"],
    ["\n\n", "file.empty"],
    ["PK\u0003\u0004spreadsheet", "file.spreadsheet"],
    ["a,b\u0000\n1,2\n", "file.not_text"],
    ["x".repeat(2_000_000), "file.line_too_long"],
  ])("refuses what is no CSV file (%#)", async (content, code) => {
    await expect(read(content)).rejects.toMatchObject({ code });
  });
});
