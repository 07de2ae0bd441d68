import { type Permission, type TryProgramme, tryProgrammeRequest, tryProgrammeResponse } from "@regulars/contracts";
import type { Actor } from "../../platform/auth/actor.ts";
import { AppError } from "../../platform/errors.ts";
import type { App } from "../../platform/http/types.ts";
import type { TrialsDeps } from "./index.ts";
import { presentTrial } from "./present-trial.ts";
import { runTrial } from "./run-trial.ts";

const mostBytes = 8 * 1024 * 1024;

export function trialRoutes(deps: TrialsDeps) {
  return (app: App): void => {
    app.post(
      "/v1/programme/try",
      {
        bodyLimit: mostBytes,
        config: { access: "programme:read", idempotent: false },
        schema: {
          tags: ["Programme"],
          operationId: "tryProgramme",
          summary: "What an order or event would do under a programme, rule by rule; nothing is written",
          description:
            "A member takes part as they stand now, also what the programme's own rules ask of their history. With orderId the order's basket is " +
            "bought once more at `at`, paid with money alone; the past order stays in the history. A real member or order asks for members:read, " +
            "orders:read and points:read as well.",
          body: tryProgrammeRequest,
          response: { 200: tryProgrammeResponse },
        },
      },
      async (request) => {
        askForMore(request.actor, request.body);
        return presentTrial(await runTrial(deps, request.body, request.locale), request.locale);
      },
    );
  };
}

/** Who may read the programme may not for that alone read members and orders. */
function askForMore(actor: Actor, { memberId, orderId }: TryProgramme): void {
  const needed: Permission[] = [];
  if (orderId !== undefined) needed.push("orders:read");
  if (memberId !== undefined || orderId !== undefined) needed.push("members:read", "points:read");
  const permission = needed.find((one) => !actor.permissions.has(one));
  if (permission) throw new AppError("auth.forbidden", { permission });
}
