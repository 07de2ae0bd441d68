import type { Member } from "@regulars/contracts";
import { createTestApp, type TestApp } from "@regulars/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromPublicId } from "../../platform/ids.ts";
import { withCheckDigit } from "./identity.ts";

interface MemberAnswer {
  member: Member;
}
interface ProblemAnswer {
  code: string;
  detail: string;
  errors?: { pointer: string; code: string }[];
}
interface ListAnswer {
  items: { id: string; name: string | null; phone: string | null; memberNo: string }[];
  nextCursor: string | null;
  total: number | null;
}

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

async function create(body: object): Promise<Member> {
  const answer = await app.call<MemberAnswer>("/v1/members", { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.member;
}

async function count(table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
    app.platform.db,
  );
  return rows[0]?.count ?? 0;
}

describe("a new member", () => {
  test("has a number with a check digit, an empty wallet, the first tier of each ladder and a stage", async () => {
    const member = await create({
      name: "王小明",
      phone: "138 0013 8000",
      email: "Ming@Example.com",
      externalId: "C-1",
      birthday: "1990-05-04",
      source: { channel: "store", storeId: "sto_main" },
      attributes: { size: "L", visits: 3, vip: true },
      consents: [{ purpose: "marketing", granted: true, textVersion: "2026-01" }],
      joinedAt: "2026-02-01T09:00:00+08:00",
    });
    expect(member).toMatchObject({
      name: "王小明",
      phone: "138****8000",
      email: "m***@example.com",
      externalId: "C-1",
      birthday: "1990-05-04",
      kind: "person",
      status: "active",
      joinedAt: "2026-02-01T01:00:00.000Z",
      attributes: { size: "L", visits: 3, vip: true },
      orders: { count: 0, net: 0, firstAt: null, lastAt: null },
    });
    expect(withCheckDigit(Number(member.memberNo.slice(0, -1)))).toBe(member.memberNo);
    expect(member.wallets).toMatchObject([{ wallet: "points", available: 0, pending: 0, arrears: 0, expiring: [] }]);
    expect(member.tiers).toMatchObject([{ ladder: "main", tier: "normal", since: "2026-02-01T01:00:00.000Z" }]);
    expect(member.tiers[0]?.progress?.next?.missing).toBe(100_000);
    expect(member.tiers[0]?.progress?.sentence).toEqual({
      zh: "再消费 1,000.00 元升银卡",
      en: "Spend ¥1,000.00 more to reach Silver",
    });
    expect(member.stage).not.toBeNull();
    expect(member.consents).toMatchObject([{ purpose: "marketing", granted: true, textVersion: "2026-01" }]);
    const { rows } = await sql<{ reason: string }>`select reason from tier_changes`.execute(app.platform.db);
    expect(rows).toEqual([{ reason: "enrolled" }]);
  });

  test("is found by id, by ext: and not under a made-up one", async () => {
    const byExternal = await app.call<MemberAnswer>("/v1/members/ext:C-1");
    const byId = await app.call<MemberAnswer>(`/v1/members/${byExternal.body.member.id}`);
    expect(byId.body).toEqual(byExternal.body);
    expect((await app.call("/v1/members/ext:C-2")).status).toBe(404);
    expect((await app.call(`/v1/members/mbr_${"0".repeat(32)}`)).status).toBe(404);
    expect((await app.call("/v1/members/nonsense")).status).toBe(400);
    expect((await app.call(`/v1/members/ord_${"0".repeat(32)}`)).status).toBe(404);
  });

  test("with dry is shown and not made", async () => {
    const before = await count("members");
    const { status, body } = await app.call<MemberAnswer>("/v1/members?dry=true", { body: { phone: "13900000001" } });
    expect({ status, phone: body.member.phone }).toEqual({ status: 200, phone: "139****0001" });
    expect(await count("members")).toBe(before);
  });

  test.each([
    [{ phone: "12345" }, 422, "member.identity_invalid"],
    [{ email: "nobody" }, 422, "member.identity_invalid"],
    [{ birthday: "2190-01-01" }, 422, "member.date_in_future"],
    [{ joinedAt: "2190-01-01T00:00:00Z" }, 422, "member.date_in_future"],
    [{ birthday: "1990-02-30" }, 400, "request.invalid"],
    [{ gender: "cat" }, 400, "request.invalid"],
    [{ nickname: "x" }, 400, "request.invalid"],
    [{ name: "x".repeat(201) }, 400, "request.invalid"],
    [{ attributes: { "no spaces": 1 } }, 400, "request.invalid"],
    [{ zone: "Mars/Olympus" }, 400, "request.invalid"],
  ])("%j is refused and leaves nothing", async (body, status, code) => {
    const before = [await count("members"), await count("member_identities"), await count("member_accounts")];
    const answer = await app.call<ProblemAnswer>("/v1/members", { body });
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    expect([await count("members"), await count("member_identities"), await count("member_accounts")]).toEqual(before);
  });
});

describe("an identity has one owner", () => {
  test("two members claiming one phone at once: one gets it, the other is told the kind and never the owner", async () => {
    const owner = await count("members");
    const answers = await Promise.all(
      ["+8613700000001", "13700000001", "137-0000-0001", "１３７００００0001"].map((phone) =>
        app.call<MemberAnswer & ProblemAnswer>("/v1/members", { body: { name: `想要 ${phone}`, phone } }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409]);
    const refusal = answers.find((answer) => answer.status === 409);
    expect(refusal?.body).toMatchObject({ code: "member.identity_taken", detail: expect.stringContaining("phone") });
    expect(JSON.stringify(refusal?.body)).not.toMatch(/mbr_|想要|13700000001/);
    expect(await count("members")).toBe(owner + 1);
  });

  test("fifty members made at the same moment have fifty numbers", async () => {
    const made = await Promise.all(
      Array.from({ length: 50 }, (_, index) => create({ phone: `+86150${String(index).padStart(8, "0")}` })),
    );
    expect(new Set(made.map((member) => member.memberNo)).size).toBe(50);
    expect(new Set(made.map((member) => member.id)).size).toBe(50);
  });

  test("two members changing to one e-mail at once: one gets it", async () => {
    const [a, b] = [await create({ name: "a" }), await create({ name: "b" })];
    const answers = await Promise.all(
      [a, b].map((member) =>
        app.call<ProblemAnswer>(`/v1/members/${member.id}`, { method: "PATCH", body: { email: "one@example.com" } }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });

  test("two members exchanging their phones at once leave each phone with one owner", async () => {
    const [a, b] = [await create({ phone: "13600000001" }), await create({ phone: "13600000002" })];
    const change = (id: string, phone: string) =>
      app.call<ProblemAnswer>(`/v1/members/${id}`, { method: "PATCH", body: { phone } });
    const answers = await Promise.all([change(a.id, "13600000002"), change(b.id, "13600000001")]);
    for (const answer of answers) expect([200, 409]).toContain(answer.status);
    const { rows } = await sql<{ value: string; phone: string }>`
      select i.value, m.phone from member_identities i join members m on m.id = i.member_id
      where i.kind = 'phone' and i.value like '+861360000000%'`.execute(app.platform.db);
    expect(rows.every((row) => row.value === row.phone)).toBe(true);
  });

  test("a phone that was given up can be claimed by somebody else", async () => {
    const first = await create({ phone: "13500000001" });
    await app.call(`/v1/members/${first.id}`, { method: "PATCH", body: { phone: null } });
    expect((await create({ phone: "13500000001" })).phone).toBe("135****0001");
  });

  test("external ids differ by case, e-mails do not", async () => {
    await create({ externalId: "Case", email: "case@example.com" });
    await create({ externalId: "case" });
    const clash = await app.call<ProblemAnswer>("/v1/members", { body: { email: "CASE@example.com" } });
    expect(clash.status).toBe(409);
  });

  test("adding one's own card twice changes nothing, another one's is refused", async () => {
    const [a, b] = [await create({}), await create({})];
    const add = (id: string) =>
      app.call<MemberAnswer>(`/v1/members/${id}/identities`, { body: { kind: "card", value: "6200 0001" } });
    expect((await add(a.id)).status).toBe(201);
    expect((await add(a.id)).body.member.cards).toEqual(["62000001"]);
    expect((await add(b.id)).status).toBe(409);
  });
});

describe("changing a member", () => {
  test("absent leaves, null clears, attributes merge", async () => {
    const member = await create({ name: "before", birthday: "1980-01-01", attributes: { a: 1, b: 2 }, tags: ["x"] });
    const changed = await app.call<MemberAnswer>(`/v1/members/${member.id}`, {
      method: "PATCH",
      body: { birthday: null, attributes: { b: null, c: 3 }, tags: ["y", "y"] },
    });
    expect(changed.body.member).toMatchObject({
      name: "before",
      birthday: null,
      attributes: { a: 1, c: 3 },
      tags: ["y"],
      version: member.version + 1,
    });
  });

  test("is logged with masked numbers and told to others", async () => {
    const member = await create({ phone: "13400000001" });
    await app.call(`/v1/members/${member.id}`, { method: "PATCH", body: { phone: "13400000002", name: "neu" } });
    const { rows } = await sql<{ action: string; after: unknown }>`
      select action, after from audit_log where target = ${member.id} order by id`.execute(app.platform.db);
    expect(rows.map((row) => row.action)).toEqual(["member.created", "member.changed"]);
    expect(rows[1]?.after).toEqual({ phone: "134****0002", name: null });
    const told = await sql<{ topic: string }>`
      select topic from outbox where key = ${fromPublicId("mbr", member.id)} order by id`.execute(app.platform.db);
    expect(told.rows.map((row) => row.topic)).toEqual(["member.created", "member.updated"]);
  });

  test("a merged member leads to the one it was merged into and takes no changes itself", async () => {
    const [from, into] = [await create({ name: "from" }), await create({ name: "into" })];
    await sql`update members set status = 'merged', merged_into = ${fromPublicId("mbr", into.id)}
      where id = ${fromPublicId("mbr", from.id)}`.execute(app.platform.db);
    expect((await app.call<MemberAnswer>(`/v1/members/${from.id}`)).body.member.id).toBe(into.id);
    const changed = await app.call<MemberAnswer>(`/v1/members/${from.id}`, { method: "PATCH", body: { name: "both" } });
    expect(changed.body.member).toMatchObject({ id: into.id, name: "both" });
  });
});

describe("who is it", () => {
  test.each([
    ["13300000001", "phone"],
    ["+86 133 0000 0001", "phone"],
    ["WHO@example.com", "email"],
    ["who-1", "external"],
    ["8800-1", "card"],
  ])("%s is resolved by %s", async (input, matchedBy) => {
    if (input === "13300000001") {
      const made = await create({
        name: "谁",
        phone: input,
        email: "who@example.com",
        externalId: "who-1",
        card: "88001",
      });
      const byNumber = await app.call<MemberAnswer & { matchedBy: string }>("/v1/members/resolve", {
        body: { input: made.memberNo },
      });
      expect(byNumber.body.matchedBy).toBe("member_no");
    }
    const { status, body } = await app.call<MemberAnswer & { matchedBy: string; usableCoupons: unknown[] }>(
      "/v1/members/resolve",
      { body: { input } },
    );
    expect({ status, name: body.member.name, by: body.matchedBy, coupons: body.usableCoupons }).toEqual({
      status: 200,
      name: "谁",
      by: matchedBy,
      coupons: [],
    });
  });

  test("a rotating code works until it expires", async () => {
    const member = await create({ name: "code" });
    const { body: shown } = await app.call<{ code: string; expiresAt: string }>(`/v1/members/${member.id}/code`);
    const resolve = () =>
      app.call<MemberAnswer & ProblemAnswer & { matchedBy: string }>("/v1/members/resolve", {
        body: { input: shown.code },
      });
    expect((await resolve()).body).toMatchObject({ matchedBy: "member_code", member: { id: member.id } });
    app.clock.advance(91_000);
    expect(await resolve()).toMatchObject({ status: 422, body: { code: "member.code_expired" } });
  });

  test("nobody is not found, and one member's card that is another's phone is not guessed", async () => {
    expect((await app.call("/v1/members/resolve", { body: { input: "nobody" } })).status).toBe(404);
    await create({ phone: "13200000001" });
    await create({ card: "13200000001" });
    const answer = await app.call<ProblemAnswer>("/v1/members/resolve", { body: { input: "13200000001" } });
    expect(answer).toMatchObject({ status: 409, body: { code: "member.ambiguous" } });
  });
});

describe("phones and e-mails stay masked", () => {
  test("in every answer unless revealed with a reason and the permission, which is logged", async () => {
    const member = await create({ phone: "13100000001", email: "secret@example.com", externalId: "masked" });
    const hidden = [
      await app.call("/v1/members"),
      await app.call(`/v1/members/${member.id}`),
      await app.call("/v1/members/resolve", { body: { input: "13100000001" } }),
      await app.call(`/v1/members/${member.id}`, { method: "PATCH", body: { name: "m" } }),
      await app.call(`/v1/members/${member.id}/timeline`),
    ];
    for (const answer of hidden) expect(JSON.stringify(answer.body)).not.toMatch(/13100000001|secret@/);

    const url = `/v1/members/${member.id}?reveal=callback`;
    const authorization = `Bearer ${await app.keyWith(["members:read"])}`;
    expect((await app.call(url, { headers: { authorization } })).status).toBe(403);
    const shown = await app.call<MemberAnswer>(url);
    expect(shown.body.member).toMatchObject({ phone: "+8613100000001", email: "secret@example.com" });
    const { rows } = await sql<{ reason: string }>`
      select reason from audit_log where target = ${member.id} and action = 'member.revealed'`.execute(app.platform.db);
    expect(rows).toEqual([{ reason: "callback" }]);
  });
});

describe("the list", () => {
  test("pages through everybody once, in a stable order, while members join", async () => {
    const before = await count("members");
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { body: ListAnswer } = await app.call<ListAnswer>(
        `/v1/members?limit=7${cursor ? `&cursor=${cursor}` : ""}`,
      );
      seen.push(...page.body.items.map((item) => item.id));
      cursor = page.body.nextCursor;
      if (seen.length === 14) await create({ name: "late" });
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    const { rows } = await sql<{ merged: number }>`
      select count(*) as merged from members where status = 'merged'`.execute(app.platform.db);
    expect(seen.length).toBe(before - (rows[0]?.merged ?? 0));
  });

  test("finds by name, end of phone, number, card and external id, and by filters", async () => {
    const member = await create({
      name: "欧阳娜娜 Nana",
      phone: "18812345678",
      externalId: "find-me",
      card: "CARD77",
      tags: ["findable"],
      source: { channel: "web", storeId: "sto_find" },
    });
    const find = async (query: string) => (await app.call<ListAnswer>(`/v1/members?${query}`)).body.items;
    for (const query of [
      "query=欧",
      "query=阳娜",
      "query=nana",
      "query=5678",
      "query=18812345678",
      `query=${member.memberNo}`,
      "query=CARD77",
      "query=find-me",
      "phoneTail=5678",
      "tag=findable",
      "storeId=sto_find",
      "query=欧阳&tier=main:normal&status=active",
    ]) {
      expect(
        (await find(query)).map((item) => item.id),
        query,
      ).toEqual([member.id]);
    }
    for (const query of ["query=100%25", "query=_", "tier=main:gold", "phoneTail=99999", "stage=nothing", "tag=no"]) {
      expect(await find(query), query).toEqual([]);
    }
    expect((await app.call("/v1/members?tier=gold")).status).toBe(400);
    expect((await app.call("/v1/members?cursor=zzz")).status).toBe(400);
  });

  test("tells how many there are on its first page", async () => {
    const first = await app.call<ListAnswer>("/v1/members?limit=1");
    const { rows } = await sql<{ n: number }>`select count(*) as n from members where status <> 'merged'`.execute(
      app.platform.db,
    );
    expect(first.body.total).toBe(rows[0]?.n);
    const second = await app.call<ListAnswer>(`/v1/members?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body.total).toBeNull();
  });
});

test("reading and writing members are separate permissions", async () => {
  const id = (await create({})).id;
  const authorization = `Bearer ${await app.keyWith(["members:read"])}`;
  const headers = { authorization };
  expect((await app.call("/v1/members", { body: {}, headers })).status).toBe(403);
  expect((await app.call(`/v1/members/${id}`, { method: "PATCH", body: {}, headers })).status).toBe(403);
  expect((await app.call(`/v1/members/${id}/identities`, { body: { kind: "card", value: "1" }, headers })).status).toBe(
    403,
  );
  expect((await app.call(`/v1/members/${id}`, { headers })).status).toBe(200);
  expect((await app.call(`/v1/members/${id}`, { headers: { authorization: "Bearer nonsense" } })).status).toBe(401);
});
