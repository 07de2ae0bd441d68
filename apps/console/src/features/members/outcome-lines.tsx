import type { Outcome } from "../../shared/api/movements.ts";
import { PointsText } from "../../shared/number-text.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";

/** What a movement does, or would do: its lines, tier changes and what is left to spend. */
export function OutcomeLines({ outcome }: { outcome: Outcome }) {
  const t = useT();
  const words = useProgrammeWords();
  const touched = new Set(outcome.entries.map(({ wallet }) => wallet));
  const nothing = outcome.entries.length + outcome.tierChanges.length === 0;
  return (
    <ul className="effects">
      {nothing ? <li className="muted">{t("console.movement.nothing")}</li> : null}
      {outcome.entries.map((entry) => (
        <li key={entry.id}>
          <span className="row between">
            <span>{words.wallet(entry.wallet)}</span>
            <PointsText points={entry.amount} wallet={entry.wallet} signed />
          </span>
          <span className="muted small">{entry.text}</span>
        </li>
      ))}
      {outcome.tierChanges.map((change) => (
        <li key={`${change.ladder} ${change.to}`}>
          <span>
            {change.from ? `${words.tier(change.ladder, change.from).name} → ` : ""}
            {words.tier(change.ladder, change.to).name}
          </span>
          <span className="muted small">{change.text}</span>
        </li>
      ))}
      {outcome.wallets
        .filter(({ wallet }) => touched.has(wallet))
        .map((wallet) => (
          <li key={wallet.wallet}>
            <span className="row between">
              <strong>{t("console.movement.left", { wallet: words.wallet(wallet.wallet) })}</strong>
              <strong>
                <PointsText points={wallet.available} wallet={wallet.wallet} />
              </strong>
            </span>
            {wallet.arrears > 0 ? (
              <span className="bad small">
                {t("console.member.arrears")} <PointsText points={wallet.arrears} wallet={wallet.wallet} />
              </span>
            ) : null}
          </li>
        ))}
    </ul>
  );
}
