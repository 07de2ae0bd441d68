import { compileProgramme, programmeSchema } from "@regulars/engine";
import { insertMembers } from "@regulars/server/modules/members/index.ts";
import { newId, toPublicId } from "@regulars/server/platform/ids.ts";
import type pg from "pg";
import type { BenchServer } from "./bench-server.ts";

const membersPerStatement = 1_000;
const ordersPerRequest = 1_000;
const requestsAtOnce = 3;

/** Makes members who have bought nothing yet; returns their public ids. */
export async function makeMembers(pool: pg.Pool, count: number): Promise<string[]> {
  const { rows } = await pool.query<{ version: number; document: unknown }>(
    "select version, document from programme_versions where status = 'published'",
  );
  const [published] = rows;
  if (!published) throw new Error("the server published no programme");
  const programme = compileProgramme(programmeSchema.parse(published.document), published.version);
  const ids: string[] = [];
  while (ids.length < count) {
    const page = Array.from({ length: Math.min(membersPerStatement, count - ids.length) }, () => ({
      id: newId(),
      key: null,
      joinedAt: new Date(),
    }));
    const made = await insertMembers(pool, page, {
      programme,
      version: published.version,
      upcoming: null,
      now: new Date(),
    });
    ids.push(...made.map((member) => toPublicId("mbr", member.id)));
  }
  return ids;
}

/** One call of the API that must succeed. */
export async function call<Answer>(
  server: Pick<BenchServer, "url" | "apiKey">,
  path: string,
  body: object,
): Promise<Answer> {
  const response = await fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${server.apiKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

export function orderBody(memberId: string, receipt: string): object {
  return {
    externalId: receipt,
    source: "bench",
    memberId,
    storeId: "sto_main",
    channel: "pos",
    currency: "CNY",
    placedAt: new Date().toISOString(),
    lines: [{ sku: "LATTE", name: "Latte", category: "coffee", quantity: 2, unitPrice: 3200, discount: 0 }],
  };
}

interface Sale {
  memberIds: string[];
  /** Orders of each member; every one opens a lot. */
  each: number;
  run: string;
}

/** Sells to every member, a thousand orders a request. */
export async function sellToAll(server: BenchServer, { memberIds, each, run }: Sale): Promise<void> {
  const total = memberIds.length * each;
  let next = 0;
  const seller = async (): Promise<void> => {
    while (next < total) {
      const first = next;
      next = Math.min(total, next + ordersPerRequest);
      const orders = Array.from({ length: next - first }, (_, index) => {
        const number = first + index;
        return orderBody(memberIds[number % memberIds.length] ?? "", `${run}-${number}`);
      });
      const { items } = await call<{ items: { status: number }[] }>(server, "/v1/orders/batch", { orders });
      const failed = items.find((item) => item.status !== 201);
      if (failed) throw new Error(`an order was refused: ${JSON.stringify(failed)}`);
    }
  };
  await Promise.all(Array.from({ length: requestsAtOnce }, seller));
}
