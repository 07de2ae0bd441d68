import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const prefix = "mc_";
const validSeconds = 90;
const secretBytes = 32;
const macBytes = 10;

/** The codes members show at the till: short-lived, so that a photograph of one is soon worthless. */
export interface MemberCodes {
  make(memberId: string, now: Date): { code: string; expiresAt: Date };
  /** `none`: not such a code at all. */
  read(code: string, now: Date): { kind: "none" } | { kind: "expired" } | { kind: "member"; memberId: string };
}

/** Codes signed with the secret of this data directory, which is made on first use with mode 0600. */
export function createMemberCodes(dataDir: string): MemberCodes {
  let secret: Buffer | null = null;
  const mac = (body: Buffer): Buffer => {
    secret ??= readSecret(join(dataDir, "member-code.secret"));
    return createHmac("sha256", secret).update(body).digest().subarray(0, macBytes);
  };
  return {
    make(memberId, now) {
      const expiresAt = new Date((Math.floor(now.getTime() / 1000) + validSeconds) * 1000);
      const body = Buffer.alloc(20);
      body.write(memberId.replaceAll("-", ""), 0, "hex");
      body.writeUInt32BE(expiresAt.getTime() / 1000, 16);
      return { code: prefix + Buffer.concat([body, mac(body)]).toString("base64url"), expiresAt };
    },
    read(code, now) {
      if (!code.startsWith(prefix)) return { kind: "none" };
      const bytes = Buffer.from(code.slice(prefix.length), "base64url");
      if (bytes.length !== 20 + macBytes) return { kind: "none" };
      const body = bytes.subarray(0, 20);
      if (!timingSafeEqual(mac(body), bytes.subarray(20))) return { kind: "none" };
      if (body.readUInt32BE(16) * 1000 <= now.getTime()) return { kind: "expired" };
      const hex = body.subarray(0, 16).toString("hex");
      const memberId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
        "-",
      );
      return { kind: "member", memberId };
    },
  };
}

function readSecret(file: string): Buffer {
  mkdirSync(dirname(file), { recursive: true });
  try {
    // `wx`: of two processes that start at once, one writes and both read the same.
    writeFileSync(file, randomBytes(secretBytes).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const secret = Buffer.from(readFileSync(file, "utf8"), "base64url");
  if (secret.length < secretBytes) throw new Error(`${file} is damaged; remove it and it is made anew`);
  return secret;
}
