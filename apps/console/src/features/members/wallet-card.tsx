import { Button } from "antd";
import type { WalletNow } from "../../shared/api/types.ts";
import { Definition } from "../../shared/definition.tsx";
import { PointsText } from "../../shared/number-text.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { ExpiryForecast } from "./expiry-forecast.tsx";

/** What a wallet holds now and what will expire when; the lots behind it are a click away. */
export function WalletCard({ memberId, wallet, onLots }: { memberId: string; wallet: WalletNow; onLots: () => void }) {
  const t = useT();
  const words = useProgrammeWords();
  return (
    <section className="panel" aria-label={words.wallet(wallet.wallet)}>
      <div className="panel-head">
        <h2>
          <Definition meaning={t("console.member.availableMeaning")} formula={t("console.member.availableFormula")}>
            {words.wallet(wallet.wallet)}
          </Definition>
        </h2>
        <Button size="small" type="link" onClick={onLots}>
          {t("console.member.lots")}
        </Button>
      </div>
      <div className="big-number">
        <PointsText points={wallet.available} wallet={wallet.wallet} />
      </div>
      <div className="row small" style={{ gap: "4px 16px" }}>
        {(["pending", "held", "arrears"] as const).map((part) =>
          wallet[part] === 0 ? null : (
            <span key={part} className={part === "arrears" ? "bad" : "muted"}>
              <Definition meaning={t(`console.member.${part}Meaning`)}>{t(`console.member.${part}`)}</Definition>{" "}
              <PointsText points={wallet[part]} wallet={wallet.wallet} />
            </span>
          ),
        )}
      </div>
      <div className="small" style={{ marginTop: 8 }}>
        <ExpiryForecast memberId={memberId} wallet={wallet.wallet} />
      </div>
    </section>
  );
}
