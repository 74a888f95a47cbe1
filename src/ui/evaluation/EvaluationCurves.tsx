import { useMemo } from "react";
import type { EvaluationReport } from "@/detection";
import { Section } from "../panels/Section";
import { LinePlot } from "../plots/LinePlot";
import { classColor } from "../plots/series";
import detection from "../detection/detection.module.css";
import { className } from "./words";

const RECALL = Array.from({ length: 101 }, (_, level) => level / 100);
const decimals = (value: number) => value.toFixed(2);
const whole = (value: number) => `${Math.round(value)}`;

/** How the scores change with threshold, tolerance and overlap. */
export function EvaluationCurves({ report: { curves, settings } }: { report: EvaluationReport }) {
  const { confidence, tolerance, precision_recall, overlap, hota } = curves;
  const plots = useMemo(
    () => ({
      confidence: { x: confidence.map((point) => point.confidence_threshold), series: scores(confidence) },
      tolerance: { x: tolerance.map((point) => point.tolerance_ms), series: scores(tolerance) },
      precision: precision_recall.map(({ class_label, precision }) => ({
        name: className(class_label),
        values: precision,
        color: classColor(class_label),
      })),
      overlap: {
        x: overlap.map((point) => point.iou_threshold),
        series: [{ name: "Average precision", values: overlap.map((point) => point.average_precision) }],
      },
      hota: {
        x: hota.map(({ alpha }) => alpha),
        series: [
          { name: "HOTA", values: hota.map((point) => point.hota) },
          { name: "DetA", values: hota.map((point) => point.det_a) },
          { name: "AssA", values: hota.map((point) => point.ass_a) },
        ],
      },
    }),
    [confidence, tolerance, precision_recall, overlap, hota],
  );
  return (
    <Section title="Curves">
      <div className={detection.curves}>
        <LinePlot
          title="Precision, recall, F1"
          xLabel="the confidence threshold"
          {...plots.confidence}
          formatX={decimals}
          mark={settings.confidence_threshold}
        />
        {plots.tolerance.x.length > 0 && (
          <LinePlot
            title="Precision, recall, F1 by times"
            xLabel="the tolerance, ms"
            {...plots.tolerance}
            formatX={whole}
            mark={settings.tolerance_ms}
          />
        )}
        <LinePlot title="Precision" xLabel="recall" x={RECALL} series={plots.precision} formatX={decimals} />
        {plots.overlap.x.length > 0 && (
          <LinePlot
            title="Average precision"
            xLabel="the minimum overlap"
            {...plots.overlap}
            formatX={decimals}
            mark={settings.iou_threshold}
          />
        )}
        {plots.hota.x.length > 0 && <LinePlot title="HOTA and its components" xLabel="the overlap α" {...plots.hota} formatX={decimals} />}
      </div>
    </Section>
  );
}

const scores = (points: readonly { precision: number; recall: number; f1: number }[]) => [
  { name: "Precision", values: points.map(({ precision }) => precision) },
  { name: "Recall", values: points.map(({ recall }) => recall) },
  { name: "F1", values: points.map(({ f1 }) => f1) },
];
