import type { Trigger } from "@regulars/engine";
import { useLocalText, useT } from "../../../shared/preferences.tsx";
import { useDraft } from "../draft-context.tsx";
import { Choice, Field, NumberInput } from "../fields.tsx";
import { without } from "../quantities.ts";
import { EventTypeInput, NamesInput } from "../quantity-inputs.tsx";
import { choiceOf, newTrigger, triggerChoices, withTrigger } from "./rule-defaults.ts";
import type { RuleFormProps } from "./rule-form-props.ts";

/** What makes the rule look. */
export function TriggerFields({ value, onChange, pointer }: RuleFormProps) {
  const t = useT();
  const { programme } = useDraft();
  const { trigger } = value;
  const choices = triggerChoices.map((choice) => ({ value: choice, label: t(`console.rules.trigger.${choice}`) }));
  const set = (next: Trigger) => onChange({ ...value, trigger: next });
  const at = `${pointer}/trigger`;
  return (
    <div className="pg-fields">
      <Field
        label={t("console.rules.trigger")}
        pointer={at}
        width={220}
        hint={t(`console.rules.triggerHint.${choiceOf(trigger)}`)}
      >
        <Choice
          value={choiceOf(trigger)}
          options={choices}
          onChange={(choice) => onChange(withTrigger(value, newTrigger(choice, programme)))}
          width="100%"
        />
      </Field>
      {trigger.kind === "event" && choiceOf(trigger) !== "checkin" ? (
        <Field
          label={t("console.rules.eventType")}
          pointer={`${at}/event`}
          width={240}
          hint={t("console.rules.eventTypeHint")}
        >
          <EventTypeInput value={trigger.event} onChange={(event) => set({ kind: "event", event })} />
        </Field>
      ) : null}
      {trigger.kind === "birthday" ? (
        <Field
          label={t("console.rules.daysBefore")}
          pointer={`${at}/daysBefore`}
          width={220}
          hint={t("console.rules.leapDay")}
        >
          <NumberInput
            value={trigger.daysBefore}
            min={0}
            max={60}
            suffix={t("console.programme.unit.D", { count: trigger.daysBefore })}
            onChange={(daysBefore) => set({ kind: "birthday", daysBefore })}
          />
        </Field>
      ) : null}
      {trigger.kind === "tier_entry" ? <TierEntryFields value={trigger} onChange={set} pointer={at} /> : null}
    </div>
  );
}

type TierEntry = Extract<Trigger, { kind: "tier_entry" }>;

function TierEntryFields({
  value,
  onChange,
  pointer,
}: {
  value: TierEntry;
  onChange: (value: TierEntry) => void;
  pointer: string;
}) {
  const t = useT();
  const say = useLocalText();
  const { ladders } = useDraft().programme;
  const named = (items: readonly { id: string; name: { zh: string; en: string } }[]) =>
    items.map((item) => ({ value: item.id, label: say(item.name) || item.id }));
  const ladder = ladders.find(({ id }) => id === value.ladder);
  const options = named(ladders);
  return (
    <>
      <Field label={t("console.programme.ladder")} pointer={`${pointer}/ladder`} width={180}>
        <Choice
          value={value.ladder}
          options={ladder ? options : [...options, { value: value.ladder, label: value.ladder }]}
          onChange={(id) => onChange({ kind: "tier_entry", ladder: id })}
          width="100%"
        />
      </Field>
      <Field label={t("console.rules.entryTiers")} pointer={`${pointer}/tiers`} width={300}>
        <NamesInput
          value={value.tiers ?? []}
          known={named(ladder?.tiers.slice(1) ?? [])}
          placeholder={t("console.rules.anyTier")}
          typed={false}
          onChange={(tiers) => onChange(tiers.length > 0 ? { ...value, tiers } : without(value, "tiers"))}
        />
      </Field>
    </>
  );
}
