import { z } from "zod";
import { applyCurrency } from "./currency.ts";
import {
  ladderSchema,
  lifecycleSchema,
  localTextSchema,
  type Programme,
  programmeSchema,
  walletSchema,
} from "./programme.ts";

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

/** A ready-made programme, ladder, wallet or life cycle, as a data file. */
export const presetSchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...head, kind: z.literal("programme"), programme: programmeSchema }),
  z.strictObject({ ...head, kind: z.literal("tiers"), ladder: ladderSchema }),
  z.strictObject({ ...head, kind: z.literal("wallet"), wallet: walletSchema }),
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

/** Money in presets that are a part of a programme is written in a currency of two decimals. */
const PRESET_CURRENCY = "CNY";

type Part = Exclude<Preset, { kind: "programme" }>;

/** The part alone as a programme, so that its money can be put into another currency. */
function partIn(base: Programme, preset: Part): Programme {
  const whole: Programme = {
    ...base,
    currency: PRESET_CURRENCY,
    wallets: preset.kind === "wallet" ? [preset.wallet] : [],
    ladders: preset.kind === "tiers" ? [preset.ladder] : [],
    rules: [],
    budgets: [],
    lifecycle: preset.kind === "lifecycle" ? preset.lifecycle : { template: "none", stages: [] },
  };
  return applyCurrency(whole, base.currency);
}

/** Items take the place of those of the same id; new ones follow. */
function replacing<T extends { id: string }>(items: readonly T[], given: readonly T[]): T[] {
  const byId = new Map(given.map((item) => [item.id, item]));
  const known = new Set(items.map((item) => item.id));
  return [...items.map((item) => byId.get(item.id) ?? item), ...given.filter((item) => !known.has(item.id))];
}

/**
 * The programme with a preset put in: a programme preset replaces everything, tiers and a wallet replace the one of the same id (or are added),
 * a life cycle replaces the stages. The currency is `currency`, else that of the current programme, else that of the preset; figures stay.
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
  const part = partIn(base, preset);
  if (preset.kind === "lifecycle") return { ...base, lifecycle: part.lifecycle };
  return {
    ...base,
    wallets: replacing(base.wallets, part.wallets),
    ladders: replacing(base.ladders, part.ladders),
  };
}
