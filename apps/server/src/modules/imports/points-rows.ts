import type { CustomerIdentity, PersonDetails, Reason } from "./order-rows.ts";

interface RowBase {
  line: number;
  raw: string;
  /** The points as the file has them, signed, in ten-thousandths; null when they cannot be read. */
  exact: number | null;
}

/** A row that gives or takes points. */
export interface PointsToRecord extends RowBase {
  kind: "points";
  externalId: string;
  customer: CustomerIdentity;
  person: PersonDetails;
  wallet: string;
  /** In the smallest unit of the wallet. */
  points: number;
  /** Epoch milliseconds. */
  at: number;
  /** Exclusive; null = as the wallet says. */
  expiresAt: number | null;
  reason: string;
}

export type PointsRow = PointsToRecord | (RowBase & { kind: "skipped" | "refused"; reason: Reason });
