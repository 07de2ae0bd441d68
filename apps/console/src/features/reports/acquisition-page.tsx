import { DeleteOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, DatePicker, Form, Input, Modal, Popconfirm, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { Acquisition, Cost } from "../../shared/api/reports.ts";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel, useErrorNotice } from "../../shared/error-panel.tsx";
import { formatShare, majorUnits } from "../../shared/format.ts";
import { LoadMore } from "../../shared/load-more.tsx";
import { MoneyInput } from "../../shared/money-input.tsx";
import { MoneyText, RatioText } from "../../shared/number-text.tsx";
import { usePreferences, useT } from "../../shared/preferences.tsx";
import { RowsCount } from "../../shared/rows-count.tsx";
import { useCan, useProgrammeUnits } from "../../shared/session.tsx";
import { Stat } from "../../shared/stat.tsx";
import { zonedDay } from "../../shared/zoned-day.ts";
import { ReportFilters, ReportFrame } from "./report-frame.tsx";

const route = getRouteApi("/shell/insights/acquisition");
const types = ["ads", "promotion", "channel_fee", "referral_reward", "other"] as const;

/** What winning members costs, and what they are worth against it. */
export function AcquisitionPage() {
  const t = useT();
  const search = route.useSearch();
  const report = useQuery({
    queryKey: ["report", "acquisition", search],
    queryFn: () => api.reports.acquisition(search),
    placeholderData: keepPreviousData,
  });
  return (
    <ReportFrame
      title={t("console.nav.acquisition")}
      filters={<ReportFilters path="/insights/acquisition" search={search} firstDay={report.data?.period.from} />}
      file={{ report: "acquisition", query: search }}
      report={report}
    >
      {(data) => (
        <>
          <div className="grid stats">
            <Stat
              figure={data.cost}
              definition={data.definitions.cost}
              kind="money"
              currency={data.currency}
              lessIsBetter
            />
            <Stat
              figure={data.newMembers}
              definition={data.definitions.newMembers}
              kind="count"
              currency={data.currency}
            />
            <Stat
              figure={data.cac}
              definition={data.definitions.cac}
              kind="money"
              currency={data.currency}
              lessIsBetter
            />
            <Stat figure={data.ltvToCac} definition={data.definitions.ltv_cac} kind="ratio" currency={data.currency} />
          </div>
          <Channels data={data} />
          <Months data={data} />
          <Costs />
        </>
      )}
    </ReportFrame>
  );
}

function Channels({ data }: { data: Acquisition }) {
  const { t, locale } = usePreferences();
  type Row = Acquisition["byChannel"][number];
  const money = (value: number | null) =>
    value === null ? "—" : <MoneyText amount={Math.round(value)} currency={data.currency} />;
  const share = (value: number | null) => (value === null ? "—" : formatShare(locale, value));
  const columns: DataColumn<Row>[] = [
    {
      key: "channel",
      title: t("console.funnel.channel"),
      primary: true,
      render: (row) => row.channel ?? t("console.report.unknown"),
    },
    {
      key: "new",
      title: t("console.acquisition.newMembers"),
      numeric: true,
      render: (row) => <RowsCount count={row.newMembers} rows={row.rows} />,
    },
    { key: "cost", title: t("console.acquisition.cost"), numeric: true, render: (row) => money(row.cost) },
    { key: "cac", title: "CAC", about: data.definitions.cac, numeric: true, render: (row) => money(row.cac) },
    { key: "gap", title: t("console.acquisition.gap"), numeric: true, render: (row) => share(row.gap || null) },
    { key: "ltv", title: t("console.value.predicted"), numeric: true, render: (row) => money(row.ltv) },
    {
      key: "ratio",
      title: "LTV/CAC",
      about: data.definitions.ltv_cac,
      numeric: true,
      render: (row) => (row.ratio === null ? "—" : <RatioText ratio={row.ratio} />),
    },
    {
      key: "first",
      title: t("console.acquisition.firstOrder"),
      numeric: true,
      render: (row) => share(row.firstOrderRate),
    },
  ];
  return (
    <ChartPanel
      title={t("console.funnel.byChannel")}
      fileName="cac"
      csv={() => [
        columns.map(({ title }) => title),
        ...data.byChannel.map((row) => [
          row.channel,
          row.newMembers,
          ...[row.cost, row.cac].map((value) => (value === null ? null : majorUnits(value, data.currency))),
          row.gap,
          row.ltv === null ? null : majorUnits(row.ltv, data.currency),
          row.ratio,
          row.firstOrderRate,
        ]),
      ]}
    >
      <DataTable
        figures
        rows={data.byChannel}
        columns={columns}
        rowKey={(row) => row.channel ?? ""}
        empty={<EmptyState title={t("console.report.nothing")} />}
      />
    </ChartPanel>
  );
}

function Months({ data }: { data: Acquisition }) {
  const t = useT();
  const money = (value: number | null) =>
    value === null ? "—" : <MoneyText amount={Math.round(value)} currency={data.currency} />;
  const columns: DataColumn<Acquisition["byMonth"][number]>[] = [
    { key: "month", title: t("console.liability.month"), primary: true, render: (row) => row.month },
    {
      key: "new",
      title: t("console.acquisition.newMembers"),
      numeric: true,
      render: (row) => <RowsCount count={row.newMembers} rows={row.rows} />,
    },
    { key: "cost", title: t("console.acquisition.cost"), numeric: true, render: (row) => money(row.cost) },
    { key: "cac", title: "CAC", about: data.definitions.cac, numeric: true, render: (row) => money(row.cac) },
  ];
  return (
    <ChartPanel
      title={t("console.report.byMonth")}
      fileName="cac-months"
      csv={() => [
        columns.map(({ title }) => title),
        ...data.byMonth.map((row) => [
          row.month,
          row.newMembers,
          ...[row.cost, row.cac].map((value) => (value === null ? null : majorUnits(value, data.currency))),
        ]),
      ]}
    >
      <DataTable figures rows={data.byMonth} columns={columns} rowKey={(row) => row.month} empty={null} />
    </ChartPanel>
  );
}

/** How many costs are seen before more are asked for: a year of one channel. */
const firstCosts = 12;

function Costs() {
  const t = useT();
  const mayWrite = useCan("insights:write");
  const notify = useErrorNotice();
  const queries = useQueryClient();
  const [edited, setEdited] = useState<{ cost: Cost | null; isOpen: boolean } | null>(null);
  const edit = (cost: Cost | null) => setEdited({ cost, isOpen: true });
  const [isWhole, setWhole] = useState(false);
  const costs = useInfiniteQuery({
    queryKey: ["costs"],
    queryFn: ({ pageParam }) => api.reports.costs(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const rows = costs.data?.pages.flatMap((page) => page.items) ?? [];
  const { currency } = useProgrammeUnits();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["costs"] }),
      queries.invalidateQueries({ queryKey: ["report", "acquisition"] }),
    ]);
  const remove = useMutation({
    mutationFn: (id: string) => api.reports.deleteCost(id),
    onSuccess: refresh,
    onError: notify,
  });
  const columns: DataColumn<Cost>[] = [
    { key: "month", title: t("console.liability.month"), primary: true, render: (row) => row.month },
    {
      key: "channel",
      title: t("console.funnel.channel"),
      render: (row) => row.channel ?? t("console.acquisition.allChannels"),
    },
    { key: "type", title: t("console.acquisition.type"), render: (row) => t(`console.acquisition.type.${row.type}`) },
    {
      key: "amount",
      title: t("console.acquisition.amount"),
      numeric: true,
      render: (row) => <MoneyText amount={row.amount} />,
    },
    { key: "note", title: t("console.acquisition.note"), render: (row) => row.note ?? "" },
    {
      key: "act",
      title: "",
      width: 88,
      render: (row) =>
        mayWrite ? (
          <span className="row" style={{ flexWrap: "nowrap" }}>
            <Button
              size="small"
              type="text"
              icon={<EditOutlined />}
              aria-label={t("console.acquisition.edit")}
              onClick={() => edit(row)}
            />
            <Popconfirm title={t("console.acquisition.delete")} onConfirm={() => remove.mutate(row.id)}>
              <Button
                size="small"
                type="text"
                danger
                icon={<DeleteOutlined />}
                aria-label={t("console.acquisition.delete")}
              />
            </Popconfirm>
          </span>
        ) : null,
    },
  ];
  return (
    <ChartPanel
      title={t("console.acquisition.costs")}
      fileName="costs"
      csv={() => [
        columns.slice(0, -1).map(({ title }) => title),
        ...rows.map((row) => [
          row.month,
          row.channel ?? t("console.acquisition.allChannels"),
          t(`console.acquisition.type.${row.type}`),
          majorUnits(row.amount, currency),
          row.note,
        ]),
      ]}
      extra={
        mayWrite ? (
          <Button size="small" icon={<PlusOutlined />} onClick={() => edit(null)}>
            {t("console.acquisition.add")}
          </Button>
        ) : null
      }
    >
      {costs.error ? <ErrorPanel error={costs.error} onRetry={() => costs.refetch()} /> : null}
      <DataTable
        rows={isWhole ? rows : rows.slice(0, firstCosts)}
        columns={columns}
        rowKey={(row) => row.id}
        loading={costs.isLoading}
        empty={<EmptyState title={t("console.acquisition.noCosts")} hint={t("console.acquisition.noCostsHint")} />}
        footer={
          isWhole || rows.length <= firstCosts ? (
            <LoadMore list={costs} />
          ) : (
            <Button block type="text" onClick={() => setWhole(true)}>
              {t("console.more")}
            </Button>
          )
        }
      />
      {edited ? (
        <CostDialog
          cost={edited.cost}
          open={edited.isOpen}
          onClose={() => setEdited({ ...edited, isOpen: false })}
          onClosed={() => setEdited(null)}
          onSaved={refresh}
        />
      ) : null}
    </ChartPanel>
  );
}

interface CostForm {
  month: dayjs.Dayjs;
  channel?: string;
  type: (typeof types)[number];
  amount: number;
  note?: string;
}

function CostDialog({
  cost,
  open,
  onClose,
  onClosed,
  onSaved,
}: {
  cost: Cost | null;
  open: boolean;
  onClose: () => void;
  /** Once it is gone and the focus is back where it was. */
  onClosed: () => void;
  onSaved: () => Promise<unknown>;
}) {
  const t = useT();
  const { currency, zone } = useProgrammeUnits();
  const [form] = Form.useForm<CostForm>();
  const save = useMutation({
    mutationFn: (values: CostForm) => {
      const body = {
        month: values.month.format("YYYY-MM"),
        channel: values.channel?.trim() || null,
        type: values.type,
        amount: values.amount,
        note: values.note?.trim() || null,
      };
      return cost ? api.reports.changeCost(cost.id, { ...body, version: cost.version }) : api.reports.addCost(body);
    },
    onSuccess: async () => {
      await onSaved();
      onClose();
    },
  });
  return (
    <Modal
      open={open}
      afterClose={onClosed}
      title={t(cost ? "console.acquisition.edit" : "console.acquisition.add")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
      destroyOnHidden
    >
      {save.error ? <ErrorPanel error={save.error} /> : null}
      <Form<CostForm>
        form={form}
        layout="vertical"
        onFinish={(values) => save.mutate(values)}
        initialValues={
          cost
            ? {
                month: dayjs(`${cost.month}-01`),
                channel: cost.channel ?? "",
                type: cost.type,
                amount: cost.amount,
                note: cost.note ?? "",
              }
            : { month: dayjs(zonedDay(zone)).startOf("month"), type: "ads" }
        }
      >
        <Form.Item name="month" label={t("console.liability.month")} rules={[{ required: true }]}>
          <DatePicker picker="month" style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="channel" label={t("console.funnel.channel")} extra={t("console.acquisition.channelHint")}>
          <Input maxLength={64} />
        </Form.Item>
        <Form.Item name="type" label={t("console.acquisition.type")} rules={[{ required: true }]}>
          <Select options={types.map((value) => ({ value, label: t(`console.acquisition.type.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="amount"
          label={t("console.acquisition.amount")}
          rules={[{ required: true, message: t("console.acquisition.amountMissing") }]}
        >
          <MoneyInput currency={currency} label={t("console.acquisition.amount")} />
        </Form.Item>
        <Form.Item name="note" label={t("console.acquisition.note")}>
          <Input maxLength={500} />
        </Form.Item>
        {/* The dialog's own button is outside the form; with this one Enter sends it. */}
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
