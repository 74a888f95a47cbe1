import { Button, Progress } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { useEditor, useScenario, useSession } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { formatSeconds } from "@/core/text";
import { Section } from "../panels/Section";
import detection from "../detection/detection.module.css";
import { scoresShown, wantsScores } from "../detection/detectorTab";
import { EvaluationForm } from "./EvaluationForm";
import { EvaluationResults } from "./EvaluationResults";
import classes from "./evaluation.module.css";

/** Scores a detector's output, or the simulated detector, against the ground truth of the open scenario. */
export function EvaluationTab() {
  const { detector } = useServices();
  const { running, fault, done } = useStore(detector.evaluation);
  const scenario = useScenario((present) => present);
  const setup = useStore(detector.setup);
  const stale = done !== null && (done.scenario !== scenario || (done.source.kind === "stream" && done.source.key !== setup));
  const results = useRef<HTMLDivElement>(null);
  const editor = useEditor();
  const wanted = useSession(({ panels }) => wantsScores(panels));
  useEffect(() => {
    if (!wanted || !results.current) return;
    results.current.scrollIntoView({ block: "start" });
    scoresShown(editor);
  }, [editor, wanted, done, running]);
  return (
    <>
      <EvaluationForm />
      {fault !== null && (
        <Section title="Not evaluated">
          <p className={detection.fault} role="alert">
            {fault}
          </p>
        </Section>
      )}
      {running ? (
        <Section title="Evaluating">
          <p className={classes.step} role="status">
            {running.step}
            {running.secondsLeft !== null && `, ${formatSeconds(running.secondsLeft)} left`}
          </p>
          <Progress value={running.share * 100} size={6} aria-label="Evaluation progress" />
          <div className={detection.buttons}>
            <Button variant="default" onClick={detector.cancelEvaluation}>
              Cancel evaluation
            </Button>
          </div>
        </Section>
      ) : (
        done && (
          <div ref={results}>
            <EvaluationResults done={done} stale={stale} />
          </div>
        )
      )}
    </>
  );
}
