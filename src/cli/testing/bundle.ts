import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { serializeScenario, type WholeScenario } from "@/core/document";
import {
  groundTruthFrames,
  groundTruthHeader,
  groundTruthIgnoreRegions,
  groundTruthJson,
  groundTruthOccluders,
  wholeRange,
} from "@/core/truth";
import { DEFAULT_WRITE_OPTIONS, scenarioSource, writeAnnotations, type FormatId } from "@/formats";
import { makeFolder } from "../files/folders";

/** Writes a bundle as `render` does, except for its video, with the project's own writers. */
export async function writeBundle(folder: string, scenario: WholeScenario, formats: readonly FormatId[] = ["coco"]): Promise<void> {
  const listed = [groundTruthOccluders(scenario), groundTruthIgnoreRegions(scenario, wholeRange(scenario))] as const;
  const texts = new Map([
    ["scenario.json", serializeScenario(scenario)],
    ["manifest.json", JSON.stringify({ video: { scenario_frames: [0, scenario.video.durationFrames] } })],
    ["ground_truth.json", [...groundTruthJson(groundTruthHeader(scenario), groundTruthFrames(scenario), ...listed)].join("")],
  ]);
  for (const { path, text } of writeAnnotations(scenarioSource(scenario), formats, DEFAULT_WRITE_OPTIONS))
    texts.set(path, (texts.get(path) ?? "") + text);
  for (const [path, text] of texts) {
    await makeFolder(dirname(join(folder, path)));
    await writeFile(join(folder, path), text);
  }
}
