import { sha256Of } from "@/core/digest";
import { LIMITS, MAX_SCENARIO_BYTES, serializeScenario, type Scenario } from "@/core/document";
import { framesOf } from "@/core/timeline";
import { removeBackground, type BackgroundStill } from "@/editor";
import { sizeOfJpeg } from "../media/jpeg";
import { readPictures } from "../media/openVideo";
import { wantedSeconds, type VideoPicture, type WantedPictures } from "../media/frameTimes";
import { readAsAddress } from "./pictureFile";

/** What of a video is to lie under a scenario. */
export type StillsWanted = Omit<WantedPictures, "room"> & {
  /** Bytes that the scenario's file still has room for. */
  readonly bytes: number;
};

/** Pictures of a video, each from a frame of the scenario on. */
export type VideoStills = {
  readonly stills: readonly BackgroundStill[];
  /** Frames of the scenario that have the right picture, or with `every` above 1, one of their own. */
  readonly frames: number;
};

/** Pictures are at most this wide, unless the scenario is smaller. */
const MOST_WIDTH = 1280;
const LEAST_WIDTH = 160;
/** Room that stays free in the scenario's file, for what else is to be drawn. */
const SPARE_BYTES = 2 * 1024 * 1024;
/** What a still takes in the file beside its picture, at most: its entries, and its name in JSON. */
const ENTRY_BYTES = 500;
/** Characters of base64 for bytes. */
const BASE64 = 4 / 3;
/** Sizes are foretold from pictures that are like the others only by and large. */
const MARGIN = 1.08;
/** JPEGs shrink less than their number of pixels. */
const BYTES_BY_WIDTH = 1.7;

/** The scenario's file would become larger than a scenario may be; `stills` are those that fit. */
export class VideoTooLarge extends Error {
  override readonly name = "VideoTooLarge";

  constructor(
    readonly file: File,
    readonly wanted: StillsWanted,
    readonly stills: VideoStills,
    /** Frames of the scenario that the video lasts. */
    readonly frames: number,
  ) {
    super(`Of “${file.name}” ${stills.frames} of ${frames} frames fit into the scenario; take fewer, smaller ones, or a part`);
  }
}

/** Every frame of a scenario with its own picture, as large as the scenario is wide. */
export function everyFrame(scenario: Scenario): StillsWanted {
  const { width, fps, durationFrames } = scenario.video;
  const rest = serializeScenario(removeBackground().apply(scenario));
  const bytes = MAX_SCENARIO_BYTES - SPARE_BYTES - new Blob([rest]).size;
  return { fps, frames: durationFrames, every: 1, width: Math.min(width, MOST_WIDTH), bytes };
}

const noRoom = (): Error => new Error("The scenario's file has no room left for a video; remove pictures from it first");

/**
 * Stills of a video for the frames of a scenario, from the beginning of both: frame n shows the video as it is after n ÷ fps.
 * @param onFrame gets the scenario's frame reached
 * @throws VideoTooLarge, an Error that says what is wrong with the file and what to do, or the signal's reason
 */
export async function readVideoStills(
  file: File,
  wanted: StillsWanted,
  signal: AbortSignal,
  onFrame: (frame: number) => void,
): Promise<VideoStills> {
  const count = Math.min(LIMITS.backgroundStills, Math.ceil(wanted.frames / wanted.every));
  const room = Math.floor((wanted.bytes - count * ENTRY_BYTES) / BASE64);
  if (room <= 0) throw noRoom();
  const { pictures, fits, facts } = await readPictures(file, { ...wanted, room }, signal, onFrame);
  if (pictures.length === 0 && !fits) throw noRoom();
  const some = pictures.slice(0, LIMITS.backgroundStills);
  const stills: BackgroundStill[] = [];
  for (const picture of some) {
    const still = await stillOf(picture, file.name, wanted.fps);
    signal.throwIfAborted();
    // Where nothing moves, one still continues.
    if (still.id !== stills.at(-1)?.id) stills.push(still);
  }
  const { fps, every, frames } = wanted;
  const all = fits && some.length === pictures.length;
  const covered = all ? frames : (some.at(-1)?.frame ?? 0) + every;
  const found = { stills, frames: covered };
  if (!all) {
    const lasting = facts.seconds === null ? frames : Math.min(frames, Math.ceil(framesOf(facts.seconds, fps)));
    throw new VideoTooLarge(file, wanted, found, Math.max(lasting, covered + 1));
  }
  return found;
}

/** Ways to get a video into a scenario that it is too large for. `shorter` takes what fits already. */
export type WayToFit = { readonly way: "fewer" | "smaller"; readonly wanted: StillsWanted } | { readonly way: "shorter" };

/** What can be done about a video that is too large; nothing of it has to be decoded for that. */
export function waysToFit({ wanted, stills, frames }: Pick<VideoTooLarge, "wanted" | "stills" | "frames">): WayToFit[] {
  const needed = (MARGIN * frames) / Math.max(1, stills.frames);
  const every = Math.ceil(wanted.every * needed);
  const width = 2 * Math.floor((wanted.width * needed ** (-1 / BYTES_BY_WIDTH)) / 2);
  return [
    ...(framesOf(1, wanted.fps) / every >= 1 ? [{ way: "fewer", wanted: { ...wanted, every } } as const] : []),
    ...(width >= LEAST_WIDTH ? [{ way: "smaller", wanted: { ...wanted, width } } as const] : []),
    ...(stills.stills.length > 0 ? [{ way: "shorter" } as const] : []),
  ];
}

/** A still's own name: the video's, and the time in it. */
const stillName = (video: string, seconds: number): string => `${video.slice(0, 280)}, ${seconds.toFixed(2)} s`;

/** The name of the video that a still is of. */
export const videoOfStill = (name: string): string => name.replace(/, [\d.]+ s$/, "");

async function stillOf({ frame, jpeg }: VideoPicture, video: string, fps: number): Promise<BackgroundStill> {
  const name = stillName(video, wantedSeconds({ fps, frames: frame }));
  const blob = new File([jpeg], name, { type: "image/jpeg" });
  const [sha256, data, { width, height }] = [await sha256Of(jpeg), await readAsAddress(blob), sizeOfJpeg(jpeg)];
  return { id: `still-${sha256.slice(0, 16)}`, frame, asset: { name, mediaType: "image/jpeg", width, height, sha256, data } };
}
