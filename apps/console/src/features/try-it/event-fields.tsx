import { AutoComplete, Input } from "antd";
import { Labelled } from "../../shared/labelled.tsx";
import { useT } from "../../shared/preferences.tsx";
import { AddButton, RemoveButton, type TrialFieldsProps } from "./order-fields.tsx";
import { newKey } from "./trial-form.ts";

/** Something a member might do, with its properties. */
export function EventFields({
  form,
  onChange,
  known,
}: Pick<TrialFieldsProps, "form" | "onChange"> & { /** Types that rules answer to. */ known: string[] }) {
  const t = useT();
  const { event } = form;
  const set = (change: Partial<typeof event>) => onChange({ event: { ...event, ...change } });
  const setProperty = (key: string, change: { name?: string; value?: string }) =>
    set({ properties: event.properties.map((one) => (one.key === key ? { ...one, ...change } : one)) });
  return (
    <div className="stack tight">
      <Labelled label={t("console.try.eventType")}>
        {(id) => (
          <AutoComplete
            id={id}
            value={event.type}
            options={known.map((type) => ({ value: type }))}
            placeholder="checkin"
            onChange={(type) => set({ type: type.toLowerCase().replaceAll(/[^a-z0-9_.-]/g, "") })}
          />
        )}
      </Labelled>
      {event.properties.map((property) => (
        <div key={property.key} className="row" style={{ flexWrap: "nowrap", gap: 6 }}>
          <Input
            value={property.name}
            placeholder={t("console.try.propertyName")}
            aria-label={t("console.try.propertyName")}
            maxLength={64}
            onChange={(change) => setProperty(property.key, { name: change.target.value })}
          />
          <Input
            value={property.value}
            placeholder={t("console.try.propertyValue")}
            aria-label={t("console.try.propertyValue")}
            maxLength={1000}
            onChange={(change) => setProperty(property.key, { value: change.target.value })}
          />
          <RemoveButton
            label={t("console.try.remove", { what: property.name || t("console.try.property") })}
            onClick={() => set({ properties: event.properties.filter((one) => one.key !== property.key) })}
          />
        </div>
      ))}
      <AddButton onClick={() => set({ properties: [...event.properties, { key: newKey(), name: "", value: "" }] })}>
        {t("console.try.property")}
      </AddButton>
    </div>
  );
}
