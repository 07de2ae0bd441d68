import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { listen } from "./listener.ts";

test("an address may carry a long condition", async () => {
  const listener = await listen(0);
  const { port } = listener.server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/readyz?condition=${"x".repeat(50_000)}`);
  expect([answer.status, await answer.json()]).toEqual([503, { status: "starting", reasons: ["starting"] }]);
  await listener.drain(0);
});
