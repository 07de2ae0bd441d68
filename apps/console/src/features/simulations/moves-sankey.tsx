import { useCallback } from "react";
import { Chart, type ChartColors } from "../../shared/chart.tsx";
import { formatNumber } from "../../shared/format.ts";
import { usePreferences } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";

interface MovesSankeyProps {
  label: string;
  ladder: string;
  /** Lowest first. */
  tiers: string[];
  flows: { from: string | null; to: string | null; members: number }[];
  nameOf: (tier: string | null) => string;
  height?: number;
}

/** Members by the tier they come from and the tier they end in; the width is their number. */
export function MovesSankey({ label, ladder, tiers, flows, nameOf, height = 280 }: MovesSankeyProps) {
  const { locale } = usePreferences();
  const words = useProgrammeWords();
  const option = useCallback(
    (colors: ChartColors) => {
      // Highest on top, those without a tier at the bottom.
      const order = [...tiers].reverse();
      const rank = (tier: string | null) => (tier === null ? order.length : order.indexOf(tier));
      const id = (tier: string | null, side: string) => `${side}:${tier ?? ""}`;
      const node = (tier: string | null, side: "from" | "to") => ({
        name: id(tier, side),
        depth: side === "from" ? 0 : 1,
        itemStyle: { color: tier === null ? colors.guest : words.tier(ladder, tier).color },
        label: { position: side === "from" ? "right" : "left", formatter: nameOf(tier) },
      });
      const ranked = (side: "from" | "to") =>
        [...new Set(flows.map((flow) => flow[side]))].sort((one, other) => rank(one) - rank(other));
      return {
        tooltip: {
          backgroundColor: colors.surface,
          borderColor: colors.line,
          textStyle: { color: colors.text, fontSize: 12 },
          formatter: (item: { data: { said?: string }; value?: number }) =>
            [item.data.said, formatNumber(locale, item.value ?? 0)].filter(Boolean).join(": "),
        },
        series: [
          {
            type: "sankey",
            left: 4,
            right: 4,
            top: 8,
            bottom: 8,
            nodeWidth: 10,
            nodeGap: 14,
            draggable: false,
            layoutIterations: 0,
            emphasis: { focus: "adjacency" },
            label: { color: colors.text, fontSize: 12 },
            lineStyle: { color: "source", opacity: 0.28, curveness: 0.5 },
            data: [
              ...ranked("from").map((tier) => node(tier, "from")),
              ...ranked("to").map((tier) => node(tier, "to")),
            ],
            links: flows.map(({ from, to, members }) => ({
              source: id(from, "from"),
              target: id(to, "to"),
              said: `${nameOf(from)} → ${nameOf(to)}`,
              value: members,
            })),
          },
        ],
      };
    },
    [ladder, tiers, flows, nameOf, words, locale],
  );
  return <Chart label={label} option={option} height={height} />;
}
