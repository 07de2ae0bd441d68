import { SettingOutlined } from "@ant-design/icons";
import { Button, Checkbox, Popover, Skeleton, Table, Tooltip } from "antd";
import { type ReactNode, useState } from "react";
import type { DefinitionText } from "./api/insights.ts";
import { Definition } from "./definition.tsx";
import { recall, remember, useLocalText, useT } from "./preferences.tsx";
import { useIsNarrow } from "./use-screen.ts";

export interface DataColumn<Row> {
  key: string;
  title: string;
  /** What the column means, shown on its head. */
  about?: DefinitionText | string | undefined;
  render: (row: Row) => ReactNode;
  numeric?: boolean;
  width?: number;
  /** Hidden until chosen. */
  optional?: boolean;
  /** The name of the row: heads the card on narrow screens and cannot be hidden. */
  primary?: boolean;
}

function keptColumns(storageKey: string): string[] | null {
  const kept = recall(`regulars.columns.${storageKey}`);
  return kept ? kept.split(",") : null;
}

/** Which columns are shown, remembered per list in this browser. */
export function useColumnChoice<Row>(storageKey: string, columns: DataColumn<Row>[]) {
  const [chosen, setChosen] = useState<string[]>(
    () => keptColumns(storageKey) ?? columns.filter((column) => !column.optional).map((column) => column.key),
  );
  return {
    visible: columns.filter((column) => column.primary || chosen.includes(column.key)),
    chosen,
    choose: (keys: string[]) => {
      remember(`regulars.columns.${storageKey}`, keys.join(","));
      setChosen(keys);
    },
  };
}

export function ColumnChooser<Row>({
  columns,
  chosen,
  choose,
}: {
  columns: DataColumn<Row>[];
  chosen: string[];
  choose: (keys: string[]) => void;
}) {
  const t = useT();
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Checkbox.Group
          value={columns.filter((column) => column.primary || chosen.includes(column.key)).map((column) => column.key)}
          onChange={(keys) => choose(keys.map(String))}
          options={columns.map((column) => ({
            label: column.title,
            value: column.key,
            disabled: column.primary ?? false,
          }))}
          style={{ display: "flex", flexDirection: "column", gap: 6 }}
        />
      }
    >
      <Tooltip title={t("console.table.columns")}>
        <Button icon={<SettingOutlined />} aria-label={t("console.table.columns")} />
      </Tooltip>
    </Popover>
  );
}

interface DataTableProps<Row> {
  rows: Row[];
  columns: DataColumn<Row>[];
  rowKey: (row: Row) => string;
  loading?: boolean;
  empty: ReactNode;
  onOpen?: (row: Row) => void;
  footer?: ReactNode;
  /** Whether the header stays under the top bar; not inside drawers and small panels. */
  sticky?: boolean;
  /** Figures that are read down a column: a table on a phone too, whose first column stays in view. */
  figures?: boolean;
}

/** Rows as a table; as cards where a table would not fit. */
export function DataTable<Row extends object>({
  rows,
  columns,
  rowKey,
  loading = false,
  empty,
  onOpen,
  footer,
  sticky = false,
  figures = false,
}: DataTableProps<Row>) {
  const narrow = useIsNarrow();
  if (loading && rows.length === 0) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (rows.length === 0) return <>{empty}</>;
  if (narrow && !figures)
    return <CardList rows={rows} columns={columns} rowKey={rowKey} onOpen={onOpen} footer={footer} />;
  return (
    <>
      <Table<Row>
        size="small"
        dataSource={rows}
        rowKey={rowKey}
        pagination={false}
        loading={loading}
        {...(sticky ? { sticky: { offsetHeader: 56 } } : {})}
        scroll={{ x: "max-content" }}
        columns={columns.map((column, index) => ({
          key: column.key,
          ...(figures && narrow && index === 0 ? { fixed: "start" as const } : {}),
          title: <ColumnHead column={column} />,
          align: column.numeric ? ("right" as const) : ("left" as const),
          ...(column.width ? { width: column.width } : {}),
          render: (_: unknown, row: Row) => column.render(row),
        }))}
        {...(onOpen ? { onRow: (row: Row) => ({ onClick: () => onOpen(row), style: { cursor: "pointer" } }) } : {})}
      />
      {footer}
    </>
  );
}

type Named = Pick<DataColumn<unknown>, "title" | "about" | "numeric">;

function ColumnHead({ column }: { column: Named }) {
  const name = <ColumnName column={column} />;
  return column.numeric ? <span className="col-head">{name}</span> : name;
}

function ColumnName({ column: { title, about } }: { column: Named }) {
  const say = useLocalText();
  if (!about) return title;
  const [meaning, formula] = typeof about === "string" ? [about] : [say(about.text), about.formula];
  return (
    <Definition meaning={meaning} formula={formula}>
      {title}
    </Definition>
  );
}

function CardList<Row>({
  rows,
  columns,
  rowKey,
  onOpen,
  footer,
}: Pick<DataTableProps<Row>, "rows" | "columns" | "rowKey" | "footer"> & { onOpen: ((row: Row) => void) | undefined }) {
  const primary = columns.find((column) => column.primary) ?? columns[0];
  const rest = columns.filter((column) => column !== primary);
  return (
    <>
      <ul style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {rows.map((row) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the link inside is the keyboard's way in; the card only widens the target
          <li
            key={rowKey(row)}
            onClick={onOpen ? () => onOpen(row) : undefined}
            style={{ padding: "10px 0", borderBottom: "1px solid var(--rg-line)" }}
          >
            <div style={{ fontWeight: 600, marginBottom: 4 }}>{primary?.render(row)}</div>
            <div style={{ display: "grid", gridTemplateColumns: "1fr 1fr", gap: "4px 12px" }}>
              {rest.map((column) => (
                <div key={column.key} style={{ minWidth: 0, overflow: "hidden", textOverflow: "ellipsis" }}>
                  <div className="small muted">
                    <ColumnName column={column} />
                  </div>
                  <div>{column.render(row)}</div>
                </div>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {footer}
    </>
  );
}
