import { useCallback } from "react";
import { Chart, type ChartColors } from "./chart.tsx";
import { formatNumber } from "./format.ts";
import { usePreferences } from "./preferences.tsx";

export type FlowSide = "from" | "to";

interface FlowSankeyProps {
  label: string;
  flows: { from: string | null; to: string | null; members: number }[];
  /** Name and colour of a group on one side; no colour = muted. */
  look: (group: string | null, side: FlowSide) => { name: string; color?: string | undefined };
  /** Top to bottom; groups not named come after, null last. Absent: as the drawing finds best. */
  order?: string[] | undefined;
  height?: number;
  /** Called with the place of the flow that was clicked. */
  onPick?: ((index: number) => void) | undefined;
}

const linkId = (index: number) => `flow ${index}`;
const placeOf = (name: string): number | null => {
  const place = /^flow (\d+)$/.exec(name)?.[1];
  return place === undefined ? null : Number(place);
};

/** Members by the group they come from and the group they end in; the width is their number. */
export function FlowSankey({ label, flows, look, order, height = 300, onPick }: FlowSankeyProps) {
  const { locale } = usePreferences();
  const option = useCallback(
    (colors: ChartColors) => {
      const rank = (group: string | null) => {
        const place = group === null ? -1 : (order?.indexOf(group) ?? -1);
        return place < 0 ? Number.MAX_SAFE_INTEGER : place;
      };
      const id = (group: string | null, side: FlowSide) => `${side}:${group ?? ""}`;
      const groupsOf = (side: FlowSide) =>
        [...new Set(flows.map((flow) => flow[side]))].sort((one, other) => rank(one) - rank(other));
      const node = (group: string | null, side: FlowSide) => {
        const { name, color } = look(group, side);
        return {
          name: id(group, side),
          depth: side === "from" ? 0 : 1,
          itemStyle: { color: color ?? colors.guest },
          label: { position: side === "from" ? "right" : "left", formatter: name },
        };
      };
      return {
        tooltip: {
          backgroundColor: colors.surface,
          borderColor: colors.line,
          textStyle: { color: colors.text, fontSize: colors.size },
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
            ...(order ? { layoutIterations: 0 } : {}),
            emphasis: { focus: "adjacency" },
            label: { color: colors.text, fontSize: colors.size },
            lineStyle: { color: "source", opacity: 0.28, curveness: 0.5 },
            data: [
              ...groupsOf("from").map((group) => node(group, "from")),
              ...groupsOf("to").map((group) => node(group, "to")),
            ],
            links: flows.map(({ from, to, members }, index) => ({
              id: linkId(index),
              source: id(from, "from"),
              target: id(to, "to"),
              said: `${look(from, "from").name} → ${look(to, "to").name}`,
              value: members,
            })),
          },
        ],
      };
    },
    [flows, look, order, locale],
  );
  const pick = useCallback(
    (name: string) => {
      const place = placeOf(name);
      if (place !== null) onPick?.(place);
    },
    [onPick],
  );
  return <Chart label={label} option={option} height={height} onPick={pick} />;
}
