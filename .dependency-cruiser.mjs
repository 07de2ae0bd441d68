/** The borders of the code (docs/architecture.md): each rule says why in its comment. */
/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment: "What needs each other belongs together; a cycle cannot be understood in parts.",
      from: { pathNot: "\\.test\\.tsx?$" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "module-by-its-door",
      severity: "error",
      comment: "A module is used only through its index.ts.",
      from: { path: "^apps/server/src/modules/([^/]+)/", pathNot: "\\.test\\.ts$" },
      to: {
        path: "^apps/server/src/modules/([^/]+)/",
        pathNot: ["^apps/server/src/modules/$1/", "^apps/server/src/modules/[^/]+/index\\.ts$"],
      },
    },
    {
      name: "entries-use-doors",
      severity: "error",
      comment: "Entries register modules through their index.ts.",
      from: { path: "^apps/server/src/[^/]+\\.ts$" },
      to: { path: "^apps/server/src/modules/[^/]+/", pathNot: "^apps/server/src/modules/[^/]+/index\\.ts$" },
    },
    {
      name: "platform-knows-no-module",
      severity: "error",
      comment: "Modules stand on the platform, never the other way round.",
      from: { path: "^apps/server/src/platform/", pathNot: "\\.test\\.ts$" },
      to: { path: "^apps/server/src/modules/" },
    },
    {
      name: "engine-does-no-io",
      severity: "error",
      comment: "The engine and the models are pure: no database, no network, no files, no clock.",
      from: { path: "^packages/(engine|models)/src/", pathNot: "\\.test\\.ts$" },
      to: {
        path: [
          "^apps/",
          "^packages/(client|testing|contracts|i18n)/",
          "^node:",
          "node_modules/(pg|kysely|fastify|@clickhouse|graphile-worker)/",
        ],
      },
    },
    {
      name: "engine-uses-no-core-io",
      severity: "error",
      comment: "The same for Node's own modules.",
      from: { path: "^packages/(engine|models)/src/", pathNot: "(\\.test|/test-data)\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "console-knows-only-the-client",
      severity: "error",
      comment: "The console speaks to the server over HTTP only, through the generated client.",
      from: { path: "^apps/console/src/" },
      to: { path: ["^apps/server/", "^packages/testing/"] },
    },
    {
      name: "packages-know-no-app",
      severity: "error",
      comment: "Packages are below the apps; only the test kit may start one.",
      from: { path: "^packages/(?!testing/)", pathNot: "\\.test\\.ts$" },
      to: { path: "^apps/" },
    },
    {
      name: "no-tests-in-the-program",
      severity: "error",
      comment: "The program never needs what only tests have.",
      from: {
        path: "^(apps|packages)/",
        pathNot: ["\\.test\\.tsx?$", "^packages/testing/", "/test-[a-z-]+\\.ts$", "/testing?/"],
      },
      to: { path: ["^packages/testing/", "\\.test\\.tsx?$", "/test-[a-z-]+\\.ts$"] },
    },
    {
      name: "resolvable",
      severity: "error",
      comment: "Every import leads somewhere.",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["/dist/", "/scratch"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js"],
    },
    moduleSystems: ["es6"],
  },
};
