import { serializeScenario, type WholeScenario } from "@/core/document";
import { jsonText } from "@/core/text";
import { scenarioTruth, wholeRange } from "@/core/truth";
import type { Answer } from "./evaluate/answer";

/** A text file, in pieces. */
export type TextFile = { readonly name: string; readonly pieces: Iterable<string> };

/** The parts of a bundle for which nothing has to be drawn: scenario, ground truth, and which frames it covers. */
export function truthFiles(scenario: WholeScenario): TextFile[] {
  const range = wholeRange(scenario);
  return [
    { name: "scenario.json", pieces: [serializeScenario(scenario)] },
    { name: "manifest.json", pieces: [jsonText({ video: { scenario_frames: [range.start, range.end] } })] },
    { name: "ground_truth.json", pieces: scenarioTruth(scenario, range) },
  ];
}

/** A detector's answer as NDJSON, which `jaywalk evaluate` reads. */
export function answerText({ detections }: Answer): string {
  return detections
    .map(({ frame, timestamp, class_label, confidence, bounding_box, track_id }) => {
      const known = {
        ...(timestamp === null ? {} : { timestamp }),
        ...(frame === null ? {} : { frame }),
        class_label,
        confidence,
        ...(bounding_box === null ? {} : { bounding_box }),
        ...(track_id === null ? {} : { track_id }),
      };
      return `${JSON.stringify(known)}\n`;
    })
    .join("");
}

/** The folder of a pair in a search's output, by its index. */
export const pairFolderName = (index: number): string => `pairs/${String(index + 1).padStart(2, "0")}`;

/** The file that holds how the two ends of a pair differ. */
export const pairDiffText = (report: object, fails: string, diff: object): string => jsonText({ ...report, fails, diff });

export const SEARCH_REPORT = "report.html";
export const SEARCH_FIGURES = "report.json";
