import { RowRefusal } from "./bind-header.ts";
import { parseScaled } from "./decimals.ts";
import type { OrderMapping } from "./mapping.ts";
import type { PointsPaid } from "./order-rows.ts";

/** What orders can be paid with, of the programme in force. */
export interface PayingWallets {
  /** Decimals of each wallet that can pay. */
  paying: ReadonlyMap<string, number>;
}

interface PaidCell {
  value: string;
  /** Empty = the one wallet that can pay. */
  wallet: string;
  decimal: OrderMapping["file"]["decimal"];
  hasMember: boolean;
}

/** `parseScaled` reads in ten-thousandths. */
const scale = 10_000;

/** The file counts points as people read them, the ledger in the wallet's smallest unit; null for none. Throws RowRefusal. */
export function readPointsPaid(cell: PaidCell, paying: PayingWallets["paying"]): PointsPaid | null {
  const { value } = cell;
  const amount = parseScaled(value, cell.decimal);
  if (amount === 0) return null;
  if (amount === null || amount < 0) throw new RowRefusal("row.not_points", { value });
  if (!cell.hasMember) throw new RowRefusal("row.points_without_member", { value });
  const wallet = cell.wallet || onlyWallet(value, paying);
  const decimals = paying.get(wallet);
  if (decimals === undefined) throw new RowRefusal("points.not_redeemable", { wallet });
  const points = (amount * 10 ** decimals) / scale;
  if (!Number.isSafeInteger(points)) throw new RowRefusal("row.points_too_fine", { value });
  return { wallet, points };
}

function onlyWallet(value: string, paying: PayingWallets["paying"]): string {
  const [wallet, ...others] = paying.keys();
  if (wallet === undefined) throw new RowRefusal("row.points_cannot_pay", { value });
  if (others.length > 0) throw new RowRefusal("row.which_wallet", { wallets: [wallet, ...others].join(", ") });
  return wallet;
}
