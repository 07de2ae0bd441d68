import { z } from "zod";
import { applyCurrency } from "./currency.ts";
import { ladderSchema, lifecycleSchema, localTextSchema, type Programme, programmeSchema } from "./programme.ts";

const longText = z.strictObject({ zh: z.string().min(1).max(600), en: z.string().min(1).max(600) });

const head = {
  id: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[a-z][a-z0-9-]*$/),
  name: localTextSchema,
  description: longText,
  /** Where its shape and numbers come from. */
  source: longText,
};

/** A ready-made programme, ladder or life cycle, as a data file. */
export const presetSchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...head, kind: z.literal("programme"), programme: programmeSchema }),
  z.strictObject({ ...head, kind: z.literal("tiers"), ladder: ladderSchema }),
  z.strictObject({ ...head, kind: z.literal("lifecycle"), lifecycle: lifecycleSchema }),
]);
export type Preset = z.infer<typeof presetSchema>;

/** The preset is only a part of a programme and there is no programme to put it into. */
export class PresetNeedsProgrammeError extends Error {
  constructor(id: string) {
    super(`preset ${id} is part of a programme, and there is no programme yet`);
    this.name = "PresetNeedsProgrammeError";
  }
}

/** Money in presets of tiers and life cycles is written in a currency of two decimals. */
const PRESET_CURRENCY = "CNY";

/**
 * The programme with a preset put in: a programme preset replaces everything, tiers replace the ladder of the same id (or are added), a life
 * cycle replaces the stages. The currency is `currency`, else that of the current programme, else that of the preset; figures stay.
 * Does not validate: rules may still name tiers that are gone, `validateProgramme` says so.
 * Throws PresetNeedsProgrammeError, and RangeError for a code that is not a currency.
 */
export function applyPreset(
  current: Programme | null,
  preset: Preset,
  options: { currency?: string | undefined } = {},
): Programme {
  const currency = options.currency ?? current?.currency;
  if (preset.kind === "programme")
    return currency === undefined ? preset.programme : applyCurrency(preset.programme, currency);
  if (!current) throw new PresetNeedsProgrammeError(preset.id);
  const base = applyCurrency(current, currency ?? current.currency);
  const part = preset.kind === "tiers" ? { ladders: [preset.ladder] } : { lifecycle: preset.lifecycle };
  const added = applyCurrency(
    { ...base, rules: [], wallets: [], ladders: [], ...part, currency: PRESET_CURRENCY },
    base.currency,
  );
  if (preset.kind === "lifecycle") return { ...base, lifecycle: added.lifecycle };
  const known = base.ladders.some((ladder) => ladder.id === preset.ladder.id);
  const ladders = known
    ? base.ladders.flatMap((ladder) => (ladder.id === preset.ladder.id ? added.ladders : [ladder]))
    : [...base.ladders, ...added.ladders];
  return { ...base, ladders };
}
