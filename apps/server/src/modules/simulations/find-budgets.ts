import { type Budget, type Programme, periodOf } from "@regulars/engine";
import { sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import { closingOf, type UsedBefore } from "./budget-closings.ts";
import type { BudgetRow } from "./build-result.ts";
import type { Closings, ReplaySpec } from "./spec.ts";
import type { Tally } from "./tally.ts";

type Side = "simulated" | "compare";

/** What the first pass, in which budgets gave whatever was asked, found out about them. */
export interface BudgetFindings {
  closings: Record<Side, Closings>;
  rows: Omit<BudgetRow, "used">[];
}

/** Which budgets would have been used up in the span, and when. */
export async function findBudgets(db: Db, spec: ReplaySpec, tally: Tally): Promise<BudgetFindings> {
  const findings: BudgetFindings = { closings: { simulated: {}, compare: {} }, rows: [] };
  const sides = [
    ["simulated", spec.simulated, tally.simulated],
    ["compare", spec.compare, tally.compare],
  ] as const;
  const keys = new Set(sides.flatMap(([, , side]) => Object.keys(side?.budgets ?? {})));
  const used = await usedBefore(db, spec, [...keys]);
  for (const [side, programme, sums] of sides) {
    for (const key of Object.keys(sums?.budgets ?? {}).sort()) {
      const budget = budgetOf(programme, key);
      const demand = sums?.budgets[key];
      if (!budget || !demand) continue;
      const before = used.get(key) ?? { points: 0, money: 0 };
      const closedAt = closingOf(budget, before, demand);
      if (closedAt !== null) findings.closings[side][key] = closedAt;
      findings.rows.push({
        side,
        budget: budget.id,
        name: budget.name,
        period: key.slice(budget.id.length + 1),
        usedBefore: before,
        demand: { points: demand.points, money: demand.money },
        closedAt: closedAt === null ? null : new Date(closedAt).toISOString(),
      });
    }
  }
  return findings;
}

function budgetOf(programme: Programme | null, key: string): Budget | undefined {
  return programme?.budgets.find((budget) => budget.id === key.slice(0, key.indexOf("@")));
}

/** With what the budgets really gave in the last pass. */
export function usedOf(findings: BudgetFindings, tally: Tally): BudgetRow[] {
  return findings.rows.map((row) => {
    const demand = (row.side === "simulated" ? tally.simulated : tally.compare)?.budgets[`${row.budget}@${row.period}`];
    return { ...row, used: { points: demand?.points ?? 0, money: demand?.money ?? 0 } };
  });
}

/** What entries from before the span had taken of the periods it begins in. Only these are asked for, as it means reading the ledger. */
async function usedBefore(db: Db, spec: ReplaySpec, keys: readonly string[]): Promise<Map<string, UsedBefore>> {
  const pers = ["day", "week", "month", "year"] as const;
  const open = new Set(["total", ...pers.map((per) => periodOf(per, spec.from, spec.simulated.zone))]);
  const begun = keys.filter((key) => open.has(key.slice(key.indexOf("@") + 1)));
  if (begun.length === 0) return new Map();
  const { rows } = await sql<{ key: string; points: number; money: number }>`
    select b ->> 'key' as key, sum((b ->> 'points')::bigint)::bigint as points, sum((b ->> 'money')::bigint)::bigint as money
    from entries e cross join lateral json_array_elements(e.budgets) b
    where e.budgets is not null and e.effective_at < ${new Date(spec.from)} and e.recorded_at <= ${new Date(spec.knownAt)}
      and b ->> 'key' = any(${begun})
    group by 1`.execute(db);
  return new Map(rows.map((row) => [row.key, { points: row.points, money: row.money }]));
}
