import { Alert, Segmented } from "antd";
import { type ReactNode, useState } from "react";
import { EmptyState } from "../../shared/empty-state.tsx";
import { MoneyText } from "../../shared/number-text.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { RuleStep } from "./rule-step.tsx";
import type { TrialResult } from "./trial-api.ts";
import type { TrialNames } from "./trial-names.ts";

/** What came of a trial: the sum first, then each rule in the order it was looked at. */
export function TrialResultView({ result, names }: { result: TrialResult; names: TrialNames }) {
  const t = useT();
  const say = useLocalText();
  const fired = result.rules.filter((rule) => rule.status === "fired");
  const [shown, setShown] = useState<"all" | "fired">("all");
  const rules = shown === "fired" ? fired : result.rules;
  const nameOf = (id: string | null) => {
    const rule = result.rules.find((one) => one.id === id);
    return rule ? say(rule.name) || rule.id : null;
  };
  return (
    <div className="stack">
      {result.refusal ? (
        <Alert type="error" showIcon title={t("console.try.refused")} description={result.refusal.text} />
      ) : (
        <Summary result={result} names={names} />
      )}
      <section aria-label={t("console.try.steps")}>
        <div className="row between" style={{ marginBottom: 8 }}>
          <h3 className="try-title">{t("console.try.steps")}</h3>
          <Segmented
            size="small"
            value={shown}
            aria-label={t("console.try.steps")}
            options={[
              { value: "all", label: t("console.try.allRules", { count: result.rules.length }) },
              { value: "fired", label: t("console.try.firedRules", { count: fired.length }) },
            ]}
            onChange={setShown}
          />
        </div>
        {rules.length === 0 ? <EmptyState title={t("console.try.noRuleFired")} /> : null}
        <ol className="try-steps">
          {rules.map((rule) => (
            <RuleStep
              key={rule.id}
              rule={rule}
              currency={result.programme.currency}
              names={names}
              winner={nameOf(rule.lostTo)}
            />
          ))}
        </ol>
      </section>
      {result.entries.length > 0 ? (
        <section aria-label={t("console.try.entries")}>
          <h3 className="try-title">{t("console.try.entries")}</h3>
          <ul className="effects">
            {result.entries.map((entry) => (
              <li key={entry.id}>
                <span className="row between">
                  <span>{names.wallet(entry.wallet)}</span>
                  <span className={`num ${entry.amount < 0 ? "bad" : "good"}`}>
                    {entry.amount > 0 ? "+" : ""}
                    {names.points(entry.wallet, entry.amount)}
                  </span>
                </span>
                <span className="muted small">{entry.text}</span>
                {entry.availableAt || entry.expiresAt ? (
                  <span className="muted small">
                    {entry.availableAt ? (
                      <>
                        {t("console.try.availableFrom")} <TimeText at={entry.availableAt} />{" "}
                      </>
                    ) : null}
                    {entry.expiresAt ? (
                      <>
                        {t("console.try.expiresAt")} <TimeText at={entry.expiresAt} />
                      </>
                    ) : null}
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

function Summary({ result, names }: { result: TrialResult; names: TrialNames }) {
  const t = useT();
  const { order, wallets, tiers, tierChanges } = result;
  const lines: { key: string; name: ReactNode; value: ReactNode }[] = [
    ...(order
      ? [
          {
            key: "order",
            name: t("console.try.net"),
            value: <MoneyText amount={order.net} currency={result.programme.currency} />,
          },
        ]
      : []),
    ...wallets.map(({ wallet, before, after }) => ({
      key: `wallet ${wallet}`,
      name: names.wallet(wallet),
      value: (
        <>
          {names.points(wallet, before.available)} → <strong>{names.points(wallet, after.available)}</strong>
          {after.pending === before.pending ? null : (
            <span className="muted">
              {" "}
              · {t("console.member.pending")} {names.points(wallet, before.pending)} →{" "}
              {names.points(wallet, after.pending)}
            </span>
          )}
          {after.arrears === before.arrears ? null : (
            <span className="bad">
              {" "}
              · {t("console.member.arrears")} {names.points(wallet, after.arrears)}
            </span>
          )}
        </>
      ),
    })),
    ...tiers.map(({ ladder, before, after }) => ({
      key: `ladder ${ladder}`,
      name: names.ladder(ladder),
      value:
        before === after ? (
          <>
            {after ? names.tier(ladder, after) : "—"} <span className="muted">{t("console.try.unchanged")}</span>
          </>
        ) : (
          <>
            {before ? names.tier(ladder, before) : "—"} → <strong>{after ? names.tier(ladder, after) : "—"}</strong>
          </>
        ),
    })),
  ];
  return (
    <section className="try-summary" aria-label={t("console.try.summary")}>
      <dl className="definition-list">
        {lines.map((line) => (
          <div key={line.key} style={{ display: "contents" }}>
            <dt>{line.name}</dt>
            <dd>{line.value}</dd>
          </div>
        ))}
      </dl>
      {tierChanges.map((change) => (
        <p key={`${change.ladder} ${change.to}`} className="small" style={{ margin: "8px 0 0" }}>
          {change.text}
        </p>
      ))}
    </section>
  );
}
