import { createSHA256 } from "hash-wasm";
import { chosenCameras, serializeScenario, withCamera, type ChosenCamera } from "@/core/document";
import { jsonText } from "@/core/text";
import type { FrameRange } from "@/core/timeline";
import { CAMERAS_FOLDER, WORLD_FILE, worldTruthJson } from "@/core/truth";
import { bundleFile } from "../bundle/bundleFile";
import { camerasManifest } from "../bundle/documents";
import { createYielder } from "../bundle/yielder";
import { ExportError } from "../errors";
import type { BundleFile, ExportOptions, ExportProgress, ExportRequest, ExportResult } from "../types";

type ExportOne = (request: ExportRequest, options: ExportOptions) => Promise<ExportResult>;

/** The cameras of a request. @throws ExportError for names that mean none */
export function camerasOfRequest({ scenario, cameras = [] }: ExportRequest): ChosenCamera[] {
  try {
    return chosenCameras(scenario, cameras);
  } catch (cause) {
    if (cause instanceof RangeError) throw new ExportError("request", `T${cause.message.slice(1)}`, { cause });
    throw cause;
  }
}

/** The request for one camera alone. */
export function requestOfCamera(request: ExportRequest, { camera }: ChosenCamera): ExportRequest {
  const alone = { ...request, scenario: withCamera(request.scenario, camera.id) };
  delete alone.cameras;
  return alone;
}

/**
 * Exports what several cameras record of the same frames: a bundle for each in a folder of its own, and once what is true of the world.
 * @param exportOne exports what one camera records
 * @throws ExportError as that does, or the signal's reason; nothing is left behind
 */
export async function exportCameras(request: ExportRequest, options: ExportOptions, exportOne: ExportOne): Promise<ExportResult> {
  const started = performance.now();
  const cameras = camerasOfRequest(request);
  const results: ExportResult[] = [];
  const discard = async () => {
    for (const result of results) await result.discard();
  };
  try {
    for (const [index, camera] of cameras.entries()) {
      const { onProgress } = options;
      const report = (progress: ExportProgress) => onProgress?.(progressOfAll(progress, index, cameras.length));
      results.push(await exportOne(requestOfCamera(request, camera), { ...options, onProgress: report }));
    }
    const [first] = results;
    if (!first) throw new ExportError("request", "No camera is chosen");
    const range = request.range ?? { start: 0, end: request.scenario.video.durationFrames };
    const ofCameras = results.flatMap(({ files }, index) =>
      files.map((file) => moved(file, `${CAMERAS_FOLDER}/${cameras[index]?.folder ?? ""}`)),
    );
    const files = [...ofCameras, ...(await ownFiles(request, cameras, range, ofCameras))].sort(byPath);
    const sum = (of: keyof ExportResult["timings"]) => results.reduce((seconds, { timings }) => seconds + timings[of], 0);
    return {
      ...first,
      files,
      notes: notesOf(results, cameras),
      timings: { total: (performance.now() - started) / 1000, encode: sum("encode"), finish: sum("finish") },
      discard,
    };
  } catch (error) {
    await discard();
    throw error;
  }
}

function progressOfAll(progress: ExportProgress, index: number, count: number): ExportProgress {
  const { frames, framesDone, secondsLeft, framesPerSecond } = progress;
  const later = (count - index - 1) * (framesPerSecond > 0 ? frames / framesPerSecond : 0);
  return {
    ...progress,
    phase: index + 1 < count && progress.phase === "finishing" ? "encoding" : progress.phase,
    frames: frames * count,
    framesDone: index * frames + framesDone,
    secondsLeft: secondsLeft === null ? null : secondsLeft + later,
  };
}

/** Those of one camera alone name it. */
function notesOf(results: readonly ExportResult[], cameras: readonly ChosenCamera[]): string[] {
  const notes = new Map<string, string[]>();
  results.forEach((result, index) => {
    for (const note of result.notes) notes.set(note, [...(notes.get(note) ?? []), cameras[index]?.camera.id ?? ""]);
  });
  return [...notes].map(([note, of]) => (of.length === cameras.length ? note : `${of.join(", ")}: ${note}`));
}

/** A file of one camera's bundle, within that of all. */
const moved = ({ path, size, sha256, holder, position }: BundleFile, folder: string): BundleFile =>
  bundleFile({ path: `${folder}/${path}`, size, sha256, holder, position });

/** What there is once: the world, the scenario, and the manifest of all files. */
async function ownFiles(
  request: ExportRequest,
  cameras: readonly ChosenCamera[],
  range: FrameRange,
  others: readonly BundleFile[],
): Promise<BundleFile[]> {
  const { scenario } = request;
  const world = await storedText(WORLD_FILE, worldTruthJson(scenario, cameras, range));
  const document = await storedText("scenario.json", [serializeScenario(scenario)]);
  const listed = [...others, world, document].map(({ path, size, sha256 }) => ({ path, size, sha256 })).sort(byPath);
  return [
    world,
    document,
    await storedText("manifest.json", [jsonText(camerasManifest(scenario, cameras, range, document.sha256, listed))]),
  ];
}

/** A text as a file, piece by piece: browsers keep large blobs on disk. */
async function storedText(path: string, pieces: Iterable<string>): Promise<BundleFile> {
  const [hasher, encoder, giveWay] = [(await createSHA256()).init(), new TextEncoder(), createYielder()];
  const parts: Blob[] = [];
  let gathered = "";
  const take = () => {
    const bytes = encoder.encode(gathered);
    hasher.update(bytes);
    parts.push(new Blob([bytes]));
    gathered = "";
  };
  for (const piece of pieces) {
    gathered += piece;
    if (gathered.length >= PART_LENGTH) take();
    await giveWay();
  }
  take();
  const holder = new Blob(parts);
  return bundleFile({ path, size: holder.size, sha256: hasher.digest("hex"), holder, position: 0 });
}

const PART_LENGTH = 1 << 20;

const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
