import type { identitySchema } from "@regulars/contracts";
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
}

export interface RefundCommand extends Omit<CommandOrigin, "source"> {
  kind: "refund";
  /** Absent = the source of the order. */
  source?: string | undefined;
  order: { id: string } | { source: string; externalId: string };
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
}

/** Time has passed for this member: books what is due. */
export interface SettleCommand {
  kind: "settle";
  memberId: string;
  at: Date;
}

export type TillCommand = OrderCommand | RefundCommand | ClaimCommand | AdjustCommand | SettleCommand;
