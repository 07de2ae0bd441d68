import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined } from "@ant-design/icons";
import type { Rule } from "@regulars/engine";
import { Button, Popconfirm, Switch, Tag, Tooltip } from "antd";
import { memo } from "react";
import { useLocalText, useT } from "../../../shared/preferences.tsx";
import { FaultBadge } from "../item-list.tsx";
import { choiceOf } from "./rule-defaults.ts";

interface RuleHeadProps {
  rule: Rule;
  pointer: string;
  note: string | null;
  /** Names, where there is more than one wallet, and where the rule is in a group. */
  wallet: string | null;
  group: string | null;
}

/** A rule in its list: name, what makes it look, where it pays, and its sentence. Drawn again only when the rule changes. */
export const RuleHead = memo(function RuleHead({ rule, pointer, note, wallet, group }: RuleHeadProps) {
  const t = useT();
  const say = useLocalText();
  return (
    <div className={`pg-item-head${rule.enabled ? "" : " off"}`} data-pointer={pointer}>
      <div className="row" style={{ gap: 8 }}>
        <strong>{say(rule.name) || rule.id}</strong>
        <span className="pg-tags">
          <Tag>{t(`console.rules.trigger.${choiceOf(rule.trigger)}`)}</Tag>
          {wallet === null ? null : <Tag>{wallet}</Tag>}
          {group === null ? null : <Tag>{group}</Tag>}
          {rule.priority === 0 ? null : <Tag>{t("console.rules.priorityTag", { priority: rule.priority })}</Tag>}
          {rule.enabled ? null : <Tag>{t("console.programme.disabled")}</Tag>}
        </span>
        <FaultBadge pointer={pointer} />
      </div>
      {note ? <div className="small muted">{note}</div> : null}
    </div>
  );
});

/** What can be done with a rule of the list, by its place among those shown. */
export interface RuleActions {
  switchOn(at: number, enabled: boolean): void;
  move(at: number, step: 1 | -1): void;
  duplicate(at: number): void;
  remove(at: number): void;
}

interface RuleButtonsProps {
  name: string;
  enabled: boolean;
  at: number;
  isLast: boolean;
  /** Stays the same object, so that typing in one rule does not draw the buttons of all. */
  actions: RuleActions;
}

export const RuleButtons = memo(function RuleButtons({ name, enabled, at, isLast, actions }: RuleButtonsProps) {
  const t = useT();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps clicks and keys on the buttons from folding the panel
    <span
      className="pg-item-buttons"
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <Switch
        size="small"
        checked={enabled}
        aria-label={t("console.rules.switchOn", { name })}
        onChange={(isOn) => actions.switchOn(at, isOn)}
      />
      <Button
        size="small"
        type="text"
        icon={<ArrowUpOutlined />}
        disabled={at === 0}
        aria-label={t("console.programme.moveUp")}
        onClick={() => actions.move(at, -1)}
      />
      <Button
        size="small"
        type="text"
        icon={<ArrowDownOutlined />}
        disabled={isLast}
        aria-label={t("console.programme.moveDown")}
        onClick={() => actions.move(at, 1)}
      />
      <Tooltip title={t("console.rules.duplicate")}>
        <Button
          size="small"
          type="text"
          icon={<CopyOutlined />}
          aria-label={t("console.rules.duplicate")}
          onClick={() => actions.duplicate(at)}
        />
      </Tooltip>
      <Popconfirm
        title={t("console.programme.removeConfirm")}
        okText={t("console.programme.remove")}
        cancelText={t("console.cancel")}
        onConfirm={() => actions.remove(at)}
      >
        <Button size="small" type="text" danger icon={<DeleteOutlined />} aria-label={t("console.programme.remove")} />
      </Popconfirm>
    </span>
  );
});
