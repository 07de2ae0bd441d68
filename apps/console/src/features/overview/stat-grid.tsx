import type { Figure, Overview } from "../../shared/api/insights.ts";
import { useT } from "../../shared/preferences.tsx";
import { type FigureKind, Stat } from "../../shared/stat.tsx";

interface Card {
  figure: Figure;
  kind: FigureKind;
  label?: string;
  lessIsBetter?: boolean;
}

export function StatGrid({ overview }: { overview: Overview }) {
  const t = useT();
  const { members, value } = overview;
  const cards: Card[] = [
    { figure: members.total, kind: "count" },
    { figure: members.joined, kind: "count" },
    { figure: members.active, kind: "count" },
    { figure: members.lost, kind: "count", lessIsBetter: true },
    { figure: value.revenue, kind: "money" },
    { figure: value.memberShare, kind: "share" },
    { figure: value.repurchaseRate, kind: "share" },
    { figure: value.arpu, kind: "money" },
    { figure: value.orders, kind: "count" },
    { figure: value.memberAverageOrder, kind: "money", label: t("console.overview.memberAverageOrder") },
    { figure: value.guestAverageOrder, kind: "money", label: t("console.overview.guestAverageOrder") },
    { figure: value.refunds, kind: "money", lessIsBetter: true },
  ];
  return (
    <div className="grid stats">
      {cards.map((card) => (
        <Stat
          key={card.label ?? card.figure.definition}
          {...card}
          definition={overview.definitions[card.figure.definition]}
          currency={overview.currency}
        />
      ))}
    </div>
  );
}
