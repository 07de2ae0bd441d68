import {
  type Budget,
  type BudgetLeft,
  type BudgetShare,
  budgetKeys,
  type CompiledProgramme,
  type Fact,
} from "@regulars/engine";
import { type BatchContext, StaleBatchError } from "./batch-context.ts";
import { rows, type TillClient } from "./sql.ts";

interface BudgetRow {
  budget_id: string;
  period: string;
  used_points: number;
  used_money: number;
}

const openBudgets = {
  name: "till_open_budgets",
  text: `insert into budgets (budget_id, period) select * from unnest($1::text[], $2::text[]) k(budget_id, period)
    order by budget_id, period on conflict do nothing`,
};

const plainBudgets = {
  name: "till_plain_budgets",
  text: `select b.* from unnest($1::text[], $2::text[]) k(budget_id, period)
    cross join lateral (select * from budgets b where b.budget_id = k.budget_id and b.period = k.period limit 1) b`,
};

const lockedBudgets = { name: "till_locked_budgets", text: plainBudgets.text.replace("limit 1", "limit 1 for update") };

interface LoadOptions {
  facts: Map<string, Fact[]>;
  dry: boolean;
}

/** What is left of every budget that the facts may draw on or give back to. Rows are locked in key order, after the accounts. */
export async function loadBudgets(
  client: TillClient,
  { programme, members }: Pick<BatchContext, "programme" | "members">,
  { facts, dry }: LoadOptions,
): Promise<Record<string, BudgetLeft>> {
  const keys = new Set<string>();
  for (const [memberId, own] of facts) {
    const member = members.get(memberId);
    if (!member || own.length === 0) continue;
    for (const key of budgetKeys(programme, own, member.account, member.profile.zone)) keys.add(key);
  }
  if (keys.size === 0) return {};
  const sorted = [...keys].sort();
  const columns = keyColumns(sorted);
  if (!dry) await rows(client, openBudgets, columns);
  const found = await rows<BudgetRow>(client, dry ? plainBudgets : lockedBudgets, columns);
  const used = new Map(found.map((row) => [`${row.budget_id}@${row.period}`, row]));
  return Object.fromEntries(sorted.map((key) => [key, leftOf(budgetOf(programme, key), used.get(key))]));
}

function splitKey(key: string): { id: string; period: string } {
  const at = key.indexOf("@");
  return { id: key.slice(0, at), period: key.slice(at + 1) };
}

function keyColumns(keys: string[]): unknown[] {
  const parts = keys.map(splitKey);
  return [parts.map(({ id }) => id), parts.map(({ period }) => period)];
}

function budgetOf(programme: CompiledProgramme, key: string): Budget | undefined {
  return programme.budgets.get(splitKey(key).id);
}

/** A budget that the programme no longer has limits nothing: claw-backs still give back to it. */
function leftOf(budget: Budget | undefined, used: BudgetRow | undefined): BudgetLeft {
  const left = (limit: number | undefined, taken: number): number | null =>
    limit === undefined ? null : Math.max(0, limit - taken);
  return {
    points: left(budget?.points, used?.used_points ?? 0),
    money: left(budget?.money, used?.used_money ?? 0),
  };
}

const useBudgets = {
  name: "till_use_budgets",
  text: `update budgets b set used_points = b.used_points + k.points, used_money = b.used_money + k.money
    from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
      k(budget_id, period, points, money, most_points, most_money)
    where b.budget_id = k.budget_id and b.period = k.period
      and (k.points <= 0 or k.most_points is null or b.used_points + k.points <= k.most_points)
      and (k.money <= 0 or k.most_money is null or b.used_money + k.money <= k.most_money)
    returning b.budget_id`,
};

/** Books what facts took of budgets, never past their limit. */
export async function writeBudgets(
  client: TillClient,
  use: readonly BudgetShare[],
  programme: CompiledProgramme,
): Promise<void> {
  const totals = new Map<string, BudgetShare>();
  for (const share of use) {
    const known = totals.get(share.key);
    if (known)
      totals.set(share.key, { ...known, points: known.points + share.points, money: known.money + share.money });
    else totals.set(share.key, share);
  }
  const sums = [...totals.values()].filter(({ points, money }) => points !== 0 || money !== 0);
  if (sums.length === 0) return;
  const keys = sums.map(({ key }) => key);
  const done = await rows(client, useBudgets, [
    ...keyColumns(keys),
    sums.map(({ points }) => points),
    sums.map(({ money }) => money),
    keys.map((key) => budgetOf(programme, key)?.points ?? null),
    keys.map((key) => budgetOf(programme, key)?.money ?? null),
  ]);
  if (done.length < sums.length) throw new StaleBatchError("a budget was used up by another batch");
}
