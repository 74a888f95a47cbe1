import { SegmentedControl } from "@mantine/core";
import { useMemo, useState } from "react";
import { CURVE_AXES, profileCurves, type CurveAxis, type SensorProfile } from "@/detection";
import type { Condition } from "@/core/document";
import { NumberField } from "../fields/NumberField";
import { WEATHER_LABELS } from "../look/weather";
import { Section } from "../panels/Section";
import { LinePlot } from "../plots/LinePlot";
import { SERIES_DASHES } from "../plots/series";
import { WEATHER_COLORS, type Scheme } from "../theme/palette";
import classes from "./detection.module.css";

const AXES: Record<CurveAxis, { label: string; over: string; format: (value: number) => string }> = {
  size: { label: "Size", over: "square root of the box area, px", format: (value) => `${Math.round(value)}` },
  visibility: { label: "Visibility", over: "visibility", format: (value) => `${Math.round(value * 100)} %` },
  intensity: { label: "Weather", over: "weather intensity", format: (value) => `${Math.round(value * 100)} %` },
};

const errorPercent = (value: number) => `${(value * 100).toFixed(1)} %`;

/** A sensor's behaviour in each weather: how often it misses, how confident it is, and how far its boxes are off. */
export function ProfileCurves({ profile }: { profile: SensorProfile }) {
  const [axis, setAxis] = useState<CurveAxis>("size");
  const [view, setView] = useState({ sizePx: 60, visibility: 1, intensity: 0.5 });
  const { x, curves } = useMemo(() => profileCurves(profile, axis, view), [profile, axis, view]);
  const plots = useMemo(() => {
    const lines = (pick: (curve: (typeof curves)[number]) => number[]) =>
      curves.map((curve, index) => ({
        name: WEATHER_LABELS[curve.condition],
        values: pick(curve),
        color: colorOf(curve.condition),
        dash: SERIES_DASHES[index % SERIES_DASHES.length] ?? [],
      }));
    return {
      miss: lines(({ miss }) => miss),
      confidence: lines(({ confidence }) => confidence),
      boxError: lines(({ boxError }) => boxError),
    };
  }, [curves]);
  const { over, format } = AXES[axis];
  const largest = Math.max(0.01, ...curves.flatMap(({ boxError }) => boxError));
  const percent = (label: string, key: "visibility" | "intensity") => (
    <NumberField
      label={label}
      value={view[key] * 100}
      unit="%"
      units={{ "%": 1 }}
      min={0}
      max={100}
      onChange={(value) => setView({ ...view, [key]: value / 100 })}
    />
  );
  return (
    <Section title="Curves">
      <SegmentedControl
        aria-label="Curves over"
        data={CURVE_AXES.map((value) => ({ value, label: AXES[value].label }))}
        value={axis}
        onChange={(value) => setAxis(CURVE_AXES.find((candidate) => candidate === value) ?? "size")}
      />
      {axis !== "size" && (
        <NumberField
          label="At size"
          value={view.sizePx}
          unit="px"
          units={{ px: 1 }}
          min={1}
          max={1000}
          onChange={(sizePx) => setView({ ...view, sizePx })}
        />
      )}
      {axis !== "visibility" && percent("At visibility", "visibility")}
      {axis !== "intensity" && percent("At intensity", "intensity")}
      <div className={classes.curves}>
        <LinePlot title="Miss rate" xLabel={over} x={x} series={plots.miss} formatX={format} />
        <LinePlot title="Confidence" xLabel={over} x={x} series={plots.confidence} formatX={format} />
        <LinePlot
          title="Box error, standard deviation"
          xLabel={over}
          x={x}
          series={plots.boxError}
          yMax={largest}
          formatX={format}
          formatY={errorPercent}
        />
      </div>
    </Section>
  );
}

const colorOf = (condition: Condition) => (scheme: Scheme) => WEATHER_COLORS[scheme][condition];
