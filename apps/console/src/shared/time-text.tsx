import { Tooltip } from "antd";
import { formatDate, formatInstant, formatRelative } from "./format.ts";
import { usePreferences } from "./preferences.tsx";
import { useProgrammeUnits } from "./session.tsx";

/** An instant in the programme's zone. `relative` shows "3 days ago" with the exact time on hover; `date` only the day, `time` only the hour and minute. */
export function TimeText({
  at,
  show = "exact",
}: {
  at: string | null | undefined;
  show?: "exact" | "relative" | "date" | "time";
}) {
  const { locale } = usePreferences();
  const { zone } = useProgrammeUnits();
  if (!at) return <span className="muted">—</span>;
  const exact = formatInstant(at, zone);
  const texts = {
    exact: () => exact,
    relative: () => formatRelative(locale, at),
    date: () => formatDate(at, zone),
    time: () => exact.slice(11),
  };
  return (
    <Tooltip title={show === "exact" ? formatRelative(locale, at) : exact}>
      <time dateTime={at} className="nowrap">
        {texts[show]()}
      </time>
    </Tooltip>
  );
}
