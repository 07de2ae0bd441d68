import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { DraftEditor } from "./draft-editor.tsx";
import { programmeApi, programmeKeys } from "./programme-api.ts";
import "./programme.css";

/** The draft with its editor; a fresh answer each time the page is opened. */
export function DraftPage() {
  const t = useT();
  const draft = useQuery({
    queryKey: [...programmeKeys.draft, "opened"],
    queryFn: () => programmeApi.draft(),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const published = useQuery({
    queryKey: programmeKeys.published,
    queryFn: () => programmeApi.published(),
    staleTime: 300_000,
  });
  if (draft.data && published.data) return <DraftEditor opened={draft.data} published={published.data} />;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.programme.draft")}</h1>
      </div>
      {draft.error || published.error ? (
        <ErrorPanel
          error={draft.error ?? published.error}
          onRetry={() => Promise.all([draft.refetch(), published.refetch()])}
        />
      ) : (
        <Skeleton active paragraph={{ rows: 8 }} />
      )}
    </div>
  );
}
