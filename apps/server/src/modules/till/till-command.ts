import type { identitySchema } from "@regulars/contracts";
import type { TierGrantSource } from "@regulars/engine";
import type { z } from "zod";

export type IdentityKind = z.output<typeof identitySchema>["kind"];

/** Who an order belongs to: a member, or whoever owns this identity. */
export interface MemberReference {
  memberId?: string | undefined;
  identity?: { kind: IdentityKind; value: string } | undefined;
}

interface CommandOrigin {
  source: string;
  externalId: string;
  /** Id of the actor, kept with every entry. */
  actor: string;
  importId?: string | undefined;
  demo?: boolean | undefined;
}

export interface OrderLineCommand {
  sku: string;
  name?: string | undefined;
  category?: string | undefined;
  quantity: number;
  unitPrice: number;
  discount: number;
}

export interface OrderCommand extends CommandOrigin, MemberReference {
  kind: "order";
  /** Bulk only: an identity nobody owns makes a member. */
  createMember?:
    | {
        name?: string | undefined;
        joinedAt?: Date | undefined;
        sourceChannel?: string | undefined;
        storeId?: string | undefined;
        phone?: string | undefined;
        email?: string | undefined;
        birthday?: string | undefined;
        gender?: "female" | "male" | "other" | undefined;
      }
    | undefined;
  storeId?: string | null | undefined;
  channel?: string | null | undefined;
  currency: string;
  placedAt: Date;
  lines: OrderLineCommand[];
  redeem?: { wallet: string; points: number }[] | undefined;
  /** Open holds whose points pay as well. */
  holdIds?: string[] | undefined;
  tenders?: { kind: string; amount: number }[] | undefined;
}

export interface RefundCommand extends Omit<CommandOrigin, "source"> {
  kind: "refund";
  /** Absent = the source of the order. */
  source?: string | undefined;
  order: OrderReference;
  lines?: { lineNo: number; quantity: number }[] | undefined;
  amount?: number | undefined;
  refundedAt: Date;
  reason?: string | undefined;
}

/** A guest order gets its member. */
export interface ClaimCommand extends MemberReference {
  kind: "claim";
  orderId: string;
  actor: string;
}

export interface AdjustCommand extends CommandOrigin {
  kind: "adjust";
  memberId: string;
  wallet: string;
  points: number;
  reason: string;
  at: Date;
  /** When points that are given expire, where it is not the wallet that says so. */
  expiresAt?: Date | undefined;
  /** `import` = an opening balance taken over from elsewhere. Absent = `adjust`. */
  entryKind?: "adjust" | "import" | undefined;
}

/** Something a member did beside buying; nobody known may have done it. */
export interface EventCommand extends CommandOrigin, MemberReference {
  kind: "event";
  type: string;
  at: Date;
  anonymousId?: string | undefined;
  storeId?: string | null | undefined;
  channel?: string | null | undefined;
  order?: OrderReference | undefined;
  properties: Record<string, string | number | boolean | null>;
}

export type OrderReference = { id: string } | { source: string; externalId: string };

export interface SpendCommand extends CommandOrigin {
  kind: "spend";
  memberId: string;
  wallet: string;
  points: number;
  reason: string;
  at: Date;
}

/** A business key that callers may leave out. */
interface OptionalKey {
  source?: string | undefined;
  externalId?: string | undefined;
  actor: string;
}

export interface HoldCommand extends OptionalKey {
  kind: "hold";
  memberId: string;
  wallet: string;
  points: number;
  ttlSeconds: number;
  reference: string;
  at: Date;
}

export interface CommitCommand {
  kind: "commit";
  memberId: string;
  holdId: string;
  /** Absent = all of it. */
  points?: number | undefined;
  at: Date;
  actor: string;
}

export interface ReleaseCommand {
  kind: "release";
  memberId: string;
  holdId: string;
  at: Date;
  actor: string;
}

export interface TransferCommand extends CommandOrigin {
  kind: "transfer";
  memberId: string;
  toMemberId: string;
  wallet: string;
  points: number;
  note?: string | undefined;
  at: Date;
}

/** Takes an entry back; one of a transfer together with its other side. */
export interface ReverseCommand {
  kind: "reverse";
  memberId: string;
  entryId: string;
  /** The other member of a transfer. */
  partnerId?: string | undefined;
  reason: string;
  at: Date;
  actor: string;
}

export interface TierGrantCommand extends OptionalKey {
  kind: "tier_grant";
  memberId: string;
  ladder: string;
  /** null takes the grant back. */
  tier: string | null;
  until: Date | null;
  isLifetime: boolean;
  grantKind: TierGrantSource;
  reason: string;
  at: Date;
}

/** A tier in return for points, as a tier offer of the programme says. */
export interface TierRedeemCommand extends CommandOrigin {
  kind: "tier_redeem";
  memberId: string;
  offer: string;
  at: Date;
}

/** Time has passed for this member: books what is due. */
export interface SettleCommand {
  kind: "settle";
  memberId: string;
  at: Date;
}

export type TillCommand =
  | OrderCommand
  | RefundCommand
  | ClaimCommand
  | AdjustCommand
  | EventCommand
  | SpendCommand
  | HoldCommand
  | CommitCommand
  | ReleaseCommand
  | TransferCommand
  | ReverseCommand
  | TierGrantCommand
  | TierRedeemCommand
  | SettleCommand;
