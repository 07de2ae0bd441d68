import { Link } from "@tanstack/react-router";
import { Tooltip } from "antd";
import { heatStyle } from "../../shared/heat-style.ts";
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

/** Beside the name of a row: a size, which opens what is behind it. */
interface HeatNote {
  text: string;
  hint: string;
  rows: string | null;
}

interface HeatGridProps {
  label: string;
  columns: string[];
  rows: { name: string; note?: HeatNote; cells: HeatCell[] }[];
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
                {row.name} {row.note ? <Note note={row.note} /> : null}
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

function Note({ note }: { note: HeatNote }) {
  const target = rowsTarget(note.rows);
  if (!target) return <span className="muted">{note.text}</span>;
  return (
    <Link {...target} aria-label={note.hint}>
      {note.text}
    </Link>
  );
}

function Cell({ cell }: { cell: HeatCell }) {
  if (cell.strength === null) return <td />;
  const target = rowsTarget(cell.rows);
  return (
    <td className={`heat-cell${cell.open ? " open" : ""}`} style={heatStyle(cell.strength)}>
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
