import type { ImportTotals } from "../../shared/api/imports.ts";
import { NumberText } from "../../shared/number-text.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";

/** Why rows were refused or left out, the most frequent first. */
export function ImportReasons({ totals }: { totals: ImportTotals }) {
  const t = useT();
  const say = useLocalText();
  if (totals.reasons.length === 0) return null;
  const reasons = [...totals.reasons].sort((one, other) => other.lines - one.lines);
  return (
    <section aria-label={t("console.imports.reasons")}>
      <h3 style={{ fontSize: 14, margin: "0 0 4px" }}>{t("console.imports.reasons")}</h3>
      <table className="statement">
        <tbody>
          {reasons.map((reason) => (
            <tr key={`${reason.status}-${reason.code}`}>
              <th scope="row">
                <span className={reason.status === "refused" ? "bad" : "muted"}>
                  {t(reason.status === "refused" ? "console.imports.refused" : "console.imports.skipped")}
                </span>{" "}
                {say(reason.text)}
              </th>
              <td className="num">
                <NumberText value={reason.lines} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
