import { defineConfig } from "vitest/config";

const pure = [
  "packages/{engine,models,contracts,i18n,client}/**/*.test.ts",
  "launcher/**/*.test.ts",
  "apps/console/**/*.test.ts",
];
const withDatabase = [
  "apps/server/**/*.test.ts",
  "packages/testing/**/*.test.ts",
  "demo/**/*.test.ts",
  "tools/**/*.test.ts",
  "bench/**/*.test.ts",
];
const browser = ["e2e/**/*.test.ts"];

const shared = {
  pool: "forks" as const,
  testTimeout: 60_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 30_000 } },
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: "pure", include: pure } },
      {
        test: {
          ...shared,
          name: "database",
          include: withDatabase,
          testTimeout: 180_000,
          globalSetup: ["packages/testing/src/global-setup.ts"],
        },
      },
      {
        test: {
          ...shared,
          name: "browser",
          include: browser,
          testTimeout: 180_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
