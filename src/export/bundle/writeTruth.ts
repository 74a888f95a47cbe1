import type { Scenario } from "@/core/document";
import {
  groundTruthFrames,
  groundTruthHeader,
  groundTruthIgnoreRegions,
  groundTruthJson,
  groundTruthOccluders,
  groundTruthRoad,
} from "@/core/truth";
import { DEFAULT_WRITE_OPTIONS, scenarioSource, writeAnnotations, type FormatId, type WriteOptions } from "@/formats";
import type { FrameRange } from "@/core/timeline";
import type { BundleWriter } from "./bundleWriter";
import { createYielder } from "./yielder";

const GROUND_TRUTH = "ground_truth.json";
const PART_LENGTH = 65_536;

/**
 * Writes the ground truth and the other annotation formats, a frame at a time, yielding the thread in between.
 * @returns the number of annotations
 */
export async function writeTruth(
  bundle: BundleWriter,
  scenario: Scenario,
  range: FrameRange,
  formats: readonly FormatId[],
  options: Partial<WriteOptions>,
): Promise<number> {
  const giveWay = createYielder();
  let annotations = 0;
  function* counted() {
    for (const records of groundTruthFrames(scenario, range)) {
      annotations += records.length;
      yield records;
    }
  }
  let gathered = "";
  const head = [groundTruthOccluders(scenario), groundTruthIgnoreRegions(scenario, range), groundTruthRoad(scenario, range)] as const;
  for (const text of groundTruthJson(groundTruthHeader(scenario, range), counted(), ...head)) {
    gathered += text;
    if (gathered.length >= PART_LENGTH) {
      await bundle.addPart(GROUND_TRUTH, gathered, false);
      gathered = "";
    }
    await giveWay();
  }
  await bundle.addPart(GROUND_TRUTH, gathered, true);
  const source = scenarioSource(scenario, range);
  for (const { path, text, last } of writeAnnotations(source, formats, { ...DEFAULT_WRITE_OPTIONS, ...options })) {
    await bundle.addPart(path, text, last);
    await giveWay();
  }
  return annotations;
}
