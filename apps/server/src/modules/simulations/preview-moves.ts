import type { PreviewMoves } from "@regulars/contracts";
import type { SimulationsDeps } from "./index.ts";

export async function previewMoves(
  _deps: SimulationsDeps,
  _input: { ladder?: string | undefined },
): Promise<PreviewMoves> {
  throw new Error("not there yet");
}
