import type { Translate } from "@regulars/i18n";
import type { Figure, Overview } from "../../shared/api/insights.ts";
import type { LocalText } from "../../shared/api/types.ts";
import { csvLine } from "../../shared/csv.ts";
import { currencyDigits } from "../../shared/format.ts";

const moneyFigures = new Set([
  "revenue",
  "memberRevenue",
  "guestRevenue",
  "averageOrder",
  "memberAverageOrder",
  "guestAverageOrder",
  "arpu",
  "arpuActive",
  "refunds",
]);

/** Everything the overview shows as rows of a CSV: section, name, value, value before. Money in major units. */
export function overviewCsv(overview: Overview, t: Translate, say: (text: LocalText) => string): string[] {
  const unit = 10 ** currencyDigits(overview.currency);
  const { members, value, period } = overview;
  const lines = [
    csvLine([t("console.overview.period"), period.from, period.to, overview.currency]),
    csvLine([
      t("console.overview.section"),
      t("console.overview.name"),
      t("console.overview.value"),
      t("console.overview.valueBefore"),
      t("console.overview.formulaColumn"),
    ]),
  ];
  const figure = (section: string, key: string, item: Figure) => {
    const definition = overview.definitions[item.definition];
    const scale = (amount: number | null) => (amount !== null && moneyFigures.has(key) ? amount / unit : amount);
    lines.push(
      csvLine([
        section,
        definition ? say(definition.name) : key,
        scale(item.value),
        scale(item.previous),
        definition?.formula ?? "",
      ]),
    );
  };
  for (const key of ["total", "joined", "active", "lost"] as const) figure(t("console.nav.members"), key, members[key]);
  for (const [key, item] of Object.entries(value))
    if (!Array.isArray(item)) figure(t("console.overview.revenue"), key, item);
  for (const stage of members.byStage)
    lines.push(csvLine([t("console.overview.byStage"), say(stage.name), stage.members]));
  for (const ladder of members.byTier)
    for (const tier of ladder.tiers) lines.push(csvLine([say(ladder.name), say(tier.name), tier.members]));
  for (const cell of overview.rfm.cells) lines.push(csvLine(["RFM", `R${cell.r} F${cell.f}`, cell.members]));
  for (const wallet of overview.points)
    for (const step of [
      "opening",
      "issued",
      "spent",
      "returned",
      "expired",
      "clawedBack",
      "adjusted",
      "transferred",
      "closing",
    ] as const)
      lines.push(csvLine([say(wallet.name), t(`console.points.${step}`), wallet[step]]));
  for (const day of value.byDay)
    lines.push(
      csvLine([t("console.overview.revenueByDay"), day.date, (day.memberRevenue + day.guestRevenue) / unit, null, ""]),
    );
  for (const store of overview.topStores)
    lines.push(csvLine([t("console.overview.stores"), store.name, store.revenue / unit]));
  return lines;
}
