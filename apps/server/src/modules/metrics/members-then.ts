import type { CompiledProgramme } from "@regulars/engine";
import { DateTime } from "luxon";
import type { Db } from "../../platform/db.ts";
import { readSettings, rfmGroupsAt } from "../scores/index.ts";
import { isLongAgo, type Segments } from "../segments/index.ts";
import type { Dimension, MembersThen } from "./dimensions.ts";
import type { Text } from "./metric.ts";

interface Peers {
  db: Db;
  segments: Pick<Segments, "stages">;
  programme: CompiledProgramme;
  now: Date;
}

/** How members were at an instant, as far as the dimensions ask; null = as they are now, also where none of them is of members. */
export async function membersThen(
  { db, segments, programme, now }: Peers,
  dimensions: readonly Dimension[],
  at: number,
): Promise<MembersThen | null> {
  const asOf = new Date(at);
  const columns = new Set(dimensions.flatMap((dimension) => dimension.member ?? []));
  if (columns.size === 0 || !isLongAgo(asOf, now)) return null;
  return {
    at,
    day: DateTime.fromMillis(at, { zone: programme.zone }).toFormat("yyyy-MM-dd"),
    stages: columns.has("stage") ? await segments.stages(programme.stages, { asOf, paramPrefix: "g" }) : null,
    rfmGroups: columns.has("rfm_group") ? rfmGroupsAt(asOf, programme.zone, (await readSettings(db)).rfmBounds) : null,
  };
}

/** Why layers of a past period are unknown; null where they are kept. `since` = the first day that is kept. */
export function noteOf(
  { asked, compared }: { asked: MembersThen | null; compared: MembersThen | null },
  since: string | null,
): Text | null {
  const isLost = (then: MembersThen | null) => then !== null && (since === null || then.day < since);
  if (!isLost(asked) && !isLost(compared)) return null;
  const which = isLost(asked)
    ? { zh: "所选时段", en: "the period asked for" }
    : { zh: "对比时段", en: "the period compared with" };
  return since === null
    ? {
        zh: `评分层级尚未开始保存，${which.zh}的会员都归入“未知”`,
        en: `Layers by scores are not kept yet: members of ${which.en} are under Unknown`,
      }
    : {
        zh: `评分层级从 ${since} 起保存，${which.zh}结束得更早，会员都归入“未知”`,
        en: `Layers by scores are kept since ${since}; ${which.en} ended before, so its members are under Unknown`,
      };
}
