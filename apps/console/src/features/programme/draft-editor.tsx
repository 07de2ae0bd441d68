import type { Programme } from "@regulars/engine";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ConfigProvider, Tabs } from "antd";
import { useMemo, useRef, useState } from "react";
import { ConfirmDanger } from "../../shared/confirm-danger.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { BasicsTab } from "./basics-tab.tsx";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { DraftBar } from "./draft-bar.tsx";
import { DraftContext, type DraftContextValue, findingsAt } from "./draft-context.tsx";
import { type DraftTab, draftTabs } from "./draft-place.ts";
import { DraftSide } from "./draft-side.tsx";
import { toEditable } from "./editable.ts";
import { NotShown } from "./fields.tsx";
import { JsonTab } from "./json-tab.tsx";
import { LaddersTab } from "./ladders/ladders-tab.tsx";
import { PresetsDrawer } from "./presets-drawer.tsx";
import {
  type DraftAnswer,
  type ProgrammeFinding,
  type PublishedProgramme,
  programmeApi,
  programmeKeys,
} from "./programme-api.ts";
import { PublishDialog } from "./publish-dialog.tsx";
import { RulesTab } from "./rules/rules-tab.tsx";
import { StagesTab } from "./stages-tab.tsx";
import { useDraftStore } from "./use-draft-store.ts";
import { usePlace } from "./use-place.ts";
import { useUndoKeys } from "./use-undo-keys.ts";
import { useWords } from "./use-words.ts";
import { WalletsTab } from "./wallets/wallets-tab.tsx";

const noFindings: ProgrammeFinding[] = [];
const tabPointers: Record<DraftTab, string[]> = {
  ladders: ["/ladders", "/tierOffers"],
  rules: ["/rules", "/ruleGroups", "/budgets"],
  wallets: ["/wallets"],
  stages: ["/lifecycle"],
  basics: ["/name", "/currency", "/zone"],
  json: [],
};

export function DraftEditor({ opened, published }: { opened: DraftAnswer; published: PublishedProgramme }) {
  const t = useT();
  const navigate = useNavigate();
  const mayWrite = useCan("programme:write");
  const { store, state } = useDraftStore(opened, !mayWrite);
  const programme = useMemo(() => toEditable(state.document), [state.document]);
  const lastShown = useRef<Programme | null>(null);
  if (programme) lastShown.current = programme;
  const { revision } = state.answer.draft;
  const checked = useQuery({
    queryKey: [...programmeKeys.findings, revision, state.answer.draft.updatedAt],
    queryFn: () => programmeApi.validate(),
    placeholderData: keepPreviousData,
  });
  const findings = checked.data?.findings ?? noFindings;
  const place = usePlace(programme === null);
  const [dialog, setDialog] = useState<"publish" | "discard" | "presets" | "walletPresets" | null>(null);
  useUndoKeys(store, mayWrite);
  const publishedIds = useMemo(() => idsOf(toEditable(published.programme)), [published.programme]);
  const shown = programme ?? lastShown.current;
  const context = useMemo<DraftContextValue | null>(
    () =>
      shown
        ? {
            programme: shown,
            readOnly: !mayWrite,
            findings,
            open: place.open,
            setOpen: place.setOpen,
            target: place.target,
            publishedIds,
          }
        : null,
    [shown, mayWrite, findings, place.open, place.setOpen, place.target, publishedIds],
  );
  const checkNow = async () => {
    if (await store.save()) await checked.refetch();
  };
  const openPublish = async () => {
    if (!(await store.save())) return;
    await checked.refetch();
    setDialog("publish");
  };
  const change = (next: Programme) => store.change(next);
  const words = useWords(state.answer.words);
  const body = (tab: DraftTab) => {
    if (tab === "json")
      return (
        <JsonTab
          document={state.document}
          onChange={store.change}
          prepare={store.save}
          onImported={store.adopt}
          readOnly={!mayWrite}
          findings={findings}
        />
      );
    if (!programme) return <NotShown text={t("console.programme.notShown")} />;
    switch (tab) {
      case "ladders":
        return <LaddersTab value={programme} onChange={change} words={words} />;
      case "rules":
        return <RulesTab value={programme} onChange={change} words={words} />;
      case "wallets":
        return (
          <WalletsTab
            value={programme.wallets}
            onChange={(wallets) => change({ ...programme, wallets })}
            words={words("wallets")}
            onPresets={() => setDialog("walletPresets")}
          />
        );
      case "stages":
        return (
          <StagesTab
            value={programme.lifecycle}
            onChange={(lifecycle) => change({ ...programme, lifecycle })}
            words={words("stages")}
          />
        );
      case "basics":
        return <BasicsTab value={programme} onChange={change} />;
    }
  };
  const count = (tab: DraftTab) => tabPointers[tab].flatMap((pointer) => findingsAt(findings, pointer)).length;
  const tabs = (
    <Tabs
      activeKey={place.tab}
      onChange={(tab) => place.setTab(draftTabs.find((one) => one === tab) ?? "ladders")}
      items={draftTabs.map((tab) => ({
        key: tab,
        label:
          count(tab) > 0 ? `${t(`console.programme.tab.${tab}`)} (${count(tab)})` : t(`console.programme.tab.${tab}`),
        children: tab === place.tab ? body(tab) : null,
      }))}
    />
  );
  return (
    <div className="page">
      <DraftBar
        state={state}
        store={store}
        mayWrite={mayWrite}
        onCheck={checkNow}
        onPublish={() => void openPublish()}
        onDiscard={() => setDialog("discard")}
        onPresets={() => setDialog("presets")}
      />
      {state.status === "failed" ? <ErrorPanel error={state.error} onRetry={() => store.save()} /> : null}
      <div className="pg-editor">
        <div className="panel">
          <ConfigProvider componentDisabled={!mayWrite}>
            {context ? <DraftContext value={context}>{tabs}</DraftContext> : tabs}
          </ConfigProvider>
        </div>
        <DraftSide
          state={state}
          findings={checked.data?.findings ?? null}
          error={checked.error}
          onRetry={checked.refetch}
          programme={programme}
          onOpen={place.goTo}
        />
      </div>
      {dialog === "publish" ? (
        <PublishDialog
          answer={state.answer}
          findings={findings}
          programme={shown}
          zone={shown?.zone ?? "UTC"}
          onClose={() => setDialog(null)}
          onOpenFinding={(pointer) => {
            setDialog(null);
            place.goTo(pointer);
          }}
          onDone={() => void navigate({ to: "/programme" })}
        />
      ) : null}
      <ConflictDialog store={store} state={state} />
      <PresetsDrawer
        open={dialog === "presets" || dialog === "walletPresets"}
        only={dialog === "walletPresets" ? "wallet" : null}
        currency={shown?.currency ?? ""}
        hasDraft={revision > 0}
        mayApply={mayWrite}
        prepare={() => store.save()}
        onClose={() => setDialog(null)}
        onApplied={(answer) => {
          store.adopt(answer);
          setDialog(null);
        }}
      />
      <ConfirmDanger
        open={dialog === "discard"}
        title={t("console.programme.discard")}
        confirmText={t("console.programme.discard")}
        onClose={() => setDialog(null)}
        onConfirm={async () => store.adopt(await programmeApi.discard())}
      >
        {t("console.programme.discardDetail", { count: state.answer.differences.length })}
      </ConfirmDanger>
    </div>
  );
}

/** Ids that published parts carry, which members and other parts refer to. */
function idsOf(programme: Programme | null): ReadonlySet<string> {
  if (!programme) return new Set();
  return new Set([
    ...programme.wallets.map((wallet) => `wallets/${wallet.id}`),
    ...programme.rules.map((rule) => `rules/${rule.id}`),
    ...programme.ruleGroups.map((group) => `ruleGroups/${group.id}`),
    ...programme.budgets.map((budget) => `budgets/${budget.id}`),
    ...programme.tierOffers.map((offer) => `tierOffers/${offer.id}`),
    ...programme.lifecycle.stages.map((stage) => `stages/${stage.id}`),
    ...programme.ladders.flatMap((ladder) => [
      `ladders/${ladder.id}`,
      ...ladder.tiers.map((tier) => `ladders/${ladder.id}/${tier.id}`),
    ]),
  ]);
}
