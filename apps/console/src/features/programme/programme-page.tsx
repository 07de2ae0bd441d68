import { Skeleton } from "antd";
import type { Word } from "../../shared/api/types.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { useProgramme } from "../../shared/programme-words.ts";

/** The published programme in words. */
export function ProgrammePage() {
  const t = useT();
  const { data, error, refetch } = useProgramme();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.programme.title")}</h1>
      </div>
      {error ? <ErrorPanel error={error} onRetry={refetch} /> : null}
      {!data && !error ? <Skeleton active /> : null}
      {data ? (
        <div className="stack">
          <Words title={t("console.programme.wallets")} words={data.words.wallets} />
          <Words title={t("console.programme.ladders")} words={data.words.ladders} />
          <Words title={t("console.programme.rules")} words={data.words.rules} />
          <Words title={t("console.programme.stages")} words={data.words.stages} />
        </div>
      ) : null}
    </div>
  );
}

function Words({ title, words }: { title: string; words: Word[] }) {
  const say = useLocalText();
  return (
    <section className="panel" aria-label={title}>
      <div className="panel-head">
        <h2>{title}</h2>
      </div>
      <ul className="effects">
        {words.map((word) => (
          <li key={word.id}>{say(word)}</li>
        ))}
      </ul>
    </section>
  );
}
