import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { api } from "./api/index.ts";
import { errorWords } from "./error-panel.tsx";
import { useT } from "./preferences.tsx";
import { useSettled } from "./use-settled.ts";

interface MemberPickerProps {
  id?: string;
  value?: string | undefined;
  onChange?: (id: string | undefined) => void;
  /** Members who may not be chosen. */
  except?: readonly string[];
  label?: string;
}

/** A member by phone tail, name, card or number. */
export function MemberPicker({ id, value, onChange, except = [], label }: MemberPickerProps) {
  const t = useT();
  const [text, setText] = useState("");
  const wanted = useSettled(text.trim(), 250);
  const found = useQuery({
    queryKey: ["search", wanted],
    queryFn: ({ signal }) => api.members.list({ query: wanted, limit: 8 }, signal),
    enabled: wanted !== "",
  });
  const chosen = useQuery({
    queryKey: ["member", value],
    queryFn: () => api.members.read(value ?? ""),
    enabled: value !== undefined,
    staleTime: 60_000,
  });
  const hits = (wanted === "" ? [] : (found.data?.items ?? [])).filter((member) => !except.includes(member.id));
  const options = hits.map((member) => ({ value: member.id, label: labelOf(member) }));
  const known = chosen.data?.member;
  const nothing = found.error
    ? errorWords(t, found.error).title
    : wanted === ""
      ? t("console.members.queryHint")
      : found.isFetching
        ? t("console.loading")
        : t("console.members.noneFound");
  return (
    <Select
      {...(id ? { id } : {})}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      value={value ?? null}
      aria-label={label ?? t("console.members.query")}
      placeholder={t("console.members.queryHint")}
      notFoundContent={<span className="muted">{nothing}</span>}
      options={
        known && !options.some((option) => option.value === known.id)
          ? [{ value: known.id, label: labelOf(known) }, ...options]
          : options
      }
      style={{ width: "100%" }}
      onChange={(next) => onChange?.(next ?? undefined)}
    />
  );
}

function labelOf({ name, memberNo, phone }: { name: string | null; memberNo: string; phone: string | null }): string {
  return [name, phone, memberNo].filter(Boolean).join(" · ");
}
