import type { Translate } from "@regulars/i18n";
import { Alert, App, Button, Typography } from "antd";
import { ApiError } from "./api/index.ts";
import { useT } from "./preferences.tsx";

/** What happened and the next step, in the reader's language. */
export function errorWords(t: Translate, error: unknown): { title: string; detail: string; requestId: string | null } {
  if (!(error instanceof ApiError))
    return { title: t("console.error.unexpected"), detail: t("console.error.unexpectedDetail"), requestId: null };
  if (error.status === 0)
    return { title: t("console.error.network"), detail: t("console.error.networkDetail"), requestId: null };
  const fields = error.errors.map((field) => `${field.pointer}: ${field.message}`).join(" · ");
  return {
    title: error.message || t("console.error.status", { status: error.status }),
    detail: [error.detail, fields].filter(Boolean).join(" ") || t("console.error.unexpectedDetail"),
    requestId: error.requestId,
  };
}

/** A failure in place: what happened, the next step, the request id, and a way to try again. */
export function ErrorPanel({ error, onRetry }: { error: unknown; onRetry?: (() => unknown) | undefined }) {
  const t = useT();
  if (!error) return null;
  const { title, detail, requestId } = errorWords(t, error);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={title}
      description={
        <>
          <div>{detail}</div>
          {requestId ? (
            <div className="small muted" style={{ marginTop: 4 }}>
              {t("console.error.requestId")}{" "}
              <Typography.Text code copyable={{ text: requestId }}>
                {requestId}
              </Typography.Text>
            </div>
          ) : null}
        </>
      }
      action={
        onRetry ? (
          <Button size="small" onClick={() => void onRetry()}>
            {t("console.retry")}
          </Button>
        ) : null
      }
    />
  );
}

/** For actions without a form to show the failure in. */
export function useErrorNotice(): (error: unknown) => void {
  const { notification } = App.useApp();
  const t = useT();
  return (error) => {
    const { title, detail, requestId } = errorWords(t, error);
    notification.error({ title, description: requestId ? `${detail} (${requestId})` : detail, duration: 8 });
  };
}
