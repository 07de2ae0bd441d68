import { Tooltip } from "antd";
import { formatDate, formatInstant, formatRelative } from "./format.ts";
import { usePreferences } from "./preferences.tsx";
import { useProgrammeUnits } from "./session.tsx";

/**
 * An instant in the programme's zone. `relative` shows "3 days ago" with the exact time on hover; `date` only the day, `time` only the hour and minute.
 * `isEnd`: the instant is the first after something, and the last inside is shown.
 */
export function TimeText({
  at: given,
  show = "exact",
  isEnd = false,
}: {
  at: string | null | undefined;
  show?: "exact" | "relative" | "date" | "time";
  isEnd?: boolean;
}) {
  const { locale } = usePreferences();
  const { zone } = useProgrammeUnits();
  if (!given) return <span className="muted">—</span>;
  const at = isEnd ? new Date(Date.parse(given) - 1).toISOString() : given;
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
