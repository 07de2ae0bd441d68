import type { CompiledProgramme } from "./compile.ts";
import type { Rule } from "./programme.ts";

/** More than any rule can give for an order: once, for each minor unit, for each unit of goods. */
export interface MostPoints {
  once: number;
  perMoney: number;
  perUnit: number;
}

const BPS = 10_000;
const MILLION = 1_000_000;

function mostOf({ amount, multipliers }: Rule): MostPoints {
  const factor = multipliers.reduce((all, { factorBps }) => all * Math.max(1, factorBps / BPS), 1);
  switch (amount.kind) {
    case "rate":
      return { once: 1, perMoney: (factor * amount.points) / amount.per, perUnit: 0 };
    case "per_unit":
      return { once: 1, perMoney: 0, perUnit: factor * amount.points };
    case "fixed":
      return { once: 1 + factor * amount.points, perMoney: 0, perUnit: 0 };
    case "formula":
      return { once: 1 + (factor * Number.MAX_SAFE_INTEGER) / MILLION, perMoney: 0, perUnit: 0 };
    case "table": {
      let once = 1;
      let perMoney = 0;
      for (const { points, per } of amount.steps) {
        if (per === undefined) once += factor * points;
        else perMoney += (factor * points) / per;
      }
      return { once, perMoney, perUnit: 0 };
    }
  }
}

/** What all rules of a programme can give together, as points and as what these cost, whichever is more. */
export function mostPoints({ rules, wallets }: Pick<CompiledProgramme, "rules" | "wallets">): MostPoints {
  const most = { once: 0, perMoney: 0, perUnit: 0 };
  for (const { rule } of rules) {
    const cost = Math.max(1, (wallets.get(rule.wallet)?.costPer1000 ?? 0) / 1000);
    const { once, perMoney, perUnit } = mostOf(rule);
    most.once += cost * once;
    most.perMoney += cost * perMoney;
    most.perUnit += cost * perUnit;
  }
  return most;
}
