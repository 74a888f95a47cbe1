import { framesPerSecond } from "@/core/timeline";
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

/** What was run, in sentences for a report. */
export function runNotes({ detector, looks, from, frames, wanted, fault, confidence, scenario }: DetectorRun): string[] {
  const { name, version, digest, input } = detector;
  const facts = [version, input === "" ? "" : `sees ${input}`, digest === null ? "" : `SHA-256 of the model ${digest}`].filter(Boolean);
  const { fps, durationFrames } = scenario.video;
  return [
    `Detector: ${name}${facts.length > 0 ? ` (${facts.join("; ")})` : ""}.`,
    `It looked at ${everyText(looks.every)} (${rateText(fps, looks.every)}): ${frames.length} of ${durationFrames} frames, ${from}. ` +
      "Objects in other frames do not count.",
    `Detections below confidence ${confidence} were left out.`,
    ...(fault !== null
      ? [`The run failed after ${frames.length} of ${wanted} frames: ${fault}`]
      : frames.length < wanted
        ? [`The run was cancelled after ${frames.length} of ${wanted} frames.`]
        : []),
  ];
}
