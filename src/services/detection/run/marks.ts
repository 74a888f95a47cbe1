import type { Scenario } from "@/core/document";
import { groundTruthIgnoreRegions, wholeRange } from "@/core/truth";
import { type Detection, type SimulationFrame, evaluateDetections } from "@/detection";
import type { Mark } from "../streamView";
import type { FrameMarks } from "../worker/protocol";

/** What counts as found, where it is not the usual. */
export type MarkSettings = { readonly iou?: number; readonly minVisibility?: number };

/**
 * What became of a detector's reports in some frames, as an evaluation counts them: found, false or missed. A report in a region to ignore
 * has no mark.
 */
export function marksOf(
  frames: readonly Pick<SimulationFrame, "frame" | "truth">[],
  detections: readonly Detection[],
  scenario: Scenario,
  settings: MarkSettings = {},
): FrameMarks[] {
  const { video } = scenario;
  const { report, outcomes } = evaluateDetections(
    frames.flatMap(({ truth }) => truth),
    detections,
    {
      fps: video.fps,
      picture: video,
      matchBy: "boxes",
      ignoreRegions: groundTruthIgnoreRegions(
        scenario,
        wholeRange(scenario),
        frames.map(({ frame }) => frame),
      ),
      ...settings,
    },
  );
  const marks = new Map<number, Mark[]>(frames.map(({ frame }) => [frame, []]));
  detections.forEach(({ frame, class_label: label, confidence, bounding_box: box }, index) => {
    const outcome = outcomes[index];
    if (outcome === "TP" || outcome === "FP") marks.get(frame ?? -1)?.push({ outcome, box, confidence, label });
  });
  for (const { frame, bounding_box: box, class_label: label } of report.misses)
    marks.get(frame)?.push({ outcome: "FN", box, confidence: NaN, label });
  return [...marks].map(([frame, ofFrame]) => ({ frame, marks: ofFrame }));
}
