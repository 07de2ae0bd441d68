import { rows, type TillClient } from "./sql.ts";
import type { MemberWork } from "./till-records.ts";

const upsertTiersStatement = {
  name: "till_upsert_member_tiers",
  text: `insert into member_tiers (bucket, member_id, ladder, tier, since, until)
    select * from unnest($1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
    on conflict (bucket, member_id, ladder) do update
      set tier = excluded.tier, since = excluded.since, until = excluded.until, txid = excluded.txid`,
};
const insertTierChangesStatement = {
  name: "till_insert_tier_changes",
  text: `insert into tier_changes (bucket, member_id, id, ladder, from_tier, to_tier, since, until, reason, explanation, fact_kind, fact_id,
      programme_version, recorded_at, demo)
    select * from unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[],
      $9::text[], $10::jsonb[], $11::text[], $12::uuid[], $13::int[], $14::timestamptz[], $15::boolean[])`,
};
const publishTierChangesStatement = {
  name: "till_publish_tier_changes",
  text: "insert into outbox (topic, key, payload) select 'tier.changed', * from unnest($1::text[], $2::jsonb[])",
};

/** Tier changes, the tiers that now hold, and the events that tell of them. */
export async function writeTierChanges(client: TillClient, members: MemberWork[], version: number): Promise<void> {
  const changes = members.flatMap((member) => member.tierChanges.map((change) => ({ member, ...change })));
  if (changes.length === 0) return;
  const current = new Map<string, { member: MemberWork; ladder: string }>();
  for (const { member, record } of changes)
    current.set(`${member.id} ${record.ladder}`, { member, ladder: record.ladder });
  const held = [...current.values()].flatMap(({ member, ladder }) => {
    const tier = member.account.tiers[ladder];
    return tier ? [{ member, ladder, tier }] : [];
  });
  await rows(client, upsertTiersStatement, [
    held.map(({ member }) => member.bucket),
    held.map(({ member }) => member.id),
    held.map(({ ladder }) => ladder),
    held.map(({ tier }) => tier.tier),
    held.map(({ tier }) => new Date(tier.since).toISOString()),
    held.map(({ tier }) => (tier.until === null ? null : new Date(tier.until).toISOString())),
  ]);
  await rows(client, insertTierChangesStatement, [
    changes.map(({ member }) => member.bucket),
    changes.map(({ member }) => member.id),
    changes.map(({ record }) => record.id),
    changes.map(({ record }) => record.ladder),
    changes.map(({ record }) => record.from),
    changes.map(({ record }) => record.to),
    changes.map(({ record }) => new Date(record.since).toISOString()),
    changes.map(({ record }) => (record.until === null ? null : new Date(record.until).toISOString())),
    changes.map(({ record }) => record.reason),
    changes.map(({ record }) => JSON.stringify(record.explanation)),
    changes.map(({ factKind }) => factKind),
    changes.map(({ factId }) => factId),
    changes.map(() => version),
    changes.map(({ recordedAt }) => recordedAt.toISOString()),
    changes.map(({ member }) => member.demo),
  ]);
  await rows(client, publishTierChangesStatement, [
    changes.map(({ member }) => member.id),
    changes.map(({ member, record }) =>
      JSON.stringify({
        memberId: member.id,
        ladder: record.ladder,
        from: record.from,
        to: record.to,
        reason: record.reason,
      }),
    ),
  ]);
}

const publishTierNoticesStatement = {
  name: "till_publish_tier_notices",
  text: "insert into outbox (topic, key, payload) select 'tier.ending', * from unnest($1::text[], $2::jsonb[])",
};

/** Tells of tiers that will be lost at the end of their period. */
export async function publishTierNotices(client: TillClient, members: MemberWork[]): Promise<void> {
  const notices = members.flatMap((member) => member.tierNotices.map((notice) => ({ member, notice })));
  if (notices.length === 0) return;
  await rows(client, publishTierNoticesStatement, [
    notices.map(({ member }) => member.id),
    notices.map(({ member, notice }) =>
      JSON.stringify({ memberId: member.id, ...notice, until: new Date(notice.until).toISOString() }),
    ),
  ]);
}
