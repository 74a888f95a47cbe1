import type { Scenario } from "@/core/document";
import { describeEdits, describeFrames, describeTrack } from "./describe";
import { diffScenarios } from "./scenarioDiff";

/** How two scenarios and their labels differ: as a document, and in lines of text. */
export async function pairDiff(a: Scenario, b: Scenario): Promise<{ readonly document: object; readonly lines: readonly string[] }> {
  const diff = await diffScenarios(a, b);
  const lines = [...describeEdits(diff), ...describeFrames(diff.frames), ...diff.frames.tracks.map(describeTrack)];
  return { document: diff, lines };
}
