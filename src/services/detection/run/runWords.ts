import { counted } from "@/core/text";
import { framesPerSecond } from "@/core/timeline";
import { meaningOf, USUAL_CLASS_MAP } from "@/detectors/classes/classMap";
import type { DetectorRun } from "./detectorRun";

/** How often a detector looks, such as `5 Hz`. */
export function rateText(fps: number, every: number): string {
  const hertz = framesPerSecond(fps) / every;
  return `${Number(hertz.toFixed(hertz < 10 ? 2 : 1))} Hz`;
}

/** `every frame`, `every 2nd frame`, `every 21st frame`. */
export function everyText(every: number): string {
  if (every === 1) return "every frame";
  const [tens, ones] = [every % 100, every % 10];
  const ending = tens >= 11 && tens <= 13 ? "th" : ones === 1 ? "st" : ones === 2 ? "nd" : ones === 3 ? "rd" : "th";
  return `every ${every}${ending} frame`;
}

/** Classes of a detector that did not mean what they usually do, such as `person: distracted_driver`; may be empty. */
export const changedMeanings = ({ detector, classMap }: Pick<DetectorRun, "detector" | "classMap">): readonly string[] =>
  detector.classes
    .filter((label) => meaningOf(label, classMap) !== meaningOf(label, USUAL_CLASS_MAP))
    .map((label) => `${label}: ${meaningOf(label, classMap)}`);

/** What was run, in sentences for a report. */
export function runNotes(run: DetectorRun): string[] {
  const { detector, looks, from, frames, wanted, fault, confidence, scenario } = run;
  const meanings = changedMeanings(run);
  const { name, version, digest, input } = detector;
  const facts = [version, input === "" ? "" : `sees ${input}`, digest === null ? "" : `SHA-256 of the model ${digest}`].filter(Boolean);
  const { fps, durationFrames } = scenario.video;
  return [
    `Detector: ${name}${facts.length > 0 ? ` (${facts.join("; ")})` : ""}.`,
    `It looked at ${everyText(looks.every)} (${rateText(fps, looks.every)}): ` +
      `${frames.length} of ${counted(durationFrames, "frame")}, ${from}. ` +
      "Objects in other frames do not count.",
    `Detections below confidence ${confidence} were left out.`,
    ...(meanings.length > 0 ? [`Classes were counted as follows: ${meanings.join(", ")}.`] : []),
    ...(fault !== null
      ? [`The run failed after ${frames.length} of ${counted(wanted, "frame")}: ${fault}`]
      : frames.length < wanted
        ? [`The run was cancelled after ${frames.length} of ${counted(wanted, "frame")}.`]
        : []),
  ];
}
