import { Link } from "@tanstack/react-router";
import { NumberText } from "./number-text.tsx";
import { rowsTarget } from "./rows-link.ts";

/** A count that opens the rows behind it, where there are any. */
export function RowsCount({ count, rows }: { count: number; rows: string | null }) {
  const target = count > 0 ? rowsTarget(rows) : null;
  const text = <NumberText value={count} />;
  return target ? <Link {...target}>{text}</Link> : text;
}
