import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

let t: TestApp;
beforeAll(async () => {
  t = await createTestApp();
});
afterAll(() => t.close());

describe("the manner of the API", () => {
  test("an unknown address is a problem in the caller's language", async () => {
    const { status, body, headers } = await t.call<{ code: string; title: string; requestId: string }>("/v1/nothing");
    expect(status).toBe(404);
    expect(headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(body).toMatchObject({ code: "not_found", title: "Not found", requestId: headers["x-request-id"] });
    const chinese = await t.call<{ title: string }>("/v1/nothing", {
      headers: { "accept-language": "zh-CN,zh;q=0.9" },
    });
    expect(chinese.body.title).toMatch(/[\u4e00-\u9fff]/);
  });
});
