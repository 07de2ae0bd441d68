import type { Problem } from "@regulars/contracts";
import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pruneRequestKeys } from "./idempotency.ts";

interface Invited {
  invitation: { id: string };
  link: string;
}

let t: TestApp;
beforeAll(async () => {
  t = await createTestApp();
});
afterAll(() => t.close());

function invite(key: string, body: object = { role: "clerk" }, headers: Record<string, string> = {}) {
  return t.call<Invited & Problem>("/v1/staff", { body, headers: { "idempotency-key": key, ...headers } });
}

async function invitations(): Promise<number> {
  const { rows } = await t.platform.pool.query<{ count: number }>("select count(*) from staff_invitations");
  return rows[0]?.count ?? 0;
}

describe("Idempotency-Key", () => {
  test("a repeated request gets the first answer and does nothing", async () => {
    const first = await invite("once-1");
    const before = await invitations();
    const again = await invite("once-1");
    expect(first.status).toBe(201);
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect(first.headers["idempotency-replayed"]).toBeUndefined();
    expect(await invitations()).toBe(before);
  });

  test("the same key with another body is refused", async () => {
    await invite("reused-1");
    const other = await invite("reused-1", { role: "analyst" });
    expect([other.status, other.body.code]).toEqual([409, "idempotency.key_reused"]);
  });

  test("twenty requests at once with one key do the work once and all get its answer", async () => {
    const before = await invitations();
    const answers = await Promise.all(Array.from({ length: 20 }, () => invite("parallel-1")));
    expect(await invitations()).toBe(before + 1);
    expect(new Set(answers.map((answer) => answer.body.invitation.id)).size).toBe(1);
    expect(answers.filter((answer) => answer.headers["idempotency-replayed"] !== "true")).toHaveLength(1);
  });

  test("keys of different callers never meet", async () => {
    const other = await t.keyWith(["staff:write"]);
    const mine = await invite("shared-1");
    const theirs = await invite("shared-1", { role: "clerk" }, { authorization: `Bearer ${other}` });
    expect(theirs.status).toBe(201);
    expect(theirs.body.invitation.id).not.toBe(mine.body.invitation.id);
  });

  test("a refusal is remembered too", async () => {
    const email = "taken@example.com";
    await t.platform.pool.query("insert into staff_users (id, name, email) values ('taken', 'Taken', $1)", [email]);
    const first = await invite("refused-1", { role: "clerk", email });
    await t.platform.pool.query("delete from staff_users where id = 'taken'");
    const again = await invite("refused-1", { role: "clerk", email });
    expect(first.body.code).toBe("staff.email_taken");
    expect([again.status, again.body.code]).toEqual([409, "staff.email_taken"]);
    expect(again.headers["content-type"]).toContain("application/problem+json");
  });

  test("a key whose holder crashed can be used again once its lock ran out", async () => {
    const first = await invite("crashed-1");
    await t.platform.pool.query(
      "update request_keys set status = null, response = null, locked_until = now() - interval '1 second' where key = 'crashed-1'",
    );
    const again = await invite("crashed-1");
    expect(again.status).toBe(201);
    expect(again.body.invitation.id).not.toBe(first.body.invitation.id);
  });

  test("a key that is too long is refused", async () => {
    const { status, body } = await invite("x".repeat(256));
    expect([status, body.code]).toEqual([400, "request.invalid"]);
  });

  test("keys are kept for eight days and then forgotten", async () => {
    await invite("old-1");
    await invite("young-1");
    await t.platform.pool.query("update request_keys set created_at = now() - interval '9 days' where key = 'old-1'");
    await t.platform.pool.query(
      "update request_keys set created_at = now() - interval '7 days 1 hour' where key = 'young-1'",
    );
    await pruneRequestKeys(t.platform.pool);
    const { rows } = await t.platform.pool.query("select key from request_keys where key in ('old-1', 'young-1')");
    expect(rows).toEqual([{ key: "young-1" }]);
  });
});
