import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Drawer, Skeleton, Tag } from "antd";
import { useState } from "react";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { CurrencySelect } from "./basics-tab.tsx";
import { type DraftAnswer, type Preset, programmeApi } from "./programme-api.ts";

const kinds = ["programme", "tiers", "wallet", "lifecycle"] as const;

interface PresetsDrawerProps {
  open: boolean;
  /** Offers presets of this kind alone. */
  only?: (typeof kinds)[number] | null;
  currency: string;
  hasDraft: boolean;
  mayApply: boolean;
  /** Puts everything typed on the server first; false stops. */
  prepare: () => Promise<boolean>;
  onClose: () => void;
  onApplied: (answer: DraftAnswer) => void;
}

/** Ready-made programmes, ladders and life cycles to begin from. */
export function PresetsDrawer({
  open,
  only = null,
  currency,
  hasDraft,
  mayApply,
  prepare,
  onClose,
  onApplied,
}: PresetsDrawerProps) {
  const t = useT();
  const { data, error, refetch } = useQuery({
    queryKey: ["presets"],
    queryFn: () => programmeApi.presets(),
    staleTime: 300_000,
    enabled: open,
  });
  const [chosen, setChosen] = useState("");
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const apply = async (preset: Preset) => {
    setBusy(preset.id);
    setFailure(null);
    try {
      if (await prepare()) onApplied(await programmeApi.applyPreset(preset.id, chosen ? { currency: chosen } : {}));
    } catch (problem) {
      setFailure(problem);
    } finally {
      setBusy(null);
    }
  };
  const items = (data?.items ?? []).filter((preset) => only === null || preset.kind === only);
  return (
    <Drawer open={open} onClose={onClose} title={t("console.programme.presets")} size="min(560px, 100vw)">
      <div className="stack">
        <p className="muted" style={{ margin: 0 }}>
          {t(only === "wallet" ? "console.wallets.presetsHint" : "console.programme.presetsHint")}
        </p>
        {mayApply ? (
          <div className="row">
            <span>{t("console.programme.presetCurrency")}</span>
            <div style={{ width: 240 }}>
              <CurrencySelect
                value={chosen}
                onChange={setChosen}
                allowEmpty={t("console.programme.keepCurrency", { currency })}
              />
            </div>
          </div>
        ) : null}
        {hasDraft ? <Alert type="info" showIcon title={t("console.programme.presetOverDraft")} /> : null}
        {failure ? <ErrorPanel error={failure} /> : null}
        {error ? <ErrorPanel error={error} onRetry={refetch} /> : null}
        {!data && !error ? <Skeleton active /> : null}
        {data && items.length === 0 ? <EmptyState title={t("console.programme.noPresets")} /> : null}
        {kinds.map((kind) => {
          const ofKind = items.filter((preset) => preset.kind === kind);
          return ofKind.length === 0 ? null : (
            <section key={kind} aria-label={t(`console.programme.presetKind.${kind}`)}>
              <h3 className="pg-label">{t(`console.programme.presetKind.${kind}`)}</h3>
              {ofKind.map((preset) => (
                <PresetItem
                  key={preset.id}
                  preset={preset}
                  busy={busy === preset.id}
                  disabled={!mayApply || (busy !== null && busy !== preset.id)}
                  onApply={() => void apply(preset)}
                />
              ))}
            </section>
          );
        })}
      </div>
    </Drawer>
  );
}

function PresetItem({
  preset,
  busy,
  disabled,
  onApply,
}: {
  preset: Preset;
  busy: boolean;
  disabled: boolean;
  onApply: () => void;
}) {
  const t = useT();
  const say = useLocalText();
  return (
    <div className="pg-preset">
      <div className="row between">
        <strong>{say(preset.name)}</strong>
        <span className="row">
          <Tag>{preset.id}</Tag>
          <Button
            size="small"
            loading={busy}
            disabled={disabled}
            onClick={onApply}
            aria-label={t("console.programme.applyPreset", { name: say(preset.name) })}
          >
            {t("console.programme.apply")}
          </Button>
        </span>
      </div>
      <div className="muted">{say(preset.description)}</div>
    </div>
  );
}
