import { counted } from "@/core/text";
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { EvaluationState } from "@/services/detection/detector";
import detection from "../detection/detection.module.css";
import { fileName } from "@/core/names";
import { offerDownload } from "@/services/files/download";
import { Tile, Tiles } from "../look/Tiles";
import { Section } from "../panels/Section";
import { BandTable } from "./BandTable";
import { ConfusionTable } from "./ConfusionTable";
import { EvaluationCurves } from "./EvaluationCurves";
import { MissTable } from "./MissTable";
import { ScoreTable } from "./ScoreTable";
import { score } from "@/reports/markup";
import classes from "./evaluation.module.css";

const ICON = { size: 16, stroke: 1.75, "aria-hidden": true } as const;

type Props = { readonly done: NonNullable<EvaluationState["done"]>; readonly stale: boolean };

function sourceName(source: Props["done"]["source"]): string {
  switch (source.kind) {
    case "file":
      return source.file.name;
    case "stream":
      return "the simulated detector";
    case "run":
      return source.run.detector;
  }
}

/** The results of an evaluation, from an overview to every single miss. */
export function EvaluationResults({ done, stale }: Props) {
  const { report, misses, missRecords, json, html } = done.result;
  const { overall, tracking, totals, settings, notes } = report;
  const name = `${fileName(done.scenario.name)}.evaluation`;
  const source = sourceName(done.source);
  return (
    <>
      <Section title="Scores">
        {stale && (
          <p className={classes.stale} role="status">
            {done.source.kind === "run"
              ? "The scenario has changed since. Run the detector again to update the scores."
              : "The scenario or profile has changed since. Evaluate again to update the scores."}
          </p>
        )}
        <p className={classes.summary} role="status">
          {counted(totals.truth, "object")} and {counted(totals.detections, "detection")} of {source}, compared by{" "}
          {settings.matched_by === "boxes" ? `boxes, IoU ${settings.iou_threshold} or more` : `times, ± ${settings.tolerance_ms} ms`}.
        </p>
        <Tiles label="Overall scores">
          <Tile name="Precision" value={score(overall.precision)} />
          <Tile name="Recall" value={score(overall.recall)} />
          <Tile name="F1" value={score(overall.f1)} />
          <Tile name="AP" value={overall.average_precision === null ? "no objects" : score(overall.average_precision)} />
          {overall.average_precision_50_95 !== null && <Tile name="AP .5:.95" value={score(overall.average_precision_50_95)} />}
          {tracking && (
            <>
              <Tile name="MOTA" value={score(tracking.overall.mota)} />
              <Tile name="IDF1" value={score(tracking.overall.idf1)} />
              <Tile name="HOTA" value={score(tracking.overall.hota)} />
              <Tile name="ID switches" value={String(tracking.overall.id_switches)} />
            </>
          )}
          {overall.mean_iou !== null && <Tile name="Mean IoU" value={score(overall.mean_iou)} />}
          {overall.time_error && <Tile name="Time error" value={`${overall.time_error.mean_absolute_ms.toFixed(0)} ms`} />}
          <Tile name="Found" value={String(overall.true_positives)} outcome="tp" />
          <Tile name="False" value={String(overall.false_positives)} outcome="fp" />
          <Tile name="Missed" value={String(overall.false_negatives)} outcome="fn" />
        </Tiles>
        {[...notes, ...(missRecords > 0 ? [`${missRecords} miss records in the file are not detections and were left out.`] : [])].map(
          (note) => (
            <p key={note} className={classes.note}>
              {note}
            </p>
          ),
        )}
        <div className={detection.buttons}>
          <Button variant="default" leftSection={<IconDownload {...ICON} />} onClick={() => offerDownload(json, `${name}.json`)}>
            Report (JSON)
          </Button>
          <Button variant="default" leftSection={<IconDownload {...ICON} />} onClick={() => offerDownload(html, `${name}.html`)}>
            Report (HTML)
          </Button>
        </div>
      </Section>
      <MissTable misses={misses} settings={settings} />
      <ScoreTable report={report} />
      <ConfusionTable matrix={report.confusion} />
      <Section title="Where objects were missed">
        <BandTable title="Weather" bands={report.by_weather} />
        <BandTable title="Visibility" bands={report.by_visibility} />
        <BandTable title="Size" bands={report.by_size} />
      </Section>
      <EvaluationCurves report={report} />
    </>
  );
}
