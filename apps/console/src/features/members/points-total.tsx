import { useQuery } from "@tanstack/react-query";
import { api } from "../../shared/api/index.ts";
import { Definition } from "../../shared/definition.tsx";
import { formatShare } from "../../shared/format.ts";
import { NumberText, PointsText } from "../../shared/number-text.tsx";
import { usePreferences } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";

/** All wallets as one weighted number, and how it adds up; says nothing where there is one wallet. */
export function PointsTotal({ memberId }: { memberId: string }) {
  const { t, locale } = usePreferences();
  const words = useProgrammeWords();
  const { data } = useQuery({
    queryKey: ["member", memberId, "wallets"],
    queryFn: () => api.members.wallets(memberId),
    enabled: words.wallets.length > 1,
  });
  if (!data) return null;
  const { total } = data;
  return (
    <section className="panel" aria-label={t("console.total.title")}>
      <div className="panel-head">
        <h2>
          <Definition meaning={t("console.total.meaning")} formula={t("console.total.formula")}>
            {t("console.total.title")}
          </Definition>
        </h2>
      </div>
      <div className="big-number">
        <NumberText value={total.amount} />
      </div>
      <table className="statement small">
        <tbody>
          {total.parts.map((part) => (
            <tr key={part.wallet}>
              <th scope="row">{words.wallet(part.wallet)}</th>
              <td className="num">
                <PointsText points={part.available} wallet={part.wallet} />{" "}
                <span className="muted">× {formatShare(locale, part.weightBps / 10_000, 2)}</span>
              </td>
              <td className="num">
                <NumberText value={part.amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
