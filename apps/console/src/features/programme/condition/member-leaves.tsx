import type { BucketLeaf, ConsentLeaf, ScheduleLeaf, StageLeaf, TagLeaf, TierLeaf } from "@regulars/engine";
import { Input, Select, TimePicker } from "antd";
import dayjs from "dayjs";
import customParseFormat from "dayjs/plugin/customParseFormat";
import { useLocalText, useT } from "../../../shared/preferences.tsx";
import { useDraft } from "../draft-context.tsx";
import { Choice, NumberInput } from "../fields.tsx";
import { without } from "../quantities.ts";
import { WeekdaySelect } from "./field-leaf.tsx";

dayjs.extend(customParseFormat);

interface LeafProps<T> {
  leaf: T;
  onChange: (leaf: T) => void;
}

export function TierLeafEditor({ leaf: { tier }, onChange }: LeafProps<TierLeaf>) {
  const t = useT();
  const say = useLocalText();
  const { programme } = useDraft();
  const ladder = programme.ladders.find((one) => one.id === tier.ladder);
  const named = (items: { id: string; name: { zh: string; en: string } }[], id: string) => {
    const options = items.map((item) => ({ value: item.id, label: say(item.name) || item.id }));
    return items.some((item) => item.id === id) ? options : [...options, { value: id, label: id }];
  };
  const relations = (["at_least", "at_most", "exactly"] as const).map((value) => ({
    value,
    label: t(`console.programme.tierIs.${value}`),
  }));
  return (
    <>
      {programme.ladders.length > 1 || !ladder ? (
        <Choice
          value={tier.ladder}
          options={named(programme.ladders, tier.ladder)}
          onChange={(id) =>
            onChange({
              tier: {
                ...tier,
                ladder: id,
                tier: programme.ladders.find((one) => one.id === id)?.tiers.at(-1)?.id ?? "",
              },
            })
          }
          label={t("console.programme.ladder")}
          width={140}
        />
      ) : null}
      <Choice
        value={tier.is}
        options={relations}
        onChange={(is) => onChange({ tier: { ...tier, is } })}
        label={t("console.programme.operator")}
        width={110}
      />
      <Choice
        value={tier.tier}
        options={named(ladder?.tiers ?? [], tier.tier)}
        onChange={(id) => onChange({ tier: { ...tier, tier: id } })}
        label={t("console.programme.tier")}
        width={140}
      />
    </>
  );
}

export function StageLeafEditor({ leaf, onChange }: LeafProps<StageLeaf>) {
  const t = useT();
  const say = useLocalText();
  const { programme } = useDraft();
  const options = programme.lifecycle.stages.map((stage) => ({ value: stage.id, label: say(stage.name) || stage.id }));
  return (
    <Select
      mode="multiple"
      value={leaf.stage}
      options={options}
      aria-label={t("console.programme.subject.stage")}
      placeholder={t("console.programme.anyOf")}
      style={{ minWidth: 200 }}
      onChange={(stage) => onChange({ stage })}
    />
  );
}

export function TagLeafEditor({ leaf, onChange }: LeafProps<TagLeaf>) {
  const t = useT();
  return (
    <Select
      mode="tags"
      value={leaf.tag}
      aria-label={t("console.programme.subject.tag")}
      placeholder={t("console.programme.listHint")}
      tokenSeparators={[",", "，", "、"]}
      style={{ minWidth: 220 }}
      onChange={(tag) => onChange({ tag })}
    />
  );
}

export function ConsentLeafEditor({ leaf, onChange }: LeafProps<ConsentLeaf>) {
  const t = useT();
  return (
    <Input
      value={leaf.consent}
      aria-label={t("console.programme.purpose")}
      maxLength={64}
      style={{ width: 180 }}
      onChange={(event) => onChange({ consent: event.target.value })}
    />
  );
}

export function BucketLeafEditor({ leaf: { bucket }, onChange }: LeafProps<BucketLeaf>) {
  const t = useT();
  return (
    <>
      <NumberInput
        value={bucket.from}
        min={0}
        max={9999}
        onChange={(from) => onChange({ bucket: { ...bucket, from } })}
        label={t("console.programme.bucketFrom")}
        width={90}
      />
      <span>{t("console.programme.until")}</span>
      <NumberInput
        value={bucket.to}
        min={0}
        max={10_000}
        onChange={(to) => onChange({ bucket: { ...bucket, to } })}
        label={t("console.programme.bucketTo")}
        width={90}
      />
      <Input
        value={bucket.salt ?? ""}
        aria-label={t("console.programme.bucketSalt")}
        placeholder={t("console.programme.bucketSalt")}
        maxLength={64}
        style={{ width: 140 }}
        onChange={(event) =>
          onChange({ bucket: event.target.value ? { ...bucket, salt: event.target.value } : without(bucket, "salt") })
        }
      />
    </>
  );
}

/** Days of the week and a time of day, in the programme's zone. */
export function ScheduleLeafEditor({ leaf: { schedule }, onChange }: LeafProps<ScheduleLeaf>) {
  const t = useT();
  const time = (text: string | undefined) => (text ? dayjs(text, "HH:mm") : null);
  const set = (key: "from" | "to", value: dayjs.Dayjs | null) =>
    onChange({ schedule: value ? { ...schedule, [key]: value.format("HH:mm") } : without(schedule, key) });
  return (
    <>
      <WeekdaySelect
        value={schedule.days ?? []}
        onChange={(days) => onChange({ schedule: days.length > 0 ? { ...schedule, days } : without(schedule, "days") })}
      />
      <TimePicker
        value={time(schedule.from)}
        format="HH:mm"
        minuteStep={5}
        needConfirm={false}
        placeholder={t("console.programme.timeFrom")}
        aria-label={t("console.programme.timeFrom")}
        style={{ width: 110 }}
        onChange={(value) => set("from", value)}
      />
      <span>{t("console.programme.until")}</span>
      <TimePicker
        value={time(schedule.to)}
        format="HH:mm"
        minuteStep={5}
        needConfirm={false}
        placeholder={t("console.programme.timeTo")}
        aria-label={t("console.programme.timeTo")}
        style={{ width: 110 }}
        onChange={(value) => set("to", value)}
      />
      {schedule.zone ? <span className="small muted">{schedule.zone}</span> : null}
    </>
  );
}
