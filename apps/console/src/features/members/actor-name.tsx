import { useQuery } from "@tanstack/react-query";
import { api } from "../../shared/api/index.ts";
import { useT } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";

/** Who booked something, by name where this person may know it. */
export function ActorName({ id }: { id: string }) {
  const t = useT();
  const mayKnow = useCan("settings:read");
  const isStaff = id.startsWith("stf_");
  const isKey = id.startsWith("key_");
  const staff = useQuery({
    queryKey: ["staff"],
    queryFn: () => api.settings.staff(),
    enabled: mayKnow && isStaff,
    staleTime: 300_000,
  });
  const keys = useQuery({
    queryKey: ["api-keys"],
    queryFn: () => api.settings.apiKeys(),
    enabled: mayKnow && isKey,
    staleTime: 300_000,
  });
  if (id === "system") return <>{t("api.actor.system")}</>;
  if (id === "demo") return <>{t("api.actor.demo")}</>;
  const named = [...(staff.data?.items ?? []), ...(keys.data?.items ?? [])].find((one) => one.id === id);
  if (named) return <>{named.name}</>;
  return <>{isStaff ? t("console.entries.staff") : isKey ? t("console.entries.key") : id}</>;
}
