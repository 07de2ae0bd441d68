import { useQuery } from "@tanstack/react-query";
import { Form, Radio, Skeleton } from "antd";
import { api } from "../../shared/api/index.ts";
import type { TierOfferNow } from "../../shared/api/movements.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { TimeText } from "../../shared/time-text.tsx";
import { type DialogProps, MovementDialog } from "./movement-dialog.tsx";

/** A higher tier for points or a voucher: what each offer would give this member, or why it cannot be used. */
export function RedeemTierDialog({ ladder, ...props }: DialogProps & { ladder: string }) {
  const t = useT();
  const { member, open } = props;
  const offers = useQuery({
    queryKey: ["member", member.id, "tier-offers"],
    queryFn: () => api.movements.tierOffers(member.id),
    enabled: open,
  });
  return (
    <MovementDialog<{ offer: string }>
      {...props}
      name="redeem-tier"
      title={t("console.redeemTier.title")}
      confirmText={t("console.redeemTier.confirm")}
      doneText={t("console.redeemTier.done")}
      initialValues={{}}
      submit={({ offer }, externalId) => api.movements.redeemTier(member.id, { offer, source: "console", externalId })}
    >
      {() => (
        <>
          {offers.isLoading ? <Skeleton active title={false} paragraph={{ rows: 3 }} /> : null}
          {offers.error ? <ErrorPanel error={offers.error} onRetry={() => offers.refetch()} /> : null}
          {offers.data ? (
            <Form.Item
              name="offer"
              label={t("console.redeemTier.offer")}
              rules={[{ required: true, message: t("console.redeemTier.offerNeeded") }]}
            >
              <Radio.Group style={{ display: "grid", gap: 12 }}>
                {offers.data.items
                  .filter((offer) => offer.ladder === ladder)
                  .map((offer) => (
                    <Radio key={offer.id} value={offer.id} disabled={offer.gives === null}>
                      <OfferLines offer={offer} />
                    </Radio>
                  ))}
              </Radio.Group>
            </Form.Item>
          ) : null}
        </>
      )}
    </MovementDialog>
  );
}

function OfferLines({ offer }: { offer: TierOfferNow }) {
  const t = useT();
  const say = useLocalText();
  const words = useProgrammeWords();
  return (
    <span style={{ display: "grid" }}>
      <strong>{say(offer.name)}</strong>
      <span className="small muted">{say(offer.words)}</span>
      {offer.gives ? (
        <span className="small">
          {t("console.redeemTier.gives", { tier: words.tier(offer.ladder, offer.gives.tier).name })}{" "}
          <TimeText at={offer.gives.until} show="date" isEnd />
        </span>
      ) : (
        <span className="small">{t("console.redeemTier.not", { why: offer.refusal?.title ?? "" })}</span>
      )}
    </span>
  );
}
