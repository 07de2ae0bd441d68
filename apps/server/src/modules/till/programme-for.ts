import type { CompiledProgramme } from "@regulars/engine";
import type { MemberWork } from "./till-records.ts";

const bare = new WeakMap<CompiledProgramme, CompiledProgramme>();

/** The programme as it goes for a member: for those who are not active time passes, but brings no gifts. */
export function programmeFor({ status }: Pick<MemberWork, "status">, programme: CompiledProgramme): CompiledProgramme {
  if (status === "active") return programme;
  const known = bare.get(programme);
  if (known) return known;
  const rulesOf = { ...programme.rulesOf, registration: [], birthday: [], anniversary: [], tierEntry: [] };
  const made = { ...programme, rulesOf };
  bare.set(programme, made);
  return made;
}
