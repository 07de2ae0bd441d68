/** The calendar day of an instant in a zone, `YYYY-MM-DD`. */
export function localDay(at: Date, zone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    at,
  );
}
