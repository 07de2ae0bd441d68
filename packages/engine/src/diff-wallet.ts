import { books } from "./describe-book.ts";
import {
  describeCost,
  describeRedemption,
  describeTransfer,
  describeWallet,
  describeWalletCaps,
} from "./describe-wallet.ts";
import { facet, type Kind, listWords, nameFacet, none, yesNo } from "./diff-facet.ts";
import type { Wallet } from "./programme.ts";

export const walletKind: Kind<Wallet> = {
  label: { zh: "积分账户", en: "wallet" },
  describe: describeWallet,
  facets: [
    nameFacet(),
    facet(
      "unit",
      ["单位", "unit"],
      (item) => item.unit,
      (item, _, locale) => item.unit?.[locale] ?? none(locale),
    ),
    facet(
      "decimals",
      ["小数位数", "decimals"],
      (item) => item.decimals,
      (item) => String(item.decimals),
    ),
    facet(
      "pending",
      ["生效", "activation"],
      (item) => item.pending,
      (item, _, locale) => books[locale].pending(item.pending),
    ),
    facet(
      "expiry",
      ["有效期", "expiry"],
      (item) => item.expiry,
      (item, _, locale) => books[locale].expiry(item.expiry),
    ),
    facet(
      "spendOrder",
      ["使用顺序", "order of use"],
      (item) => item.spendOrder,
      (item, _, locale) => books[locale].spendOrder[item.spendOrder],
    ),
    facet(
      "spendable",
      ["可消费", "spendable"],
      (item) => item.spendable,
      (item, _, locale) => yesNo(item.spendable, locale),
    ),
    facet("redemption", ["抵扣", "redemption"], (item) => item.redemption, describeRedemption),
    facet(
      "negative",
      ["扣回", "claw-back"],
      (item) => item.negative,
      (item, _, locale) => books[locale].negative[item.negative],
    ),
    facet(
      "returns",
      ["退款退回", "returns"],
      (item) => item.returns,
      (item, _, locale) => books[locale].returns(item.returns),
    ),
    facet("transfer", ["转赠", "transfer"], (item) => item.transfer, describeTransfer),
    facet(
      "pooling",
      ["家庭共用", "sharing"],
      (item) => item.pooling,
      (item, _, locale) => books[locale].pooling[item.pooling],
    ),
    facet(
      "caps",
      ["获得上限", "earning caps"],
      (item) => item.caps,
      (item, programme, locale) => listWords(describeWalletCaps(item, programme, locale), locale),
    ),
    facet("costPer1000", ["成本", "cost"], (item) => item.costPer1000, describeCost),
    facet(
      "weightBps",
      ["计入总积分的比例", "share in the total"],
      (item) => item.weightBps,
      (item) => `${item.weightBps / 100}%`,
    ),
  ],
};
