import type { ErrorCode } from "@regulars/contracts";
import type { ErrorParams } from "../../platform/errors.ts";
import type {
  EntryRecord,
  EventRecord,
  HoldRecord,
  OrderRecord,
  RefundRecord,
  TierChangeRecord,
  TierGrantRecord,
  WalletRecord,
} from "./till-records.ts";

export interface Refused {
  status: "refused";
  code: ErrorCode;
  params: ErrorParams;
}

export interface Accepted {
  /** `repeated`: the same fact was there already; nothing new was booked and this is the first outcome. */
  status: "recorded" | "repeated";
  memberId: string | null;
  order: OrderRecord | null;
  refund: RefundRecord | null;
  entries: EntryRecord[];
  tierChanges: TierChangeRecord[];
  wallets: WalletRecord[];
  /** Of settling: how many notices of a tier's end it gave. */
  tierNotices?: number;
  /** Id of the spend, transfer, reversal, grant or adjustment. */
  factId: string | null;
  event: EventRecord | null;
  hold: HoldRecord | null;
  /** Of a tier that was redeemed: what came of it. */
  grant: TierGrantRecord | null;
  /** The other member of a transfer. */
  counterpart: { memberId: string; entries: EntryRecord[]; wallets: WalletRecord[] } | null;
}

export type TillAnswer = Accepted | Refused;

export function refused(code: ErrorCode, params: ErrorParams = {}): Refused {
  return { status: "refused", code, params };
}
