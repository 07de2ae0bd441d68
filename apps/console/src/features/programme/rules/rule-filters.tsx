import { SearchOutlined } from "@ant-design/icons";
import { Button, ConfigProvider, Input, Select } from "antd";
import { useLocalText, useT } from "../../../shared/preferences.tsx";
import { useDraft } from "../draft-context.tsx";
import { triggerChoices } from "./rule-defaults.ts";
import { isFiltering, noFilter, type RuleFilter } from "./rule-filter.ts";

/** Which rules to show; works for readers who may not edit, too. */
export function RuleFilters({ value, onChange }: { value: RuleFilter; onChange: (value: RuleFilter) => void }) {
  const t = useT();
  const say = useLocalText();
  const { programme } = useDraft();
  const named = (items: readonly { id: string; name: { zh: string; en: string } }[]) =>
    items.map((item) => ({ value: item.id, label: say(item.name) || item.id }));
  const triggers = triggerChoices.map((choice) => ({ value: choice, label: t(`console.rules.trigger.${choice}`) }));
  const states = [
    { value: "on", label: t("console.rules.onlyOn") },
    { value: "off", label: t("console.rules.onlyOff") },
  ];
  return (
    <ConfigProvider componentDisabled={false}>
      <search className="pg-filters">
        <Input
          value={value.text}
          allowClear
          prefix={<SearchOutlined className="muted" />}
          placeholder={t("console.rules.search")}
          aria-label={t("console.rules.search")}
          onChange={(event) => onChange({ ...value, text: event.target.value })}
        />
        <Select
          value={value.trigger}
          options={triggers}
          allowClear
          placeholder={t("console.rules.trigger")}
          aria-label={t("console.rules.trigger")}
          onChange={(trigger) => onChange({ ...value, trigger: trigger ?? null })}
        />
        {programme.wallets.length > 1 ? (
          <Select
            value={value.wallet}
            options={named(programme.wallets)}
            allowClear
            placeholder={t("console.programme.wallet")}
            aria-label={t("console.programme.wallet")}
            onChange={(wallet) => onChange({ ...value, wallet: wallet ?? null })}
          />
        ) : null}
        {programme.ruleGroups.length > 0 ? (
          <Select
            value={value.group}
            options={named(programme.ruleGroups)}
            allowClear
            placeholder={t("console.rules.group")}
            aria-label={t("console.rules.group")}
            onChange={(group) => onChange({ ...value, group: group ?? null })}
          />
        ) : null}
        <Select
          value={value.enabled === null ? null : value.enabled ? "on" : "off"}
          options={states}
          allowClear
          placeholder={t("console.rules.onOrOff")}
          aria-label={t("console.rules.onOrOff")}
          onChange={(state) => onChange({ ...value, enabled: state ? state === "on" : null })}
        />
        {isFiltering(value) ? (
          <Button type="link" onClick={() => onChange(noFilter)}>
            {t("console.rules.clearFilter")}
          </Button>
        ) : null}
      </search>
    </ConfigProvider>
  );
}
