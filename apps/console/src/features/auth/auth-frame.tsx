import type { ReactNode } from "react";
import { useT } from "../../shared/preferences.tsx";
import { BrandMark } from "../../shell/brand-mark.tsx";
import { LanguageSwitch } from "../../shell/top-bar.tsx";

/** A narrow sheet in the middle, for screens before the console. */
export function AuthFrame({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  const t = useT();
  return (
    <div className="auth-frame">
      <div className="row between" style={{ width: "100%", maxWidth: 400 }}>
        <span className="row" style={{ gap: 10, fontWeight: 600, fontSize: 16 }}>
          <BrandMark />
          {t("console.product")}
        </span>
        <LanguageSwitch />
      </div>
      <main className="panel auth-sheet">
        <h1>{title}</h1>
        {note ? <p className="muted">{note}</p> : null}
        {children}
      </main>
    </div>
  );
}
