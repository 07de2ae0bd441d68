import type { useT } from "../../shared/preferences.tsx";

type Translate = ReturnType<typeof useT>;

const steps = ["acquired", "activated", "retained", "paid", "referred"] as const;
const grains = ["day", "week", "month"] as const;
const starts = ["joined", "firstOrder"] as const;

/** `report:part:value`, as addresses of `/v1/insights/rows` name a number. */
function partsOf(number: string) {
  const [report = "", part = "", ...rest] = number.split(":");
  return { report, part, value: rest.join(":") };
}

/** What a number that is one of many says of itself, as JSON after its name; empty when it is broken. */
function detailsOf(number: string): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(number.slice(number.indexOf(":") + 1));
    return typeof found === "object" && found !== null ? { ...found } : {};
  } catch {
    return {};
  }
}

/** Who is behind a number of a report, in words; `nameOf` names stages, stores, tiers and products. */
export function numberName(t: Translate, number: string, nameOf: (id: string) => string): string {
  const { report, part, value } = partsOf(number);
  switch (report) {
    case "cohort":
      return cohortName(t, detailsOf(number), nameOf);
    case "stage":
      return t("console.rows.stage", { stage: stageName(t, detailsOf(number).stage, nameOf) });
    case "stage_move": {
      const { from, to } = detailsOf(number);
      const ended = stageName(t, to, nameOf);
      if (from === null) return t("console.rows.movedNew", { to: ended });
      return t("console.rows.moved", { from: stageName(t, from, nameOf), to: ended });
    }
    case "bought":
      return boughtName(t, detailsOf(number), nameOf);
    case "win_back":
      return winBackName(t, part, value);
  }
  switch (`${report}:${part}`) {
    case "acquisition:channel":
      return t("console.rows.channel", { channel: value || t("console.report.unknown") });
    case "acquisition:month":
      return t("console.rows.joinedIn", { month: value });
    case "churn:drop":
      return t("console.rows.drop");
    case "churn:lost":
      return t("console.rows.lostIn", { month: value });
    case "churn:at_risk":
      return t("console.rows.atRisk");
    case "churn:watched":
      return t("console.rows.watched");
    case "churn:band":
      return t("console.rows.riskBand", { band: t(`console.churn.band.${bandOf(value)}`) });
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

const stageName = (t: Translate, stage: unknown, nameOf: (id: string) => string): string =>
  typeof stage === "string" && stage !== "" ? nameOf(stage) : t("console.overview.flowNone");

function cohortName(t: Translate, details: Record<string, unknown>, nameOf: (id: string) => string): string {
  const by = starts.find((known) => known === details.by) ?? "joined";
  const grain = grains.find((known) => known === details.grain) ?? "month";
  const first = String(details.start);
  const cohort = t(`console.rows.cohort.${by}.${grain}`, { start: grain === "month" ? first.slice(0, 7) : first });
  const { elapsed, split, group } = details;
  const whose = typeof elapsed === "number" ? t(`console.rows.cohortCell.${grain}`, { cohort, elapsed }) : cohort;
  if (split === "none" || typeof group !== "string") return whose;
  return `${whose} · ${group === "" ? t("console.report.unknown") : nameOf(group)}`;
}

function boughtName(t: Translate, { ids }: Record<string, unknown>, nameOf: (id: string) => string): string {
  const [one = "", other] = Array.isArray(ids) ? ids.map(String) : [];
  const said = (id: string) => (id === "" ? t("console.report.unknown") : nameOf(id));
  if (other === undefined) return t("console.rows.bought", { product: said(one) });
  return t("console.rows.boughtBoth", { one: said(one), other: said(other) });
}

function winBackName(t: Translate, part: string, value: string): string {
  switch (part) {
    case "lost":
      return t("console.rows.lostIn", { month: value });
    case "regained":
      return value === "" ? t("console.rows.regained") : t("console.rows.regainedIn", { month: value });
    case "channel":
      return t("console.rows.lostChannel", { channel: value || t("console.report.unknown") });
    case "targets":
      return t("console.rows.worthwhile");
    case "after":
      return t(value === "regained" ? "console.rows.regainedBefore" : "console.rows.neverAway");
    default:
      return t("console.rows.lost");
  }
}

const bandOf = (band: string) => (band === "high" || band === "medium" ? band : "low");

/** Whether the number depends on the period asked; a month, a cohort or the state of today does not. */
export function countsPeriod(number: string): boolean {
  const { report, part, value } = partsOf(number);
  if (report === "win_back") return part === "regained" && value === "";
  return report !== "churn" && report !== "cohort" && part !== "month";
}
