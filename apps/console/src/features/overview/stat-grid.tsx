import type { Figure, Overview } from "../../shared/api/insights.ts";
import { type FigureKind, Stat } from "../../shared/stat.tsx";

interface Card {
  figure: Figure;
  kind: FigureKind;
  lessIsBetter?: boolean;
}

export function StatGrid({ overview }: { overview: Overview }) {
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
    { figure: value.memberAverageOrder, kind: "money" },
    { figure: value.guestAverageOrder, kind: "money" },
    { figure: value.refunds, kind: "money", lessIsBetter: true },
  ];
  return (
    <div className="grid stats">
      {cards.map((card) => (
        <Stat
          key={card.figure.definition}
          {...card}
          definition={overview.definitions[card.figure.definition]}
          currency={overview.currency}
        />
      ))}
    </div>
  );
}
