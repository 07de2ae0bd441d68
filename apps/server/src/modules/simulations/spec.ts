import {
  type CompiledProgramme,
  type Condition,
  compileProgramme,
  type Instant,
  type Programme,
} from "@regulars/engine";

/** What a run replays; plain data, so that it can be handed to another thread. */
export interface ReplaySpec {
  simulated: Programme;
  compare: Programme | null;
  /** In force when the simulation was asked for. */
  published: Programme;
  from: Instant;
  to: Instant;
  knownAt: Instant;
  segment: Condition | null;
  stores: { id: string; lat: number; lon: number }[];
  /** Budgets that ran out in the first pass, and when; null in the first pass. */
  closings: { simulated: Closings; compare: Closings } | null;
}

/** From when on a budget's period gives nothing, by key. */
export type Closings = Record<string, Instant>;

export interface CompiledSpec extends ReplaySpec {
  simulatedProgramme: CompiledProgramme;
  compareProgramme: CompiledProgramme | null;
  publishedProgramme: CompiledProgramme;
}

/** The programmes of a run, ready to decide. Explanations are not kept, so versions do not matter. */
export function compileSpec(spec: ReplaySpec): CompiledSpec {
  const places = new Map(spec.stores.map((store) => [store.id, { lat: store.lat, lon: store.lon }]));
  const compile = (programme: Programme): CompiledProgramme =>
    compileProgramme(programme, 0, { storeLocation: (id) => places.get(id) });
  return {
    ...spec,
    simulatedProgramme: compile(spec.simulated),
    compareProgramme: spec.compare && compile(spec.compare),
    publishedProgramme: compile(spec.published),
  };
}

/** Whether any condition may ask for a consent; a name with these letters in it only costs a look-up more. */
export function readsConsents(spec: ReplaySpec): boolean {
  return JSON.stringify([spec.simulated, spec.compare, spec.segment]).includes('"consent":');
}
