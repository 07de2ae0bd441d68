export * as bgCnbdK from "./bg-cnbd-k.ts";
export * as bgNbd from "./bg-nbd.ts";
export * from "./customer-data.ts";
export * as gammaGamma from "./gamma-gamma.ts";
export * as mbgCnbdK from "./mbg-cnbd-k.ts";
export * as mbgNbd from "./mbg-nbd.ts";
export * as paretoNbd from "./pareto-nbd.ts";
