import type { PreviewMoves } from "@regulars/contracts";
import type { Ladder, Programme } from "@regulars/engine";
import { sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import { refuse } from "../../platform/errors.ts";
import { toPublicId } from "../../platform/ids.ts";
import { soundProgramme } from "./commands/start-simulation.ts";
import { addMoves, emptyMoves, type MovedMember, type MovesTally } from "./count-moves.ts";
import type { SimulationsDeps } from "./index.ts";
import { storePlaces } from "./store.ts";
import { tierNames } from "./words.ts";
import { defaultWorkers, rangesOf, runInWorkers } from "./worker-pool.ts";

const bucketsPerPart = 8;

/** Who would change tier if the draft's ladders came into force now, and who only keeps a tier until the end of its period. Writes nothing. */
export async function previewMoves(
  deps: SimulationsDeps,
  input: { ladder?: string | undefined; locale: "zh-CN" | "en"; workers?: number },
): Promise<PreviewMoves> {
  const { db, clock, connectionString, programmes } = deps;
  const draft = soundProgramme(await programmes.from("draft"), input.locale).programme;
  const ladders = draft.ladders.filter((ladder) => input.ladder === undefined || ladder.id === input.ladder);
  if (input.ladder !== undefined && ladders.length === 0) refuse("not_found");
  const at = clock.now();
  const tally = await countAll(
    {
      connectionString,
      draft,
      ladders: ladders.map((ladder) => ladder.id),
      at: at.getTime(),
      stores: await storePlaces(db),
    },
    input.workers ?? defaultWorkers(),
  );
  const published = programmes.active().programme.programme;
  const people = await namesOf(db, tally);
  return {
    asOf: at.toISOString(),
    members: tally.members,
    ladders: ladders.map((ladder) => presentLadder(ladder, { tally, people, programmes: [draft, published] })),
  };
}

async function countAll(start: Parameters<typeof runInWorkers>[0]["start"], workers: number): Promise<MovesTally> {
  const parts = new Map<number, MovesTally>();
  await runInWorkers<MovesTally>({
    file: new URL("./moves-worker.ts", import.meta.url),
    start,
    workers,
    ranges: rangesOf(bucketsPerPart),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    async onRange(range, part) {
      parts.set(range.from, part);
    },
  });
  const whole = emptyMoves();
  for (const [, part] of [...parts].sort(([a], [b]) => a - b)) addMoves(whole, part);
  return whole;
}

type People = Map<string, { memberNo: string; name: string | null }>;

async function namesOf(db: Db, tally: MovesTally): Promise<People> {
  const found = Object.values(tally.ladders).flatMap(({ samples }) => Object.values(samples).flat());
  if (found.length === 0) return new Map();
  const { rows } = await sql<{ id: string; member_no: string; name: string | null }>`
    select m.id, m.member_no, m.name
    from unnest(${found.map((member) => member.bucket)}::smallint[], ${found.map((member) => member.id)}::uuid[]) k(bucket, id)
    join members m on m.bucket = k.bucket and m.id = k.id`.execute(db);
  return new Map(rows.map((row) => [row.id, { memberNo: row.member_no, name: row.name }]));
}

interface Shown {
  tally: MovesTally;
  people: People;
  programmes: Programme[];
}

function presentLadder(ladder: Ladder, { tally, people, programmes }: Shown): PreviewMoves["ladders"][number] {
  const found = tally.ladders[ladder.id] ?? { moves: {}, atRisk: {}, samples: {} };
  const nameOf = tierNames(programmes);
  const order = ladder.tiers.map((tier) => tier.id);
  const rows = pathsOf(found.moves);
  const gone = rows.map(({ a }) => a).filter((tier) => tier !== "" && !order.includes(tier));
  const sum = (test: (from: number, to: number) => boolean): number =>
    rows.reduce((all, { a, b, members }) => (test(order.indexOf(a), order.indexOf(b)) ? all + members : all), 0);
  return {
    ladder: ladder.id,
    name: ladder.name,
    tiers: [...order, ...new Set(gone)].map((id) => ({ id, name: nameOf(ladder.id, id) })),
    moves: rows.map(({ a, b, members }) => ({ from: a === "" ? null : a, to: b, members })),
    upgraded: sum((from, to) => to > Math.max(from, 0)),
    downgraded: sum((from, to) => to < from),
    unchanged: sum((from, to) => to === Math.max(from, 0)),
    atRisk: pathsOf(found.atRisk).map(({ a, b, members }) => ({ tier: a, reaches: b, members })),
    samples: Object.entries(found.samples)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([path, members]) => members.map((member) => presentSample(path, member, people))),
  };
}

function presentSample(path: string, { id, metric }: MovedMember, people: People) {
  const [from = "", to = ""] = path.split("|");
  const person = people.get(id);
  return {
    memberId: toPublicId("mbr", id),
    memberNo: person?.memberNo ?? null,
    name: person?.name ?? null,
    from: from === "" ? null : from,
    to,
    metric,
  };
}

function pathsOf(counts: Record<string, number>): { a: string; b: string; members: number }[] {
  return Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, members]) => {
      const [a = "", b = ""] = key.split("|");
      return { a, b, members };
    });
}
