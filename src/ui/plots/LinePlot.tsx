import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import { PALETTES, type Scheme } from "../theme/palette";
import { seriesColor, SERIES_DASHES } from "./series";
import classes from "./plots.module.css";

export type PlotSeries = {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** If omitted, it follows from the position among the series. */
  readonly color?: ((scheme: Scheme) => string) | undefined;
  readonly dash?: readonly number[];
};

export type LinePlotProps = {
  readonly title: string;
  readonly xLabel: string;
  readonly x: readonly number[];
  readonly series: readonly PlotSeries[];
  /** Of the vertical axis; its lower end is 0. */
  readonly yMax?: number;
  readonly formatX?: (value: number) => string;
  readonly formatY?: (value: number) => string;
  /** Where a line marks the current setting. */
  readonly mark?: number;
  readonly height?: number;
};

const percent = (value: number) => `${Math.round(value * 100)} %`;

/** Lines on one axis, with a legend that does not rely on colour alone. A table of the values is for those who cannot see the plot. */
export function LinePlot(props: LinePlotProps) {
  const { title, xLabel, x, series, yMax = 1, formatX = String, formatY = percent, mark, height = 132 } = props;
  const scheme = useComputedColorScheme("dark");
  const container = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = container.current;
    if (!element) return;
    const palette = PALETTES[scheme];
    const axis = {
      stroke: palette.dim,
      font: "11px 'Inter Variable', sans-serif",
      grid: { stroke: palette.hairline, width: 1 },
      ticks: { show: false },
    };
    const drawMark = (plot: uPlot) => {
      if (mark === undefined) return;
      const { ctx, bbox } = plot;
      const at = Math.round(plot.valToPos(mark, "x", true));
      ctx.save();
      ctx.strokeStyle = palette.accent;
      ctx.lineWidth = uPlot.pxRatio;
      ctx.setLineDash([]);
      ctx.beginPath();
      ctx.moveTo(at, bbox.top);
      ctx.lineTo(at, bbox.top + bbox.height);
      ctx.stroke();
      ctx.restore();
    };
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height,
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { size: 5 } },
        scales: { x: { time: false }, y: { range: [0, yMax * 1.02] } },
        axes: [
          // Far enough below so that the first number does not touch the vertical axis's 0.
          { ...axis, size: 30, gap: 8, values: (_plot, values) => values.map(formatX) },
          { ...axis, size: 42, gap: 2, space: 28, values: (_plot, values) => values.map(formatY) },
        ],
        series: [
          {},
          ...series.map(({ name, color, dash }, index) => ({
            label: name,
            stroke: color?.(scheme) ?? seriesColor(scheme, index),
            dash: [...(dash ?? SERIES_DASHES[index % SERIES_DASHES.length] ?? [])],
            width: 1.75,
            points: { show: false },
          })),
        ],
        hooks: { draw: [drawMark] },
      },
      [[...x], ...series.map(({ values }) => [...values])],
      element,
    );
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [x, series, yMax, formatX, formatY, mark, height, scheme]);

  return (
    <figure className={classes.figure}>
      <figcaption>
        {title} <span>over {xLabel}</span>
      </figcaption>
      <div
        ref={container}
        className={classes.plot}
        style={{ minHeight: height }}
        role="img"
        aria-label={`${title} over ${xLabel}. ${describe(props)}`}
      />
      {series.length > 1 && (
        <ul className={classes.legend} aria-hidden>
          {series.map(({ name, color, dash }, index) => (
            <li key={name}>
              <svg width="22" height="8">
                <line
                  x1="1"
                  x2="21"
                  y1="4"
                  y2="4"
                  stroke={color?.(scheme) ?? seriesColor(scheme, index)}
                  strokeWidth="2"
                  strokeDasharray={(dash ?? SERIES_DASHES[index % SERIES_DASHES.length] ?? []).join(" ")}
                />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}

/** Each line's ends in words. */
function describe({ x, series, formatX = String, formatY = percent }: LinePlotProps): string {
  const [first = 0, last = 0] = [x[0], x.at(-1)];
  return series
    .map(
      ({ name, values }) => `${name}: ${formatY(values[0] ?? 0)} at ${formatX(first)}, ${formatY(values.at(-1) ?? 0)} at ${formatX(last)}`,
    )
    .join("; ");
}
