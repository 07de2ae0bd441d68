import { DatePicker } from "antd";
import dayjs from "dayjs";

import { useT } from "../../../shared/preferences.tsx";
import { inZone } from "../../../shared/zoned-day.ts";
import { useDraft } from "../draft-context.tsx";
import { Field, IdField, useFieldLabel } from "../fields.tsx";
import { without } from "../quantities.ts";
import type { RuleFormProps } from "./rule-form-props.ts";

/** From when until when the rule is in force, and the id that entries remember it by. */
export function ValidityFields({ value, onChange, pointer }: RuleFormProps) {
  const t = useT();
  const { programme } = useDraft();
  return (
    <div className="pg-fields">
      {(["validFrom", "validTo"] as const).map((key) => (
        <Field
          key={key}
          label={t(`console.programme.rule.${key}`)}
          pointer={`${pointer}/${key}`}
          width={220}
          hint={value[key] ? programme.zone : null}
        >
          <InstantPicker
            value={value[key]}
            zone={programme.zone}
            onChange={(at) => onChange(at ? { ...value, [key]: at } : without(value, key))}
          />
        </Field>
      ))}
      <IdField
        value={value.id}
        path={`rules/${value.id}`}
        pointer={`${pointer}/id`}
        onChange={(id) => onChange({ ...value, id })}
      />
    </div>
  );
}

interface InstantPickerProps {
  value: string | undefined;
  zone: string;
  onChange: (value: string | null) => void;
}

function InstantPicker({ value, zone, onChange }: InstantPickerProps) {
  const t = useT();
  const field = useFieldLabel();
  return (
    <DatePicker
      {...field}
      showTime={{ format: "HH:mm" }}
      format="YYYY-MM-DD HH:mm"
      value={value ? dayjs(value).tz(zone) : null}
      placeholder={t("console.programme.noLimit")}
      style={{ width: "100%" }}
      onChange={(shown) => onChange(shown ? inZone(shown, zone) : null)}
    />
  );
}
