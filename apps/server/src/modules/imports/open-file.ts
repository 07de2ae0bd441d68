import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGunzip } from "node:zlib";

export interface OpenedFile {
  /** Plain bytes; gzip is undone. Ends early, without an error, when the file is cut. */
  bytes: AsyncIterable<Buffer>;
  totalBytes: number;
  /** Bytes of the file as stored that have been read so far. */
  bytesRead: () => number;
  /** Lets go of a file that is not read to its end. */
  close: () => void;
  /** After the end: whether a compressed file stops before its end mark. */
  isCut: () => Promise<boolean>;
}

/** Opens a file for reading once, front to back. Throws when it cannot be read. */
export async function openFile(path: string): Promise<OpenedFile> {
  const { size } = await stat(path);
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  const shared = { totalBytes: size, bytesRead: () => file.bytesRead, close: () => void file.destroy() };
  if (!(await isGzip(path))) return { ...shared, bytes: utf8From(file), isCut: async () => false };
  // Z_SYNC_FLUSH hands out everything before a cut; the default would throw the last pieces away with the error.
  const gunzip = file.pipe(createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 256 * 1024 }));
  file.on("error", (error) => gunzip.destroy(error));
  let plainBytes = 0;
  async function* counted() {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      plainBytes += chunk.length;
      yield chunk;
    }
  }
  return { ...shared, bytes: utf8From(counted()), isCut: () => isGzipCut(path, plainBytes) };
}

async function isGzip(path: string): Promise<boolean> {
  const head = await readPart(path, 0, 2);
  return head[0] === 0x1f && head[1] === 0x8b;
}

async function readPart(path: string, position: number, length: number): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The last four bytes of a gzip member give its plain length; several members joined need a second look. */
async function isGzipCut(path: string, plainBytes: number): Promise<boolean> {
  const { size } = await stat(path);
  if (size < 18) return true;
  const trailer = await readPart(path, size - 4, 4);
  if (trailer.readUInt32LE(0) === plainBytes % 2 ** 32) return false;
  try {
    await pipeline(
      createReadStream(path),
      createGunzip(),
      new Writable({ write: (_chunk, _encoding, done) => done() }),
    );
    return false;
  } catch {
    return true;
  }
}

/** Spreadsheets save "Unicode text" as UTF-16; everything else passes as it is. */
async function* utf8From(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let decoder: ReturnType<typeof utf16Decoder> | undefined;
  for await (const chunk of chunks) {
    if (decoder === undefined) decoder = utf16Decoder(chunk);
    yield decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk;
  }
}

function utf16Decoder(head: Buffer) {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder("utf-16le");
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder("utf-16be");
  return null;
}
