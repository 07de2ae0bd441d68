import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { Ladder, Tier } from "@regulars/engine";
import { Button } from "antd";
import { useT } from "../../../shared/preferences.tsx";
import { useDraft } from "../draft-context.tsx";
import { Field, IdField, LocalTextInput } from "../fields.tsx";
import { removeAt, replaceAt, without } from "../quantities.ts";
import { Optional, PointsInput, SwitchInput, WalletChoice } from "../quantity-inputs.tsx";
import { withInvitation } from "./ladder-defaults.ts";
import { ThresholdInput } from "./threshold.tsx";

interface TierDetailsProps {
  tier: Tier;
  isFirst: boolean;
  ladder: Ladder;
  onChange: (tier: Tier) => void;
  pointer: string;
}

/** Keeping the tier, other ways to it, and what it gives. */
export function TierDetails(props: TierDetailsProps) {
  const t = useT();
  const { tier, isFirst, ladder, onChange, pointer } = props;
  const isReached = ladder.metric.kind !== "condition" && !tier.invitationOnly && !isFirst;
  return (
    <div className="stack tight" style={{ marginTop: 8 }}>
      <div className="pg-fields">
        {isReached && ladder.downgrade.kind === "period_end" ? (
          <Field
            label={t("console.ladders.keep")}
            pointer={`${pointer}/keep`}
            width={190}
            hint={t("console.ladders.keepHint")}
          >
            <ThresholdInput
              ladder={ladder}
              value={tier.keep}
              placeholder={t("console.ladders.keepAsFrom")}
              onChange={(keep) => onChange({ ...tier, keep })}
              onClear={() => onChange(without(tier, "keep"))}
            />
          </Field>
        ) : null}
        {isFirst ? null : (
          <Field
            label={t("console.ladders.invitationOnly")}
            pointer={`${pointer}/invitationOnly`}
            width={230}
            hint={t("console.ladders.invitationHint")}
          >
            <SwitchInput
              value={tier.invitationOnly}
              onChange={(isOn) => onChange(withInvitation(ladder, tier, isOn))}
            />
          </Field>
        )}
        {isReached ? <OrPoints {...props} /> : null}
        <IdField
          value={tier.id}
          path={`ladders/${ladder.id}/${tier.id}`}
          pointer={`${pointer}/id`}
          onChange={(id) => onChange({ ...tier, id })}
        />
      </div>
      <Benefits {...props} />
    </div>
  );
}

function OrPoints({ tier, onChange, pointer }: TierDetailsProps) {
  const t = useT();
  const { programme } = useDraft();
  const { orPoints } = tier;
  const firstWallet = programme.wallets[0]?.id ?? "";
  return (
    <Field label={t("console.programme.orPoints")} pointer={`${pointer}/orPoints`} width={460}>
      <Optional
        label={t("console.programme.orPointsOn")}
        isOn={orPoints !== undefined}
        onSwitch={(isOn) =>
          onChange(isOn ? { ...tier, orPoints: { wallet: firstWallet, from: 1000 } } : without(tier, "orPoints"))
        }
      >
        {orPoints ? (
          <>
            <PointsInput
              wallet={orPoints.wallet}
              value={orPoints.from}
              label={t("console.programme.points")}
              onChange={(from) => onChange({ ...tier, orPoints: { ...orPoints, from } })}
            />
            <WalletChoice
              value={orPoints.wallet}
              onChange={(wallet) => onChange({ ...tier, orPoints: { ...orPoints, wallet } })}
              width={130}
              label={t("console.programme.wallet")}
            />
          </>
        ) : null}
      </Optional>
    </Field>
  );
}

function Benefits({ tier, onChange, pointer }: TierDetailsProps) {
  const t = useT();
  const { readOnly } = useDraft();
  const { benefits } = tier;
  return (
    <section className="stack tight" aria-label={t("console.programme.benefits")} data-pointer={`${pointer}/benefits`}>
      <span className="pg-label">{t("console.programme.benefits")}</span>
      {benefits.map((benefit, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text has no identity but its place
        <div key={index} className="row" style={{ flexWrap: "nowrap" }} data-pointer={`${pointer}/benefits/${index}`}>
          <div className="grow">
            <LocalTextInput
              value={benefit}
              onChange={(next) => onChange({ ...tier, benefits: replaceAt(benefits, index, next) })}
            />
          </div>
          {readOnly ? null : (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t("console.programme.remove")}
              onClick={() => onChange({ ...tier, benefits: removeAt(benefits, index) })}
            />
          )}
        </div>
      ))}
      {readOnly || benefits.length >= 30 ? null : (
        <div>
          <Button
            size="small"
            icon={<PlusOutlined />}
            onClick={() => onChange({ ...tier, benefits: [...benefits, { zh: "", en: "" }] })}
          >
            {t("console.programme.addBenefit")}
          </Button>
        </div>
      )}
    </section>
  );
}
