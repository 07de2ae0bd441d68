import { type AddressInfo, connect } from "node:net";
import type { Problem } from "@regulars/contracts";
import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

let t: TestApp;
beforeAll(async () => {
  t = await createTestApp();
});
afterAll(() => t.close());

async function raw(payload: string, headers: Record<string, string> = {}) {
  const response = await t.app.inject({
    method: "POST",
    url: "/v1/staff",
    headers: {
      authorization: `Bearer ${t.apiKey}`,
      "content-type": "application/json",
      "accept-language": "en",
      ...headers,
    },
    payload,
  });
  const problem: Problem = response.json();
  return { status: response.statusCode, problem, headers: response.headers };
}

describe("the manner of the API", () => {
  test("an unknown address is a problem in the caller's language", async () => {
    const { status, body, headers } = await t.call<Problem>("/v1/nothing");
    expect(status).toBe(404);
    expect(headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(body).toMatchObject({
      code: "not_found",
      title: "Not found",
      status: 404,
      requestId: headers["x-request-id"],
    });
    const chinese = await t.call<Problem>("/v1/nothing", { headers: { "accept-language": "zh-CN,zh;q=0.9" } });
    expect(chinese.body.title).toMatch(/[\u4e00-\u9fff]/);
  });

  test("a known address with another method says so", async () => {
    const { status, body } = await t.call<Problem>("/v1/about", { method: "DELETE" });
    expect([status, body.code]).toEqual([405, "request.method_not_allowed"]);
  });

  test.each([
    [
      "an address without end is too large",
      `GET /${"x".repeat(100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
      "request.too_large",
    ],
    ["what is no HTTP is malformed", "HELLO\r\n\r\n", "request.malformed"],
  ])("%s, told as a problem", async (_name, sent, code) => {
    if (!t.app.server.listening) await t.app.listen({ port: 0, host: "127.0.0.1" });
    const { port } = t.app.server.address() as AddressInfo;
    const answer = await new Promise<string>((resolve, reject) => {
      let told = "";
      const socket = connect(port, "127.0.0.1", () => socket.write(sent));
      socket.on("data", (chunk) => {
        told += String(chunk);
      });
      socket.on("error", reject).on("close", () => resolve(told));
    });
    const [head = "", body = ""] = answer.split("\r\n\r\n");
    expect(head).toContain("application/problem+json");
    expect(JSON.parse(body)).toMatchObject({ code, type: `urn:regulars:error:${code}` });
  });

  test("malformed JSON is 400 request.malformed", async () => {
    const { status, problem } = await raw('{"role": "clerk"');
    expect([status, problem.code]).toEqual([400, "request.malformed"]);
  });

  test("an empty body is 400", async () => {
    const { status, problem } = await raw("");
    expect([status, problem.code]).toEqual([400, "request.malformed"]);
  });

  test("an unknown field is refused and pointed at", async () => {
    const { status, problem } = await raw('{"role":"clerk","colour":"red"}');
    expect([status, problem.code]).toEqual([400, "request.invalid"]);
    expect(problem.errors).toEqual([
      { pointer: "/colour", code: "unknown_field", message: expect.stringContaining("colour") },
    ]);
  });

  test("a missing and a wrong field are both pointed at, in Chinese when asked", async () => {
    const { problem } = await raw('{"email":"no"}', { "accept-language": "zh-CN" });
    const byPointer = new Map(problem.errors?.map((error) => [error.pointer, error]));
    expect([...byPointer.keys()].sort()).toEqual(["/email", "/role"]);
    expect(byPointer.get("/email")?.message).toMatch(/[\u4e00-\u9fff]/);
  });

  test("a body over 1 MiB is 413", async () => {
    const { status, problem } = await raw(JSON.stringify({ role: "clerk", email: "x".repeat(1_100_000) }));
    expect([status, problem.code]).toEqual([413, "request.too_large"]);
  });

  test("another content type is 415", async () => {
    const { status, problem } = await raw("<role/>", { "content-type": "application/xml" });
    expect([status, problem.code]).toEqual([415, "request.unsupported_media_type"]);
  });

  test("a broken address is 400", async () => {
    const { status, body } = await t.call<Problem>("/v1/staff/%ff");
    expect([status, body.code]).toEqual([400, "request.malformed"]);
  });

  test("a request id is kept when it is well formed and made otherwise", async () => {
    const kept = await t.call("/healthz", { headers: { "x-request-id": "till-7-000042" } });
    expect(kept.headers["x-request-id"]).toBe("till-7-000042");
    const made = await t.call("/healthz", { headers: { "x-request-id": "bad id\twith spaces" } });
    expect(made.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("liveness, metrics and the document are public", async () => {
    for (const url of ["/healthz", "/metrics", "/openapi.json", "/docs"]) {
      const response = await t.app.inject({ url });
      expect([url, response.statusCode < 400]).toEqual([url, true]);
    }
  });
});
