import { Tooltip } from "antd";
import { type ReactNode, useState } from "react";
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
  const [open, setOpen] = useState(false);
  return (
    <Tooltip
      trigger={["hover", "focus"]}
      open={open}
      onOpenChange={setOpen}
      title={
        <>
          <div>{meaning}</div>
          {formula ? <div style={{ marginTop: 4, opacity: 0.85 }}>{t("console.formula", { formula })}</div> : null}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation must be reachable from the keyboard */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape puts the explanation away, as WCAG 1.4.13 asks */}
      <span className="defined" tabIndex={0} onKeyDown={(event) => event.key === "Escape" && setOpen(false)}>
        {children}
      </span>
    </Tooltip>
  );
}
