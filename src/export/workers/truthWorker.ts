import { groundTruthFrames, groundTruthHeader, groundTruthJson } from "@/core/truth";
import { DEFAULT_WRITE_OPTIONS, scenarioSource, writeAnnotations } from "@/formats";
import { BundleWriter } from "../bundle/bundleWriter";
import { openFolder } from "../storage/openFolder";
import { messageOf, type TruthAnswer, type TruthCommand } from "./protocol";

/** Writes the ground truth and the other annotation formats, a frame at a time, then says what it wrote. */

addEventListener("message", ({ data }: MessageEvent<TruthCommand>) => {
  write(data)
    .catch((error: unknown): TruthAnswer => ({ type: "failed", message: messageOf(error) }))
    .then(postMessage)
    .catch(reportError);
});

async function write({ scenario, range, formats, options, job }: TruthCommand): Promise<TruthAnswer> {
  const bundle = await BundleWriter.create(await openFolder(job), "annotations");
  let annotations = 0;
  function* counted() {
    for (const records of groundTruthFrames(scenario, range)) {
      annotations += records.length;
      yield records;
    }
  }
  let gathered = "";
  for (const text of groundTruthJson(groundTruthHeader(scenario, range), counted())) {
    gathered += text;
    if (gathered.length < PART_LENGTH) continue;
    await bundle.addPart(GROUND_TRUTH, gathered, false);
    gathered = "";
  }
  await bundle.addPart(GROUND_TRUTH, gathered, true);
  for (const { path, text, last } of writeAnnotations(scenarioSource(scenario, range), formats, { ...DEFAULT_WRITE_OPTIONS, ...options }))
    await bundle.addPart(path, text, last);
  return { type: "written", files: await bundle.finish(), annotations };
}

const GROUND_TRUTH = "ground_truth.json";
const PART_LENGTH = 65_536;
