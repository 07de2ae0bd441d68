import { EditOutlined } from "@ant-design/icons";
import type { Programme } from "@regulars/engine";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Alert, Button, Skeleton, Tag } from "antd";
import { type ReactNode, useState } from "react";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { toEditable } from "./editable.ts";
import { ExportButton } from "./export-button.tsx";
import { NotShown } from "./fields.tsx";
import { PresetsDrawer } from "./presets-drawer.tsx";
import { type ProgrammeWords, type PublishedProgramme, programmeApi, programmeKeys } from "./programme-api.ts";
import "./programme.css";
import { TierTable, useTierCounts } from "./ladders/tier-table.tsx";
import { useWords } from "./use-words.ts";
import { WordsList, withoutName } from "./words-list.tsx";

/** The programme in force, in words. */
export function ProgrammePage() {
  const t = useT();
  const published = useQuery({
    queryKey: programmeKeys.published,
    queryFn: () => programmeApi.published(),
    staleTime: 15_000,
    refetchInterval: (query) => (query.state.data?.upcoming?.status === "activating" ? 2000 : false),
  });
  const { data, error, refetch } = published;
  if (data) return <Published published={data} />;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.programme.title")}</h1>
      </div>
      {error ? <ErrorPanel error={error} onRetry={refetch} /> : <Skeleton active paragraph={{ rows: 8 }} />}
    </div>
  );
}

function Published({ published }: { published: PublishedProgramme }) {
  const t = useT();
  const say = useLocalText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const mayWrite = useCan("programme:write");
  const [isOpen, setOpen] = useState(false);
  const draft = useQuery({ queryKey: programmeKeys.draft, queryFn: () => programmeApi.draft() });
  const programme = toEditable(published.programme);
  const hasDraft = (draft.data?.draft.revision ?? 0) > 0;
  return (
    <div className="page">
      <div className="page-head">
        <div style={{ flex: 1, minWidth: 220 }}>
          <h1>{programme ? say(programme.name) : t("console.programme.title")}</h1>
          <div className="row muted" style={{ gap: 6 }}>
            <Tag>{t("console.programme.versionNumber", { version: published.version })}</Tag>
            <span>
              {t("console.programme.validFrom")} <TimeText at={published.validFrom} />
            </span>
            <span>· {t("console.programme.byWhom", { name: published.publishedBy })}</span>
          </div>
        </div>
        <div className="row">
          <ExportButton version={published.version} />
          <Button onClick={() => setOpen(true)}>{t("console.programme.presets")}</Button>
          <Button onClick={() => void navigate({ to: "/programme/versions" })}>
            {t("console.programme.versions")}
          </Button>
          <Button type="primary" icon={<EditOutlined />} onClick={() => void navigate({ to: "/programme/draft" })}>
            {t(
              !mayWrite
                ? "console.programme.viewDraft"
                : hasDraft
                  ? "console.programme.continueDraft"
                  : "console.programme.editDraft",
            )}
          </Button>
        </div>
      </div>
      <div className="stack">
        <Notices
          published={published}
          draft={
            hasDraft && draft.data ? { by: draft.data.draft.updatedBy, count: draft.data.differences.length } : null
          }
        />
        {programme ? (
          <Parts programme={programme} words={published.words} />
        ) : (
          <NotShown text={t("console.programme.notShown")} />
        )}
      </div>
      <PresetsDrawer
        open={isOpen}
        currency={programme?.currency ?? ""}
        hasDraft={hasDraft}
        mayApply={mayWrite}
        prepare={() => Promise.resolve(true)}
        onClose={() => setOpen(false)}
        onApplied={(answer) => {
          queries.setQueryData(programmeKeys.draft, answer);
          void navigate({ to: "/programme/draft" });
        }}
      />
    </div>
  );
}

function Notices({
  published,
  draft,
}: {
  published: PublishedProgramme;
  draft: { by: string | null; count: number } | null;
}) {
  const t = useT();
  const { upcoming } = published;
  return (
    <>
      {upcoming?.status === "activating" ? (
        <Alert type="info" showIcon title={t("console.programme.upcoming.activating", { version: upcoming.version })} />
      ) : null}
      {upcoming?.status === "scheduled" ? (
        <Alert
          type="info"
          showIcon
          title={
            <>
              {t("console.programme.upcoming.scheduled", { version: upcoming.version })}{" "}
              <TimeText at={upcoming.validFrom} />
            </>
          }
        />
      ) : null}
      {draft ? (
        <Alert
          type="info"
          showIcon
          title={t("console.programme.draftWaits", { name: draft.by ?? "", count: draft.count })}
          action={<Link to="/programme/draft">{t("console.programme.openDraft")}</Link>}
        />
      ) : null}
    </>
  );
}

function Parts({ programme, words }: { programme: Programme; words: ProgrammeWords }) {
  const t = useT();
  const say = useLocalText();
  const counts = useTierCounts();
  const wordOf = useWords(words);
  return (
    <>
      <Panel id="ladders" title={t("console.programme.ladders")}>
        {programme.ladders.length === 0 ? <span className="muted">{t("console.programme.noLadders")}</span> : null}
        {programme.ladders.map((ladder) => (
          <div key={ladder.id} className="stack tight">
            <div>
              {programme.ladders.length > 1 ? <strong>{say(ladder.name)}</strong> : null}
              <div className="muted">{wordOf("ladders")(ladder.id)}</div>
            </div>
            <TierTable ladder={ladder} currency={programme.currency} wallets={programme.wallets} counts={counts} />
          </div>
        ))}
      </Panel>
      {programme.tierOffers.length > 0 ? (
        <Panel id="tierOffers" title={t("console.programme.tierOffers")}>
          <WordsList
            items={programme.tierOffers.map((offer) => ({
              id: offer.id,
              name: say(offer.name),
              text: wordOf("tierOffers")(offer.id) ?? "",
            }))}
          />
        </Panel>
      ) : null}
      <Panel id="rules" title={t("console.programme.rules")}>
        {programme.rules.length === 0 ? <span className="muted">{t("console.programme.noRules")}</span> : null}
        <WordsList
          items={programme.rules.map((rule) => ({
            id: rule.id,
            text: wordOf("rules")(rule.id) ?? "",
            name: (
              <span className="row" style={{ gap: 6 }}>
                {say(rule.name)}
                {rule.enabled ? null : <Tag>{t("console.programme.disabled")}</Tag>}
              </span>
            ),
          }))}
        />
      </Panel>
      {programme.ruleGroups.length > 0 || programme.budgets.length > 0 ? (
        <Panel id="shared" title={t("console.rules.groupsAndBudgets")}>
          <WordsList
            items={[
              ...programme.ruleGroups.map((group) => ({
                id: `group ${group.id}`,
                name: say(group.name),
                text: wordOf("ruleGroups")(group.id) ?? "",
              })),
              ...programme.budgets.map((budget) => ({
                id: `budget ${budget.id}`,
                name: say(budget.name),
                text: wordOf("budgets")(budget.id) ?? "",
              })),
            ]}
          />
        </Panel>
      ) : null}
      <div className="grid halves">
        <Panel id="wallets" title={t("console.programme.wallets")}>
          <WordsList
            items={programme.wallets.map((wallet) => ({
              id: wallet.id,
              name: say(wallet.name),
              text: wordOf("wallets")(wallet.id) ?? "",
            }))}
          />
        </Panel>
        <Panel id="stages" title={t("console.programme.stages")}>
          <WordsList
            ordered
            items={programme.lifecycle.stages.map((stage) => ({
              id: stage.id,
              text: withoutName(wordOf("stages")(stage.id) ?? "", say(stage.name)),
              name: (
                <span className="row" style={{ gap: 6 }}>
                  <span className="dot" style={{ background: stage.color ?? "var(--rg-guest)" }} aria-hidden="true" />
                  {say(stage.name)}
                </span>
              ),
            }))}
          />
        </Panel>
      </div>
    </>
  );
}

function Panel({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="panel" aria-labelledby={`pg-${id}`}>
      <div className="panel-head">
        <h2 id={`pg-${id}`}>{title}</h2>
      </div>
      <div className="stack">{children}</div>
    </section>
  );
}
