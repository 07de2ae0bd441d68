import type { Instant } from "@regulars/engine";
import { type Month, monthAt } from "./months.ts";
import { addSums, addTo, emptyFlow, emptySums, flow, flowOf, type SideTally, type Sums } from "./tally.ts";

/** Adds what happens to one member after the other to the sums of a side. Runs for every entry: what it looks up, it keeps at hand. */
export interface SideCounter {
  into: SideTally;
  begin(): void;
  /** What the member held when the span began. */
  opening(entry: CountedEntry): void;
  /** An entry of the span. */
  entry(entry: CountedEntry, at: Instant): void;
  revenue(at: Instant, amount: number, orders: number): void;
  /** The member's own sums, after adding them to the total and the groups. */
  finish(groups: readonly string[]): Sums;
}

export interface CountedEntry {
  kind: string;
  wallet: string;
  amount: number;
  ruleId: string | null;
}

interface WalletRows {
  member: number[];
  monthName: string;
  month: number[];
}

export function openCounter(into: SideTally, months: readonly Month[]): SideCounter {
  let sums = emptySums();
  let rows = new Map<string, WalletRows>();
  let month = monthAt(months, 0);
  let monthSums: Sums | null = null;
  const ruleRows = new Map<string, { wallet: string; row: number[] }>();

  function sumsAt(at: Instant): Sums {
    if (monthSums && at >= month.from && at < month.to) return monthSums;
    month = monthAt(months, at);
    monthSums = into.months[month.name] ?? emptySums();
    into.months[month.name] = monthSums;
    return monthSums;
  }

  function rowsOf(wallet: string): WalletRows {
    const known = rows.get(wallet);
    if (known) return known;
    const fresh = { member: emptyFlow(), monthName: "", month: [] };
    sums.flows[wallet] = fresh.member;
    rows.set(wallet, fresh);
    return fresh;
  }

  function countRule(ruleId: string, { kind, wallet, amount }: CountedEntry): void {
    let known = ruleRows.get(ruleId);
    if (known?.wallet !== wallet) {
      const key = `${ruleId} ${wallet}`;
      const row = into.rules[key] ?? [0, 0, 0];
      into.rules[key] = row;
      known = { wallet, row };
      ruleRows.set(ruleId, known);
    }
    const { row } = known;
    if (kind === "earn") {
      row[0] = (row[0] ?? 0) + 1;
      row[1] = (row[1] ?? 0) + amount;
    } else row[2] = (row[2] ?? 0) - amount;
  }

  return {
    into,
    begin() {
      sums = emptySums();
      rows = new Map();
    },
    opening({ kind, wallet, amount }) {
      if (!flowOf(kind)) return;
      const { member } = rowsOf(wallet);
      member[flow.opening] = (member[flow.opening] ?? 0) + amount;
    },
    entry(entry, at) {
      const place = flowOf(entry.kind);
      if (!place) return;
      const { index } = place;
      const amount = place.sign * entry.amount;
      const found = rowsOf(entry.wallet);
      found.member[index] = (found.member[index] ?? 0) + amount;
      const inMonth = sumsAt(at);
      if (found.monthName !== month.name) {
        found.monthName = month.name;
        found.month = inMonth.flows[entry.wallet] ?? emptyFlow();
        inMonth.flows[entry.wallet] = found.month;
      }
      found.month[index] = (found.month[index] ?? 0) + amount;
      if (entry.ruleId !== null && (entry.kind === "earn" || entry.kind === "revoke")) countRule(entry.ruleId, entry);
    },
    revenue(at, amount, orders) {
      const inMonth = sumsAt(at);
      inMonth.revenue += amount;
      inMonth.orders += orders;
      sums.revenue += amount;
      sums.orders += orders;
    },
    finish(groups) {
      addSums(into.total, sums);
      for (const group of groups) addTo(into.groups, group, emptySums, (known) => addSums(known, sums));
      return sums;
    },
  };
}
