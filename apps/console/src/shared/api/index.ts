import { demo } from "./demo.ts";
import { households } from "./households.ts";
import { imports } from "./imports.ts";
import { insights } from "./insights.ts";
import { members } from "./members.ts";
import { movements } from "./movements.ts";
import { orders } from "./orders.ts";
import { programme } from "./programme.ts";
import { reports } from "./reports.ts";
import { session } from "./session.ts";
import { settings } from "./settings.ts";

/** Every call the console makes. */
export const api = {
  session,
  members,
  households,
  orders,
  movements,
  programme,
  insights,
  reports,
  imports,
  settings,
  demo,
};

export { ApiError, randomKey } from "./http.ts";
