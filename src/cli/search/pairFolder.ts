import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { serializeScenario, type Scenario } from "@/core/document";
import { jsonText } from "@/core/text";
import {
  groundTruthFrames,
  groundTruthHeader,
  groundTruthIgnoreRegions,
  groundTruthJson,
  groundTruthOccluders,
  groundTruthRoad,
  wholeRange,
} from "@/core/truth";
import { rgbPng } from "@/export/picture/rgbPng";
import { RoadFrameRenderer } from "@/export/picture/roadFrameRenderer";
import { describeEdits, describeFrames, describeTrack } from "@/library/versions";
import { diffScenarios } from "@/library/versions/diff/scenarioDiff";
import type { Answer } from "@/search";
import { makeFolder } from "../files/folders";

/** Writes the bundle of one end of a pair into an empty folder, with a small picture of the frame. */
export interface PairRenderer {
  render(scenario: Scenario, frame: number, folder: string): Promise<void>;
  close(): Promise<void>;
}

/** The parts of a bundle that need no browser: scenario, ground truth, which frames it covers; of a road also the picture of the frame. */
export const truthRenderer: PairRenderer = {
  render: async (scenario, frame, folder) => {
    const range = wholeRange(scenario);
    const head = [groundTruthOccluders(scenario), groundTruthIgnoreRegions(scenario, range), groundTruthRoad(scenario, range)] as const;
    await makeFolder(folder);
    await writeFile(join(folder, "scenario.json"), serializeScenario(scenario));
    await writeFile(join(folder, "manifest.json"), jsonText({ video: { scenario_frames: [range.start, range.end] } }));
    await writeFile(
      join(folder, "ground_truth.json"),
      [...groundTruthJson(groundTruthHeader(scenario), groundTruthFrames(scenario, range), ...head)].join(""),
    );
    if (!scenario.road) return;
    const renderer = new RoadFrameRenderer({ scenario, firstFrame: 0, frameStamp: false, instances: false });
    await writeFile(join(folder, "frame.png"), rgbPng(await renderer.pixels(frame)));
  },
  close: () => Promise.resolve(),
};

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

/** How two scenarios and their labels differ: for `diff.json`, and in lines of text. */
export async function pairDiff(a: Scenario, b: Scenario): Promise<{ readonly document: object; readonly lines: readonly string[] }> {
  const diff = await diffScenarios(a, b);
  const lines = [...describeEdits(diff), ...describeFrames(diff.frames), ...diff.frames.tracks.map(describeTrack)];
  return { document: diff, lines };
}
