import { sha256Of } from "@/core/digest";
import { LIMITS, MAX_SCENARIO_BYTES, fileBytes, type PictureStore, type SlimScenario } from "@/core/document";
import { framesOf } from "@/core/timeline";
import { removeBackground, type BackgroundStill } from "@/editor";
import { sizeOfJpeg } from "../media/jpeg";
import { readPictures, type Decoder } from "../media/openVideo";
import { wantedSeconds, type VideoPicture, type WantedPictures } from "../media/frameTimes";
import { readAsAddress } from "./pictureFile";

/** Pictures of a video, each with the frame of the scenario from which it is shown. */
export type VideoStills = {
  readonly stills: readonly BackgroundStill[];
  /** The number of the scenario's frames, from the first on, that they are for. */
  readonly frames: number;
  readonly decoder: Decoder;
};

/** The longer side that pictures have at most. */
const MOST_SIDE = 1280;
/** Pictures less wide than this are of no use. */
const LEAST_WIDTH = 160;
/** Room that stays free in the scenario's file for what is drawn later. */
const SPARE_BYTES = 2 * 1024 * 1024;
/** Sizes are estimated from pictures that are only roughly like the others. */
const MARGIN = 1.08;
/** JPEGs shrink less than their number of pixels. */
const BYTES_BY_WIDTH = 1.7;

/** The scenario's file would become larger than a scenario may be; `stills` holds what fits. */
export class VideoTooLarge extends Error {
  override readonly name = "VideoTooLarge";

  constructor(
    readonly file: File,
    readonly wanted: WantedPictures,
    readonly stills: VideoStills,
    /** How long the video is, in frames of the scenario. */
    readonly frames: number,
  ) {
    super(`The scenario has room for ${stills.frames} of ${frames} frames of “${file.name}”. Choose fewer or smaller images, or a part`);
  }
}

/** A picture of its own for every frame of a scenario, large enough to cover it. */
export function everyFrame(scenario: SlimScenario): WantedPictures {
  const { width, height, fps, durationFrames } = scenario.video;
  const room = MAX_SCENARIO_BYTES - SPARE_BYTES - fileBytes(removeBackground().apply(scenario));
  const scale = Math.min(1, MOST_SIDE / Math.max(width, height));
  return { fps, frames: durationFrames, every: 1, width: Math.round(width * scale), height: Math.round(height * scale), room };
}

const noRoom = (): Error => new Error("The scenario's file has no room left for a video; remove pictures from it first");

/** What `readVideoStills` does, with a store chosen. */
export type ReadStills = (
  file: File,
  wanted: WantedPictures,
  signal: AbortSignal,
  onFrame: (frame: number) => void,
) => Promise<VideoStills>;

/** Reads stills into a store. */
export const stillsInto =
  (pictures: PictureStore): ReadStills =>
  (file, wanted, signal, onFrame) =>
    readVideoStills(file, wanted, signal, onFrame, pictures);

/**
 * Stills of a video for the frames of a scenario, from the beginning of both: frame n shows the video as it is after n ÷ fps.
 * @param onFrame gets the scenario's frame reached
 * @throws VideoTooLarge, an Error that says what is wrong with the file and what to do, or the signal's reason
 */
async function readVideoStills(
  file: File,
  wanted: WantedPictures,
  signal: AbortSignal,
  onFrame: (frame: number) => void,
  store: PictureStore,
): Promise<VideoStills> {
  if (wanted.room <= 0) throw noRoom();
  const { pictures, fits, facts, decoder } = await readPictures(file, wanted, signal, onFrame);
  if (pictures.length === 0 && !fits) throw noRoom();
  const some = pictures.slice(0, LIMITS.backgroundStills);
  const stills: BackgroundStill[] = [];
  for (const picture of some) {
    const still = await stillOf(picture, file.name, wanted.fps, store);
    signal.throwIfAborted();
    // While nothing moves, the still before remains.
    if (still.id !== stills.at(-1)?.id) stills.push(still);
  }
  const { fps, every, frames } = wanted;
  const all = fits && some.length === pictures.length;
  const covered = all ? frames : (some.at(-1)?.frame ?? 0) + every;
  const found = { stills, frames: covered, decoder };
  if (!all) {
    const lasting = facts.seconds === null ? frames : Math.min(frames, Math.ceil(framesOf(facts.seconds, fps)));
    throw new VideoTooLarge(file, wanted, found, Math.max(lasting, covered + 1));
  }
  return found;
}

/** Ways to get a video into a scenario that it is too large for. `shorter` takes what fits already. */
export type WayToFit = { readonly way: "fewer" | "smaller"; readonly wanted: WantedPictures } | { readonly way: "shorter" };

/** What can be done about a video that is too large, estimated from the pictures that fit. */
export function waysToFit({ wanted, stills, frames }: Pick<VideoTooLarge, "wanted" | "stills" | "frames">): WayToFit[] {
  const needed = (MARGIN * frames) / Math.max(1, stills.frames);
  const every = Math.ceil(wanted.every * needed);
  // The video may have fewer pixels than the frame: then it is these that have to become fewer.
  const present = stills.stills[0]?.asset ?? wanted;
  const smaller = (side: number) => 2 * Math.max(1, Math.floor((side * needed ** (-1 / BYTES_BY_WIDTH)) / 2));
  const [width, height] = [smaller(present.width), smaller(present.height)];
  return [
    ...(framesOf(1, wanted.fps) / every >= 1 ? [{ way: "fewer", wanted: { ...wanted, every } } as const] : []),
    ...(width >= LEAST_WIDTH ? [{ way: "smaller", wanted: { ...wanted, width, height } } as const] : []),
    ...(stills.stills.length > 0 ? [{ way: "shorter" } as const] : []),
  ];
}

/** The name of a still: that of the video, and the time in it. */
const stillName = (video: string, seconds: number): string => `${video.slice(0, 280)}, ${seconds.toFixed(2)} s`;

/** The name of the video that a still was taken from. */
export const videoOfStill = (name: string): string => name.replace(/, [\d.]+ s$/, "");

async function stillOf({ frame, jpeg }: VideoPicture, video: string, fps: number, pictures: PictureStore): Promise<BackgroundStill> {
  const name = stillName(video, wantedSeconds({ fps, frames: frame }));
  const blob = new File([jpeg], name, { type: "image/jpeg" });
  const [sha256, data, { width, height }] = [await sha256Of(jpeg), await readAsAddress(blob), sizeOfJpeg(jpeg)];
  const asset = await pictures.slimAsset({ name, mediaType: "image/jpeg", width, height, sha256, data });
  return { id: `still-${sha256.slice(0, 16)}`, frame, asset };
}
