import { z } from "zod";
import { isSameRate, measuredRate, standardRate } from "@/core/timeline";

/** What a video file says about itself. */
export type VideoFacts = {
  /** The size as displayed: upright, with square pixels. */
  readonly width: number;
  readonly height: number;
  /** From the first frame to the end of the last; null if the file does not say. */
  readonly seconds: number | null;
  /** The number of frames; null if they would have to be counted. */
  readonly frames: number | null;
  /** The frame rate if it is constant and one that a scenario can have; otherwise null. */
  readonly fps: number | null;
  /** Frames a second on average; null if the file does not say. */
  readonly meanRate: number | null;
  /** The exact rate of a file whose frames all last equally long, such as `30000/1001`; null for others. */
  readonly constantRate: string | null;
  /** Its times may be off by this many seconds, since they are rounded. */
  readonly rounding: number;
  /** Whether its colours are BT.709, as in HD: as declared, or else judged by its height. */
  readonly isHd: boolean;
};

const number = z.coerce.number().optional().catch(undefined);
const probedSchema = z.object({
  streams: z
    .array(
      z.object({
        width: number,
        height: number,
        sample_aspect_ratio: z.string().optional(),
        r_frame_rate: z.string().optional(),
        avg_frame_rate: z.string().optional(),
        color_space: z.string().optional(),
        time_base: z.string().optional(),
        duration: number,
        nb_frames: number,
        nb_read_packets: number,
        side_data_list: z.array(z.object({ rotation: number })).optional(),
      }),
    )
    .optional(),
  format: z.object({ duration: number }).optional(),
});

/** Finer ticks than this many seconds do not match the frame rate, so times are rounded to them. Coarser ticks, as in AVI, are frames. */
const COARSEST_ROUNDING_TICK = 1 / 500;

/** Seconds by which frame times may be rounded in a container that counts ticks of so many seconds. */
export const roundingOf = (tick: number): number => (tick <= COARSEST_ROUNDING_TICK ? tick : 0);

/** Videos up to this height that do not declare their colours are taken to be BT.601, as television was before HD. */
const SD_HEIGHT = 576;

/** What ffprobe's JSON says about the first video stream; null if there is none with a picture. */
export function videoFactsOf(probed: unknown): VideoFacts | null {
  const { streams: [stream] = [], format } = probedSchema.parse(probed);
  if (!stream?.width || !stream.height) return null;
  const stretch = ratioOf(stream.sample_aspect_ratio) ?? 1;
  const width = Math.max(1, Math.round(stream.width * stretch));
  const isTurned = stream.side_data_list?.some(({ rotation = 0 }) => Math.abs(Math.round(rotation / 90)) % 2 === 1) ?? false;
  const seconds = positive(stream.duration) ?? positive(format?.duration);
  const frames = positive(stream.nb_read_packets) ?? positive(stream.nb_frames);
  const [mean, base] = [ratioOf(stream.avg_frame_rate), ratioOf(stream.r_frame_rate)];
  const isConstant = mean !== null && base !== null && isSameRate(mean, base);
  return {
    ...(isTurned ? { width: stream.height, height: width } : { width, height: stream.height }),
    seconds,
    frames,
    fps: (isConstant ? standardRate(base) : null) ?? (frames !== null && seconds !== null ? measuredRate(frames, seconds) : null),
    meanRate: mean,
    constantRate: isConstant ? (stream.r_frame_rate ?? null) : null,
    rounding: roundingOf(ratioOf(stream.time_base) ?? 0),
    isHd: stream.color_space === "bt709" || (["unknown", undefined].includes(stream.color_space) && stream.height > SD_HEIGHT),
  };
}

/** `30000/1001` or `4:3` as a number; null for anything else, and for 0. */
function ratioOf(text: string | undefined): number | null {
  const [, over, under] = /^(\d+)[/:](\d+)$/.exec(text ?? "") ?? [];
  return positive(Number(over) / Number(under));
}

const positive = (value: number | undefined): number | null => (value !== undefined && value > 0 && Number.isFinite(value) ? value : null);
