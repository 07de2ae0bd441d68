import type { Household, Member, Problem, TimelineItem } from "@regulars/contracts";
import { createShop, createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fromPublicId } from "../../platform/ids.ts";
import type { Households } from "./index.ts";

let app: TestApp;
let ann: string;
let ben: string;
let cid: string;

beforeAll(async () => {
  app = await createTestApp({ now: "2026-03-01T04:00:00Z" });
});
afterAll(() => app.close());
beforeEach(async () => {
  [ann, ben, cid] = [await newMember(), await newMember(), await newMember()];
});

async function newMember(): Promise<string> {
  const { body } = await app.call<{ member: Member }>("/v1/members", { body: { joinedAt: "2026-01-01T00:00:00Z" } });
  return body.member.id;
}

async function make(ownerId: string, memberIds: string[] = []): Promise<Household> {
  const { body, status } = await app.call<{ household: Household }>("/v1/households", {
    body: { name: "王家", ownerId, memberIds },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.household;
}

function leave(household: string, member: string) {
  return app.call<{ household: Household | null }>(`/v1/households/${household}/members/${member}`, {
    method: "DELETE",
  });
}

function join(household: string, memberId: string) {
  return app.call<{ household: Household } & Problem>(`/v1/households/${household}/members`, { body: { memberId } });
}

function membersOf(household: Household | null | undefined): string[] {
  return (household?.members ?? []).map(({ memberId }) => memberId).sort();
}

describe("a household", () => {
  test("is made, joined, renamed and found by any of its members", async () => {
    const made = await make(ann, [ben, ann]);
    expect(membersOf(made)).toEqual([ann, ben].sort());
    expect(made.members.find(({ isOwner }) => isOwner)?.memberId).toBe(ann);
    expect(membersOf((await join(made.id, cid)).body.household)).toEqual([ann, ben, cid].sort());
    const changed = await app.call<{ household: Household }>(`/v1/households/${made.id}`, {
      method: "PATCH",
      body: { name: "李家", ownerId: cid },
    });
    expect(changed.body.household).toMatchObject({ name: "李家", ownerId: cid });
    const found = await app.call<{ household: Household }>(`/v1/members/${ben}/household`);
    expect(found.body.household).toEqual(changed.body.household);
    const listed = await app.call<{ items: Household[] }>("/v1/households?query=李&limit=1");
    expect(listed.body.items.map(({ id }) => id)).toEqual([made.id]);
  });

  test("is one at a time", async () => {
    const first = await make(ann, [ben]);
    const second = await make(cid);
    const refused = await join(second.id, ben);
    expect([refused.status, refused.body.code]).toEqual([409, "household.already_member"]);
    const whole = await app.call<Problem>("/v1/households", {
      body: { name: "x", ownerId: await newMember(), memberIds: [ann] },
    });
    expect([whole.status, whole.body.code]).toEqual([409, "household.already_member"]);
    await leave(first.id, ben);
    expect((await join(second.id, ben)).status).toBe(200);
  });

  test("of twenty who join two households at once each is in exactly one", async () => {
    const [first, second] = [await make(ann), await make(ben)];
    const crowd = await Promise.all(Array.from({ length: 20 }, newMember));
    const answers = await Promise.all(crowd.flatMap((member) => [join(first.id, member), join(second.id, member)]));
    expect(answers.filter(({ status }) => status === 200).length).toBe(20);
    const sizes = await Promise.all(
      [first, second].map(async ({ id }) => {
        const { body } = await app.call<{ household: Household }>(`/v1/households/${id}`);
        return body.household.members.length;
      }),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(22);
  });

  test("of thirty who join at once takes as many as it may have", async () => {
    const { id } = await make(ann);
    const crowd = await Promise.all(Array.from({ length: 30 }, newMember));
    const answers = await Promise.all(crowd.map((member) => join(id, member)));
    expect(answers.filter(({ status }) => status === 200).length).toBe(19);
    expect(answers.filter(({ status }) => status !== 200).every(({ body }) => body.code === "household.full")).toBe(
      true,
    );
  });

  test("passes to who is in it longest when the owner leaves, and goes with the last", async () => {
    const { id } = await make(ann, [ben]);
    app.clock.advance(1000);
    await join(id, cid);
    expect((await leave(id, ann)).body.household?.ownerId).toBe(ben);
    expect((await leave(id, ann)).status).toBe(422);
    await leave(id, ben);
    expect((await leave(id, cid)).body.household).toBeNull();
    expect((await app.call(`/v1/households/${id}`)).status).toBe(404);
    expect((await app.call<{ household: null }>(`/v1/members/${cid}/household`)).body.household).toBeNull();
  });

  test("is told in its members' timelines", async () => {
    const { id } = await make(ann, [ben]);
    app.clock.advance(1000);
    await leave(id, ben);
    const { body } = await app.call<{ items: TimelineItem[] }>(`/v1/members/${ben}/timeline?types=member`);
    const titles = body.items.map(({ title }) => title.en);
    expect(titles).toContain("Joined a household");
    expect(titles).toContain("Left a household");
  });

  test("refuses strangers, members who are not active, and writes nothing when it is only asked", async () => {
    await app.call(`/v1/members/${ben}`, { method: "PATCH", body: { status: "frozen" } });
    const frozen = await app.call<Problem>("/v1/households", { body: { name: "x", ownerId: ann, memberIds: [ben] } });
    expect(frozen.body.code).toBe("member.not_active");
    const stranger = await app.call<Problem>("/v1/households", {
      body: { name: "x", ownerId: `mbr_${"0".repeat(32)}` },
    });
    expect(stranger.body.code).toBe("member.not_found");
    const dry = await app.call("/v1/households?dry=true", { body: { name: "x", ownerId: ann } });
    expect(dry.status).toBe(200);
    expect((await app.call<{ household: null }>(`/v1/members/${ann}/household`)).body.household).toBeNull();
  });
});

test("what members can pay with together is told, and who leaves takes along what is theirs", async () => {
  const shop = createShop(app);
  await shop.publish({ pooling: "household" });
  const { id } = await make(ann, [ben]);
  await shop.adjust(ann, 100);
  await shop.adjust(ben, 50);
  const together = async () =>
    (
      await app.call<{ wallets: { available: number; shares: { memberId: string; available: number }[] }[] }>(
        `/v1/households/${id}`,
      )
    ).body.wallets;
  expect((await together())[0]).toMatchObject({ wallet: "points", available: 150 });
  await shop.hold(ann, 120);
  expect((await together())[0]).toMatchObject({ available: 30 });
  await leave(id, ben);
  expect((await together())[0]?.shares).toEqual([{ memberId: ann, available: 0 }]);
  const { body } = await app.call<{ items: { available: number }[] }>(`/v1/members/${ben}/wallets`);
  expect(body.items[0]?.available).toBe(30);
  expect((await shop.prove()).findings).toEqual([]);
});

test("the till hears of the other active members only", async () => {
  await make(ann, [ben, cid]);
  await app.call(`/v1/members/${cid}`, { method: "PATCH", body: { status: "frozen" } });
  const households = app.modules.find((module) => module.name === "households") as Households;
  const alone = await newMember();
  const ids = [ann, ben, alone].map((id) => fromPublicId("mbr", id));
  const client = await app.platform.pool.connect();
  const others = await households.membersOf(client, ids);
  client.release();
  expect(Object.fromEntries(others)).toEqual({ [ids[0] ?? ""]: [ids[1]], [ids[1] ?? ""]: [ids[0]] });
});
