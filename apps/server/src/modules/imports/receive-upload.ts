import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { FastifyRequest } from "fastify";
import { AppError } from "../../platform/errors.ts";
import type { Files } from "../../platform/files.ts";

export interface Upload {
  /** Below the files folder. */
  filePath: string;
  absolutePath: string;
  fileName: string;
  fileHash: string;
  fields: Record<string, string>;
  /** Removes what was stored. */
  discard: () => Promise<void>;
}

/** Streams the file of a multipart form to disk. A form without a file, or one beyond the limit, leaves nothing behind. */
export async function receiveUpload(request: FastifyRequest, files: Files, folder: string): Promise<Upload> {
  const filePath = `${folder}/upload`;
  const absolutePath = files.path(filePath);
  const discard = () => rm(dirname(absolutePath), { recursive: true, force: true });
  const fields: Record<string, string> = {};
  let stored: { fileName: string; fileHash: string } | null = null;
  try {
    for await (const part of request.parts()) {
      if (part.type === "field") {
        fields[part.fieldname] = String(part.value);
        continue;
      }
      if (part.fieldname !== "file" || stored) {
        part.file.resume();
        continue;
      }
      const hash = createHash("sha256");
      const hashing = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk);
          done(null, chunk);
        },
      });
      await pipeline(part.file, hashing, createWriteStream(absolutePath));
      if (part.file.truncated) throw new AppError("request.too_large");
      stored = { fileName: part.filename.slice(-200) || "orders.csv", fileHash: hash.digest("hex") };
    }
    if (!stored) throw new AppError("import.file_missing");
  } catch (error) {
    await discard();
    throw error;
  }
  return { filePath, absolutePath, fields, discard, ...stored };
}
