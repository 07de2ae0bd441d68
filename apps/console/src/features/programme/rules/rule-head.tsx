import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined } from "@ant-design/icons";
import type { Rule } from "@regulars/engine";
import { Button, Popconfirm, Switch, Tag, Tooltip } from "antd";
import { useLocalText, useT } from "../../../shared/preferences.tsx";
import { useDraft } from "../draft-context.tsx";
import { FaultBadge } from "../item-list.tsx";
import { choiceOf } from "./rule-defaults.ts";

/** A rule in its list: name, what makes it look, where it pays, and its sentence. */
export function RuleHead({ rule, pointer, note }: { rule: Rule; pointer: string; note: string | null }) {
  const t = useT();
  const say = useLocalText();
  const { programme } = useDraft();
  const group = programme.ruleGroups.find(({ id }) => id === rule.group);
  const wallet = programme.wallets.find(({ id }) => id === rule.wallet);
  return (
    <div className={`pg-item-head${rule.enabled ? "" : " off"}`} data-pointer={pointer}>
      <div className="row" style={{ gap: 8 }}>
        <strong>{say(rule.name) || rule.id}</strong>
        <span className="pg-tags">
          <Tag>{t(`console.rules.trigger.${choiceOf(rule.trigger)}`)}</Tag>
          {programme.wallets.length > 1 && wallet ? <Tag>{say(wallet.name) || wallet.id}</Tag> : null}
          {group ? <Tag>{say(group.name) || group.id}</Tag> : null}
          {rule.priority === 0 ? null : <Tag>{t("console.rules.priorityTag", { priority: rule.priority })}</Tag>}
          {rule.enabled ? null : <Tag>{t("console.programme.disabled")}</Tag>}
        </span>
        <FaultBadge pointer={pointer} />
      </div>
      {note ? <div className="small muted">{note}</div> : null}
    </div>
  );
}

interface RuleButtonsProps {
  rule: Rule;
  isFirst: boolean;
  isLast: boolean;
  onSwitch: (enabled: boolean) => void;
  onMove: (step: 1 | -1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

export function RuleButtons({ rule, isFirst, isLast, onSwitch, onMove, onDuplicate, onRemove }: RuleButtonsProps) {
  const t = useT();
  const say = useLocalText();
  const { readOnly } = useDraft();
  if (readOnly) return null;
  const name = say(rule.name) || rule.id;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps clicks and keys on the buttons from folding the panel
    <span
      className="pg-item-buttons"
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <Switch
        size="small"
        checked={rule.enabled}
        aria-label={t("console.rules.switchOn", { name })}
        onChange={onSwitch}
      />
      <Button
        size="small"
        type="text"
        icon={<ArrowUpOutlined />}
        disabled={isFirst}
        aria-label={t("console.programme.moveUp")}
        onClick={() => onMove(-1)}
      />
      <Button
        size="small"
        type="text"
        icon={<ArrowDownOutlined />}
        disabled={isLast}
        aria-label={t("console.programme.moveDown")}
        onClick={() => onMove(1)}
      />
      <Tooltip title={t("console.rules.duplicate")}>
        <Button
          size="small"
          type="text"
          icon={<CopyOutlined />}
          aria-label={t("console.rules.duplicate")}
          onClick={onDuplicate}
        />
      </Tooltip>
      <Popconfirm
        title={t("console.programme.removeConfirm")}
        okText={t("console.programme.remove")}
        cancelText={t("console.cancel")}
        onConfirm={onRemove}
      >
        <Button size="small" type="text" danger icon={<DeleteOutlined />} aria-label={t("console.programme.remove")} />
      </Popconfirm>
    </span>
  );
}
