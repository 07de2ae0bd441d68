import { ArrowDownOutlined, ArrowUpOutlined } from "@ant-design/icons";
import { formatShare } from "./format.ts";
import { usePreferences } from "./preferences.tsx";

/** How a figure moved, 0.1 = a tenth more: an arrow and a colour for better or worse. `text` where it is no share. */
export function ChangeText({
  change,
  lessIsBetter = false,
  text,
}: {
  change: number;
  lessIsBetter?: boolean;
  text?: string;
}) {
  const { t, locale } = usePreferences();
  if (Math.abs(change) < 0.0005) return <span className="muted">{t("console.overview.unchanged")}</span>;
  const isUp = change > 0;
  return (
    <span className={`nowrap ${isUp !== lessIsBetter ? "good" : "bad"}`}>
      {isUp ? (
        <ArrowUpOutlined aria-label={t("console.overview.up")} />
      ) : (
        <ArrowDownOutlined aria-label={t("console.overview.down")} />
      )}{" "}
      {text ?? (Math.abs(change) > 9.99 ? t("console.overview.manyfold") : formatShare(locale, Math.abs(change)))}
    </span>
  );
}
