import { BarChart, LineChart, SankeyChart } from "echarts/charts";
import { GridComponent, LegendComponent, LegendScrollComponent, TooltipComponent } from "echarts/components";
import { type ECharts, type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { usePreferences } from "./preferences.tsx";
import { fontFamily } from "./theme.ts";

use([
  BarChart,
  LineChart,
  SankeyChart,
  GridComponent,
  LegendComponent,
  LegendScrollComponent,
  TooltipComponent,
  SVGRenderer,
]);

export interface ChartColors {
  accent: string;
  guest: string;
  good: string;
  bad: string;
  warn: string;
  text: string;
  muted: string;
  line: string;
  surface: string;
  /** Pixels of the labels; larger on a screen that is looked at from afar. */
  size: number;
}

function readColors(place: HTMLElement): ChartColors {
  const style = getComputedStyle(place);
  const read = (name: string) => style.getPropertyValue(`--rg-${name}`).trim();
  return {
    accent: read("accent"),
    guest: read("guest"),
    good: read("good"),
    bad: read("bad"),
    warn: read("warn"),
    text: read("text"),
    muted: read("muted"),
    line: read("line"),
    surface: read("surface"),
    size: Number.parseFloat(read("chart-size")),
  };
}

interface ChartProps {
  /** Says in words what the chart shows. */
  label: string;
  height?: number;
  option: (colors: ChartColors) => EChartsCoreOption;
  /** Called with the name and place of the category or node that was clicked. */
  onPick?: (name: string, index: number) => void;
}

/** Whether every value of every series is zero: an empty chart says less than a sentence. */
export function isFlat(...series: number[][]): boolean {
  return series.every((values) => values.every((value) => value === 0));
}

/** An ECharts drawing that follows the theme and the size of its place. */
export function Chart({ label, height = 240, option, onPick }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const { mode } = usePreferences();
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const made = init(element, null, { renderer: "svg" });
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the document, which changes with the mode
  useEffect(() => {
    if (!place.current) return;
    const colors = readColors(place.current);
    chart.current?.setOption(
      {
        textStyle: { color: colors.muted, fontFamily, fontSize: colors.size },
        animationDuration: 300,
        ...option(colors),
      },
      true,
    );
  }, [option, mode]);
  useEffect(() => {
    const made = chart.current;
    if (!made || !onPick) return;
    const listener = (event: { name?: string; dataIndex?: number }) => {
      if (event.name) onPick(event.name, event.dataIndex ?? 0);
    };
    made.on("click", listener);
    return () => {
      made.off("click", listener);
    };
  }, [onPick]);
  return <div ref={place} className="drawing" role="img" aria-label={label} style={{ height, width: "100%" }} />;
}

/** Days of less than a year go without their year; other names stay as they are. */
function dayWords(days: string[]): (day: string) => string {
  const instants = days.map((day) => (/^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN));
  const isShort = Math.max(...instants) - Math.min(...instants) < 365 * 86_400_000;
  return (day) => (isShort ? day.slice(5) : day);
}

/** An axis of names, such as months or channels. */
export function nameAxis(names: string[], colors: ChartColors, said: (name: string) => string = (name) => name) {
  return {
    type: "category",
    data: names,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colors.line } },
    // Far enough from the other axis that the corner's two labels do not touch.
    axisLabel: { color: colors.muted, fontSize: colors.size, hideOverlap: true, margin: 14, formatter: said },
  };
}

/** Where one series needs no legend, its place goes to the drawing. */
export const withoutLegend = {
  legend: { show: false },
  grid: { left: 8, right: 12, top: 12, bottom: 4, containLabel: true },
};

/** Axes, grid and tooltip of a chart over days. */
export function overDays(
  days: string[],
  colors: ChartColors,
  format: (value: number) => string,
  exact: (value: number) => string,
): EChartsCoreOption {
  return {
    grid: { left: 8, right: 12, top: 32, bottom: 4, containLabel: true },
    legend: {
      // One line, with arrows where the names do not fit: a second line would cover the drawing.
      type: "scroll",
      top: 0,
      left: 0,
      itemWidth: 12,
      itemHeight: 8,
      icon: "roundRect",
      textStyle: { color: colors.muted, fontSize: colors.size },
      pageTextStyle: { color: colors.muted },
      pageIconColor: colors.muted,
      pageIconInactiveColor: colors.line,
    },
    tooltip: {
      trigger: "axis",
      backgroundColor: colors.surface,
      borderColor: colors.line,
      textStyle: { color: colors.text, fontSize: colors.size },
      axisPointer: { type: "shadow", shadowStyle: { color: colors.line, opacity: 0.4 } },
      valueFormatter: (value: unknown) => (typeof value === "number" ? exact(value) : "—"),
    },
    xAxis: nameAxis(days, colors, dayWords(days)),
    yAxis: {
      type: "value",
      splitLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.muted, fontSize: colors.size, formatter: format },
    },
  };
}

/** As `overDays`, over months `YYYY-MM`. */
export function overMonths(
  months: string[],
  colors: ChartColors,
  format: (value: number) => string,
  exact: (value: number) => string,
): EChartsCoreOption {
  return { ...overDays(months, colors, format, exact), xAxis: nameAxis(months, colors) };
}
