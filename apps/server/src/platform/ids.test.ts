import { describe, expect, test } from "vitest";
import { AppError } from "./errors.ts";
import { bucketOf, fromPublicId, newId, toPublicId } from "./ids.ts";

describe("ids", () => {
  test("are UUIDs of version 7 that rise strictly, also within a millisecond", () => {
    const ids = Array.from({ length: 20_000 }, () => newId());
    for (const id of ids.slice(0, 100))
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(ids.length);
    const stamps = ids.map((id) => id.slice(0, 18));
    expect(stamps).toEqual(stamps.toSorted());
  });

  test("carry their bucket in the last byte", () => {
    for (const bucket of [0, 7, 128, 255]) expect(bucketOf(newId(bucket))).toBe(bucket);
  });

  test("spread over all buckets when none is given", () => {
    const buckets = new Set(Array.from({ length: 10_000 }, () => bucketOf(newId())));
    expect(buckets.size).toBe(256);
  });

  test("survive the way to callers and back", () => {
    const id = newId();
    expect(fromPublicId("mbr", toPublicId("mbr", id))).toBe(id);
  });

  test.each([
    ["ord_00000000000000000000000000000000", "not_found"],
    ["mbr_123", "id.malformed"],
    ["mbr_0000000000000000000000000000000G", "id.malformed"],
    ["' or 1=1 --", "id.malformed"],
    ["", "id.malformed"],
  ])("%s is refused as %s", (text, code) => {
    expect(() => fromPublicId("mbr", text)).toThrow(expect.objectContaining({ code }));
    expect(() => fromPublicId("mbr", text)).toThrow(AppError);
  });
});
