import type { ErrorComponentProps } from "@tanstack/react-router";
import { ErrorPanel } from "../shared/error-panel.tsx";

/** A screen that failed to load or to draw; trying again loads it afresh (a new build may have replaced its file). */
export function RouteError({ error }: ErrorComponentProps) {
  return (
    <div className="page">
      <ErrorPanel error={error} onRetry={() => window.location.reload()} />
    </div>
  );
}
