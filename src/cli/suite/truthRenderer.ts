import { join } from "node:path";
import { sha256Of } from "@/core/digest";
import { serializeScenario, type WholeScenario } from "@/core/document";
import { frameState } from "@/core/scene";
import { jsonText } from "@/core/text";
import { truthManifestDocument, truthMetadataDocument, type FileRecord } from "@/export/bundle/documents";
import { writeTruth } from "@/export/bundle/writeTruth";
import { ANNOTATION_FORMATS } from "@/formats";
import { BUNDLE_MANIFEST, TruthCounter, type SuiteSettings } from "@/suite";
import { DiskParts } from "../export/diskParts";
import { digestFile } from "../files/atomic";
import type { RenderProgress, RenderedBundle, RendererSource } from "./renderer";

/** Writes what a suite's bundles have apart from videos and pictures, without a browser. */
export const truthRenderer = ({ build }: Pick<RendererSource, "build">): RendererSource => ({
  // A bundle without a video is never taken for one with.
  build: async () => `truth only, ${await build()}`,
  open: () => Promise.resolve({ renderBundle: writeTruthBundle, close: () => Promise.resolve() }),
});

async function writeTruthBundle(
  scenario: WholeScenario,
  { formats }: SuiteSettings,
  folder: string,
  onProgress: (progress: RenderProgress) => void,
): Promise<RenderedBundle> {
  const parts = new DiskParts(folder);
  const frames = scenario.video.durationFrames;
  const range = { start: 0, end: frames };
  const counter = new TruthCounter();
  const annotations = await writeTruth(parts, scenario, range, formats ?? ANNOTATION_FORMATS, {}, (frame) => {
    const state = frameState(scenario, frame);
    counter.add(state);
    onProgress({ framesDone: frame + 1, frames });
    return state;
  });
  const facts = { scenario, range, annotations };
  const text = serializeScenario(scenario);
  await parts.addPart("scenario.json", text, true);
  await parts.addPart("metadata.json", jsonText(truthMetadataDocument(facts)), true);
  const files: FileRecord[] = [];
  for (const path of [...parts.paths].sort()) files.push({ path, ...(await digestFile(join(folder, path))) });
  await parts.addPart(BUNDLE_MANIFEST, jsonText(truthManifestDocument(facts, await sha256Of(text), files)), true);
  return { notes: [], statistics: counter.statistics() };
}
