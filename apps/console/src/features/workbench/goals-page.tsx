import { DeleteOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, DatePicker, Form, Input, InputNumber, Modal, Popconfirm, Progress, Select, Skeleton, Tag } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { Goal } from "../../shared/api/reports.ts";
import { Definition } from "../../shared/definition.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel, useErrorNotice } from "../../shared/error-panel.tsx";
import { currencyDigits, formatShare } from "../../shared/format.ts";
import { LoadMore } from "../../shared/load-more.tsx";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { rowsTarget } from "../../shared/rows-link.ts";
import { useCan, useProgrammeUnits } from "../../shared/session.tsx";
import { zonedDay } from "../../shared/zoned-day.ts";
import { useShown } from "../reports/answer-view.tsx";
import { useMetrics } from "./metric-names.ts";

const tones: Record<Goal["state"], string> = {
  not_started: "default",
  on_track: "processing",
  behind: "warning",
  reached: "success",
  missed: "error",
  cannot_tell: "default",
};

/** What metrics are meant to reach, and what they have reached. */
export function GoalsPage() {
  const t = useT();
  const { currency } = useProgrammeUnits();
  const mayWrite = useCan("insights:write");
  const [edited, setEdited] = useState<Goal | "new" | null>(null);
  const goals = useInfiniteQuery({
    queryKey: ["goals"],
    queryFn: ({ pageParam }) => api.reports.goals(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: 60_000,
  });
  const pages = goals.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.nav.goals")}</h1>
        {mayWrite ? (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited("new")}>
            {t("console.goal.add")}
          </Button>
        ) : null}
      </div>
      {goals.error ? <ErrorPanel error={goals.error} onRetry={() => goals.refetch()} /> : null}
      {goals.isLoading ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {goals.data && items.length === 0 ? (
        <EmptyState title={t("console.goal.none")} hint={t("console.goal.noneHint")} />
      ) : null}
      <div className="grid thirds">
        {items.map((goal) => (
          <GoalCard
            key={goal.id}
            goal={goal}
            currency={pages[0]?.currency ?? currency}
            onEdit={() => setEdited(goal)}
          />
        ))}
      </div>
      <LoadMore list={goals} />
      {edited ? <GoalDialog goal={edited === "new" ? null : edited} onClose={() => setEdited(null)} /> : null}
    </div>
  );
}

function GoalCard({ goal, currency, onEdit }: { goal: Goal; currency: string; onEdit: () => void }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const mayWrite = useCan("insights:write");
  const notify = useErrorNotice();
  const queries = useQueryClient();
  const shown = useShown(currency);
  const stores = useQuery({ queryKey: ["stores"], queryFn: () => api.orders.stores(), staleTime: 300_000 });
  const storeName = stores.data?.items.find(({ id }) => id === goal.storeId)?.name ?? goal.storeId;
  const remove = useMutation({
    mutationFn: () => api.reports.deleteGoal(goal.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["goals"] }),
    onError: notify,
  });
  const target = rowsTarget(goal.rows);
  const actual = <span className="stat-value">{shown.exact(goal.actual, goal.unit)}</span>;
  const isBad = goal.state === "behind" || goal.state === "missed";
  return (
    <section className="panel stat" aria-label={say(goal.name)}>
      <div className="row between" style={{ flexWrap: "nowrap" }}>
        <Definition meaning={say(goal.definition)} formula={goal.formula}>
          {say(goal.name)}
        </Definition>
        <Tag color={tones[goal.state] ?? "default"}>{t(`console.goal.state.${goal.state}`)}</Tag>
      </div>
      <div>
        {target ? (
          <Link {...target} className="stat-link">
            {actual}
          </Link>
        ) : (
          actual
        )}{" "}
        <span className="muted">/ {shown.exact(goal.target, goal.unit)}</span>
      </div>
      <Progress
        percent={Math.min(100, Math.round((goal.reached ?? 0) * 100))}
        success={{ percent: 0 }}
        status={isBad ? "exception" : goal.state === "reached" ? "success" : "normal"}
        format={() => (goal.reached === null ? "—" : formatShare(locale, goal.reached, 0))}
      />
      <div className="small muted">
        {goal.from} – {goal.to} · {t("console.goal.elapsed", { share: formatShare(locale, goal.elapsed, 0) })}
        {goal.storeId || goal.channel ? ` · ${[storeName, goal.channel].filter(Boolean).join(" · ")}` : ""}
      </div>
      {goal.projected !== null && goal.elapsed < 1 ? (
        <div className="small muted">
          {t("console.goal.projected", { value: shown.exact(goal.projected, goal.unit) })}
        </div>
      ) : null}
      {goal.note ? <div className="small">{goal.note}</div> : null}
      {mayWrite ? (
        <div className="row">
          <Button
            size="small"
            type="text"
            icon={<EditOutlined />}
            aria-label={t("console.goal.edit")}
            onClick={onEdit}
          />
          <Popconfirm title={t("console.goal.delete")} onConfirm={() => remove.mutate()}>
            <Button size="small" type="text" danger icon={<DeleteOutlined />} aria-label={t("console.goal.delete")} />
          </Popconfirm>
        </div>
      ) : null}
    </section>
  );
}

interface GoalForm {
  metric: string;
  days: [dayjs.Dayjs, dayjs.Dayjs];
  /** As people write it: money in major units, shares in percent. */
  target: number;
  storeId?: string | null;
  note?: string;
}

function GoalDialog({ goal, onClose }: { goal: Goal | null; onClose: () => void }) {
  const t = useT();
  const say = useLocalText();
  const { currency, zone } = useProgrammeUnits();
  const queries = useQueryClient();
  const metrics = useMetrics();
  const stores = useQuery({ queryKey: ["stores"], queryFn: () => api.orders.stores(), staleTime: 300_000 });
  const [form] = Form.useForm<GoalForm>();
  const metric = Form.useWatch("metric", form) ?? goal?.metric;
  const unit = metrics.data?.metrics.find(({ id }) => id === metric)?.unit ?? goal?.unit;
  const scaleOf = (name: string | undefined) =>
    name === "money" ? 10 ** currencyDigits(currency) : name === "share" ? 1 / 100 : 1;
  const save = useMutation({
    mutationFn: ({ days: [from, to], target, ...values }: GoalForm) => {
      const scaled = target * scaleOf(unit);
      const body = {
        metric: values.metric,
        from: from.format("YYYY-MM-DD"),
        to: to.format("YYYY-MM-DD"),
        target: unit === "share" ? scaled : Math.round(scaled),
        storeId: values.storeId ?? null,
        channel: goal?.channel ?? null,
        note: values.note?.trim() || null,
      };
      return goal ? api.reports.changeGoal(goal.id, { ...body, version: goal.version }) : api.reports.addGoal(body);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["goals"] });
      onClose();
    },
  });
  const today = dayjs(zonedDay(zone));
  const month = today.startOf("month");
  return (
    <Modal
      open
      title={t(goal ? "console.goal.edit" : "console.goal.add")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
      destroyOnHidden
    >
      {save.error ? <ErrorPanel error={save.error} /> : null}
      <Form<GoalForm>
        form={form}
        layout="vertical"
        onFinish={(values) => save.mutate(values)}
        initialValues={
          goal
            ? {
                metric: goal.metric,
                days: [dayjs(goal.from), dayjs(goal.to)],
                target: goal.target / scaleOf(goal.unit),
                storeId: goal.storeId,
                note: goal.note ?? "",
              }
            : { metric: "memberRevenue", days: [month, month.endOf("month")] }
        }
      >
        <Form.Item name="metric" label={t("console.forecast.metric")} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={(metrics.data?.metrics ?? []).map((entry) => ({
              value: entry.id,
              label: say(entry.name),
              title: say(entry.definition),
            }))}
          />
        </Form.Item>
        <Form.Item name="days" label={t("console.overview.period")} rules={[{ required: true }]}>
          <DatePicker.RangePicker
            allowClear={false}
            style={{ width: "100%" }}
            presets={[
              { label: t("console.goal.thisMonth"), value: [month, month.endOf("month")] },
              { label: t("console.goal.thisYear"), value: [today.startOf("year"), today.endOf("year")] },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="target"
          label={t("console.goal.target")}
          rules={[{ required: true, message: t("console.goal.targetMissing") }]}
        >
          <InputNumber
            min={0}
            style={{ width: "100%" }}
            suffix={unit === "share" ? "%" : unit === "money" ? currency : null}
          />
        </Form.Item>
        <Form.Item name="storeId" label={t("console.members.store")}>
          <Select
            allowClear
            placeholder={t("console.settings.allStores")}
            options={(stores.data?.items ?? []).map((store) => ({ value: store.id, label: store.name }))}
          />
        </Form.Item>
        <Form.Item name="note" label={t("console.acquisition.note")}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
