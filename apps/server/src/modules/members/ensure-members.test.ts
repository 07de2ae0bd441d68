import { createTestApp, type TestApp } from "@regulars/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { EnsuringCommand } from "./ensure-members.ts";
import type { Members } from "./index.ts";

let app: TestApp;
let members: Members;
beforeAll(async () => {
  app = await createTestApp({ now: "2026-03-01T00:00:00Z" });
  members = app.modules.find((module) => module.name === "members") as Members;
});
afterAll(() => app.close());

function order(value: string, more: Partial<EnsuringCommand> = {}): EnsuringCommand {
  return {
    kind: "order",
    identity: { kind: "external", value },
    createMember: {},
    placedAt: new Date("2026-02-01T00:00:00Z"),
    ...more,
  };
}

interface Counts {
  members: number;
  identities: number;
  numbers: number;
  accounts: number;
  tiers: number;
  changes: number;
}

async function counts(): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select (select count(*) from members) as members,
      (select count(*) from member_identities where kind = 'external') as identities,
      (select count(*) from member_identities where kind = 'member_no') as numbers,
      (select count(*) from member_accounts) as accounts, (select count(*) from member_tiers) as tiers,
      (select count(*) from tier_changes where reason = 'enrolled') as changes`.execute(app.platform.db);
  const [row] = rows;
  if (!row) throw new Error("nothing was counted");
  return row;
}

test("parallel batches that name the same people in different order make each of them once, whole", async () => {
  const names = Array.from({ length: 300 }, (_, index) => `P-${index}`);
  const batches = Array.from({ length: 6 }, (_, shift) => [...names.slice(shift * 50), ...names.slice(0, shift * 50)]);
  await Promise.all(
    batches.map((batch, index) =>
      members.ensure((index % 2 === 0 ? batch : batch.toReversed()).map((name) => order(name))),
    ),
  );
  expect(await counts()).toEqual({
    members: 300,
    identities: 300,
    numbers: 300,
    accounts: 300,
    tiers: 300,
    changes: 300,
  });
  await members.ensure(names.map((name) => order(name)));
  expect((await counts()).members).toBe(300);
});

test("the earliest order of a file is the day of joining, and a stated day goes before it", async () => {
  await members.ensure([
    order("early", { placedAt: new Date("2026-02-05T00:00:00Z") }),
    order("early", { placedAt: new Date("2026-01-05T00:00:00Z") }),
    order("stated", { createMember: { joinedAt: new Date("2025-12-01T00:00:00Z") } }),
  ]);
  const { rows } = await sql<{ external_id: string; joined_at: Date }>`
    select external_id, joined_at from members where external_id in ('early', 'stated') order by 1`.execute(
    app.platform.db,
  );
  expect(rows.map((row) => row.joined_at.toISOString())).toEqual([
    "2026-01-05T00:00:00.000Z",
    "2025-12-01T00:00:00.000Z",
  ]);
});

test("a phone that somebody else has is left out, the member is made all the same", async () => {
  await members.ensure([
    order("with-phone", { createMember: { name: "一", phone: "13800138000", email: "A@b.example" } }),
    order("same-phone", { createMember: { name: "二", phone: "+86 138 0013 8000", email: "nonsense" } }),
  ]);
  const { rows } = await sql<{ name: string; phone: string | null; email: string | null }>`
    select name, phone, email from members where external_id like '%-phone' order by name`.execute(app.platform.db);
  expect(rows.filter((row) => row.phone === "+8613800138000")).toHaveLength(1);
  expect(rows.find((row) => row.name === "一")?.email).toBe("a@b.example");
  expect(rows.find((row) => row.name === "二")?.email).toBeNull();
});

test("orders of known members, guests, and those that may not make members make none", async () => {
  const before = await counts();
  const { createMember: _, ...plain } = order("not-made");
  const { identity: __, ...guest } = order("guest");
  await members.ensure([
    plain,
    guest,
    order("known", { memberId: "00000000-0000-7000-8000-000000000000" }),
    order(" "),
  ]);
  expect(await counts()).toEqual(before);
});

test("a member made by an order is found by the till under the same identity", async () => {
  await members.ensure([order("13900139000", { identity: { kind: "phone", value: "139 0013 9000" } })]);
  expect(await members.normalise({ kind: "phone", value: "139 0013 9000" })).toEqual({
    kind: "phone",
    value: "+8613900139000",
  });
  const { body } = await app.call<{ matchedBy: string }>("/v1/members/resolve", { body: { input: "13900139000" } });
  expect(body.matchedBy).toBe("phone");
});
