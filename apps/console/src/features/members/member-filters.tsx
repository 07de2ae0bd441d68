import { SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import { useEffect, useState } from "react";
import { api } from "../../shared/api/index.ts";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { useIsNarrow } from "../../shared/use-screen.ts";
import { isFiltered, type MemberSearch, noFilter } from "./member-search.ts";
import { memberStatuses } from "./member-status.tsx";

interface MemberFiltersProps {
  search: MemberSearch;
  onChange: (search: MemberSearch) => void;
}

export function MemberFilters({ search, onChange }: MemberFiltersProps) {
  const t = useT();
  const narrow = useIsNarrow();
  const [unfolded, setUnfolded] = useState(Boolean(search.status ?? search.from ?? search.to ?? search.store));
  const words = useProgrammeWords();
  const stores = useQuery({ queryKey: ["stores"], queryFn: () => api.orders.stores(), staleTime: 300_000 });
  const set = (change: Partial<MemberSearch>) => onChange({ ...search, ...change, cursor: undefined });
  const width = narrow ? "100%" : 170;
  return (
    <search className="row" aria-label={t("console.members.filters")}>
      <QueryBox
        value={search.query ?? ""}
        onSearch={(query) => set({ query: query || undefined })}
        width={narrow ? "100%" : 280}
      />
      <Select
        allowClear
        value={search.tier ?? null}
        placeholder={t("console.members.tier")}
        aria-label={t("console.members.tier")}
        style={{ width }}
        onChange={(tier) => set({ tier: tier ?? undefined })}
        options={words.tiers.map((tier) => ({
          value: `${tier.ladder}:${tier.tier}`,
          label: words.ladders.length > 1 ? `${tier.ladderName} · ${tier.name}` : tier.name,
        }))}
      />
      <Select
        allowClear
        value={search.stage ?? null}
        placeholder={t("console.members.stage")}
        aria-label={t("console.members.stage")}
        style={{ width }}
        onChange={(stage) => set({ stage: stage ?? undefined })}
        options={words.stages.map((stage) => ({ value: stage.id, label: stage.name }))}
      />
      {unfolded ? (
        <>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            value={search.store ?? null}
            placeholder={t("console.members.store")}
            aria-label={t("console.members.store")}
            style={{ width }}
            onChange={(store) => set({ store: store ?? undefined })}
            options={(stores.data?.items ?? []).map((store) => ({ value: store.id, label: store.name }))}
          />
          <Select
            allowClear
            value={search.status ?? null}
            placeholder={t("console.members.status")}
            aria-label={t("console.members.status")}
            style={{ width }}
            onChange={(status) => set({ status: status ?? undefined })}
            options={memberStatuses.map((status) => ({ value: status, label: t(`console.member.status.${status}`) }))}
          />
          <DatePicker.RangePicker
            allowEmpty={[true, true]}
            value={[search.from ? dayjs(search.from) : null, search.to ? dayjs(search.to) : null]}
            placeholder={[t("console.members.joinedFrom"), t("console.members.joinedTo")]}
            style={{ width: narrow ? "100%" : 260 }}
            onChange={(range) => set({ from: range?.[0]?.format("YYYY-MM-DD"), to: range?.[1]?.format("YYYY-MM-DD") })}
          />
        </>
      ) : (
        <Button type="link" onClick={() => setUnfolded(true)}>
          {t("console.members.moreFilters")}
        </Button>
      )}
      {isFiltered(search) ? (
        <Button type="link" onClick={() => onChange(noFilter)}>
          {t("console.members.clearFilters")}
        </Button>
      ) : null}
    </search>
  );
}

function QueryBox({
  value,
  onSearch,
  width,
}: {
  value: string;
  onSearch: (query: string) => void;
  width: number | string;
}) {
  const t = useT();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onSearch(text.trim()), 400);
    return () => clearTimeout(timer);
  });
  return (
    <Input
      allowClear
      value={text}
      prefix={<SearchOutlined />}
      placeholder={t("console.members.queryHint")}
      aria-label={t("console.members.query")}
      style={{ width }}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => onSearch(text.trim())}
    />
  );
}
