import { DatePicker } from "antd";
import dayjs from "dayjs";
import { formatDate } from "../../shared/format.ts";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeUnits } from "../../shared/session.tsx";
import { dayEnd, zonedDay } from "../../shared/zoned-day.ts";

/** As it was at the end of a past day; empty = now. */
export function AsOfPicker({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (asOf: string | undefined) => void;
}) {
  const t = useT();
  const { zone } = useProgrammeUnits();
  const endOf = (day: string) => new Date(Date.parse(dayEnd(day, zone)) - 1).toISOString();
  return (
    <DatePicker
      allowClear
      value={value ? dayjs(formatDate(value, zone)) : null}
      maxDate={dayjs(zonedDay(zone, -1))}
      placeholder={t("console.report.asOfNow")}
      aria-label={t("console.report.asOf")}
      title={t("console.report.asOfHint")}
      style={{ width: 128 }}
      onChange={(day) => onChange(day ? endOf(day.format("YYYY-MM-DD")) : undefined)}
    />
  );
}
