import { Segmented, Select } from "antd";
import { DayInput } from "../../shared/day-input.tsx";
import { Labelled } from "../../shared/labelled.tsx";
import { MemberPicker } from "../../shared/member-picker.tsx";
import { PointsInput } from "../../shared/points-input.tsx";
import { useT } from "../../shared/preferences.tsx";
import type { TrialFieldsProps } from "./order-fields.tsx";
import type { TrialForm } from "./trial-form.ts";

const genders = ["female", "male", "other"] as const;

/** For whom: somebody invented, somebody real, or whoever bought the past order. */
export function WhoFields({ form, onChange, names, mayRead }: TrialFieldsProps & { mayRead: boolean }) {
  const t = useT();
  const choices = form.what === "past" ? (["own", "sample", "member"] as const) : (["sample", "member"] as const);
  return (
    <fieldset className="try-part" aria-label={t("console.try.who")}>
      <div className="row between">
        <h3 className="try-title">{t("console.try.who")}</h3>
        <Segmented<TrialForm["who"]>
          size="small"
          value={form.who}
          aria-label={t("console.try.who")}
          options={choices.map((who) => ({
            value: who,
            label: t(`console.try.who.${who}`),
            disabled: who === "member" && !mayRead,
          }))}
          onChange={(who) => onChange({ who })}
        />
      </div>
      {form.who === "own" ? <p className="muted small">{t("console.try.ownNote")}</p> : null}
      {form.who === "member" ? (
        <MemberPicker value={form.memberId} onChange={(memberId) => onChange({ memberId })} />
      ) : null}
      {form.who === "sample" ? <SampleFields form={form} onChange={onChange} names={names} /> : null}
    </fieldset>
  );
}

function SampleFields({ form, onChange, names }: Omit<TrialFieldsProps, "currency">) {
  const t = useT();
  const { sample } = form;
  const set = (change: Partial<TrialForm["sample"]>) => onChange({ sample: { ...sample, ...change } });
  return (
    <div className="field-grid">
      {names.ladders.map((ladder) => (
        <Labelled key={ladder.id} label={names.ladder(ladder.id)}>
          {(id) => (
            <Select
              id={id}
              allowClear
              value={sample.tiers[ladder.id] ?? null}
              placeholder={t("console.try.firstTier")}
              options={ladder.tiers.map((tier) => ({ value: tier.id, label: names.tier(ladder.id, tier.id) }))}
              onChange={(tier) => set({ tiers: { ...sample.tiers, [ladder.id]: tier ?? undefined } })}
            />
          )}
        </Labelled>
      ))}
      {names.wallets.map((wallet) => (
        <Labelled key={wallet.id} label={t("console.try.hasPoints", { wallet: names.wallet(wallet.id) })}>
          {(id) => (
            <PointsInput
              id={id}
              wallet={wallet.id}
              min={0}
              value={sample.points[wallet.id]}
              onChange={(points) => set({ points: { ...sample.points, [wallet.id]: points } })}
            />
          )}
        </Labelled>
      ))}
      <Labelled label={t("console.members.joined")} hint={t("console.try.joinedHint")}>
        {(id) => <DayInput id={id} value={sample.joinedOn} onChange={(joinedOn) => set({ joinedOn })} />}
      </Labelled>
      <Labelled label={t("console.members.birthday")}>
        {(id) => <DayInput id={id} value={sample.birthday} onChange={(birthday) => set({ birthday })} />}
      </Labelled>
      <Labelled label={t("console.members.gender")}>
        {(id) => (
          <Select
            id={id}
            allowClear
            value={sample.gender ?? null}
            options={genders.map((gender) => ({ value: gender, label: t(`console.member.gender.${gender}`) }))}
            onChange={(gender) => set({ gender: gender ?? undefined })}
          />
        )}
      </Labelled>
      <Labelled label={t("console.member.tags")}>
        {(id) => (
          <Select
            id={id}
            mode="tags"
            value={sample.tags}
            tokenSeparators={[",", "，", "、"]}
            onChange={(tags) => set({ tags })}
          />
        )}
      </Labelled>
    </div>
  );
}
