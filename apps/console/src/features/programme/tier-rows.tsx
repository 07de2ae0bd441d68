import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { Ladder, Tier } from "@regulars/engine";
import { Button, Checkbox, ColorPicker } from "antd";
import { useState } from "react";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { discountWords } from "./discount-words.ts";
import { useDraft } from "./draft-context.tsx";
import { Choice, Field, IdField, LocalTextInput, MoneyInput, NumberInput, PercentInput } from "./fields.tsx";
import { ItemButtons } from "./item-list.tsx";
import { freeId, moveBy, removeAt, replaceAt, without } from "./quantities.ts";

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
  const last = tiers.at(-1);
  const add = () =>
    set([
      ...tiers,
      {
        id: freeId(
          "tier",
          tiers.map((tier) => tier.id),
        ),
        name: { zh: "", en: "" },
        from: last ? Math.max(1, last.from * 2) : 0,
        color: "#4f86a8",
        benefits: [],
      },
    ]);
  return (
    <section aria-label={t("console.programme.tiers")} data-pointer={`${pointer}/tiers`} className="stack tight">
      <span className="pg-label">{t("console.programme.tiers")}</span>
      {tiers.map((tier, index) => (
        <TierRow
          // biome-ignore lint/suspicious/noArrayIndexKey: the id is being typed and cannot be the key
          key={index}
          tier={tier}
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
      {readOnly ? null : (
        <div>
          <Button icon={<PlusOutlined />} onClick={add}>
            {t("console.programme.addTier")}
          </Button>
        </div>
      )}
    </section>
  );
}

interface TierRowProps {
  tier: Tier;
  ladder: Ladder;
  pointer: string;
  onChange: (tier: Tier) => void;
  buttons: React.ReactNode;
}

function TierRow({ tier, ladder, pointer, onChange, buttons }: TierRowProps) {
  const { t, locale } = usePreferences();
  const { readOnly } = useDraft();
  const [isOpen, setOpen] = useState(readOnly);
  const color = tier.color ?? "#8c8c8c";
  const { metric } = ladder;
  const setFrom = (from: number) => onChange({ ...tier, from });
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
        <Field label={t("console.programme.tierName")} pointer={`${pointer}/name`} width={230}>
          <LocalTextInput value={tier.name} onChange={(name) => onChange({ ...tier, name })} />
        </Field>
        <Field label={t("console.programme.from")} pointer={`${pointer}/from`} width={130}>
          {metric.kind === "spend" ? (
            <MoneyInput value={tier.from} onChange={setFrom} width={130} />
          ) : (
            <NumberInput
              value={tier.from}
              min={0}
              onChange={setFrom}
              suffix={t(`console.programme.metricUnit.${metric.kind}`)}
            />
          )}
        </Field>
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
            {t("console.programme.benefitCount", { count: tier.benefits.length })}
          </Button>
          {buttons}
        </div>
      </div>
      {isOpen ? <TierDetails tier={tier} onChange={onChange} pointer={pointer} ladder={ladder} /> : null}
    </div>
  );
}

function TierDetails({ tier, onChange, pointer, ladder }: Omit<TierRowProps, "buttons">) {
  const t = useT();
  const say = useLocalText();
  const { programme, readOnly } = useDraft();
  const { benefits, orPoints } = tier;
  const firstWallet = programme.wallets[0]?.id ?? "";
  return (
    <div className="stack tight" style={{ marginTop: 8 }}>
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
      <div className="pg-fields">
        <Field label={t("console.programme.orPoints")} pointer={`${pointer}/orPoints`} width={420}>
          <span className="row">
            <Checkbox
              checked={orPoints !== undefined}
              onChange={(event) =>
                onChange(
                  event.target.checked
                    ? { ...tier, orPoints: { wallet: firstWallet, from: 1000 } }
                    : without(tier, "orPoints"),
                )
              }
            >
              {t("console.programme.orPointsOn")}
            </Checkbox>
            {orPoints ? (
              <>
                <NumberInput
                  value={orPoints.from}
                  min={1}
                  width={110}
                  label={t("console.programme.points")}
                  onChange={(from) => onChange({ ...tier, orPoints: { ...orPoints, from } })}
                />
                <Choice
                  value={orPoints.wallet}
                  options={programme.wallets.map((wallet) => ({
                    value: wallet.id,
                    label: say(wallet.name) || wallet.id,
                  }))}
                  onChange={(wallet) => onChange({ ...tier, orPoints: { ...orPoints, wallet } })}
                  label={t("console.programme.wallet")}
                  width={130}
                />
              </>
            ) : null}
          </span>
        </Field>
        <IdField
          value={tier.id}
          path={`ladders/${ladder.id}/${tier.id}`}
          pointer={`${pointer}/id`}
          onChange={(id) => onChange({ ...tier, id })}
        />
      </div>
    </div>
  );
}
