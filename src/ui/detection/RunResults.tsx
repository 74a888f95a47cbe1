import { Button, Progress } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useStore } from "zustand";
import { counted, formatSeconds } from "@/core/text";
import { score } from "@/reports/markup";
import type { DetectorRun } from "@/services/detection/run/detectorRun";
import type { RunState } from "@/services/detection/run/runs";
import { changedMeanings, everyText, rateText } from "@/services/detection/run/runWords";
import { OUTCOMES } from "@/services/detection/streamView";
import { useEditor } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { useAction } from "../context/useAction";
import evaluation from "../evaluation/evaluation.module.css";
import { Tile, Tiles } from "../look/Tiles";
import { Section } from "../panels/Section";
import panels from "../panels/panels.module.css";
import { showScores } from "./detectorTab";
import { COUNT_LABELS, OUTCOME_EDGES } from "./outcomeWords";
import classes from "./detection.module.css";

/** Starts a run, or cancels the one in progress. */
export function RunButton({ onRun, disabled = false }: { onRun: () => void; disabled?: boolean }) {
  const { detector } = useServices();
  const running = useStore(detector.run, (state) => state.running);
  if (running)
    return (
      <>
        <p className={evaluation.step} role="status">
          {progressText(running)}
        </p>
        <Progress value={running.total === 0 ? 0 : (running.done / running.total) * 100} size={6} aria-label="Progress of the detector" />
        <div className={classes.buttons}>
          <Button variant="default" onClick={detector.cancelRun}>
            Cancel run
          </Button>
        </div>
      </>
    );
  return (
    <div className={classes.buttons}>
      <Button leftSection={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />} onClick={onRun} disabled={disabled}>
        Run detector
      </Button>
    </div>
  );
}

function progressText({ step, done, total, secondsLeft }: NonNullable<RunState["running"]>): string {
  const counts = total === 0 ? "" : `, ${done} of ${counted(total, "frame")}`;
  const left = secondsLeft === null ? "" : `, ${formatSeconds(Math.max(1, Math.round(secondsLeft)))} left`;
  return `${step}${counts}${left}`;
}

/** What a run has found so far, and what went wrong. */
export function RunResults() {
  const editor = useEditor();
  const { detector } = useServices();
  const { running, fault, view, latest } = useStore(detector.run);
  const isOutdated = useStore(detector.marks, (state) => state.isOutdated);
  const next = useAction("detections.next-fault");
  const previous = useAction("detections.previous-fault");
  const faultLine = fault !== null && (
    <p className={classes.fault} role="alert">
      {fault}
    </p>
  );
  if (faultLine && !latest) return <Section title="Not run">{faultLine}</Section>;
  if (!view) return null;
  return (
    <Section title="Detections">
      {faultLine}
      {isOutdated && (
        <p className={evaluation.stale} role="status">
          The scenario has changed since. Run the detector again to update the results.
        </p>
      )}
      <Tiles columns={3} label={running ? "Found so far" : "Found"}>
        {OUTCOMES.map((outcome) => (
          <Tile key={outcome} name={COUNT_LABELS[outcome]} value={String(view.totals[outcome])} outcome={OUTCOME_EDGES[outcome]} />
        ))}
      </Tiles>
      {latest && !running && (
        <>
          <Scores />
          <WhatRan run={latest} />
        </>
      )}
      <div className={classes.buttons}>
        {latest && !running && <Button onClick={() => showScores(editor)}>Scores, curves and misses</Button>}
        <Button variant="default" onClick={previous.perform}>
          Previous fault
        </Button>
        <Button variant="default" onClick={next.perform}>
          Next fault
        </Button>
      </div>
    </Section>
  );
}

/** The scores of the run, once it is evaluated. */
function Scores() {
  const { detector } = useServices();
  const { running, done } = useStore(detector.evaluation);
  if (running) return <p className={panels.hint}>Scoring…</p>;
  if (done?.source.kind !== "run") return null;
  const { precision, recall, average_precision: ap } = done.result.report.overall;
  return (
    <Tiles columns={3} label="Scores">
      <Tile name="Precision" value={score(precision)} />
      <Tile name="Recall" value={score(recall)} />
      <Tile name="AP" value={ap === null ? "no objects" : score(ap)} />
    </Tiles>
  );
}

function WhatRan({ run }: { run: DetectorRun }) {
  const { detector, looks, frames, wanted, fault, from, confidence, seconds, lanes, scenario } = run;
  const meanings = changedMeanings(run);
  return (
    <dl className={classes.facts} aria-label="What was run">
      <dt>Detector</dt>
      <dd>{detector.name}</dd>
      {detector.version !== "" && (
        <>
          <dt>Version</dt>
          <dd>{detector.version}</dd>
        </>
      )}
      {detector.digest !== null && (
        <>
          <dt>SHA-256</dt>
          <dd title={detector.digest}>{detector.digest.slice(0, 16)}…</dd>
        </>
      )}
      {detector.input !== "" && (
        <>
          <dt>Input</dt>
          <dd>{detector.input}</dd>
        </>
      )}
      <dt>Frames</dt>
      <dd>
        {everyText(looks.every)} ({rateText(scenario.video.fps, looks.every)}), {from}
      </dd>
      <dt>Confidence</dt>
      <dd>{confidence} or more</dd>
      {meanings.length > 0 && (
        <>
          <dt>Classes</dt>
          <dd>{meanings.join(", ")}</dd>
        </>
      )}
      <dt>Took</dt>
      <dd>
        {formatSeconds(Math.round(seconds * 10) / 10)} for {counted(frames.length, "frame")}
        {frames.length < wanted && ` of ${wanted} (${fault === null ? "cancelled" : "failed"})`}, {counted(lanes, "lane")}
      </dd>
    </dl>
  );
}
