/** The model's calendar: Shanghai, eight hours ahead of UTC all the year. */
const hour = 3_600_000;
export const day = 24 * hour;
const ahead = 8 * hour;

export type Round = "day" | "month" | "year";

function civil(at: number): Date {
  return new Date(at + ahead);
}

function midnight(year: number, month: number, date: number): number {
  return Date.UTC(year, month, date) - ahead;
}

export function dayStart(at: number): number {
  return Math.floor((at + ahead) / day) * day - ahead;
}

/** The first instant after the local day, month or year around `at`. */
export function periodEnd(at: number, round: Round): number {
  const local = civil(at);
  if (round === "day") return dayStart(at) + day;
  if (round === "month") return midnight(local.getUTCFullYear(), local.getUTCMonth() + 1, 1);
  return midnight(local.getUTCFullYear() + 1, 0, 1);
}

/** e.g. `2026-06-01` or `2026-06`. */
export function periodName(at: number, per: "day" | "month"): string {
  return civil(at)
    .toISOString()
    .slice(0, per === "day" ? 10 : 7);
}

/** The end of the given day of the year that is `years` later, or of the year after when that day is over before `from`. */
export function yearlyEnd(
  from: number,
  { month, date, years }: { month: number; date: number; years: number },
): number {
  const year = civil(from).getUTCFullYear() + years;
  const end = midnight(year, month - 1, date) + day;
  return end > from ? end : midnight(year + 1, month - 1, date) + day;
}
