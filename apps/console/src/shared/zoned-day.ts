import dayjs from "dayjs";
import timezone from "dayjs/plugin/timezone";
import utc from "dayjs/plugin/utc";

dayjs.extend(utc);
dayjs.extend(timezone);

/** The instant at which the day (`YYYY-MM-DD`) begins in the zone. */
export function dayStart(day: string, zone: string): string {
  return dayjs.tz(`${day}T00:00:00`, zone).toISOString();
}

/** The instant at which the day after begins: the open end of a range that includes `day`. */
export function dayEnd(day: string, zone: string): string {
  return dayStart(dayjs.utc(day).add(1, "day").format("YYYY-MM-DD"), zone);
}

/** Today in the zone, shifted by `days`. */
export function zonedDay(zone: string, days = 0): string {
  return dayjs().tz(zone).add(days, "day").format("YYYY-MM-DD");
}

/** The instant at which a clock in the zone shows what the picker shows. */
export function inZone(shown: dayjs.Dayjs, zone: string): string {
  return dayjs.tz(shown.format("YYYY-MM-DDTHH:mm:00"), zone).toISOString();
}
