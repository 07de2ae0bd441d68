import { Tooltip } from "antd";
import type { ReactNode } from "react";
import { useT } from "./preferences.tsx";

/** A word whose meaning and formula show on hover and on keyboard focus. */
export function Definition({
  children,
  meaning,
  formula,
}: {
  children: ReactNode;
  meaning: string;
  formula?: string | undefined;
}) {
  const t = useT();
  return (
    <Tooltip
      title={
        <>
          <div>{meaning}</div>
          {formula ? <div style={{ marginTop: 4, opacity: 0.85 }}>{t("console.formula", { formula })}</div> : null}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation must be reachable from the keyboard */}
      <span className="defined" tabIndex={0}>
        {children}
      </span>
    </Tooltip>
  );
}
