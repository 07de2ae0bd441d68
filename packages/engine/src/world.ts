import type { Condition } from "./condition.ts";
import type { AccountState, Instant, MemberProfile } from "./facts.ts";

/** A line as it now stands. Money in minor units; `discount` and `net` are for the whole line. */
export interface LineView {
  sku: string;
  name?: string | undefined;
  category?: string | undefined;
  quantity: number;
  unitPrice: number;
  discount: number;
  net: number;
}

/** An order as it now stands, refunds taken off. Money in minor units. */
export interface OrderView {
  net: number;
  gross: number;
  discount: number;
  storeId: string | null;
  channel: string | null;
  source: string;
  currency: string;
  placedAt: Instant;
  lines: LineView[];
}

/** Something the member did. An order has type `order`; a fully refunded order is not in a history. */
export interface HistoryEvent {
  type: string;
  at: Instant;
  order?: OrderView | undefined;
  properties?: Record<string, string | number | boolean | null> | undefined;
}

export interface GeoPoint {
  lat: number;
  lon: number;
}

/** All that a condition may read. Without `history`, what the member did is read from `account.leaves`. */
export interface World {
  profile: MemberProfile;
  /** The programme's zone; the member's own goes first. */
  zone: string;
  account: AccountState;
  history?: readonly HistoryEvent[] | undefined;
  /** What the models said last, by the name after `score.`; absent = nothing is known. Instants and dates as in `readPath`. */
  scores?: Readonly<Record<string, string | number | boolean | null>> | undefined;
  /** The order, line or event at hand. */
  order?: OrderView | undefined;
  line?: LineView | undefined;
  event?: HistoryEvent | undefined;
  /** Tier ids per ladder, lowest first. */
  ladders: Record<string, string[]>;
  segment?: ((id: string) => Condition | undefined) | undefined;
  storeLocation?: ((id: string) => GeoPoint | undefined) | undefined;
  membersLocation?: GeoPoint | undefined;
}

/** The part of a world that leaf states read. */
export type LeafContext = Pick<World, "profile" | "zone" | "account">;

/** The zone that local days of this member follow. */
export function zoneOf(context: Pick<World, "profile" | "zone">): string {
  return context.profile.zone ?? context.zone;
}

/** The state of an event leaf has not been filled from history yet: an error, never "no". */
export class MissingLeafError extends Error {
  readonly key: string;
  constructor(key: string) {
    super(`leaf ${key} has not been filled from history`);
    this.name = "MissingLeafError";
    this.key = key;
  }
}

/** A condition names something that is not there: a segment, a ladder, a tier, a store directory; or segments form a circle. */
export class LookupError extends Error {
  readonly code:
    | "segment.unknown"
    | "segment.cycle"
    | "ladder.unknown"
    | "tier.unknown"
    | "store.no_directory"
    | "path.unknown";
  readonly subject: string;
  constructor(code: LookupError["code"], subject: string) {
    super(`${code}: ${subject}`);
    this.name = "LookupError";
    this.code = code;
    this.subject = subject;
  }
}
