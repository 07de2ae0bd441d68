export * from "./baskets.ts";
export * from "./ease.ts";
export * from "./item-knn.ts";
export * from "./next-basket.ts";
export * from "./top-frequency.ts";
