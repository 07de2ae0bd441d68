import type { LiabilityReport, Member, WalletSummary } from "@regulars/contracts";
import type { Programme } from "@regulars/engine";
import { createTestApp, type TestApp } from "@regulars/testing";
import { expect } from "vitest";
import { runJob } from "../modules/till/test-publish.ts";

export interface OrderAnswer {
  order: { id: string; netAmount: number; pointsPaidAmount: number };
  outcome: {
    entries: { id: string; kind: string; amount: number; ruleId: string | null; expiresAt: string | null }[];
    tierChanges: { from: string | null; to: string; until: string | null }[];
    wallets: { wallet: string; available: number; held: number; arrears: number }[];
  };
}

export interface Problem {
  code: string;
  errors?: { pointer: string; code: string; message: string }[];
}

/** A shop that is run over the public API alone. */
export interface Shop {
  app: TestApp;
  join(parts?: object): Promise<Member>;
  order(memberId: string, amount: number, parts?: object): Promise<OrderAnswer>;
  refund(order: OrderAnswer, parts?: object): Promise<{ outcome: OrderAnswer["outcome"] }>;
  tierOf(memberId: string): Promise<{ tier: string; until: string | null } | undefined>;
  wallet(memberId: string, asOf?: string): Promise<WalletSummary | undefined>;
  liability(): Promise<LiabilityReport>;
  /** Lets time come to an instant and books what is due. */
  goTo(instant: string): Promise<void>;
  publish(change?: (programme: Programme) => void): Promise<void>;
}

let numbers = 0;

export function fresh(): { source: string; externalId: string } {
  numbers += 1;
  return { source: "pos-01", externalId: `A-${numbers}` };
}

/** An empty install on which somebody has applied a preset and published it. */
export async function openShop(preset: string, now: string): Promise<Shop> {
  const app = await createTestApp({ now });
  const shop = shopOf(app);
  expect((await app.call(`/v1/presets/${preset}/apply`, { body: {} })).status).toBe(200);
  await shop.publish();
  return shop;
}

function shopOf(app: TestApp): Shop {
  async function made<T>(url: string, body: object): Promise<T> {
    const answer = await app.call<T>(url, { body });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body;
  }
  return {
    app,
    async join(parts = {}) {
      const { member } = await made<{ member: Member }>("/v1/members", { externalId: fresh().externalId, ...parts });
      return member;
    },
    order: (memberId, amount, parts = {}) =>
      made<OrderAnswer>("/v1/orders", {
        ...{ ...fresh(), memberId, storeId: "sto_main", channel: "pos", currency: "CNY" },
        placedAt: app.clock.now().toISOString(),
        lines: [{ sku: "LATTE", category: "coffee", quantity: 1, unitPrice: amount, discount: 0 }],
        ...parts,
      }),
    refund: ({ order }, parts = {}) =>
      made(`/v1/orders/${order.id}/refunds`, {
        ...{ externalId: fresh().externalId, refundedAt: app.clock.now().toISOString() },
        ...parts,
      }),
    async tierOf(memberId) {
      const { body } = await app.call<{ member: Member }>(`/v1/members/${memberId}`);
      return body.member.tiers[0];
    },
    async wallet(memberId, asOf) {
      const query = asOf === undefined ? "" : `?asOf=${encodeURIComponent(asOf)}`;
      const { body } = await app.call<{ items: WalletSummary[] }>(`/v1/members/${memberId}/wallets${query}`);
      return body.items[0];
    },
    liability: async () => (await app.call<LiabilityReport>("/v1/reports/liability")).body,
    async goTo(instant) {
      app.clock.set(instant);
      await runJob(app, "accounts.settle_due", {});
    },
    publish: (change) => publishDraft(app, change),
  };
}

async function publishDraft(app: TestApp, change?: (programme: Programme) => void): Promise<void> {
  const { body } = await app.call<{ draft: { programme: Programme; revision: number } }>("/v1/programme/draft");
  let { revision } = body.draft;
  if (change) {
    const programme = structuredClone(body.draft.programme);
    change(programme);
    const saved = await app.call<typeof body>("/v1/programme/draft", { method: "PUT", body: { programme, revision } });
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    revision = saved.body.draft.revision;
  }
  const published = await app.call<{ version: number }>("/v1/programme/publish", { body: { revision } });
  expect(published.status, JSON.stringify(published.body)).toBe(202);
  await runJob(app, "programme.fill", { version: published.body.version });
}
