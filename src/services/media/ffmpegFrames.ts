import { JPEG_ENCODER } from "./jpegEncoder";
import type { VideoFacts } from "./videoFacts";
import type { FFmpegJob } from "./ffmpegJob";
import { fittingPictures, mostJpegBytes } from "./fileRoom";
import { splitJpegs } from "./jpeg";
import { stillSize } from "./stillSize";
import { firstFrameShowing, lastOfEachFrame, pictureRate, wantedSeconds, type VideoPicture, type WantedPictures } from "./frameTimes";

const PICTURES_PATH = "/pictures.mjpeg";
/** ffmpeg's scale, 2 (best) to 31. */
const JPEG_QUALITY = 4;
const MICROSECONDS = 1_000_000;

/** Pictures of a video from its beginning; not all that were wanted if they did not fit. */
export type DecodedPictures = { readonly pictures: readonly VideoPicture[]; readonly fits: boolean };

/**
 * Decodes the pictures that a scenario shows. Besides the few that the decoder works on, only JPEGs are in memory, and of these no more
 * than fit into `room`, and one.
 * @param onFrame gets the scenario's frame reached
 * @throws FFmpegFault, or the signal's reason
 */
export async function decodeWithFFmpeg(
  job: FFmpegJob,
  path: string,
  facts: VideoFacts,
  wanted: WantedPictures,
  onFrame: (frame: number) => void,
): Promise<DecodedPictures> {
  const { parameters, ticksPerSecond } = decoding(path, facts, wanted);
  const frames: number[] = [];
  await job.run(parameters, (line) => {
    const ticks = shownTicks(line);
    if (ticks === null) return;
    frames.push(firstFrameShowing(ticks / ticksPerSecond, wanted));
    onFrame(frames.at(-1) ?? 0);
  });
  const jpegs = splitJpegs(await job.take(PICTURES_PATH));
  const pictures = jpegs.map((jpeg, index) => ({ frame: frames[index] ?? Infinity, jpeg }));
  const bytes = jpegs.reduce((sum, { length }) => sum + length, 0);
  // ffmpeg ends with the picture that goes beyond the limit; whether that is the last of its frame is not known.
  const isWhole = bytes < mostJpegBytes(wanted.room);
  const shown = lastOfEachFrame(isWhole ? pictures : pictures.slice(0, -1)).filter(({ frame }) => frame < wanted.frames);
  const fitting = fittingPictures(shown, wanted.room);
  return { pictures: fitting, fits: isWhole && fitting.length === shown.length };
}

/**
 * Parameters that write a video's pictures as consecutive JPEGs and log the time of each. If the video has fewer frames per second than
 * wanted, each is written once; if it has more, frames that are never shown are left out.
 */
export function decoding(path: string, video: VideoFacts, wanted: WantedPictures): { parameters: string[]; ticksPerSecond: number } {
  const { meanRate, constantRate, rounding, isHd } = video;
  const { numerator, denominator } = pictureRate(wanted);
  const isSlow = meanRate !== null && meanRate <= numerator / denominator;
  const { width, height } = stillSize(video, wanted);
  // Times rounded to microseconds must not be later than the exact ones: the picture would appear a frame late, or `fps` would skip it.
  const told = `PTS-STARTPTS-${Math.max(1, Math.round(rounding * MICROSECONDS))}`;
  // If all frames last equally long, their times are known more precisely than a container with coarse ticks can store them. A time that
  // is more than a tick away, as after a missing or late frame, is used as stored.
  const regular = `round((PTS-STARTPTS)*TB*${constantRate})/(${constantRate})/TB`;
  const near = Math.round(rounding * MICROSECONDS) + 2;
  const time = constantRate === null ? told : `'st(0,${regular});if(lte(abs(ld(0)-PTS+STARTPTS),${near}),floor(ld(0)),${told})'`;
  // The filter drops the last frame if it ends before the frame of the scenario that shows it.
  const lastOnceMore = meanRate === null ? [] : [`tpad=stop_mode=clone:stop=${Math.ceil((meanRate * denominator) / numerator) + 1}`];
  const filters = [
    `settb=1/${MICROSECONDS}`,
    `setpts=${time}`,
    `trim=end_pts=${Math.ceil(wantedSeconds(wanted) * MICROSECONDS)}`,
    ...(isSlow ? [] : [...lastOnceMore, `fps=fps=${numerator}/${denominator}:round=up:start_time=0`]),
    `scale=${width}:${height}:flags=bicubic+accurate_rnd:${isHd ? "in_color_matrix=bt709:" : ""}out_color_matrix=bt601:out_range=pc`,
    "setsar=1,format=yuvj420p",
    "showinfo=checksum=0",
  ];
  return {
    parameters: [
      ...["-y", "-i", path, "-map", "0:V:0", "-vf", filters.join(","), "-fps_mode", "passthrough"],
      ...[...JPEG_ENCODER, "-q:v", String(JPEG_QUALITY), "-flags", "+bitexact"],
      ...["-fs", String(mostJpegBytes(wanted.room)), "-f", "image2pipe", PICTURES_PATH],
    ],
    ticksPerSecond: isSlow ? MICROSECONDS : numerator / denominator,
  };
}

/** The time in a line that the filter `showinfo` logs for a frame; null for other lines. */
export function shownTicks(line: string): number | null {
  const [, ticks] = /showinfo.*\bn: *\d+ pts: *(-?\d+) /.exec(line) ?? [];
  return ticks === undefined ? null : Number(ticks);
}
