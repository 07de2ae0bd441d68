import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publish, runJob } from "./test-publish.ts";

const text = (word: string) => ({ zh: word, en: word });

let app: TestApp;
let next = "";
beforeAll(async () => {
  app = await createTestApp({ now: "2026-06-01T04:00:00Z" });
  const version = await publish(app, (programme) => {
    programme.wallets.push({ id: "upgrade", name: text("voucher"), unit: text("vouchers") });
    const [ladder] = programme.ladders;
    next = ladder?.tiers[1]?.id ?? "";
    const target = { ladder: ladder?.id ?? "", tier: "next", duration: "P30D" };
    programme.tierOffers = [
      { id: "voucher", name: text("upgrade"), kind: "voucher", wallet: "upgrade", points: 1, ...target },
      { id: "dear", name: text("dear"), wallet: "points", points: 1_000_000, ...target },
    ];
  });
  await runJob(app, "programme.fill", { version });
});
afterAll(() => app.close());

interface Redeemed {
  grant: { id: string; memberId: string; offer: string; tier: string; until: string; kind: string };
  outcome: { entries: { id: string; kind: string; amount: number; text: string }[]; tierChanges: { to: string }[] };
}

interface Offers {
  items: {
    id: string;
    words: { en: string };
    gives: { tier: string; until: string } | null;
    refusal: { code: string; title: string; detail: string } | null;
  }[];
}

async function memberWithVoucher(): Promise<string> {
  const { body } = await app.call<{ member: { id: string } }>("/v1/members", { body: { name: "Wang" } });
  const given = { memberId: body.member.id, wallet: "upgrade", points: 1, reason: "test", source: "test" };
  const gift = await app.call("/v1/points/adjust", { body: { ...given, externalId: `gift-${body.member.id}` } });
  expect(gift.status).toBe(201);
  return body.member.id;
}

test("offers say what a member would get, or why they cannot be used; using one is answered alike when it is told again", async () => {
  const id = await memberWithVoucher();
  const until = "2026-07-01T16:00:00.000Z";
  const before = await app.call<Offers>(`/v1/members/${id}/tiers/offers`);
  expect(before.body.items).toMatchObject([
    { id: "voucher", gives: { tier: next, until }, refusal: null },
    { id: "dear", gives: null, refusal: { code: "points.insufficient_balance" } },
  ]);
  expect(before.body.items[0]?.words.en).toContain("one tier up");
  const url = `/v1/members/${id}/tiers/redeem`;
  const body = { offer: "voucher", source: "test", externalId: `use-${id}` };
  const tried = await app.call<Redeemed>(`${url}?dry=true`, { body });
  expect([tried.status, tried.body.grant.tier]).toEqual([200, next]);
  const first = await app.call<Redeemed>(url, { body });
  expect(first.status).toBe(201);
  expect(first.body.grant).toMatchObject({ memberId: id, offer: "voucher", tier: next, until, kind: "voucher" });
  expect(first.body.outcome).toMatchObject({ entries: [{ kind: "spend", amount: -1 }], tierChanges: [{ to: next }] });
  const again = await app.call<Redeemed>(url, { body });
  expect(again.status).toBe(200);
  expect(again.body).toEqual(first.body);
  const after = await app.call<Offers>(`/v1/members/${id}/tiers/offers`);
  expect(after.body.items[0]).toMatchObject({ gives: null, refusal: { code: "points.insufficient_balance" } });
  const unknown = await app.call<{ code: string }>(url, { body: { ...body, offer: "other", externalId: `x-${id}` } });
  expect([unknown.status, unknown.body.code]).toEqual([422, "tier.unknown_offer"]);
});
