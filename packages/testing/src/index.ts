export { systemClock, type TestClock, testClock } from "@regulars/server/platform/clock.ts";
export { createTestApp, type TestApp, type TestAppOptions, type TestRequest, type TestResponse } from "./app.ts";
export { createTestDatabase, type TestDatabase } from "./database.ts";
export { startTestPostgres } from "./postgres.ts";
export { createServerHome, type ServerHome, type ServerProcess } from "./server-process.ts";
export { createShop, type Shop } from "./shop.ts";
