import { Link } from "@tanstack/react-router";
import { formatShare } from "../../shared/format.ts";
import { NumberText } from "../../shared/number-text.tsx";
import { usePreferences } from "../../shared/preferences.tsx";
import { rowsTarget } from "../../shared/rows-link.ts";

export interface ShareBar {
  key: string;
  name: string;
  color: string;
  members: number;
  share: number;
  rows: string | null;
}

/** Parts of a whole as bars; each opens its members. */
export function ShareBars({ bars }: { bars: ShareBar[] }) {
  const { locale } = usePreferences();
  const widest = Math.max(...bars.map((bar) => bar.share), 0.0001);
  return (
    <ul className="share-bars">
      {bars.map((bar) => {
        const target = rowsTarget(bar.rows);
        const body = (
          <>
            <span className="row between" style={{ flexWrap: "nowrap" }}>
              <span className="row" style={{ gap: 6 }}>
                <span className="dot" style={{ background: bar.color }} />
                {bar.name}
              </span>
              <span className="num">
                <NumberText value={bar.members} compact />{" "}
                <span className="muted small share">{formatShare(locale, bar.share)}</span>
              </span>
            </span>
            <span className="bar-track">
              <span
                className="bar-fill"
                style={{ display: "block", width: `${(bar.share / widest) * 100}%`, background: bar.color }}
              />
            </span>
          </>
        );
        return <li key={bar.key}>{target ? <Link {...target}>{body}</Link> : <div>{body}</div>}</li>;
      })}
    </ul>
  );
}
