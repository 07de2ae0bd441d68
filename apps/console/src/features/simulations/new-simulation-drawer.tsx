import type { Condition } from "@regulars/engine";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, DatePicker, Drawer, Input, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { Labelled } from "../../shared/labelled.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeUnits } from "../../shared/session.tsx";
import { useIsNarrow } from "../../shared/use-screen.ts";
import { dayEnd, dayStart, zonedDay } from "../../shared/zoned-day.ts";
import { programmeApi, programmeKeys } from "../programme/programme-api.ts";
import { SegmentField } from "./segment-field.tsx";
import { type ProgrammeSource, simulationKeys, simulationsApi } from "./simulations-api.ts";

const spans = [30, 90, 180, 365] as const;

interface Form {
  name: string;
  /** `draft`, `published` or a version's number. */
  programme: string;
  compareWith: string | null;
  from: string;
  /** The last day that counts. */
  to: string;
  segment: Condition | undefined;
}

const source = (text: string): ProgrammeSource =>
  text === "draft" || text === "published" ? text : { version: Number(text) };

/** Which programme over which span and for whom. Starts the replay and leads to it. */
export function NewSimulationDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT();
  const { zone } = useProgrammeUnits();
  const isNarrow = useIsNarrow();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [form, setForm] = useState<Form>(() => ({
    name: "",
    programme: "draft",
    compareWith: null,
    from: zonedDay(zone, -90),
    to: zonedDay(zone, -1),
    segment: undefined,
  }));
  const change = (part: Partial<Form>) => setForm((now) => ({ ...now, ...part }));
  const start = useMutation({
    mutationFn: () =>
      simulationsApi.start({
        ...(form.name.trim() ? { name: form.name.trim() } : {}),
        programme: source(form.programme),
        ...(form.compareWith ? { compareWith: source(form.compareWith) } : {}),
        from: dayStart(form.from, zone),
        // Today has not ended: a span up to it ends now.
        to: form.to >= zonedDay(zone) ? new Date().toISOString() : dayEnd(form.to, zone),
        ...(form.segment ? { segment: form.segment } : {}),
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: simulationKeys.all });
      onClose();
      void navigate({ to: "/insights/simulations/$id", params: { id } });
    },
  });
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={t("console.sim.new")}
      size={isNarrow ? "100%" : 720}
      extra={
        <Button type="primary" loading={start.isPending} onClick={() => start.mutate()}>
          {t("console.sim.start")}
        </Button>
      }
    >
      <div className="stack">
        <p className="muted" style={{ margin: 0 }}>
          {t("console.sim.newHint")}
        </p>
        <SourceFields form={form} onChange={change} />
        <Labelled label={t("console.sim.span")} hint={t("console.sim.spanHint")}>
          {(id) => (
            <div className="row">
              <DatePicker.RangePicker
                id={id}
                allowClear={false}
                value={[dayjs(form.from), dayjs(form.to)]}
                maxDate={dayjs(zonedDay(zone))}
                onChange={(range) => {
                  const [from, to] = range ?? [];
                  if (from && to) change({ from: from.format("YYYY-MM-DD"), to: to.format("YYYY-MM-DD") });
                }}
              />
              {spans.map((days) => (
                <button
                  key={days}
                  type="button"
                  className="chip"
                  aria-pressed={form.from === zonedDay(zone, -days) && form.to === zonedDay(zone, -1)}
                  onClick={() => change({ from: zonedDay(zone, -days), to: zonedDay(zone, -1) })}
                >
                  {t("console.overview.lastDays", { days })}
                </button>
              ))}
            </div>
          )}
        </Labelled>
        <SegmentField value={form.segment} onChange={(segment) => change({ segment })} />
        <Labelled label={t("console.sim.name")} hint={t("console.sim.nameHint")}>
          {(id) => (
            <Input
              id={id}
              value={form.name}
              maxLength={120}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Labelled>
        <ErrorPanel error={start.error} />
      </div>
    </Drawer>
  );
}

function SourceFields({ form, onChange }: { form: Form; onChange: (part: Partial<Form>) => void }) {
  const t = useT();
  const versions = useQuery({ queryKey: programmeKeys.versions, queryFn: () => programmeApi.versions() });
  const published = useQuery({ queryKey: programmeKeys.published, queryFn: () => programmeApi.published() });
  const now = published.data?.version;
  const options = [
    { value: "draft", label: t("console.sim.source.draft") },
    {
      value: "published",
      label: now ? t("console.sim.source.published", { version: now }) : t("console.try.against.published"),
    },
    ...(versions.data?.items ?? [])
      .filter((version) => version.version !== now)
      .map((version) => ({
        value: String(version.version),
        label: [t("console.programme.versionNumber", { version: version.version }), version.note]
          .filter(Boolean)
          .join(" · "),
      })),
  ];
  return (
    <div className="grid halves">
      <Labelled label={t("console.sim.programme")}>
        {(id) => (
          <Select id={id} value={form.programme} options={options} onChange={(programme) => onChange({ programme })} />
        )}
      </Labelled>
      <Labelled label={t("console.sim.compareWith")} hint={t("console.sim.compareWithHint")}>
        {(id) => (
          <Select
            id={id}
            allowClear
            value={form.compareWith}
            placeholder={t("console.sim.onlyActual")}
            options={options.filter(({ value }) => value !== form.programme)}
            onChange={(compareWith) => onChange({ compareWith: compareWith ?? null })}
          />
        )}
      </Labelled>
    </div>
  );
}
