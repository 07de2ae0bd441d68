import { inflateRawSync } from "node:zlib";

/** The files of a zip archive by name, read from its directory. */
function unzip(zip: Buffer): Map<string, string> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const files = new Map<string, string>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, nameLength, extraLength, noteLength] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
    ];
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    const header = zip.readUInt32LE(at + 42);
    const begin = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    const packed = zip.subarray(begin, begin + size);
    files.set(name, (zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString("utf8"));
    at += 46 + nameLength + extraLength + noteLength;
  }
  return files;
}

const plain = (xml: string): string =>
  xml.replace(/<[^>]*>/g, "").replace(/&(lt|gt|quot|apos|amp);/g, (_all, name: string) => entities[name] ?? "");
const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

/** The cells of a workbook's n-th sheet, row by row: text, numbers, null where empty. */
export function readXlsx(workbook: Buffer, sheet: number): (string | number | null)[][] {
  const files = unzip(workbook);
  const shared = [...(files.get("xl/sharedStrings.xml") ?? "").matchAll(/<si>(.*?)<\/si>/gs)].map(([, xml]) =>
    plain(xml ?? ""),
  );
  const xml = files.get(`xl/worksheets/sheet${sheet}.xml`) ?? "";
  return [...xml.matchAll(/<row[^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map(([, row]) => {
    const cells: (string | number | null)[] = [];
    for (const [, attributes = "", content = ""] of (row ?? "").matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const letters = /r="([A-Z]+)/.exec(attributes)?.[1] ?? "A";
      const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      while (cells.length < column) cells.push(null);
      const text = plain(content);
      if (/t="s"/.test(attributes)) cells[column] = shared[Number(text)] ?? "";
      else if (/t="(inlineStr|str)"/.test(attributes)) cells[column] = text;
      else cells[column] = text === "" ? null : Number(text);
    }
    return cells;
  });
}
