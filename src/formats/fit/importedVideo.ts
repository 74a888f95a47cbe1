import { LIMITS, type Size } from "@/core/document";
import type { Finding } from "../finding";
import type { ImportedAnnotations } from "../read/imported";

export type VideoFacts = { width: number; height: number; fps: number; frames: number };

/** Common video sizes; if files state none, the first that contains all boxes is used. */
const USUAL_SIZES = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 2560, height: 1440 },
  { width: 3840, height: 2160 },
];
const USUAL_RATE = 30;
const ONE_PIXEL = 1;

/**
 * Size, rate and length of an imported video: as the user says, otherwise as the files say, otherwise the usual ones. Sizes become even,
 * as video requires, by a column or row at the right or the lower edge, so that boxes stay right. Anything assumed or changed is among
 * the notes.
 */
export function importedVideo(
  { video, tracks }: Pick<ImportedAnnotations, "video" | "tracks">,
  given: { size?: { width: number; height: number }; fps?: number } = {},
): VideoFacts & { notes: Finding[] } {
  const notes: Finding[] = [];
  const note = (severity: Finding["severity"], message: string, advice: string, option?: string) =>
    notes.push({ severity, file: "", place: "", message, advice, ...(option !== undefined && { option }) });
  const told = video.width !== undefined && video.height !== undefined ? { width: video.width, height: video.height } : undefined;
  const extent = extentOf(tracks);
  const size = given.size ??
    told ??
    USUAL_SIZES.find(({ width, height }) => extent.right <= width + ONE_PIXEL && extent.bottom <= height + ONE_PIXEL) ??
    USUAL_SIZES[0] ?? { width: 0, height: 0 };
  if (!given.size && !told)
    note(
      "warning",
      `the files do not state the size of the video; ${size.width} × ${size.height} was assumed`,
      "set the video's size; boxes stay where they are",
      "--size WxH",
    );
  if (given.fps === undefined && video.fps === undefined)
    note(
      "warning",
      `the files do not state the frame rate; ${USUAL_RATE} fps was assumed`,
      "set the video's frame rate; frame numbers stay the same",
      "--fps N",
    );
  const { width, height } = scenarioSize(size);
  if (width !== size.width || height !== size.height)
    note(
      Math.abs(width - size.width) + Math.abs(height - size.height) <= 2 ? "info" : "warning",
      `the video is ${size.width} × ${size.height}; the scenario is ${width} × ${height}`,
      paddingReason(size, { width, height }) ??
        `a scenario can be at most ${LIMITS.width.max} × ${LIMITS.height.max} pixels; ` +
          "boxes stay where they are, some of them outside the frame",
    );
  const lastFrame = tracks.reduce((last, { boxes }) => Math.max(last, boxes.at(-1)?.frame ?? -1), -1);
  const frames = Math.min(Math.max(lastFrame + 1, video.totalFrames ?? 0, LIMITS.durationFrames.min), LIMITS.durationFrames.max);
  return { width, height, fps: given.fps ?? video.fps ?? USUAL_RATE, frames, notes };
}

/** Why a scenario is larger than its video; null if it is not. */
function paddingReason(video: { width: number; height: number }, scenario: { width: number; height: number }): string | null {
  if (scenario.width < video.width || scenario.height < video.height) return null;
  return video.width < LIMITS.width.min || video.height < LIMITS.height.min
    ? `a scenario must be at least ${LIMITS.width.min} × ${LIMITS.height.min} pixels; ` +
        "it was extended at the right and the bottom, and boxes stay where they are"
    : "width and height must be even: a column on the right or a row at the bottom was added, and boxes stay where they are";
}

/** The size of the scenario for a video: even, and within the limits. */
export function scenarioSize({ width, height }: Size): Size {
  return { width: sideWithin(width, LIMITS.width), height: sideWithin(height, LIMITS.height) };
}

function sideWithin(side: number, { min, max }: { min: number; max: number }): number {
  return Math.min(Math.max(side + (side % 2), min), max);
}

function extentOf(tracks: ImportedAnnotations["tracks"]): { right: number; bottom: number } {
  let [right, bottom] = [0, 0];
  for (const { boxes } of tracks)
    for (const { x, y, width, height } of boxes) {
      right = Math.max(right, x + width);
      bottom = Math.max(bottom, y + height);
    }
  return { right, bottom };
}
