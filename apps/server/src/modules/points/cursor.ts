import { refuse } from "../../platform/errors.ts";

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const idPattern = new RegExp(`^${uuid}$`);
const instantPattern = /^([\d :.+-]{10,40})\|([\w.:-]{1,80})$/;

/** A page mark for lists in the order of ids. */
export function writeIdCursor(id: string): string {
  return Buffer.from(id).toString("base64url");
}

export function readIdCursor(cursor: string): string {
  const id = Buffer.from(cursor, "base64url").toString();
  if (!idPattern.test(id)) refuse("cursor.malformed");
  return id;
}

/** A page mark for lists in the order of time; the instant as PostgreSQL writes it, for a Date drops microseconds. */
export function writeInstantCursor(mark: { at: string; id: string }): string {
  return Buffer.from(`${mark.at}|${mark.id}`).toString("base64url");
}

export function readInstantCursor(cursor: string): { at: string; id: string } {
  const match = instantPattern.exec(Buffer.from(cursor, "base64url").toString());
  if (!match?.[1] || !match[2]) refuse("cursor.malformed");
  return { at: match[1], id: match[2] };
}
