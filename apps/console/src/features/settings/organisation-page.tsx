import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Radio, Skeleton } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { Settings } from "../../shared/api/settings.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { usePreferences } from "../../shared/preferences.tsx";
import { useCan, useProgrammeUnits } from "../../shared/session.tsx";

export function OrganisationPage() {
  const { t, locale, setLocale, mode, setMode } = usePreferences();
  const units = useProgrammeUnits();
  const { data, error, refetch } = useQuery({ queryKey: ["settings"], queryFn: () => api.settings.read() });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.nav.organisation")}</h1>
      </div>
      <div className="stack" style={{ maxWidth: 640 }}>
        <section className="panel" aria-labelledby="organisation-title">
          <div className="panel-head">
            <h2 id="organisation-title">{t("console.settings.organisation")}</h2>
          </div>
          {error ? <ErrorPanel error={error} onRetry={refetch} /> : null}
          {data ? <OrganisationForm settings={data} /> : error ? null : <Skeleton active />}
          <dl className="definition-list">
            <dt>{t("console.settings.currency")}</dt>
            <dd>{units.currency}</dd>
            <dt>{t("console.settings.zone")}</dt>
            <dd>{units.zone}</dd>
          </dl>
          <p className="muted small">{t("console.settings.unitsNote")}</p>
        </section>
        <section className="panel" aria-labelledby="own-title">
          <div className="panel-head">
            <h2 id="own-title">{t("console.settings.thisBrowser")}</h2>
          </div>
          <div className="stack tight">
            <div className="row">
              <span style={{ width: 96 }}>{t("console.language.label")}</span>
              <Radio.Group
                value={locale}
                onChange={(event) => setLocale(event.target.value === "en" ? "en" : "zh-CN")}
                options={[
                  { value: "zh-CN", label: t("console.language.zh") },
                  { value: "en", label: t("console.language.en") },
                ]}
                optionType="button"
              />
            </div>
            <div className="row">
              <span style={{ width: 96 }}>{t("console.settings.theme")}</span>
              <Radio.Group
                value={mode}
                onChange={(event) => setMode(event.target.value === "dark" ? "dark" : "light")}
                options={[
                  { value: "light", label: t("console.settings.light") },
                  { value: "dark", label: t("console.settings.dark") },
                ]}
                optionType="button"
              />
            </div>
          </div>
        </section>
      </div>
    </div>
  );
}

function OrganisationForm({ settings }: { settings: Settings }) {
  const { t } = usePreferences();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const mayWrite = useCan("settings:write");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = async (values: Settings) => {
    setBusy(true);
    setError(null);
    try {
      await api.settings.change({ organisationName: values.organisationName.trim(), locale: values.locale });
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["settings"] }),
        queries.invalidateQueries({ queryKey: ["session"] }),
      ]);
      message.success(t("console.member.saved"));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form
      name="organisation"
      layout="vertical"
      initialValues={settings}
      disabled={!mayWrite}
      onFinish={(values) => void save(values)}
    >
      <Form.Item
        name="organisationName"
        label={t("console.settings.organisationName")}
        rules={[{ required: true, whitespace: true, message: t("console.auth.nameNeeded") }]}
      >
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item
        name="locale"
        label={t("console.settings.defaultLanguage")}
        extra={t("console.settings.defaultLanguageNote")}
      >
        <Radio.Group
          optionType="button"
          options={[
            { value: "zh-CN", label: t("console.language.zh") },
            { value: "en", label: t("console.language.en") },
          ]}
        />
      </Form.Item>
      <ErrorPanel error={error} />
      {mayWrite ? (
        <Form.Item>
          <Button type="primary" htmlType="submit" loading={busy}>
            {t("console.save")}
          </Button>
        </Form.Item>
      ) : (
        <p className="muted">{t("console.noPermission")}</p>
      )}
    </Form>
  );
}
