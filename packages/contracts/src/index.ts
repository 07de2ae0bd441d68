export * from "./common.ts";
export * from "./error-codes.ts";
export * from "./members.ts";
export * from "./permissions.ts";
export * from "./points.ts";
export * from "./programmes.ts";
export * from "./stores.ts";
