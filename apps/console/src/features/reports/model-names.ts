/** Purchase models by the names of their papers. */
export const modelNames: Record<string, string> = {
  bgNbd: "BG/NBD",
  mbgNbd: "MBG/NBD",
  paretoNbd: "Pareto/NBD",
  bgCnbdK: "BG/CNBD-k",
  mbgCnbdK: "MBG/CNBD-k",
  bgBb: "BG/BB",
  sBg: "sBG",
  gammaGamma: "Gamma-Gamma",
};
