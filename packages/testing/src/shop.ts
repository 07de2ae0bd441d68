import type { IntegrityReport, Member } from "@regulars/contracts";
import type { Programme } from "@regulars/engine";
import type { Programmes } from "@regulars/server/modules/programmes/index.ts";
import type { TestApp } from "./app.ts";

interface OrderAnswer {
  order: { id: string; lines: { lineNo: number }[] };
}

interface Sale {
  redeem?: { wallet: string; points: number }[];
  /** Absent = now. */
  at?: string;
}

/** A shop that sells through the real API; every receipt has a number of its own. */
export function createShop(app: TestApp) {
  let receipts = 0;

  async function must<T>(status: number, url: string, body: object): Promise<T> {
    const answer = await app.call<T>(url, { body });
    if (answer.status !== status) throw new Error(`${url} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  return {
    /** Puts a programme in force whose first wallet is changed so; `programme` changes the rest. */
    async publish(wallet: object, programme: Partial<Programme> = {}): Promise<void> {
      const programmes = app.modules.find((module) => module.name === "programmes") as Programmes;
      const { body } = await app.call<{ draft: { programme: Programme; revision: number } }>("/v1/programme/draft");
      const [first, ...others] = body.draft.programme.wallets;
      const wallets = [{ ...first, ...wallet }, ...others];
      const saved = await app.call<{ draft: { revision: number } }>("/v1/programme/draft", {
        method: "PUT",
        body: { programme: { ...body.draft.programme, wallets, ...programme }, revision: body.draft.revision },
      });
      if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
      const { version } = await must<{ version: number }>(202, "/v1/programme/publish", {
        revision: saved.body.draft.revision,
      });
      await app.platform.db.transaction().execute((tx) => programmes.commands.activate(tx, version));
      await programmes.load();
    },

    async newMember(): Promise<string> {
      const { member } = await must<{ member: Member }>(201, "/v1/members", { joinedAt: "2026-01-01T00:00:00Z" });
      return member.id;
    },

    /** One line of two pieces; the order's id. */
    async buy(memberId: string, amount: number, { redeem = [], at }: Sale = {}): Promise<string> {
      receipts += 1;
      const { order } = await must<OrderAnswer>(201, "/v1/orders", {
        externalId: `R-${receipts}`,
        source: "test",
        memberId,
        currency: "CNY",
        placedAt: at ?? app.clock.now().toISOString(),
        lines: [{ sku: "A", name: "拿铁", quantity: 2, unitPrice: amount / 2 }],
        redeem,
      });
      return order.id;
    },

    async refund(orderId: string, quantity?: number): Promise<void> {
      receipts += 1;
      const lines = quantity === undefined ? {} : { lines: [{ lineNo: 1, quantity }] };
      const refundedAt = app.clock.now().toISOString();
      await must(201, `/v1/orders/${orderId}/refunds`, { externalId: `F-${receipts}`, refundedAt, ...lines });
    },

    async adjust(memberId: string, points: number, wallet = "points"): Promise<void> {
      receipts += 1;
      const key = { source: "test", externalId: `A-${receipts}`, reason: "for the test" };
      await must(201, "/v1/points/adjust", { memberId, wallet, points, ...key });
    },

    async hold(memberId: string, points: number, ttlSeconds = 3600): Promise<string> {
      const wish = { memberId, wallet: "points", points, ttlSeconds, reference: "table 7" };
      return (await must<{ hold: { id: string } }>(201, "/v1/holds", wish)).hold.id;
    },

    /** All of the hold, or a part. */
    async commit(hold: string, points?: number): Promise<void> {
      await must(200, `/v1/holds/${hold}/commit`, points === undefined ? {} : { points });
    },

    async release(hold: string): Promise<void> {
      await must(200, `/v1/holds/${hold}/release`, {});
    },

    async transfer(fromMemberId: string, toMemberId: string, points: number): Promise<void> {
      receipts += 1;
      const key = { source: "test", externalId: `T-${receipts}` };
      await must(201, "/v1/points/transfer", { fromMemberId, toMemberId, wallet: "points", points, ...key });
    },

    async reverse(entryId: string): Promise<void> {
      await must(201, `/v1/entries/${entryId}/reverse`, { reason: "a mistake" });
    },

    async event(memberId: string, type: string): Promise<void> {
      receipts += 1;
      const at = app.clock.now().toISOString();
      await must(201, "/v1/events", { externalId: `E-${receipts}`, source: "test", type, memberId, at });
    },

    /** Runs a job of some module as the worker would. */
    async runJob(task: string, payload: object = {}): Promise<void> {
      const job = app.modules.map((module) => module.jobs?.[task]).find((handler) => handler !== undefined);
      if (!job) throw new Error(`no module has the job ${task}`);
      await job(payload, { logger: app.platform.logger, signal: new AbortController().signal });
    },

    async prove(memberId?: string): Promise<IntegrityReport> {
      const query = memberId === undefined ? "" : `?memberId=${memberId}`;
      return (await app.call<IntegrityReport>(`/v1/integrity${query}`)).body;
    },
  };
}

export type Shop = ReturnType<typeof createShop>;
