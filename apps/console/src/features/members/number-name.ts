import type { useT } from "../../shared/preferences.tsx";

type Translate = ReturnType<typeof useT>;

const steps = ["acquired", "activated", "retained", "paid", "referred"] as const;

/** `report:part:value`, as addresses of `/v1/insights/rows` name a number. */
function partsOf(number: string) {
  const [report = "", part = "", ...rest] = number.split(":");
  return { report, part, value: rest.join(":") };
}

/** Who is behind a number of a report, in words. */
export function numberName(t: Translate, number: string): string {
  const { report, part, value } = partsOf(number);
  switch (`${report}:${part}`) {
    case "acquisition:channel":
      return t("console.rows.channel", { channel: value || t("console.report.unknown") });
    case "acquisition:month":
      return t("console.rows.joinedIn", { month: value });
    case "churn:drop":
      return t("console.rows.drop");
    case "churn:lost":
    case "win_back:lost":
      return t("console.rows.lostIn", { month: value });
    case "win_back:regained":
      return t("console.rows.regained");
  }
  const step = steps.find((known) => known === part);
  if (report === "funnel" && step) return t(`console.rows.funnel.${step}`);
  const count = Number(part);
  if (report === "onboarding")
    return t(count >= 3 ? "console.rows.onboardingFull" : "console.rows.onboarding", { count });
  if (report === "repurchase") return t("console.rows.repurchase", { days: count });
  if (report === "retention") return t("console.rows.retention", { day: count });
  return t("console.segment.title");
}

/** Whether the number depends on the period asked; a month or the state of today does not. */
export function countsPeriod(number: string): boolean {
  const { report, part } = partsOf(number);
  return report !== "churn" && part !== "month" && part !== "lost";
}
