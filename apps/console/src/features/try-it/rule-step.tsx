import { CheckCircleFilled, MinusCircleOutlined } from "@ant-design/icons";
import { Tag } from "antd";
import { useState } from "react";
import { formatMoney, formatNumber } from "../../shared/format.ts";
import { useLocalText, usePreferences } from "../../shared/preferences.tsx";
import { ConditionTree } from "./condition-tree.tsx";
import type { TrialRule } from "./trial-api.ts";
import type { TrialNames } from "./trial-names.ts";

interface RuleStepProps {
  rule: TrialRule;
  currency: string;
  names: TrialNames;
  /** What the rule that gave instead is called. */
  winner: string | null;
}

/** One rule: whether it gave points and how many, why or why not, and how the number came about. */
export function RuleStep({ rule, currency, names, winner }: RuleStepProps) {
  const { t } = usePreferences();
  const say = useLocalText();
  const fired = rule.status === "fired";
  const [open, setOpen] = useState(fired || rule.status === "condition_failed");
  return (
    <li className={`try-step${fired ? " fired" : ""}`}>
      <button type="button" className="plain-button try-step-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        {fired ? <CheckCircleFilled className="good" /> : <MinusCircleOutlined className="muted" />}
        <span className="grow">
          <strong>{say(rule.name) || rule.id}</strong>{" "}
          <span className={`small ${fired ? "good" : "muted"}`}>{t(`console.try.status.${rule.status}`)}</span>
        </span>
        <span className="num">
          {fired ? (
            <strong className="good">+{names.points(rule.wallet, rule.points)}</strong>
          ) : (
            <span className="muted">0</span>
          )}{" "}
          <span className="small muted">{names.wallet(rule.wallet)}</span>
        </span>
      </button>
      {open ? (
        <div className="try-step-body">
          <p>{rule.text}</p>
          {winner ? <p className="muted">{t("console.try.lostTo", { rule: winner })}</p> : null}
          {rule.condition.length > 0 ? (
            <section aria-label={t("console.try.condition")}>
              <h4>{t("console.try.condition")}</h4>
              <ConditionTree nodes={rule.condition} currency={currency} names={names} />
            </section>
          ) : null}
          <Counted rule={rule} currency={currency} />
          <Multipliers rule={rule} currency={currency} names={names} />
          <Course rule={rule} names={names} />
          {rule.limits.map((limit) => (
            <p key={limit} className="warn">
              {limit}
            </p>
          ))}
        </div>
      ) : null}
    </li>
  );
}

function Counted({ rule, currency }: Pick<RuleStepProps, "rule" | "currency">) {
  const { t, locale } = usePreferences();
  const parts = [
    rule.eligibleLines && rule.eligibleLines.length > 0
      ? t("console.try.eligibleLines", { lines: rule.eligibleLines.join(", ") })
      : null,
    rule.eligibleAmount === null
      ? null
      : t("console.try.eligibleAmount", { amount: formatMoney(locale, rule.eligibleAmount, currency) }),
    rule.eligibleQuantity === null
      ? null
      : t("console.try.eligibleQuantity", { count: formatNumber(locale, rule.eligibleQuantity) }),
  ].filter((part) => part !== null);
  return parts.length > 0 ? <p className="small muted">{parts.join(" · ")}</p> : null;
}

function Multipliers({ rule, currency, names }: Pick<RuleStepProps, "rule" | "currency" | "names">) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  if (rule.multipliers.length === 0) return null;
  return (
    <section aria-label={t("console.try.multipliers")}>
      <h4>{t("console.try.multipliers")}</h4>
      <ul className="try-multipliers">
        {rule.multipliers.map((one) => (
          <li key={one.id}>
            <div className="row">
              <span>
                {say(one.name) || one.id} × {formatNumber(locale, one.factorBps / 10_000, 4)}
              </span>
              <Tag color={one.counts ? "success" : "default"}>
                {t(one.counts ? "console.try.counts" : one.fits ? "console.try.outdone" : "console.try.fitsNot")}
              </Tag>
            </div>
            {one.condition.length > 0 ? (
              <ConditionTree nodes={one.condition} currency={currency} names={names} />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** From the calculated points over caps to what the budgets left; only where something was taken away. */
function Course({ rule, names }: Pick<RuleStepProps, "rule" | "names">) {
  const { t } = usePreferences();
  const { rawPoints, cappedPoints, points, wallet } = rule;
  if (rawPoints === null || rawPoints === points) return null;
  return (
    <p className="small">
      {t("console.try.raw")} {names.points(wallet, rawPoints)}
      {cappedPoints === null ? null : (
        <>
          {" "}
          → {t("console.try.capped")} {names.points(wallet, cappedPoints)}
        </>
      )}{" "}
      → {t("console.try.given")} <strong>{names.points(wallet, points)}</strong>
    </p>
  );
}
