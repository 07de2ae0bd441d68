import { Tooltip } from "antd";
import { formatDate, formatInstant, formatRelative } from "./format.ts";
import { usePreferences } from "./preferences.tsx";
import { useProgrammeUnits } from "./session.tsx";

/** An instant in the programme's zone. `relative` shows "3 days ago" with the exact time on hover; `date` only the day. */
export function TimeText({
  at,
  show = "exact",
}: {
  at: string | null | undefined;
  show?: "exact" | "relative" | "date";
}) {
  const { locale } = usePreferences();
  const { zone } = useProgrammeUnits();
  if (!at) return <span className="muted">—</span>;
  const exact = formatInstant(at, zone);
  const text = show === "relative" ? formatRelative(locale, at) : show === "date" ? formatDate(at, zone) : exact;
  return (
    <Tooltip title={show === "exact" ? formatRelative(locale, at) : exact}>
      <time dateTime={at} className="nowrap">
        {text}
      </time>
    </Tooltip>
  );
}
