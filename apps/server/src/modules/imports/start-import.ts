import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { Actor } from "../../platform/auth/actor.ts";
import type { Tx } from "../../platform/db.ts";
import { newId, toPublicId } from "../../platform/ids.ts";
import type { Platform } from "../../platform/platform.ts";
import { bindHeader } from "./bind-header.ts";
import { ImportFileError } from "./import-file-error.ts";
import type { ImportMapping } from "./mapping.ts";
import { openFile } from "./open-file.ts";
import { readRows } from "./read-rows.ts";
import { insertImport } from "./store.ts";

export const importTask = "imports.run";

export interface StartImport {
  id?: string;
  /** Absolute, or below the files folder of the data directory. */
  filePath: string;
  /** Where the file is now. */
  absolutePath: string;
  fileName: string;
  fileHash: string | null;
  mapping: ImportMapping;
  source: string | undefined;
  demo?: boolean;
}

/**
 * Writes the import down and queues it. The header is checked first: a file that does not fit its mapping is refused with
 * ImportFileError and leaves nothing behind.
 */
export async function startImport(
  platform: Pick<Platform, "db" | "clock" | "audit" | "jobs">,
  actor: Actor,
  input: StartImport,
  options: { enqueue: boolean } = { enqueue: true },
): Promise<string> {
  const { db, clock, audit, jobs } = platform;
  const { mapping } = input;
  await checkHeader(input.absolutePath, mapping);
  const { size } = await stat(input.absolutePath);
  const id = input.id ?? newId();
  const source = input.source ?? mapping.id;
  await db.transaction().execute(async (tx) => {
    await insertImport(tx, {
      id,
      mapping,
      source,
      fileName: input.fileName,
      filePath: input.filePath,
      fileBytes: size,
      fileHash: input.fileHash,
      demo: input.demo ?? false,
      createdBy: actor.name,
      createdAt: clock.now(),
    });
    const after = { fileName: input.fileName, mapping: mapping.id, source };
    await audit.record(tx, actor, { action: "import.started", target: toPublicId("imp", id), after });
    if (options.enqueue) await enqueueImport(jobs, id, tx);
  });
  return id;
}

/** Throws ImportFileError when the file's header does not fit the mapping. */
async function checkHeader(path: string, mapping: ImportMapping): Promise<void> {
  const file = await openFile(path);
  try {
    const { header } = await readRows(file, mapping.file);
    bindHeader(mapping, header);
  } finally {
    file.close();
  }
}

export function enqueueImport(jobs: Platform["jobs"], id: string, tx?: Tx): Promise<void> {
  return jobs.add(importTask, { id }, { jobKey: `${importTask}:${id}`, ...(tx && { tx }) });
}

/** A file of the person at the terminal, where it lies. */
export async function localFile(path: string): Promise<{ filePath: string; absolutePath: string; fileName: string }> {
  const absolutePath = resolve(path);
  const found = await stat(absolutePath).catch(() => null);
  if (!found?.isFile()) throw new ImportFileError("file.missing", { path: absolutePath });
  return { filePath: absolutePath, absolutePath, fileName: basename(absolutePath) };
}
