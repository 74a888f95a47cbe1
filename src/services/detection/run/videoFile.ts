import { z } from "zod";
import { parseScenario, type Scenario } from "@/core/document";
import { counted } from "@/core/text";
import { openBundleZip } from "@/formats";
import { isBundleZip } from "@/services/files/scenarioText";

/** An exported video for a detector to look at. */
export type ExportedVideo = {
  readonly name: string;
  readonly video: Blob;
  /** The scenario as it was exported, whose truth the video shows; null for a video file alone. */
  readonly scenario: Scenario | null;
  /** The scenario's frame that is the video's first; null if that is not known. */
  readonly firstFrame: number | null;
};

const manifestSchema = z.object({ video: z.object({ scenario_frames: z.tuple([z.int().nonnegative(), z.int().positive()]) }) });

/**
 * Takes a video out of a bundle's ZIP, or as it is.
 * @throws Error that says what the file lacks
 */
export async function readExportedVideo(file: File): Promise<ExportedVideo> {
  if (!(await isBundleZip(file))) {
    if (/\.zip$/i.test(file.name)) throw new Error(`${file.name} is not a bundle of Jaywalk: it has no scenario.json`);
    return { name: file.name, video: file, scenario: null, firstFrame: null };
  }
  const bundle = await openBundleZip(file.name, file);
  if (!bundle.paths.includes("video.mp4")) throw new Error(`${file.name} has no video.mp4; export it with the video`);
  const text = async (path: string) => (await bundle.open(path)).text();
  const scenario = parseScenario(await text("scenario.json"));
  const manifest = manifestSchema.safeParse(JSON.parse(bundle.paths.includes("manifest.json") ? await text("manifest.json") : "null"));
  const firstFrame = manifest.data?.video.scenario_frames[0] ?? null;
  return { name: file.name, video: await bundle.open("video.mp4"), scenario, firstFrame };
}

/** What a video turned out to be when it was opened. */
export type VideoShape = { readonly width: number; readonly height: number; readonly frames: number };

/**
 * The scenario's frame that is a video's first.
 * @param rangeStart the in point of the timeline; 0 if there is none
 * @throws Error if the video is not one of the scenario
 */
export function firstFrameOf(
  { name, firstFrame }: Pick<ExportedVideo, "name" | "firstFrame">,
  { width, height, frames }: VideoShape,
  { video }: Pick<Scenario, "video">,
  rangeStart: number,
): number {
  if (width !== video.width || height !== video.height)
    throw new Error(
      `${name} is ${width} × ${height}, the scenario ${video.width} × ${video.height}: export the scenario at its own size, ` +
        "or choose the bundle's ZIP",
    );
  if (firstFrame === null && frames === video.durationFrames) return 0;
  const first = firstFrame ?? rangeStart;
  if (first + frames > video.durationFrames || frames === 0)
    throw new Error(
      `${name} has ${counted(frames, "frame")}, of which the scenario has ${video.durationFrames - first} from frame ${first} on. ` +
        "Choose a video of this scenario, the bundle's ZIP, or set the in point to where the export began",
    );
  return first;
}
