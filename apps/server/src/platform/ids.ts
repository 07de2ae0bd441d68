import { randomFillSync } from "node:crypto";
import { AppError } from "./errors.ts";

const poolSize = 256 * 16;
const pool = Buffer.allocUnsafe(poolSize);
let poolOffset = poolSize;
let lastMilliseconds = 0;
let counter = 0;

/**
 * A UUIDv7 whose last byte is the bucket (random when absent). Ids made by one process rise strictly:
 * the twelve bits after the time count within the millisecond.
 */
export function newId(bucket?: number): string {
  if (poolOffset === poolSize) {
    randomFillSync(pool);
    poolOffset = 0;
  }
  const bytes = pool.subarray(poolOffset, poolOffset + 16);
  poolOffset += 16;
  const milliseconds = nextTick();
  bytes.writeUIntBE(milliseconds, 0, 6);
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  if (bucket !== undefined) bytes[15] = bucket;
  return formatUuid(bytes.toString("hex"));
}

function nextTick(): number {
  const now = Date.now();
  if (now > lastMilliseconds) {
    lastMilliseconds = now;
    counter = 0;
    return now;
  }
  counter += 1;
  if (counter > 0xfff) {
    lastMilliseconds += 1;
    counter = 0;
  }
  return lastMilliseconds;
}

function formatUuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The bucket (0-255) of a member-owned row: the last byte of its UUID. */
export function bucketOf(uuid: string): number {
  return Number.parseInt(uuid.slice(-2), 16);
}

/** `mbr_018f…`: what callers see instead of the UUID. */
export function toPublicId(prefix: string, uuid: string): string {
  return `${prefix}_${uuid.replaceAll("-", "")}`;
}

const publicIdPattern = /^([a-z]{3})_([0-9a-f]{32})$/;

/** The UUID behind a public id. Refuses with `id.malformed` (400), or `not_found` (404) when it is the id of another kind of thing. */
export function fromPublicId(prefix: string, text: string): string {
  const match = publicIdPattern.exec(text);
  if (!match?.[2]) throw new AppError("id.malformed", { id: text.slice(0, 80), prefix });
  if (match[1] !== prefix) throw new AppError("not_found");
  return formatUuid(match[2]);
}
