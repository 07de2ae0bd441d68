import { PlusOutlined } from "@ant-design/icons";
import type { Ladder, Tier } from "@regulars/engine";
import { Button, ColorPicker, Tag } from "antd";
import { useEffect, useState } from "react";
import { usePreferences, useT } from "../../../shared/preferences.tsx";
import { ConditionEditor } from "../condition/condition-editor.tsx";
import { useDraft } from "../draft-context.tsx";
import { isWithin } from "../draft-place.ts";
import { Field, LocalTextInput, PercentInput } from "../fields.tsx";
import { ItemButtons } from "../item-list.tsx";
import { moveBy, removeAt, replaceAt, without } from "../quantities.ts";
import { discountWords } from "./discount-words.ts";
import { newTier } from "./ladder-defaults.ts";
import { ThresholdInput } from "./threshold.tsx";
import { TierDetails } from "./tier-details.tsx";

interface TierRowsProps {
  ladder: Ladder;
  onChange: (ladder: Ladder) => void;
  pointer: string;
}

/** The tiers of a ladder, lowest first. */
export function TierRows({ ladder, onChange, pointer }: TierRowsProps) {
  const t = useT();
  const { readOnly } = useDraft();
  const { tiers } = ladder;
  const set = (next: Tier[]) => onChange({ ...ladder, tiers: next });
  return (
    <section aria-label={t("console.programme.tiers")} data-pointer={`${pointer}/tiers`} className="stack tight">
      <span className="pg-label">{t("console.programme.tiers")}</span>
      {tiers.map((tier, index) => (
        <TierRow
          // biome-ignore lint/suspicious/noArrayIndexKey: the id is being typed and cannot be the key
          key={index}
          tier={tier}
          isFirst={index === 0}
          ladder={ladder}
          pointer={`${pointer}/tiers/${index}`}
          onChange={(next) => set(replaceAt(tiers, index, next))}
          buttons={
            readOnly ? null : (
              <ItemButtons
                index={index}
                count={tiers.length}
                canRemove={tiers.length > 1}
                onMove={(at, step) => set(moveBy(tiers, at, step))}
                onRemove={(at) => set(removeAt(tiers, at))}
              />
            )
          }
        />
      ))}
      {readOnly || tiers.length >= 50 ? null : (
        <div>
          <Button icon={<PlusOutlined />} onClick={() => set([...tiers, newTier(ladder)])}>
            {t("console.programme.addTier")}
          </Button>
        </div>
      )}
    </section>
  );
}

interface TierRowProps {
  tier: Tier;
  isFirst: boolean;
  ladder: Ladder;
  pointer: string;
  onChange: (tier: Tier) => void;
  buttons: React.ReactNode;
}

/** Parts of a tier that are only shown unfolded. */
const detailKeys = ["keep", "orPoints", "benefits", "id", "invitationOnly"] as const;

function TierRow({ tier, isFirst, ladder, pointer, onChange, buttons }: TierRowProps) {
  const { t, locale } = usePreferences();
  const { readOnly, target } = useDraft();
  const [isOpen, setOpen] = useState(readOnly);
  useEffect(() => {
    if (
      target &&
      isWithin(
        target.pointer,
        detailKeys.map((key) => `${pointer}/${key}`),
      )
    )
      setOpen(true);
  }, [target, pointer]);
  const color = tier.color ?? "#8c8c8c";
  const fromWidth = ladder.metric.kind === "growth" ? 170 : 136;
  const isCondition = ladder.metric.kind === "condition";
  return (
    <div className="pg-tier" style={{ "--tier": color } as React.CSSProperties} data-pointer={pointer}>
      <div className="pg-fields">
        <Field label={t("console.programme.color")} pointer={`${pointer}/color`} width={56}>
          <ColorPicker
            value={color}
            disabledAlpha
            format="hex"
            onChangeComplete={(next) => onChange({ ...tier, color: next.toHexString().toLowerCase().slice(0, 7) })}
          />
        </Field>
        <Field label={t("console.programme.tierName")} pointer={`${pointer}/name`} width={220}>
          <LocalTextInput value={tier.name} onChange={(name) => onChange({ ...tier, name })} />
        </Field>
        {isCondition || tier.invitationOnly ? null : (
          <Field label={t(fromLabel(ladder, isFirst))} pointer={`${pointer}/from`} width={fromWidth}>
            <ThresholdInput ladder={ladder} value={tier.from} onChange={(from) => onChange({ ...tier, from })} />
          </Field>
        )}
        {tier.invitationOnly ? (
          <Field label={t("console.programme.from")} pointer={`${pointer}/from`} width={140}>
            <span>
              <Tag>{t("console.ladders.invitationOnly")}</Tag>
            </span>
            {tier.from > 0 ? (
              <ThresholdInput ladder={ladder} value={tier.from} onChange={(from) => onChange({ ...tier, from })} />
            ) : null}
          </Field>
        ) : null}
        <Field
          label={t("console.programme.discount")}
          pointer={`${pointer}/discountBps`}
          width={96}
          hint={tier.discountBps ? discountWords(locale, tier.discountBps) : null}
        >
          <PercentInput
            value={tier.discountBps}
            onChange={(discountBps) => onChange({ ...tier, discountBps })}
            onClear={() => onChange(without(tier, "discountBps"))}
          />
        </Field>
        <div className="pg-tier-side">
          <Button size="small" type="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t("console.ladders.details", { count: tier.benefits.length })}
          </Button>
          {buttons}
        </div>
      </div>
      {isCondition && !isFirst && !tier.invitationOnly ? (
        <ConditionEditor
          label={t("console.ladders.tierWhen")}
          value={tier.when}
          onChange={(when) => onChange(when ? { ...tier, when } : without(tier, "when"))}
          scope="member"
          pointer={`${pointer}/when`}
          absent={t("console.ladders.neverReached")}
        />
      ) : null}
      {isOpen ? (
        <TierDetails tier={tier} isFirst={isFirst} onChange={onChange} pointer={pointer} ladder={ladder} />
      ) : null}
    </div>
  );
}

function fromLabel({ boundary }: Ladder, isFirst: boolean) {
  if (isFirst) return "console.programme.from";
  return boundary === "gt" ? "console.ladders.above" : "console.ladders.atLeast";
}
