import { Link } from "@tanstack/react-router";
import { Tooltip } from "antd";
import { rowsTarget } from "../../shared/rows-link.ts";

export interface HeatCell {
  /** 0 to 1; null = nothing to show. */
  strength: number | null;
  text: string;
  hint: string;
  rows?: string | null;
  /** Not over yet. */
  open?: boolean;
}

interface HeatGridProps {
  label: string;
  columns: string[];
  rows: { name: string; note?: string; cells: HeatCell[] }[];
}

/** Figures in a grid, the darker the more; a cell opens what is behind it. */
export function HeatGrid({ label, columns, rows }: HeatGridProps) {
  return (
    <div style={{ overflowX: "auto" }}>
      <table className="heat" aria-label={label}>
        <thead>
          <tr>
            <th />
            {columns.map((column) => (
              <th key={column} className="muted small">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row" className="small nowrap">
                {row.name} {row.note ? <span className="muted">{row.note}</span> : null}
              </th>
              {row.cells.map((cell, index) => (
                <Cell key={columns[index] ?? index} cell={cell} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell }: { cell: HeatCell }) {
  if (cell.strength === null) return <td />;
  const share = Math.round(6 + 78 * Math.min(1, Math.max(0, cell.strength)));
  const style = { background: `color-mix(in srgb, var(--rg-accent) ${share}%, var(--rg-sunken))` };
  const target = rowsTarget(cell.rows);
  const className = `${share > 66 ? "strong" : ""}${cell.open ? " open" : ""}`;
  return (
    <td className={className} style={style}>
      <Tooltip title={cell.hint}>
        {target ? (
          <Link {...target} aria-label={cell.hint}>
            {cell.text}
          </Link>
        ) : (
          <span>{cell.text}</span>
        )}
      </Tooltip>
    </td>
  );
}
