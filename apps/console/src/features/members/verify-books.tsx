import { CheckCircleFilled, CloseCircleFilled, SafetyCertificateOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { api } from "../../shared/api/index.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatNumber } from "../../shared/format.ts";
import { usePreferences } from "../../shared/preferences.tsx";

/** Walks the member's chain of lines: was any changed, taken out or put in? */
export function VerifyBooks({ memberId, onEntry }: { memberId: string; onEntry: (entryId: string) => void }) {
  const { t, locale } = usePreferences();
  const verify = useMutation({ mutationFn: () => api.members.verify(memberId) });
  const found = verify.data;
  const broken = found?.brokenAt;
  return (
    <section className="panel" aria-labelledby="verify-title">
      <div className="panel-head" style={{ marginBottom: found || verify.error ? 12 : 0 }}>
        <h2 id="verify-title">{t("console.integrity.books")}</h2>
        <Button
          size="small"
          icon={<SafetyCertificateOutlined />}
          loading={verify.isPending}
          onClick={() => verify.mutate()}
        >
          {t("console.integrity.verify")}
        </Button>
      </div>
      <div aria-live="polite">
        <ErrorPanel error={verify.error} onRetry={() => verify.mutate()} />
        {found?.ok ? (
          <span>
            <CheckCircleFilled className="good" />{" "}
            {t("console.integrity.memberOk", { entries: formatNumber(locale, found.entries) })}
          </span>
        ) : null}
        {found && !found.ok ? (
          <span className="bad">
            <CloseCircleFilled />{" "}
            {broken
              ? t(`console.integrity.broken.${broken.code}`, { seq: broken.seq })
              : t("console.integrity.memberBroken")}
          </span>
        ) : null}
        {broken?.entryId ? (
          <div>
            <button
              type="button"
              className="plain-button link-button"
              onClick={() => broken.entryId && onEntry(broken.entryId)}
            >
              {t("console.timeline.open")}
            </button>
          </div>
        ) : null}
        {found && found.unchained > 0 ? (
          <div className="small muted">
            {t("console.integrity.unchained", { count: formatNumber(locale, found.unchained) })}
          </div>
        ) : null}
      </div>
    </section>
  );
}
