import type { Input, InputVideoTrack } from "mediabunny";
import { measuredRate } from "@/core/timeline";
import { decodeInBrowser } from "./browserFrames";
import { decodeWithFFmpeg, type DecodedPictures } from "./ffmpegFrames";
import { FFmpegJob } from "./ffmpegJob";
import type { WantedPictures } from "./frameTimes";
import { unusable, videoFault } from "./mediaFaults";
import { shownFrom } from "./shownPart";
import { roundingOf, videoFactsOf, type VideoFacts } from "./videoFacts";
import { countFrames, endOf, MOST_COUNTED_BYTES } from "./videoMeasures";

/** What decodes a video. */
export type Decoder =
  | { readonly by: "browser" }
  /** `reason` says why the browser does not, to go after “because”. */
  | { readonly by: "ffmpeg"; readonly reason: string };

/** So many frames tell the rate of a video whose frames are not all counted. */
const SAMPLED_FRAMES = 240;

/**
 * What a video file says about itself, with its exact number of frames if these can be counted without reading too much.
 * @throws Error that says what is wrong with the file and what to do, or the signal's reason
 */
export async function readVideoFacts(file: File, signal: AbortSignal): Promise<VideoFacts> {
  const counted = file.size === 0 ? null : await countFrames(file, signal);
  const facts = await withVideo<VideoFacts>(file, signal, {
    browser: async ({ facts: told, track }) => (counted ? told : { ...told, fps: await sampledRate(track) }),
    ffmpeg: async ({ facts: told, job, path }) => {
      // Of what an edit list cuts off, the file's own number knows nothing.
      if (counted || told.frames !== null || file.size > MOST_COUNTED_BYTES) return told;
      return requiredFacts(await job.probe(["-count_packets", ...STREAM, path]), file.name);
    },
  });
  return counted ? { ...facts, ...counted, fps: facts.fps ?? measuredRate(counted.frames, counted.seconds) } : facts;
}

/**
 * Decodes the pictures that a scenario shows.
 * @param onFrame gets the scenario's frame reached
 * @throws Error that says what is wrong with the file and what to do, or the signal's reason
 */
export async function readPictures(
  file: File,
  wanted: WantedPictures,
  signal: AbortSignal,
  onFrame: (frame: number) => void,
): Promise<DecodedPictures & { readonly facts: VideoFacts; readonly decoder: Decoder }> {
  const decoded = await withVideo<DecodedPictures & { readonly facts: VideoFacts; readonly decoder: Decoder }>(file, signal, {
    browser: async ({ facts, track, end }) => ({
      facts,
      decoder: { by: "browser" },
      ...(await decodeInBrowser(track, facts, end, wanted, signal, onFrame)),
    }),
    ffmpeg: async ({ facts, job, path, reason }) => ({
      facts,
      decoder: { by: "ffmpeg", reason },
      ...(await decodeWithFFmpeg(job, path, facts, wanted, onFrame)),
    }),
  });
  if (decoded.pictures.length === 0 && decoded.fits)
    throw unusable(file.name, "no frame of it could be decoded. Check that it plays, or choose another file");
  return decoded;
}

const STREAM = ["-select_streams", "V:0", "-show_streams", "-show_format"];

type BrowserVideo = { readonly facts: VideoFacts; readonly track: InputVideoTrack; readonly end: number | null };
type FFmpegVideo = { readonly facts: VideoFacts; readonly job: FFmpegJob; readonly path: string; readonly reason: string };
type Ways<Result> = {
  readonly browser: (video: BrowserVideo) => Promise<Result>;
  readonly ffmpeg: (video: FFmpegVideo) => Promise<Result>;
};

/** Does something with a video: in the browser if that can decode it, otherwise in ffmpeg. */
async function withVideo<Result>(file: File, signal: AbortSignal, ways: Ways<Result>): Promise<Result> {
  signal.throwIfAborted();
  if (file.size === 0) throw unusable(file.name, "it is empty. Copy or download it again");
  const { ALL_FORMATS, BlobSource, Input } = await import("mediabunny");
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  const stop = () => input.dispose();
  signal.addEventListener("abort", stop);
  let reason: string;
  try {
    const opened = await openInBrowser(input, file, signal);
    if ("track" in opened) return await ways.browser(opened);
    ({ reason } = opened);
  } catch (cause) {
    signal.throwIfAborted();
    reason = `the browser's decoder failed (${cause instanceof Error ? cause.message : String(cause)})`;
  } finally {
    signal.removeEventListener("abort", stop);
    input.dispose();
  }
  return withFFmpeg(file, signal, reason, ways.ffmpeg);
}

async function withFFmpeg<Result>(file: File, signal: AbortSignal, reason: string, way: Ways<Result>["ffmpeg"]): Promise<Result> {
  const job = await FFmpegJob.start(signal);
  try {
    const path = await job.mount(file, file.name);
    return await way({ facts: requiredFacts(await job.probe([...STREAM, path]), file.name), job, path, reason });
  } catch (cause) {
    throw videoFault(cause, file.name, reason);
  } finally {
    job.close();
  }
}

/** The video as the browser sees it, or why it cannot decode it. */
async function openInBrowser(input: Input, file: File, signal: AbortSignal): Promise<BrowserVideo | { readonly reason: string }> {
  if (!(await input.canRead())) return { reason: "browsers do not open this kind of file" };
  const track = await input.getPrimaryVideoTrack();
  if (!track) return { reason: "the browser finds no video in it" };
  if (!(await track.canDecode())) {
    const codec = (await track.getCodec()) ?? (await track.getInternalCodecId());
    return { reason: `the browser has no decoder for its codec${typeof codec === "string" ? ` (${codec})` : ""}` };
  }
  const end = await endOf(file, track, signal);
  const facts: VideoFacts = {
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    seconds: end === null ? null : end - (await shownFrom(track)),
    frames: null,
    fps: null,
    meanRate: null,
    constantRate: null,
    rounding: roundingOf(1 / (await track.getTimeResolution())),
    isHd: true,
  };
  return { facts, track, end };
}

/** The rate at which a video begins; null if a scenario cannot have it. */
async function sampledRate(track: InputVideoTrack): Promise<number | null> {
  const { packetCount, averagePacketRate } = await track.computePacketStats(SAMPLED_FRAMES);
  return averagePacketRate > 0 ? measuredRate(packetCount, packetCount / averagePacketRate) : null;
}

function requiredFacts(probed: unknown, name: string): VideoFacts {
  const facts = videoFactsOf(probed);
  if (!facts) throw unusable(name, "it contains no video. Choose another file");
  return facts;
}
