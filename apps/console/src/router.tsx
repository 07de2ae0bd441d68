import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import { validateMemberSearch } from "./features/members/member-search.ts";
import { NotFoundPage } from "./shell/not-found-page.tsx";
import { RouteError } from "./shell/route-error.tsx";
import { Shell } from "./shell/shell.tsx";

type Optional<Key extends string> = { [K in Key]?: string | undefined };

/** The router reads what looks like JSON as JSON; here everything is text. */
const text = (value: unknown): string => {
  if (typeof value === "string" || typeof value === "number") return String(value);
  return typeof value === "object" && value !== null ? JSON.stringify(value) : "";
};
const optionalText = (value: unknown): string | undefined => text(value) || undefined;

const month = (value: unknown): string | undefined =>
  typeof value === "string" && /^\d{4}-(0[1-9]|1[0-2])$/.test(value) ? value : undefined;

/** The named texts of an address; everything else is left out. */
const texts =
  <Key extends string>(...keys: Key[]) =>
  (search: Record<string, unknown>): Optional<Key> =>
    Object.fromEntries(keys.map((key) => [key, optionalText(search[key])])) as Optional<Key>;

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage, errorComponent: RouteError });

const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  validateSearch: (search): { token: string } => ({ token: text(search.token) }),
  component: lazyRouteComponent(() => import("./features/auth/setup-page.tsx"), "SetupPage"),
});

const shell = createRoute({ getParentRoute: () => root, id: "shell", component: Shell });

const overview = createRoute({
  getParentRoute: () => shell,
  path: "/",
  validateSearch: texts("from", "to", "store", "filter", "asOf"),
  component: lazyRouteComponent(() => import("./features/overview/overview-page.tsx"), "OverviewPage"),
});
const members = createRoute({
  getParentRoute: () => shell,
  path: "/members",
  validateSearch: validateMemberSearch,
  component: lazyRouteComponent(() => import("./features/members/members-page.tsx"), "MembersPage"),
});
const insightMembers = createRoute({
  getParentRoute: () => shell,
  path: "/members/insight",
  validateSearch: texts("list", "number", "r", "f", "m", "stage", "from", "to", "storeId", "channel", "filter", "asOf"),
  component: lazyRouteComponent(() => import("./features/members/insight-members-page.tsx"), "InsightMembersPage"),
});
const orders = createRoute({
  getParentRoute: () => shell,
  path: "/orders",
  validateSearch: texts("from", "to", "storeId", "guest", "standing", "memberId"),
  component: lazyRouteComponent(() => import("./features/orders/orders-page.tsx"), "OrdersPage"),
});
const member = createRoute({
  getParentRoute: () => shell,
  path: "/members/$id",
  validateSearch: (search): Optional<"order" | "types" | "tab" | "entry"> => ({
    order: optionalText(search.order),
    types: optionalText(search.types),
    tab: optionalText(search.tab),
    entry: optionalText(search.entry),
  }),
  component: lazyRouteComponent(() => import("./features/members/member-page.tsx"), "MemberPage"),
});
const imports = createRoute({
  getParentRoute: () => shell,
  path: "/imports",
  validateSearch: (search): Optional<"task"> => ({ task: optionalText(search.task) }),
  component: lazyRouteComponent(() => import("./features/imports/imports-page.tsx"), "ImportsPage"),
});
const programme = createRoute({
  getParentRoute: () => shell,
  path: "/programme",
  component: lazyRouteComponent(() => import("./features/programme/programme-page.tsx"), "ProgrammePage"),
});
const draft = createRoute({
  getParentRoute: () => shell,
  path: "/programme/draft",
  component: lazyRouteComponent(() => import("./features/programme/draft-page.tsx"), "DraftPage"),
});
const versions = createRoute({
  getParentRoute: () => shell,
  path: "/programme/versions",
  validateSearch: (search): { version?: number | undefined } => ({
    version: Number(search.version) > 0 ? Number(search.version) : undefined,
  }),
  component: lazyRouteComponent(() => import("./features/programme/versions-page.tsx"), "VersionsPage"),
});
const simulations = createRoute({
  getParentRoute: () => shell,
  path: "/insights/simulations",
  component: lazyRouteComponent(() => import("./features/simulations/simulations-page.tsx"), "SimulationsPage"),
});
const compareSimulations = createRoute({
  getParentRoute: () => shell,
  path: "/insights/simulations/compare",
  validateSearch: (search): { a: string; b: string } => ({ a: text(search.a), b: text(search.b) }),
  component: lazyRouteComponent(() => import("./features/simulations/compare-page.tsx"), "ComparePage"),
});
const simulation = createRoute({
  getParentRoute: () => shell,
  path: "/insights/simulations/$id",
  component: lazyRouteComponent(() => import("./features/simulations/simulation-page.tsx"), "SimulationPage"),
});
const liability = createRoute({
  getParentRoute: () => shell,
  path: "/insights/liability",
  validateSearch: (search): Optional<"wallet" | "from" | "to"> => ({
    wallet: optionalText(search.wallet),
    from: month(search.from),
    to: month(search.to),
  }),
  component: lazyRouteComponent(() => import("./features/liability/liability-page.tsx"), "LiabilityPage"),
});
const segmentMembers = createRoute({
  getParentRoute: () => shell,
  path: "/members/segment",
  validateSearch: texts("condition", "asOf", "storeId", "sort", "direction"),
  component: lazyRouteComponent(() => import("./features/members/segment-members-page.tsx"), "SegmentMembersPage"),
});
const exploreReport = createRoute({
  getParentRoute: () => shell,
  path: "/insights/explore",
  validateSearch: texts("from", "to", "storeId", "filter", "asOf", "measures", "by", "compare", "shape", "report"),
  component: lazyRouteComponent(() => import("./features/reports/explore-page.tsx"), "ExplorePage"),
});
const funnelReport = createRoute({
  getParentRoute: () => shell,
  path: "/insights/funnel",
  validateSearch: texts("from", "to", "storeId", "filter", "asOf"),
  component: lazyRouteComponent(() => import("./features/reports/funnel-page.tsx"), "FunnelPage"),
});
const retentionReport = createRoute({
  getParentRoute: () => shell,
  path: "/insights/retention",
  validateSearch: texts("from", "to", "storeId", "filter", "asOf", "value", "grain", "by", "split"),
  component: lazyRouteComponent(() => import("./features/reports/retention-page.tsx"), "RetentionPage"),
});
const valueReport = createRoute({
  getParentRoute: () => shell,
  path: "/insights/value",
  validateSearch: texts("storeId", "filter", "asOf"),
  component: lazyRouteComponent(() => import("./features/reports/value-page.tsx"), "ValuePage"),
});
const churnReport = createRoute({
  getParentRoute: () => shell,
  path: "/insights/churn",
  validateSearch: texts("storeId", "filter", "asOf"),
  component: lazyRouteComponent(() => import("./features/reports/churn-page.tsx"), "ChurnPage"),
});
const acquisitionReport = createRoute({
  getParentRoute: () => shell,
  path: "/insights/acquisition",
  validateSearch: texts("from", "to", "storeId", "filter", "asOf"),
  component: lazyRouteComponent(() => import("./features/reports/acquisition-page.tsx"), "AcquisitionPage"),
});
const guestsReport = createRoute({
  getParentRoute: () => shell,
  path: "/insights/guests",
  validateSearch: texts("from", "to", "storeId", "filter", "asOf"),
  component: lazyRouteComponent(() => import("./features/reports/guests-page.tsx"), "GuestsPage"),
});
const productsReport = createRoute({
  getParentRoute: () => shell,
  path: "/insights/products",
  validateSearch: texts("from", "to", "storeId", "filter", "asOf", "level"),
  component: lazyRouteComponent(() => import("./features/reports/products-page.tsx"), "ProductsPage"),
});
const timesReport = createRoute({
  getParentRoute: () => shell,
  path: "/insights/times",
  validateSearch: texts("from", "to", "storeId", "filter", "asOf"),
  component: lazyRouteComponent(() => import("./features/reports/times-page.tsx"), "TimesPage"),
});
const forecastReport = createRoute({
  getParentRoute: () => shell,
  path: "/insights/forecast",
  validateSearch: texts("storeId", "filter", "asOf", "metric", "grain"),
  component: lazyRouteComponent(() => import("./features/reports/forecast-page.tsx"), "ForecastPage"),
});
const modelsReport = createRoute({
  getParentRoute: () => shell,
  path: "/insights/models",
  component: lazyRouteComponent(() => import("./features/reports/models-page.tsx"), "ModelsPage"),
});
const lifecycleReport = createRoute({
  getParentRoute: () => shell,
  path: "/insights/lifecycle",
  validateSearch: texts("from", "to", "storeId", "filter", "asOf", "template"),
  component: lazyRouteComponent(() => import("./features/reports/lifecycle-page.tsx"), "LifecyclePage"),
});
const tiersReport = createRoute({
  getParentRoute: () => shell,
  path: "/insights/tiers",
  validateSearch: texts("from", "to", "storeId", "filter", "asOf"),
  component: lazyRouteComponent(() => import("./features/reports/tiers-page.tsx"), "TiersPage"),
});
const winBackReport = createRoute({
  getParentRoute: () => shell,
  path: "/insights/win-back",
  validateSearch: texts("from", "to", "storeId", "filter", "asOf"),
  component: lazyRouteComponent(() => import("./features/reports/win-back-page.tsx"), "WinBackPage"),
});
const clustersReport = createRoute({
  getParentRoute: () => shell,
  path: "/insights/clusters",
  validateSearch: texts("storeId", "filter", "asOf", "features", "k"),
  component: lazyRouteComponent(() => import("./features/reports/clusters-page.tsx"), "ClustersPage"),
});
const scorecardReport = createRoute({
  getParentRoute: () => shell,
  path: "/insights/scorecard",
  validateSearch: texts("from", "to", "storeId", "filter", "asOf"),
  component: lazyRouteComponent(() => import("./features/reports/scorecard-page.tsx"), "ScorecardPage"),
});
const compareReport = createRoute({
  getParentRoute: () => shell,
  path: "/insights/compare",
  validateSearch: texts("a", "b", "aFrom", "aTo", "bFrom", "bTo", "storeId"),
  component: lazyRouteComponent(() => import("./features/reports/compare-page.tsx"), "ComparePopulationsPage"),
});
const goals = createRoute({
  getParentRoute: () => shell,
  path: "/insights/goals",
  component: lazyRouteComponent(() => import("./features/workbench/goals-page.tsx"), "GoalsPage"),
});
const dashboards = createRoute({
  getParentRoute: () => shell,
  path: "/insights/dashboards",
  component: lazyRouteComponent(() => import("./features/workbench/dashboards-page.tsx"), "DashboardsPage"),
});
const dashboard = createRoute({
  getParentRoute: () => shell,
  path: "/insights/dashboards/$id",
  component: lazyRouteComponent(() => import("./features/workbench/dashboard-page.tsx"), "DashboardPage"),
});
const wall = createRoute({
  getParentRoute: () => shell,
  path: "/wall/$id",
  component: lazyRouteComponent(() => import("./features/workbench/wall-page.tsx"), "WallPage"),
});
const insightSettings = createRoute({
  getParentRoute: () => shell,
  path: "/insights/settings",
  component: lazyRouteComponent(() => import("./features/workbench/insight-settings-page.tsx"), "InsightSettingsPage"),
});
const evaluations = createRoute({
  getParentRoute: () => shell,
  path: "/programme/evaluations",
  validateSearch: (search): Optional<"id"> => ({ id: optionalText(search.id) }),
  component: lazyRouteComponent(() => import("./features/tier-evaluations/evaluations-page.tsx"), "EvaluationsPage"),
});
const integrity = createRoute({
  getParentRoute: () => shell,
  path: "/settings/integrity",
  validateSearch: (search): Optional<"run"> => ({ run: optionalText(search.run) }),
  component: lazyRouteComponent(() => import("./features/integrity/integrity-page.tsx"), "IntegrityPage"),
});
const apiKeys = createRoute({
  getParentRoute: () => shell,
  path: "/settings/api-keys",
  component: lazyRouteComponent(() => import("./features/settings/api-keys-page.tsx"), "ApiKeysPage"),
});
const staff = createRoute({
  getParentRoute: () => shell,
  path: "/settings/staff",
  component: lazyRouteComponent(() => import("./features/settings/staff-page.tsx"), "StaffPage"),
});
const organisation = createRoute({
  getParentRoute: () => shell,
  path: "/settings/organisation",
  component: lazyRouteComponent(() => import("./features/settings/organisation-page.tsx"), "OrganisationPage"),
});
const about = createRoute({
  getParentRoute: () => shell,
  path: "/settings/about",
  component: lazyRouteComponent(() => import("./features/settings/about-page.tsx"), "AboutPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    setup,
    shell.addChildren([
      overview,
      members,
      insightMembers,
      member,
      orders,
      imports,
      programme,
      draft,
      versions,
      evaluations,
      liability,
      simulations,
      compareSimulations,
      simulation,
      segmentMembers,
      exploreReport,
      lifecycleReport,
      tiersReport,
      winBackReport,
      clustersReport,
      scorecardReport,
      compareReport,
      goals,
      dashboards,
      dashboard,
      wall,
      insightSettings,
      funnelReport,
      retentionReport,
      valueReport,
      churnReport,
      acquisitionReport,
      guestsReport,
      productsReport,
      timesReport,
      forecastReport,
      modelsReport,
      apiKeys,
      staff,
      organisation,
      integrity,
      about,
    ]),
  ]),
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
