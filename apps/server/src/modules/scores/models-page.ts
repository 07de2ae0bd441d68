import type { Model } from "@regulars/contracts";
import type { RunRow, VersionRow } from "./store.ts";
import { kindNames, methodNames, notEnough } from "./words.ts";

const kinds = ["purchases", "spend", "churn", "recommendation"] as const;

function numbersOf(params: unknown): Record<string, number> | null {
  if (typeof params !== "object" || params === null) return null;
  const numbers = Object.entries(params).filter(([, value]) => typeof value === "number");
  return numbers.length > 0 ? Object.fromEntries(numbers) : null;
}

/** Every kind of model with its latest version, or why there is none. */
export function presentModels(versions: readonly VersionRow[], lastRun: RunRow | null): Model[] {
  return kinds.map((kind) => {
    const version = versions.find((row) => row.kind === kind);
    const refused = lastRun?.outcome?.[kind]?.notEnoughData ?? null;
    const name = kindNames[kind] ?? { zh: kind, en: kind };
    if (!version)
      return {
        kind,
        name,
        state: refused ? ("not_enough_data" as const) : ("never_fitted" as const),
        notEnoughData: refused ?? notEnough("not_run"),
        version: null,
        trainedAt: null,
        trainedFrom: null,
        trainedTo: null,
        rows: null,
        method: null,
        methodName: null,
        params: null,
        card: null,
      };
    return {
      kind,
      name,
      state: refused ? ("not_enough_data" as const) : ("fitted" as const),
      notEnoughData: refused,
      version: version.version,
      trainedAt: version.trained_at.toISOString(),
      trainedFrom: version.trained_from,
      trainedTo: version.trained_to,
      rows: Number(version.rows),
      method: version.method,
      methodName: methodNames[version.method] ?? { zh: version.method, en: version.method },
      params: numbersOf(version.params),
      card: version.card,
    };
  });
}
