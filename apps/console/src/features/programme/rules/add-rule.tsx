import { DownOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useT } from "../../../shared/preferences.tsx";
import { type TriggerChoice, triggerChoices } from "./rule-defaults.ts";

/** Adds a rule for what makes it look. */
export function AddRule({ onAdd }: { onAdd: (choice: TriggerChoice) => void }) {
  const t = useT();
  const items = triggerChoices.map((choice) => ({ key: choice, label: t(`console.rules.trigger.${choice}`) }));
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items,
        onClick: ({ key }) => {
          const choice = triggerChoices.find((one) => one === key);
          if (choice) onAdd(choice);
        },
      }}
    >
      <Button icon={<PlusOutlined />}>
        {t("console.programme.addRule")} <DownOutlined />
      </Button>
    </Dropdown>
  );
}
