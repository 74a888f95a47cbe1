import type { Input, InputVideoTrack } from "mediabunny";
import { measuredRate } from "@/core/timeline";
import { decodeInBrowser } from "./browserFrames";
import { decodeWithFFmpeg, type DecodedPictures } from "./ffmpegFrames";
import { FFmpegJob } from "./ffmpegJob";
import type { WantedPictures } from "./frameTimes";
import { unusable, videoFault } from "./mediaFaults";
import { countShown, shownFrom } from "./shownPart";
import { roundingOf, videoFactsOf, type VideoFacts } from "./videoFacts";

/** Beyond this size a file's frames are not counted one by one: that would read all of it. */
const MOST_COUNTED_BYTES = 2 ** 30;

/**
 * What a video file tells of itself, with its exact number of frames where these can be counted.
 * @throws Error that says what is wrong with the file and what to do, or the signal's reason
 */
export async function readVideoFacts(file: File, signal: AbortSignal): Promise<VideoFacts> {
  return withVideo(file, signal, {
    browser: async ({ facts, track }) => {
      const frames = await countShown(track);
      signal.throwIfAborted();
      return { ...facts, frames, fps: facts.seconds === null ? null : measuredRate(frames, facts.seconds) };
    },
    ffmpeg: async ({ facts, job, path }) => {
      if (facts.frames !== null || file.size > MOST_COUNTED_BYTES) return facts;
      return requiredFacts(await job.probe(["-count_packets", ...STREAM, path]), file.name);
    },
  });
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
): Promise<DecodedPictures & { facts: VideoFacts }> {
  const decoded = await withVideo(file, signal, {
    browser: async ({ facts, track }) => ({ facts, ...(await decodeInBrowser(track, facts.rounding, wanted, signal, onFrame)) }),
    ffmpeg: async ({ facts, job, path }) => ({ facts, ...(await decodeWithFFmpeg(job, path, facts, wanted, onFrame)) }),
  });
  if (decoded.pictures.length === 0 && decoded.fits)
    throw unusable(file.name, "no frame of it could be decoded. Check that it plays, or choose another file");
  return decoded;
}

const STREAM = ["-select_streams", "V:0", "-show_streams", "-show_format"];

type Ways<Result> = {
  readonly browser: (video: { readonly facts: VideoFacts; readonly track: InputVideoTrack }) => Promise<Result>;
  readonly ffmpeg: (video: { readonly facts: VideoFacts; readonly job: FFmpegJob; readonly path: string }) => Promise<Result>;
};

/** Does one thing with a video, in the browser where that can decode it, else in ffmpeg. */
async function withVideo<Result>(file: File, signal: AbortSignal, ways: Ways<Result>): Promise<Result> {
  signal.throwIfAborted();
  if (file.size === 0) throw unusable(file.name, "it is empty. Copy or download it again");
  const { ALL_FORMATS, BlobSource, Input } = await import("mediabunny");
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  const stop = () => input.dispose();
  signal.addEventListener("abort", stop);
  try {
    // What the browser cannot read, or stumbles over, ffmpeg may.
    const inBrowser = await openInBrowser(input).catch(() => null);
    const result =
      inBrowser &&
      (await ways.browser(inBrowser).then(
        (done) => ({ done }),
        () => null,
      ));
    signal.throwIfAborted();
    if (result) return result.done;
  } finally {
    signal.removeEventListener("abort", stop);
    input.dispose();
  }
  return withFFmpeg(file, signal, ways.ffmpeg);
}

async function withFFmpeg<Result>(file: File, signal: AbortSignal, way: Ways<Result>["ffmpeg"]): Promise<Result> {
  const job = await FFmpegJob.start(signal);
  try {
    const path = await job.mount(file, file.name);
    return await way({ facts: requiredFacts(await job.probe([...STREAM, path]), file.name), job, path });
  } catch (cause) {
    throw videoFault(cause, file.name);
  } finally {
    job.close();
  }
}

async function openInBrowser(input: Input): Promise<{ facts: VideoFacts; track: InputVideoTrack } | null> {
  const track = await input.getPrimaryVideoTrack();
  if (!track || !(await track.canDecode())) return null;
  const facts: VideoFacts = {
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    seconds: (await track.computeDuration()) - (await shownFrom(track)),
    frames: null,
    fps: null,
    meanRate: null,
    constantRate: null,
    rounding: roundingOf(1 / (await track.getTimeResolution())),
    isHd: true,
  };
  return { facts, track };
}

function requiredFacts(probed: unknown, name: string): VideoFacts {
  const facts = videoFactsOf(probed);
  if (!facts) throw unusable(name, "it contains no video. Choose another file");
  return facts;
}
