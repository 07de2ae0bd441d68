import {
  type CompiledProgramme,
  compileProgramme,
  type Decision,
  decide,
  emptyAccount,
  type MemberProfile,
  type RefundFact,
} from "@regulars/engine";
import { newId } from "../../platform/ids.ts";

const nobody: MemberProfile = {
  id: "00000000-0000-7000-8000-000000000000",
  joinedAt: 0,
  birthday: null,
  gender: null,
  kind: "person",
  zone: null,
  source: {},
  attributes: {},
  tags: [],
  consents: [],
};

const bare = new WeakMap<CompiledProgramme, CompiledProgramme>();

/** The programme's money and nothing that a member would have. */
function bareProgramme(compiled: CompiledProgramme): CompiledProgramme {
  const known = bare.get(compiled);
  if (known) return known;
  const stage = { id: "guest", name: compiled.programme.name, when: { all: [] } };
  const made = compileProgramme(
    { ...compiled.programme, ladders: [], rules: [], lifecycle: { template: "guest", stages: [stage] } },
    compiled.version,
  );
  bare.set(compiled, made);
  return made;
}

/** A guest's refund, worked out by the same code on an account that is thrown away: there is nothing to claw back. */
export function refundGuest(compiled: CompiledProgramme, fact: RefundFact): Decision {
  const programme = bareProgramme(compiled);
  const state = { profile: nobody, account: emptyAccount(programme, nobody), lots: [] };
  return decide(programme, state, fact, newId);
}
