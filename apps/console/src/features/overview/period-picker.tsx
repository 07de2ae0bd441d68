import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeUnits } from "../../shared/session.tsx";
import { zonedDay } from "../../shared/zoned-day.ts";

interface PeriodPickerProps {
  from: string | undefined;
  to: string | undefined;
  /** The day that is asked about; default today. */
  lastDay?: string | undefined;
  onChange: (period: { from: string | undefined; to: string | undefined }) => void;
}

const lengths = [7, 30, 90, 365];

/** Whole days in the programme's zone; without a choice the last thirty. */
export function PeriodPicker({ from, to, lastDay, onChange }: PeriodPickerProps) {
  const t = useT();
  const { zone } = useProgrammeUnits();
  const today = zonedDay(zone);
  const end = to ?? lastDay ?? today;
  const shown = [from ?? dayjs(end).subtract(29, "day").format("YYYY-MM-DD"), end] as const;
  return (
    <DatePicker.RangePicker
      aria-label={t("console.overview.period")}
      allowClear={false}
      style={{ width: 244 }}
      value={[dayjs(shown[0]), dayjs(shown[1])]}
      maxDate={dayjs(today)}
      presets={lengths.map((days) => ({
        label: t("console.overview.lastDays", { days }),
        value: [dayjs(today).subtract(days - 1, "day"), dayjs(today)],
      }))}
      onChange={(range) => onChange({ from: range?.[0]?.format("YYYY-MM-DD"), to: range?.[1]?.format("YYYY-MM-DD") })}
    />
  );
}
