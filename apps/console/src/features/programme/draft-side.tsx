import type { Programme } from "@regulars/engine";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { TryItPanel } from "../try-it/try-it-panel.tsx";
import type { DraftState } from "./draft-store.ts";
import { FindingsPanel } from "./findings-panel.tsx";
import type { ProgrammeFinding } from "./programme-api.ts";
import { DifferenceList } from "./words-list.tsx";

interface DraftSideProps {
  state: DraftState;
  /** Null until the first check is done. */
  findings: ProgrammeFinding[] | null;
  error: unknown;
  onRetry: () => unknown;
  programme: Programme | null;
  onOpen: (pointer: string) => void;
}

/** What is wrong with the draft and what it changes, beside the forms. */
export function DraftSide({ state, findings, error, onRetry, programme, onOpen }: DraftSideProps) {
  const t = useT();
  const { draft, differences } = state.answer;
  return (
    <aside className="pg-side">
      <TryItPanel document={state.document} programme={programme} />
      <section className="panel" aria-labelledby="pg-findings-title">
        <div className="panel-head">
          <h2 id="pg-findings-title">{t("console.programme.findings")}</h2>
        </div>
        {error ? (
          <ErrorPanel error={error} onRetry={onRetry} />
        ) : findings === null ? (
          <span className="muted" role="status">
            {t("console.loading")}
          </span>
        ) : (
          <FindingsPanel findings={findings} programme={programme} onOpen={onOpen} />
        )}
      </section>
      <section className="panel" aria-labelledby="pg-differences-title">
        <div className="panel-head">
          <h2 id="pg-differences-title">{t("console.programme.differences")}</h2>
        </div>
        <DifferenceList differences={differences} onOpen={onOpen} />
        {draft.updatedBy ? (
          <div className="small muted" style={{ marginTop: 12 }}>
            {t("console.programme.lastSaved", { name: draft.updatedBy })}{" "}
            <TimeText at={draft.updatedAt} show="relative" />
          </div>
        ) : null}
      </section>
    </aside>
  );
}
