import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { EvaluationState } from "../detection/detector";
import detection from "../detection/detection.module.css";
import { fileNameOf, offerDownload } from "../files/download";
import { Section } from "../panels/Section";
import { BandTable } from "./BandTable";
import { ConfusionTable } from "./ConfusionTable";
import { EvaluationCurves } from "./EvaluationCurves";
import { MissTable } from "./MissTable";
import { ScoreTable } from "./ScoreTable";
import { share } from "./words";
import classes from "./evaluation.module.css";

const ICON = { size: 16, stroke: 1.75, "aria-hidden": true } as const;

type Props = { readonly done: NonNullable<EvaluationState["done"]>; readonly stale: boolean };

/** What an evaluation found, from one look to every single miss. */
export function EvaluationResults({ done, stale }: Props) {
  const { report, misses, missRecords, json, html } = done.result;
  const { overall, tracking, totals, settings, notes } = report;
  const name = `${fileNameOf(done.scenario.name)}.evaluation`;
  const source = done.source.kind === "file" ? done.source.file.name : "the simulated stream";
  return (
    <>
      <Section title="Scores">
        {stale && (
          <p className={classes.stale} role="status">
            Scenario or profile have changed since. Evaluate again for their scores.
          </p>
        )}
        <p className={classes.summary} role="status">
          {totals.truth} objects and {totals.detections} detections of {source}, compared by{" "}
          {settings.matched_by === "boxes" ? `boxes, IoU ${settings.iou_threshold} or more` : `times, ± ${settings.tolerance_ms} ms`}.
        </p>
        <dl className={classes.scores} aria-label="Overall scores">
          <Score name="Precision" value={share(overall.precision)} />
          <Score name="Recall" value={share(overall.recall)} />
          <Score name="F1" value={share(overall.f1)} />
          <Score name="AP" value={share(overall.average_precision)} />
          {overall.average_precision_50_95 !== null && <Score name="AP .5:.95" value={share(overall.average_precision_50_95)} />}
          {tracking && (
            <>
              <Score name="MOTA" value={share(tracking.overall.mota)} />
              <Score name="IDF1" value={share(tracking.overall.idf1)} />
              <Score name="HOTA" value={share(tracking.overall.hota)} />
              <Score name="Id switches" value={String(tracking.overall.id_switches)} />
            </>
          )}
          {overall.mean_iou !== null && <Score name="Mean IoU" value={share(overall.mean_iou)} />}
          {overall.time_error && <Score name="Time error" value={`${overall.time_error.mean_absolute_ms.toFixed(0)} ms`} />}
          <Score name="Found" value={String(overall.true_positives)} outcome="tp" />
          <Score name="False" value={String(overall.false_positives)} outcome="fp" />
          <Score name="Missed" value={String(overall.false_negatives)} outcome="fn" />
        </dl>
        {[...notes, ...(missRecords > 0 ? [`${missRecords} records of misses in the stream are no detections and were left out.`] : [])].map((note) => (
          <p key={note} className={classes.note}>
            {note}
          </p>
        ))}
        <div className={detection.buttons}>
          <Button variant="default" leftSection={<IconDownload {...ICON} />} onClick={() => offerDownload(json, `${name}.json`)}>
            Report, JSON
          </Button>
          <Button variant="default" leftSection={<IconDownload {...ICON} />} onClick={() => offerDownload(html, `${name}.html`)}>
            Report, HTML
          </Button>
        </div>
      </Section>
      <MissTable misses={misses} />
      <ScoreTable report={report} />
      <ConfusionTable matrix={report.confusion} />
      <Section title="Where it misses">
        <BandTable title="Weather" bands={report.by_weather} />
        <BandTable title="Visibility" bands={report.by_visibility} />
        <BandTable title="Size" bands={report.by_size} />
      </Section>
      <EvaluationCurves report={report} />
    </>
  );
}

function Score({ name, value, outcome }: { name: string; value: string; outcome?: "tp" | "fp" | "fn" }) {
  return (
    <div className={classes.score} style={outcome === undefined ? {} : { borderLeft: `3px ${outcome === "fn" ? "dashed" : "solid"} var(--outcome-${outcome})` }}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
