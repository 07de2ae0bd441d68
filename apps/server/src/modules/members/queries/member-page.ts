import type { Member } from "@regulars/contracts";
import {
  type AccountState,
  type CompiledProgramme,
  type MemberProfile,
  MissingLeafError,
  type TierNeed,
  type TierProgress,
  tierProgress,
  zoneOf,
} from "@regulars/engine";
import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { bucketOf, toPublicId } from "../../../platform/ids.ts";
import { maskEmail, maskPhone } from "../identity.ts";
import type { MemberDeps } from "../index.ts";
import { progressWords } from "../progress-sentence.ts";
import { type MemberRow, memberColumns } from "../store.ts";
import { type TierRow, tiersNow } from "./tiers-now.ts";

type Progress = NonNullable<Member["tiers"][number]["progress"]>;

interface PageRow extends MemberRow {
  state: AccountState;
  tiers: TierRow[];
  cards: string[];
  consents: { purpose: string; granted: boolean; text_version: string; at: string }[];
}

/** A member with tiers, progress, wallets and consents, as of now. Ways to reach the person are masked unless `reveal`. */
export async function memberPage(
  deps: Pick<MemberDeps, "clock" | "programmes" | "memberWallets">,
  db: Db | Tx,
  given: { id: string; reveal: boolean },
): Promise<Member> {
  const row = await readPage(db, given.id);
  const now = deps.clock.now();
  const { programme } = deps.programmes.active();
  const profile = profileOf(row);
  return {
    id: toPublicId("mbr", row.id),
    memberNo: row.member_no,
    externalId: row.external_id,
    name: row.name,
    phone: given.reveal ? row.phone : maskPhone(row.phone),
    email: given.reveal ? row.email : maskEmail(row.email),
    cards: row.cards,
    birthday: row.birthday,
    gender: row.gender,
    kind: row.kind,
    status: row.status,
    joinedAt: row.joined_at.toISOString(),
    source: row.source,
    attributes: row.attributes,
    tags: row.tags,
    zone: row.zone,
    stage: row.state.stage?.id ?? row.stage,
    stageSince: instantText(row.state.stage?.since ?? null) ?? row.stage_since?.toISOString() ?? null,
    tiers: tiersOf(row, programme, { profile, now }),
    wallets: await deps.memberWallets(db, { id: row.id, account: row.state }, now),
    orders: {
      count: row.state.orders.count,
      net: row.state.orders.net,
      firstAt: instantText(row.state.orders.firstAt),
      lastAt: instantText(row.state.orders.lastAt),
    },
    consents: row.consents.map((consent) => ({
      purpose: consent.purpose,
      granted: consent.granted,
      textVersion: consent.text_version,
      at: new Date(consent.at).toISOString(),
    })),
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

async function readPage(db: Db | Tx, id: string): Promise<PageRow> {
  const { rows } = await sql<PageRow>`
    select ${memberColumns}, a.state,
      coalesce((select jsonb_agg(jsonb_build_object('ladder', t.ladder, 'tier', t.tier, 'since', t.since, 'until', t.until)
          order by t.ladder) from member_tiers t where t.bucket = m.bucket and t.member_id = m.id), '[]') as tiers,
      array(select i.value from member_identities i
        where i.bucket = m.bucket and i.member_id = m.id and i.kind = 'card' order by i.created_at, i.value) as cards,
      coalesce((select jsonb_agg(c order by c.purpose) from (
        select distinct on (purpose) purpose, granted, text_version, at from member_consents mc
        where mc.bucket = m.bucket and mc.member_id = m.id order by purpose, at desc, id desc) c), '[]') as consents
    from members m join member_accounts a on a.bucket = m.bucket and a.member_id = m.id
    where m.bucket = ${bucketOf(id)} and m.id = ${id}`.execute(db);
  const row = rows[0];
  if (!row) refuse("not_found");
  return row;
}

function profileOf(row: PageRow): MemberProfile {
  return {
    id: row.id,
    joinedAt: row.joined_at.getTime(),
    birthday: row.birthday,
    gender: row.gender,
    kind: row.kind,
    zone: row.zone,
    source: row.source,
    attributes: row.attributes as MemberProfile["attributes"],
    tags: row.tags,
    consents: row.consents.filter((consent) => consent.granted).map((consent) => consent.purpose),
  };
}

function tiersOf(
  row: PageRow,
  programme: CompiledProgramme,
  given: { profile: MemberProfile; now: Date },
): Member["tiers"] {
  return tiersNow(row.tiers, row.state).map((tier) => ({
    ...tier,
    progress: progressOf({ programme, account: row.state, ladder: tier.ladder, ...given }),
  }));
}

/** What a ladder counts of a member and what is missing; null while a new version is still filling its history. */
export function progressOf(given: {
  programme: CompiledProgramme;
  account: AccountState;
  ladder: string;
  profile: MemberProfile;
  now: Date;
}): Member["tiers"][number]["progress"] {
  const { programme, account, ladder, profile, now } = given;
  try {
    const progress = tierProgress(programme, account, ladder, profile, now.getTime());
    if (!progress) return null;
    return presentProgress(programme, progress, zoneOf({ profile, zone: programme.zone }));
  } catch (error) {
    if (error instanceof MissingLeafError) return null;
    throw error;
  }
}

function presentProgress(programme: CompiledProgramme, progress: TierProgress, zone: string): Progress {
  const { metric, next, keep, grant } = progress;
  const words = progressWords(programme.programme, progress, zone);
  return {
    metric,
    next:
      next && words.next
        ? { ...needOf(next), by: instantText(next.by), unmet: words.unmet.next, sentence: words.next }
        : null,
    keep:
      keep && words.keep
        ? {
            ...needOf(keep),
            until: new Date(keep.until).toISOString(),
            unmet: words.unmet.keep,
            sentence: words.keep,
          }
        : null,
    grant: grant && words.grant ? { ...grant, until: instantText(grant.until), sentence: words.grant } : null,
    sentence: words.sentence,
  };
}

function needOf({ tier, from, missing, orPointsMissing }: TierNeed): Omit<TierNeed, "unmet" | "orPointsMissing"> & {
  orPointsMissing: number | null;
} {
  return { tier, from, missing, orPointsMissing: orPointsMissing ?? null };
}

function instantText(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
