import type { IntegrityRun, MemberVerification } from "@regulars/contracts";
import type { Programme } from "@regulars/engine";
import { createShop, createTestApp, type Shop, type TestApp } from "@regulars/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromPublicId } from "../../../platform/ids.ts";
import type { Points } from "../index.ts";

let app: TestApp;
let shop: Shop;

beforeAll(async () => {
  app = await createTestApp({ now: "2026-03-01T04:00:00Z" });
  shop = createShop(app);
  await shop.publish({ pending: { kind: "duration", duration: "P7D" }, negative: "arrears" });
});
afterAll(() => app.close());

async function damage(memberId: string, statement: string): Promise<void> {
  await sql.raw(`${statement} where member_id = '${fromPublicId("mbr", memberId)}'`).execute(app.platform.db);
}

async function forget(memberId: string): Promise<void> {
  for (const table of ["entries", "lots", "holds", "member_accounts"]) await damage(memberId, `delete from ${table}`);
}

describe("the proof", () => {
  test("holds after many orders at once, and counts everybody", async () => {
    const member = await shop.newMember();
    await Promise.all(Array.from({ length: 20 }, () => shop.buy(member, 500)));
    await shop.refund(await shop.buy(member, 300));
    const { rows } = await sql<{ members: number; entries: number }>`
      select (select count(*) from members) as members, (select count(*) from entries) as entries`.execute(
      app.platform.db,
    );
    const [counts] = rows;
    expect(await shop.prove()).toEqual({
      ok: true,
      checked: counts?.members,
      entries: counts?.entries,
      unchained: 0,
      findings: [],
      truncated: false,
    });
  });

  test.each([
    ["an entry that was changed", "update entries set amount = amount + 1", "entries_differ_from_account"],
    ["a line left out", "update entries set balance_after = balance_after + 1", "balance_chain_broken"],
    ["a lot with more than its line gave", "update lots set remaining = remaining - 5", "lots_differ_from_pending"],
    ["points that became spendable without a line", "update lots set activated = true", "activation_differs"],
    ["a lot that nobody opened", "update lots set id = gen_random_uuid()", "lot_without_entry"],
    [
      "an account that was changed",
      "update member_accounts set state = jsonb_set(state::jsonb, '{wallets,points,available}', '7')",
      "lots_differ_from_available",
    ],
    [
      "points held by nobody",
      "update member_accounts set state = jsonb_set(state::jsonb, '{wallets,points,held}', '7')",
      "holds_differ_from_held",
    ],
    [
      "less than nothing",
      "update member_accounts set state = jsonb_set(state::jsonb, '{wallets,points,arrears}', '-1')",
      "negative_amount",
    ],
    ["a lot drawn on and not reduced", "update lots set remaining = amount", "lot_overdrawn"],
    ["a reason that was rewritten", "update entries set explanation = '{}'", "chain_changed"],
  ])("finds %s", async (name, statement, code) => {
    const member = await shop.newMember();
    const order = await shop.buy(member, 2000);
    if (code === "lot_overdrawn") await shop.refund(order, 1);
    expect((await shop.prove(member)).ok, name).toBe(true);
    await damage(member, statement);
    const report = await shop.prove(member);
    expect(report.findings.map((finding) => finding.code)).toContain(code);
    expect(report.findings.every((finding) => finding.memberId === member)).toBe(true);
    await forget(member);
  });

  test.each([
    ["a hold whose points were changed", "update holds set points = points + 1", "holds_differ_from_held"],
    ["a hold that no lot gave", "update holds set allocations = '[]'", "hold_without_lots"],
    [
      "a hold that no line tells of",
      "update entries set fact_id = gen_random_uuid() where kind = 'hold' and",
      "hold_without_entry",
    ],
    [
      "a hold that was closed in secret",
      "update holds set status = 'released', closed_at = now()",
      "holds_differ_from_held",
    ],
    ["a hold whose lots were filled up again", "update lots set remaining = amount", "lot_overdrawn"],
  ])("finds %s", async (name, statement, code) => {
    const member = await shop.newMember();
    await shop.adjust(member, 100);
    const closed = await shop.hold(member, 30);
    await shop.commit(closed, 10);
    await shop.hold(member, 40);
    expect((await shop.prove(member)).findings, name).toEqual([]);
    const id = fromPublicId("mbr", member);
    const where = statement.endsWith("and") ? "" : " where";
    await sql.raw(`${statement}${where} member_id = '${id}'`).execute(app.platform.db);
    expect((await shop.prove(member)).findings.map((finding) => finding.code)).toContain(code);
    await forget(member);
  });

  test("follows a budget through what it gave and what refunds gave back to it", async () => {
    const draft = await app.call<{ draft: { programme: Programme } }>("/v1/programme/draft");
    const [rule, ...others] = draft.body.draft.programme.rules;
    if (!rule) throw new Error("the programme has no rule");
    const budgets: Programme["budgets"] = [
      { id: "launch", name: { zh: "上线", en: "Launch" }, points: 1000, per: "total" },
    ];
    await shop.publish({}, { budgets, rules: [{ ...rule, budgets: ["launch"] }, ...others] });
    const member = await shop.newMember();
    const order = await shop.buy(member, 3000);
    await shop.buy(member, 2000);
    await shop.refund(order, 1);
    expect((await shop.prove()).findings).toEqual([]);
    const { rows } = await sql<{ used_points: number }>`select used_points from budgets`.execute(app.platform.db);
    expect(rows).toEqual([{ used_points: 35 }]);
    await sql`update budgets set used_points = 36`.execute(app.platform.db);
    expect((await shop.prove()).findings).toMatchObject([{ code: "budget_differs", expected: 35, actual: 36 }]);
    await sql`update budgets set used_points = 19`.execute(app.platform.db);
    expect((await shop.prove()).findings).toMatchObject([{ code: "budget_differs", expected: 20, actual: 19 }]);
    await forget(member);
    await sql`delete from budgets`.execute(app.platform.db);
    await shop.publish({}, { budgets: [], rules: [rule, ...others] });
  });

  test("finds a budget that gave more than its entries took", async () => {
    await sql`insert into budgets (budget_id, period, used_points) values ('spring', '2026-03', 5)`.execute(
      app.platform.db,
    );
    const { findings } = await shop.prove();
    expect(findings).toEqual([
      { memberId: null, wallet: "spring@2026-03", code: "budget_differs", expected: 0, actual: 5 },
    ]);
    await sql`delete from budgets`.execute(app.platform.db);
  });

  test("finds a sum of the liability that was changed", async () => {
    await shop.runJob("liability.fold");
    await sql`update liability_days set amount = amount + 3 where kind = 'earn'`.execute(app.platform.db);
    const { findings } = await shop.prove();
    expect(findings.map(({ code, wallet, memberId }) => ({ code, wallet, memberId }))).toEqual([
      { code: "liability_differs", wallet: "points", memberId: null },
    ]);
    await sql`update liability_days set amount = amount - 3 where kind = 'earn'`.execute(app.platform.db);
    expect((await shop.prove()).ok).toBe(true);
  });
});

describe("the chain of a member", () => {
  async function verify(member: string): Promise<MemberVerification> {
    return (await app.call<MemberVerification>(`/v1/members/${member}/verify`)).body;
  }

  async function fiveLines(): Promise<string> {
    const member = await shop.newMember();
    for (let index = 1; index <= 5; index += 1) await shop.buy(member, index * 1000);
    expect(await verify(member)).toEqual({ ok: true, entries: 5, unchained: 0, brokenAt: null });
    return member;
  }

  const seqOf = (seq: number) => `and seq = ${seq}`;
  const copied = `(bucket, member_id, id, wallet, kind, amount, balance_after, fact_kind, fact_id, explanation, programme_version, actor,
    effective_at, recorded_at, seq, hash)`;
  const copy = (seq: string, of: number) => `insert into entries ${copied}
    select bucket, member_id, overlay(id::text placing 'ffff' from 10)::uuid, wallet, kind, amount, balance_after, fact_kind, fact_id,
      explanation, programme_version, actor, effective_at, recorded_at, ${seq}, ${seq === "null" ? "null" : "hash"}
    from entries where member_id = $member and seq = ${of}`;

  test.each([
    [
      "a field that was changed",
      `update entries set actor = 'somebody' where member_id = $member ${seqOf(3)}`,
      3,
      "changed",
    ],
    [
      "a microsecond",
      `update entries set recorded_at = recorded_at + interval '1 microsecond' where member_id = $member ${seqOf(2)}`,
      2,
      "changed",
    ],
    ["a line taken out", `delete from entries where member_id = $member ${seqOf(2)}`, 2, "missing"],
    ["the last line taken out", `delete from entries where member_id = $member ${seqOf(5)}`, 5, "missing"],
    ["every line taken out", "delete from entries where member_id = $member", 1, "missing"],
    [
      "two lines that changed places",
      `update entries set seq = 7 - seq where member_id = $member and seq in (3, 4)`,
      3,
      "changed",
    ],
    ["a line put in", copy("3", 3), 3, "added"],
    ["a line put in at the end", copy("6", 5), 6, "changed"],
    ["a line put in that says it is older than the chain", copy("null", 3), 6, "added"],
    [
      "a line changed together with its hash",
      `update entries set actor = 'x', hash = sha256('x') where member_id = $member ${seqOf(5)}`,
      5,
      "changed",
    ],
  ])("shows %s", async (_, statement, seq, code) => {
    const member = await fiveLines();
    const id = fromPublicId("mbr", member);
    await sql.raw(statement.replaceAll("$member", `'${id}'`)).execute(app.platform.db);
    expect(await verify(member)).toMatchObject({ ok: false, brokenAt: { seq, code } });
    expect((await shop.prove(member)).findings.map((finding) => finding.code)).toContain(`chain_${code}`);
    await forget(member);
  });

  test("counts lines from before there were chains and goes on after them", async () => {
    const member = await shop.newMember();
    await shop.buy(member, 1000);
    await damage(member, "update entries set seq = null, hash = null");
    await damage(member, "update member_accounts set state = state::jsonb - 'chain'");
    await shop.buy(member, 2000);
    await shop.buy(member, 3000);
    expect(await verify(member)).toEqual({ ok: true, entries: 2, unchained: 1, brokenAt: null });
    expect((await shop.prove(member)).ok).toBe(true);
  });
});

describe("runs", () => {
  async function runs(): Promise<IntegrityRun[]> {
    return (await app.call<{ items: IntegrityRun[] }>("/v1/integrity/runs")).body.items;
  }

  test("every night keeps what it found", async () => {
    const points = app.modules.find((module) => module.name === "points") as Points;
    expect(points.crons).toContainEqual({ task: "integrity.nightly", pattern: "40 18 * * *" });
    await shop.runJob("integrity.nightly");
    const [latest] = await runs();
    expect(latest).toMatchObject({ trigger: "nightly", status: "finished", ok: true, percent: 100, findingCount: 0 });
    expect(latest?.checked).toBeGreaterThan(0);
  });

  test("one that was asked for runs in the background and tells of its findings; a second asking joins it", async () => {
    const member = await shop.newMember();
    await shop.buy(member, 1000);
    await damage(member, "update entries set actor = 'somebody'");
    const dry = await app.call<{ run: IntegrityRun }>("/v1/integrity/runs?dry=true", { method: "POST" });
    expect(dry.status).toBe(200);
    const before = (await runs()).length;
    const started = await app.call<{ run: IntegrityRun }>("/v1/integrity/runs", { method: "POST" });
    expect(started.status).toBe(202);
    const again = await app.call<{ run: IntegrityRun }>("/v1/integrity/runs", { method: "POST" });
    expect(again.body.run.id).toBe(started.body.run.id);
    await shop.runJob("integrity.run", { id: fromPublicId("itr", started.body.run.id) });
    const { body } = await app.call<{ run: IntegrityRun }>(`/v1/integrity/runs/${started.body.run.id}`);
    expect(body.run).toMatchObject({ status: "finished", ok: false, findingCount: 1 });
    expect(body.run.findings[0]).toMatchObject({ memberId: member, code: "chain_changed" });
    expect((await runs()).length).toBe(before + 1);
    await forget(member);
  });

  test("one that was cut off is told as stopped", async () => {
    await sql`insert into integrity_runs (id, trigger, status, started_by, started_at, seen_at)
      values ('019b0000-0000-7000-8000-000000000000', 'nightly', 'running', 'schedule', now(), now() - interval '1 hour')`.execute(
      app.platform.db,
    );
    const { body } = await app.call<{ run: IntegrityRun }>("/v1/integrity/runs/itr_019b0000000070008000000000000000");
    expect(body.run).toMatchObject({ status: "stopped", ok: null });
  });
});
