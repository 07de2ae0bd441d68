import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Badge, Button, Collapse, Popconfirm, Tooltip } from "antd";
import type { ReactNode } from "react";
import { EmptyState } from "../../shared/empty-state.tsx";
import { useT } from "../../shared/preferences.tsx";
import { findingsAt, useDraft } from "./draft-context.tsx";
import type { DraftList } from "./draft-place.ts";
import { moveBy, removeAt, replaceAt } from "./quantities.ts";

interface ItemListProps<T> {
  list: DraftList;
  items: T[];
  onChange: (items: T[]) => void;
  /** JSON pointer of the list. */
  pointer: string;
  head: (item: T) => { name: ReactNode; note?: ReactNode };
  editor: (item: T, set: (item: T) => void, pointer: string) => ReactNode;
  create: () => T;
  addText: string;
  emptyText: string;
  min?: number;
  /** More ways to add one, beside the button. */
  addMore?: ReactNode;
}

/** Parts of the programme, one of which is unfolded for editing; their order can be changed from the keyboard too. */
export function ItemList<T>({
  list,
  items,
  onChange,
  pointer,
  head,
  editor,
  create,
  addText,
  emptyText,
  min = 0,
  addMore,
}: ItemListProps<T>) {
  const { readOnly, findings, open, setOpen } = useDraft();
  const opened = open[list] ?? null;
  const add = () => {
    onChange([...items, create()]);
    setOpen(list, items.length);
  };
  const addButton = readOnly ? null : (
    <span className="row" style={{ justifyContent: items.length === 0 ? "center" : "start" }}>
      <Button icon={<PlusOutlined />} onClick={add}>
        {addText}
      </Button>
      {addMore}
    </span>
  );
  const move = (index: number, step: 1 | -1) => {
    onChange(moveBy(items, index, step));
    if (opened === index) setOpen(list, index + step);
  };
  const remove = (index: number) => {
    onChange(removeAt(items, index));
    setOpen(list, null);
  };
  if (items.length === 0) return <EmptyState title={emptyText} action={addButton} />;
  return (
    <div className="stack tight">
      <Collapse
        accordion
        destroyOnHidden
        activeKey={opened === null ? [] : [String(opened)]}
        onChange={(keys) => setOpen(list, keys[0] === undefined ? null : Number(keys[0]))}
        items={items.map((item, index) => {
          const at = `${pointer}/${index}`;
          const { name, note } = head(item);
          return {
            key: String(index),
            label: (
              <div className="pg-item-head" data-pointer={at}>
                <div className="row" style={{ gap: 8 }}>
                  {name}
                  <FaultBadge pointer={at} />
                </div>
                {note ? <div className="small muted">{note}</div> : null}
              </div>
            ),
            extra: readOnly ? null : (
              <ItemButtons
                index={index}
                count={items.length}
                canRemove={items.length > min}
                onMove={move}
                onRemove={remove}
              />
            ),
            children: editor(item, (next) => onChange(replaceAt(items, index, next)), at),
          };
        })}
      />
      <div>{addButton}</div>
      <FaultHere findings={findings.filter((finding) => finding.pointer === pointer).length} />
    </div>
  );
}

function FaultHere({ findings }: { findings: number }) {
  const t = useT();
  return findings > 0 ? (
    <div className="small bad">{t("console.programme.findingCount", { count: findings })}</div>
  ) : null;
}

/** How many errors and warnings are inside. */
export function FaultBadge({ pointer }: { pointer: string }) {
  const t = useT();
  const { findings } = useDraft();
  const here = findingsAt(findings, pointer);
  if (here.length === 0) return null;
  const isError = here.some((finding) => finding.severity === "error");
  return (
    <Badge
      count={here.length}
      color={isError ? "var(--rg-bad)" : "var(--rg-warn)"}
      title={t("console.programme.findingCount", { count: here.length })}
    />
  );
}

interface ItemButtonsProps {
  index: number;
  count: number;
  canRemove: boolean;
  onMove: (index: number, step: 1 | -1) => void;
  onRemove: (index: number) => void;
}

export function ItemButtons({ index, count, canRemove, onMove, onRemove }: ItemButtonsProps) {
  const t = useT();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps clicks and keys on the buttons from folding the panel
    <span
      className="nowrap"
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <Button
        size="small"
        type="text"
        icon={<ArrowUpOutlined />}
        disabled={index === 0}
        aria-label={t("console.programme.moveUp")}
        onClick={() => onMove(index, -1)}
      />
      <Button
        size="small"
        type="text"
        icon={<ArrowDownOutlined />}
        disabled={index === count - 1}
        aria-label={t("console.programme.moveDown")}
        onClick={() => onMove(index, 1)}
      />
      <Popconfirm
        title={t("console.programme.removeConfirm")}
        okText={t("console.programme.remove")}
        cancelText={t("console.cancel")}
        onConfirm={() => onRemove(index)}
        disabled={!canRemove}
      >
        <Tooltip title={canRemove ? t("console.programme.remove") : t("console.programme.lastOne")}>
          <Button
            size="small"
            type="text"
            danger
            icon={<DeleteOutlined />}
            disabled={!canRemove}
            aria-label={t("console.programme.remove")}
          />
        </Tooltip>
      </Popconfirm>
    </span>
  );
}
