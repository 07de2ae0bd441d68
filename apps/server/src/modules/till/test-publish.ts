import { type Programme, programmeSchema } from "@regulars/engine";
import type { TestApp } from "@regulars/testing";
import type { z } from "zod";

type Editable = z.input<typeof programmeSchema>;

/** Runs a job of whichever module has it, at once. */
export async function runJob(app: TestApp, task: string, payload: object): Promise<void> {
  for (const module of app.modules) {
    await module.jobs?.[task]?.(payload, { logger: app.platform.logger, signal: new AbortController().signal });
  }
}

/** Changes the programme in force and publishes it; the version that is then being filled. */
export async function publish(app: TestApp, change: (programme: Editable) => void): Promise<number> {
  const { body: current } = await app.call<{ programme: Programme }>("/v1/programme");
  const programme: Editable = structuredClone(current.programme);
  change(programme);
  const { body: draft } = await app.call<{ draft: { revision: number } }>("/v1/programme/draft");
  const saved = await app.call<{ draft: { revision: number } }>("/v1/programme/draft", {
    method: "PUT",
    body: { programme: programmeSchema.parse(programme), revision: draft.draft.revision },
  });
  if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
  const published = await app.call<{ version: number; status: string }>("/v1/programme/publish", {
    body: { revision: saved.body.draft.revision },
  });
  if (published.body.status !== "activating") throw new Error(JSON.stringify(published.body));
  return published.body.version;
}
