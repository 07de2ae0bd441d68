import { Link } from "@tanstack/react-router";
import { EmptyState } from "../shared/empty-state.tsx";
import { useT } from "../shared/preferences.tsx";

export function NotFoundPage() {
  const t = useT();
  return (
    <EmptyState
      title={t("console.notFound.title")}
      hint={t("console.notFound.hint")}
      action={<Link to="/">{t("console.nav.home")}</Link>}
    />
  );
}
