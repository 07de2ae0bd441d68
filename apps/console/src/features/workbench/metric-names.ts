import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { api } from "../../shared/api/index.ts";

/** The metrics of the registry; they change only with the program. */
export function useMetrics() {
  return useQuery({
    queryKey: ["metrics"],
    queryFn: () => api.reports.metrics(),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What a metric is called; its id while names are not there. */
export function useMetricNames(): (id: string) => { zh: string; en: string } {
  const { data } = useMetrics();
  return useCallback((id) => data?.metrics.find((metric) => metric.id === id)?.name ?? { zh: id, en: id }, [data]);
}
