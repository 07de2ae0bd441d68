import { DatePicker } from "antd";
import dayjs from "dayjs";

interface DayInputProps {
  id?: string;
  /** `YYYY-MM-DD`, as forms and the API have it. */
  value?: string | undefined;
  onChange?: (day: string | undefined) => void;
}

/** A day without a time; no zone can shift it. */
export function DayInput({ id, value, onChange }: DayInputProps) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      value={value ? dayjs(value) : null}
      format="YYYY-MM-DD"
      maxDate={dayjs()}
      style={{ width: "100%" }}
      onChange={(day) => onChange?.(day ? day.format("YYYY-MM-DD") : undefined)}
    />
  );
}
