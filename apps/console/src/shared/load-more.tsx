import { Button } from "antd";
import { useT } from "./preferences.tsx";

interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** Below a list: fetches its next page; nothing when the list is whole. */
export function LoadMore({ list }: { list: Paged }) {
  const t = useT();
  if (!list.hasNextPage) return null;
  return (
    <Button block type="text" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      {t("console.more")}
    </Button>
  );
}
