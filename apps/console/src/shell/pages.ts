import type { MessageKey } from "@regulars/i18n";
import type { Permission } from "../shared/api/types.ts";

export interface PageEntry {
  path: string;
  label: MessageKey;
  permission: Permission;
}

export interface PageGroup {
  id: "overview" | "members" | "programme" | "insights" | "people" | "sales" | "settings";
  label: MessageKey;
  pages: PageEntry[];
}

/** What the menu and the search show; only screens that exist. */
export const pageGroups: PageGroup[] = [
  {
    id: "overview",
    label: "console.nav.overview",
    pages: [{ path: "/", label: "console.nav.overview", permission: "insights:read" }],
  },
  {
    id: "members",
    label: "console.nav.members",
    pages: [
      { path: "/members", label: "console.nav.memberList", permission: "members:read" },
      { path: "/imports", label: "console.nav.imports", permission: "imports:read" },
    ],
  },
  {
    id: "programme",
    label: "console.nav.programme",
    pages: [
      { path: "/programme", label: "console.nav.rules", permission: "programme:read" },
      { path: "/programme/versions", label: "console.nav.versions", permission: "programme:read" },
      { path: "/programme/evaluations", label: "console.nav.tierEvaluations", permission: "programme:read" },
    ],
  },
  {
    id: "insights",
    label: "console.nav.insights",
    pages: [
      { path: "/insights/dashboards", label: "console.nav.dashboards", permission: "insights:read" },
      { path: "/insights/explore", label: "console.nav.explore", permission: "insights:read" },
      { path: "/insights/goals", label: "console.nav.goals", permission: "insights:read" },
      { path: "/insights/scorecard", label: "console.nav.scorecard", permission: "insights:read" },
      { path: "/insights/compare", label: "console.nav.compare", permission: "insights:read" },
      { path: "/insights/forecast", label: "console.nav.forecast", permission: "insights:read" },
    ],
  },
  {
    id: "people",
    label: "console.nav.people",
    pages: [
      { path: "/insights/lifecycle", label: "console.nav.lifecycle", permission: "insights:read" },
      { path: "/insights/funnel", label: "console.nav.funnel", permission: "insights:read" },
      { path: "/insights/retention", label: "console.nav.retention", permission: "insights:read" },
      { path: "/insights/clusters", label: "console.nav.clusters", permission: "insights:read" },
      { path: "/insights/value", label: "console.nav.value", permission: "insights:read" },
      { path: "/insights/churn", label: "console.nav.churn", permission: "insights:read" },
      { path: "/insights/win-back", label: "console.nav.winBack", permission: "insights:read" },
      { path: "/insights/tiers", label: "console.nav.tiers", permission: "insights:read" },
      { path: "/insights/models", label: "console.nav.models", permission: "insights:read" },
      { path: "/insights/settings", label: "console.nav.insightSettings", permission: "insights:read" },
    ],
  },
  {
    id: "sales",
    label: "console.nav.sales",
    pages: [
      { path: "/insights/guests", label: "console.nav.guests", permission: "insights:read" },
      { path: "/insights/products", label: "console.nav.products", permission: "insights:read" },
      { path: "/insights/times", label: "console.nav.times", permission: "insights:read" },
      { path: "/insights/acquisition", label: "console.nav.acquisition", permission: "insights:read" },
      { path: "/insights/liability", label: "console.nav.liability", permission: "points:read" },
      { path: "/insights/simulations", label: "console.nav.simulations", permission: "programme:read" },
    ],
  },
  {
    id: "settings",
    label: "console.nav.settings",
    pages: [
      { path: "/settings/api-keys", label: "console.nav.apiKeys", permission: "settings:read" },
      { path: "/settings/staff", label: "console.nav.staff", permission: "settings:read" },
      { path: "/settings/organisation", label: "console.nav.organisation", permission: "settings:read" },
      { path: "/settings/integrity", label: "console.nav.integrity", permission: "points:read" },
      { path: "/settings/about", label: "console.nav.about", permission: "settings:read" },
    ],
  },
];

/** The entry whose screen `path` is on: the longest that fits, so that a member's page keeps the list marked. */
export function pageOf(path: string): PageEntry | undefined {
  const pages = pageGroups.flatMap((group) => group.pages);
  return pages
    .filter((page) => path === page.path || (page.path !== "/" && path.startsWith(`${page.path}/`)))
    .sort((one, other) => other.path.length - one.path.length)[0];
}
