import { answer, client } from "./http.ts";
import type { Answer, ProgrammeNow } from "./types.ts";

export type ProgrammeVersion = Answer<"listProgrammeVersions">["items"][number];

export const programme = {
  read: async () => (await answer(client.GET("/v1/programme"))) as ProgrammeNow,
  versions: () => answer(client.GET("/v1/programme/versions")),
};
