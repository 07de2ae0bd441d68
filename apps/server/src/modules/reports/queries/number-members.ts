import { AppError } from "../../../platform/errors.ts";
import { readSettings } from "../../scores/index.ts";
import type { MembersWhere } from "../../segments/index.ts";
import type { ReportScope } from "../scope.ts";
import { newBy } from "./acquisition.ts";
import { droppedOff, lostIn } from "./churn.ts";
import { returnedBy } from "./cohorts.ts";
import { firstInteractions, stepsTaken, steps as takenSteps } from "./funnel.ts";
import { boughtAgain, windows } from "./repurchase.ts";
import { movedBy } from "./win-back.ts";

const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** The members behind a number that `rowsBehind` named, as the report counted them: the same statement without the count. Refuses a number that no report has. */
export async function numberMembers(scope: ReportScope, number: string): Promise<MembersWhere> {
  const [report = "", part = "", ...rest] = number.split(":");
  const value = rest.join(":");
  const set = (sql: string): MembersWhere => ({ sql, params: scope.params });
  switch (report) {
    case "funnel": {
      const step = takenSteps.find((known) => known === part);
      if (step) return set(`SELECT t.id FROM (${stepsTaken(scope)}) AS t WHERE NOT t.previous AND t.${step}`);
      break;
    }
    case "onboarding":
      if (/^[0-3]$/.test(part)) return set(`SELECT t.id FROM (${firstInteractions(scope)}) AS t WHERE t.n = ${part}`);
      break;
    case "repurchase": {
      const days = windows.find((known) => String(known) === part);
      if (days) return set(boughtAgain(scope, days));
      break;
    }
    case "retention":
      if (/^(1|7|30)$/.test(part)) return set(returnedBy(scope, Number(part)));
      break;
    case "acquisition":
      if (part === "channel" || (part === "month" && isMonth(value))) return newBy(scope, part, value);
      break;
    case "churn": {
      const settings = await readSettings(scope.db);
      if (part === "drop") return set(droppedOff(scope, settings.activityDrop));
      if (part === "lost" && isMonth(value)) return lostIn(scope, settings.horizonDays, value);
      break;
    }
    case "win_back": {
      const { horizonDays } = await readSettings(scope.db);
      if (part === "regained") return movedBy(scope, horizonDays, "regained");
      if (part === "lost" && isMonth(value)) return movedBy(scope, horizonDays, { lostIn: value });
    }
  }
  throw new AppError("request.invalid", { number }, [{ pointer: "/number", code: "number.unknown", message: number }]);
}
