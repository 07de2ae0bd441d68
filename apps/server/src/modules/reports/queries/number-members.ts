import { numberParts } from "@regulars/contracts";
import type { LocalText } from "@regulars/engine";
import type { z } from "zod";
import { AppError } from "../../../platform/errors.ts";
import { membersIn } from "../../insights/index.ts";
import { readSettings } from "../../scores/index.ts";
import type { MembersWhere } from "../../segments/index.ts";
import type { ReportScope } from "../scope.ts";
import { newBy } from "./acquisition.ts";
import { buyersOf, productNames } from "./affinities.ts";
import { bands, droppedOff, lostIn } from "./churn.ts";
import { standingMembers } from "./churn-standing.ts";
import { cohortMembers, groupNames, returnedBy } from "./cohorts.ts";
import { firstInteractions, stepsTaken, steps as takenSteps } from "./funnel.ts";
import { type Lifecycles, stageMembers, stageNames } from "./lifecycle-flow.ts";
import { boughtAgain, windows } from "./repurchase.ts";
import { followedMembers, lostMembers, movedBy, targetMembers } from "./win-back.ts";

interface NumberMembers extends MembersWhere {
  /** Of the stages, stores, tiers or products that the number speaks of, by their ids. */
  names: Record<string, LocalText>;
}

const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

const unknownNumber = (number: string) =>
  new AppError("request.invalid", { number }, [{ pointer: "/number", code: "number.unknown", message: number }]);

/** A page of the members behind a number; of a past day as they were then. */
export async function numberRows(
  scope: ReportScope,
  lifecycles: Lifecycles,
  { number, ...page }: { number: string; limit: number; cursor?: string | undefined },
) {
  const { names, ...set } = await numberMembers(scope, number, lifecycles);
  const { programme } = scope;
  const stages = (asOf: Date) => lifecycles.segments.stages(programme.stages, { asOf, paramPrefix: "row" });
  return { ...(await membersIn({ ...scope, stages }, scope.db, { ...page, set })), names };
}

/** The members behind a number that `rowsBehind` named, as the report counted them: the same statement without the count. Refuses a number that no report has. */
async function numberMembers(scope: ReportScope, number: string, lifecycles: Lifecycles): Promise<NumberMembers> {
  const [report = "", ...parts] = number.split(":");
  const text = parts.join(":");
  switch (report) {
    case "cohort": {
      const part = partOf(numberParts.cohort, number, text);
      const name = (await groupNames(scope, part.split))[part.group];
      return { ...cohortMembers(scope, part), names: name ? { [part.group]: name } : {} };
    }
    case "stage":
    case "stage_move": {
      const part = partOf(numberParts[report], number, text);
      const names = stageNames(lifecycles.templates, part.template);
      return { ...(await stageMembers(scope, part, lifecycles)), names };
    }
    case "bought": {
      const part = partOf(numberParts.bought, number, text);
      return { ...buyersOf(scope, part), names: await productNames(scope, part) };
    }
  }
  const set = await namedMembers(scope, report, parts);
  if (!set) throw unknownNumber(number);
  return { ...set, names: {} };
}

/** Which one of many a number is. */
function partOf<Part extends z.ZodType>(schema: Part, number: string, text: string): z.output<Part> {
  const read = schema.safeParse(fromJson(text));
  if (!read.success) throw unknownNumber(number);
  return read.data;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of a number that its name says all of; null when no report has it. */
async function namedMembers(
  scope: ReportScope,
  report: string,
  [part = "", ...rest]: readonly string[],
): Promise<MembersWhere | null> {
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
      if (part === "at_risk" || part === "watched") return standingMembers(scope, settings, part);
      if (part === "band" && bands.some(({ band }) => band === value))
        return standingMembers(scope, settings, { band: value });
      break;
    }
    case "win_back":
      return winBackMembers(scope, part, value);
  }
  return null;
}

async function winBackMembers(scope: ReportScope, part: string, value: string): Promise<MembersWhere | null> {
  const settings = await readSettings(scope.db);
  const { horizonDays } = settings;
  switch (part) {
    case "lost":
      return isMonth(value) ? movedBy(scope, horizonDays, { what: part, month: value }) : null;
    case "regained":
      if (value !== "" && !isMonth(value)) return null;
      return movedBy(scope, horizonDays, { what: part, month: value || null });
    case "silent":
      return lostMembers(scope, horizonDays, null);
    case "channel":
      return lostMembers(scope, horizonDays, value);
    case "targets":
      return targetMembers(scope, settings);
    case "after":
      return value === "regained" || value === "ordinary" ? followedMembers(scope, horizonDays, value) : null;
    default:
      return null;
  }
}
