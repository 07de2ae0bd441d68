import type { Programme } from "@regulars/engine";
import { useMutation, useQuery } from "@tanstack/react-query";
import { AutoComplete, Button, DatePicker, Drawer, Segmented, Select } from "antd";
import dayjs from "dayjs";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { api } from "../../shared/api/index.ts";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { currencyDigits } from "../../shared/format.ts";
import { Labelled } from "../../shared/labelled.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useCan, useProgrammeUnits } from "../../shared/session.tsx";
import { useIsNarrow } from "../../shared/use-screen.ts";
import { dayStart, inZone } from "../../shared/zoned-day.ts";
import { EventFields } from "./event-fields.tsx";
import { OrderFields, type TrialFieldsProps } from "./order-fields.tsx";
import { PastOrderFields } from "./past-order-fields.tsx";
import { tryProgramme } from "./trial-api.ts";
import { missingOf, newTrialForm, type TrialForm, toTrialBody } from "./trial-form.ts";
import { useTrialNames } from "./trial-names.ts";
import { TrialResultView } from "./trial-result.tsx";
import { WhoFields } from "./who-fields.tsx";
import "./try-it.css";

interface TrialDrawerProps {
  open: boolean;
  onClose: () => void;
  /** The draft as it stands on the screen, saved or not. */
  document: Record<string, unknown>;
  programme: Programme | null;
}

/** An order or event under the draft or the published programme, and what every rule makes of it. */
export function TrialDrawer({ open, onClose, document, programme }: TrialDrawerProps) {
  const t = useT();
  const units = useProgrammeUnits();
  const isNarrow = useIsNarrow();
  const currency = /^[A-Z]{3}$/.test(programme?.currency ?? "") ? (programme?.currency ?? "") : units.currency;
  const zone = programme?.zone ?? units.zone;
  const [form, setForm] = useState(() => newTrialForm(10 ** currencyDigits(currency)));
  const mayReadOrders = useCan("orders:read");
  const mayReadMembers = useCan("members:read");
  const mayReadPoints = useCan("points:read");
  const mayReadReal = mayReadMembers && mayReadPoints;
  const names = useTrialNames(programme);
  const trial = useMutation({
    mutationFn: () => tryProgramme(toTrialBody(form, { document, dayStart: (day) => dayStart(day, zone) })),
  });
  const results = useRef<HTMLDivElement>(null);
  const shown = trial.submittedAt;
  const isDone = !trial.isPending && shown > 0;
  useEffect(() => {
    // Where the form fills the screen, what came of it is out of sight.
    if (isDone && isNarrow) results.current?.scrollIntoView({ block: "start" });
  }, [isDone, isNarrow]);
  const change = (part: Partial<TrialForm>) => setForm((now) => ({ ...now, ...part }));
  const missing = missingOf(form);
  const run = () => {
    if (missing === null && !trial.isPending) trial.mutate();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  };
  const chooseWhat = (what: TrialForm["what"]) =>
    change({ what, who: what === "past" ? "own" : form.who === "own" ? "sample" : form.who });
  const known = (programme?.rules ?? []).flatMap(({ trigger }) => (trigger.kind === "event" ? [trigger.event] : []));
  const fields = { form, onChange: change, currency, names };
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={t("console.try.title")}
      size={isNarrow ? "100%" : "min(1180px, 96vw)"}
      extra={
        <Button type="primary" disabled={missing !== null} loading={trial.isPending} onClick={run}>
          {t("console.try.run")} <kbd className="try-kbd">Ctrl ↵</kbd>
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only listens for the shortcut of the button above */}
      <div className="try-grid" onKeyDown={onKey}>
        <div className="stack">
          <Segmented<TrialForm["against"]>
            block
            value={form.against}
            aria-label={t("console.try.against")}
            options={(["draft", "published"] as const).map((one) => ({
              value: one,
              label: t(`console.try.against.${one}`),
            }))}
            onChange={(against) => change({ against })}
          />
          <fieldset className="try-part" aria-label={t("console.try.what")}>
            <div className="row between">
              <h3 className="try-title">{t("console.try.what")}</h3>
              <Segmented<TrialForm["what"]>
                size="small"
                value={form.what}
                aria-label={t("console.try.what")}
                options={(["order", "past", "event"] as const).map((what) => ({
                  value: what,
                  label: t(`console.try.what.${what}`),
                  disabled: what === "past" && !(mayReadOrders && mayReadReal),
                }))}
                onChange={chooseWhat}
              />
            </div>
            {form.what === "order" ? <OrderFields {...fields} /> : null}
            {form.what === "past" ? <PastOrderFields form={form} onChange={change} /> : null}
            {form.what === "event" ? <EventFields form={form} onChange={change} known={[...new Set(known)]} /> : null}
            <PlaceFields {...fields} zone={zone} />
          </fieldset>
          <WhoFields {...fields} mayRead={mayReadReal} />
          {missing ? <p className="muted small">{t(`console.try.missing.${missing}`)}</p> : null}
        </div>
        <div className="stack" aria-live="polite" ref={results}>
          {trial.error ? <ErrorPanel error={trial.error} onRetry={run} /> : null}
          {trial.data && !trial.error ? <TrialResultView key={shown} result={trial.data} names={names} /> : null}
          {!trial.data && !trial.error ? (
            <EmptyState title={t("console.try.empty")} hint={t("console.try.emptyHint")} />
          ) : null}
        </div>
      </div>
    </Drawer>
  );
}

/** When and where it happens; a past order brings its own place. */
function PlaceFields({ form, onChange, zone }: TrialFieldsProps & { zone: string }) {
  const t = useT();
  const stores = useQuery({ queryKey: ["stores"], queryFn: () => api.orders.stores(), staleTime: 300_000 });
  return (
    <div className="field-grid">
      <Labelled label={t("console.try.at")}>
        {(id) => (
          <DatePicker
            id={id}
            showTime={{ format: "HH:mm" }}
            format="YYYY-MM-DD HH:mm"
            value={form.at ? dayjs(form.at).tz(zone) : null}
            placeholder={t("console.try.now")}
            onChange={(at) => onChange({ at: at ? inZone(at, zone) : undefined })}
          />
        )}
      </Labelled>
      {form.what === "past" ? null : (
        <>
          <Labelled label={t("console.members.store")}>
            {(id) => (
              <Select
                id={id}
                allowClear
                showSearch={{ optionFilterProp: "label" }}
                value={form.storeId ?? null}
                placeholder={t("console.try.noStore")}
                options={(stores.data?.items ?? []).map((store) => ({ value: store.id, label: store.name }))}
                onChange={(storeId) => onChange({ storeId: storeId ?? undefined })}
              />
            )}
          </Labelled>
          <Labelled label={t("console.try.channel")}>
            {(id) => (
              <AutoComplete
                id={id}
                value={form.channel}
                options={["pos", "online", "mini_program", "app"].map((channel) => ({ value: channel }))}
                onChange={(channel) => onChange({ channel })}
              />
            )}
          </Labelled>
        </>
      )}
    </div>
  );
}
