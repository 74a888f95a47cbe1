import type { Input, VideoSample, VideoSampleSink } from "mediabunny";
import { secondsOf } from "@/core/timeline";
import type { DetectorPicture } from "@/detectors/detector";
import { rgbFromI420 } from "@/detectors/picture/fromI420";
import type { VideoFrames } from "./videoFrames";

/**
 * Frames of a video by the browser's own decoder.
 * @returns null if the browser cannot decode it, or keeps decoded frames in a form in which their exact pixels are not to be had
 */
export async function browserPictures(wanted: VideoFrames, signal: AbortSignal): Promise<AsyncGenerator<DetectorPicture> | null> {
  signal.throwIfAborted();
  const { BlobSource, Input, MP4, VideoSampleSink } = await import("mediabunny");
  const input = new Input({ source: new BlobSource(wanted.file), formats: [MP4] });
  try {
    const track = (await input.canRead()) ? await input.getPrimaryVideoTrack() : null;
    if (track && (await track.canDecode())) {
      const sink = new VideoSampleSink(track);
      const first = await sink.getSample(secondsOf(0.5, wanted.fps));
      const isExact = first !== null && isPlanar(first) && first.codedWidth >= wanted.width && first.codedHeight >= wanted.height;
      first?.close();
      if (isExact) return pictures(input, sink, wanted, signal);
    }
  } catch {
    signal.throwIfAborted();
    // What the browser cannot decode, ffmpeg may.
  }
  input.dispose();
  return null;
}

async function* pictures(input: Input, sink: VideoSampleSink, wanted: VideoFrames, signal: AbortSignal): AsyncGenerator<DetectorPicture> {
  const { width, height, fps, frames, every, name } = wanted;
  try {
    // In the middle of each frame's time, no rounding matters.
    const times = Array.from({ length: Math.ceil(frames / every) }, (_, index) => secondsOf(index * every + 0.5, fps));
    let index = 0;
    for await (const sample of sink.samplesAtTimestamps(times)) {
      signal.throwIfAborted();
      if (!sample) throw new Error(`${name} has other frames than its scenario. Export it again`);
      const yuv = await i420Of(sample, width, height);
      sample.close();
      yield { frame: index++ * every, width, height, rgb: rgbFromI420(yuv, width, height) };
    }
  } finally {
    input.dispose();
  }
}

const isPlanar = ({ format }: VideoSample): boolean => format === "I420" || format === "NV12";

/** The frame's planes one after the other, without gaps. @throws Error if the browser keeps it in another form */
async function i420Of(sample: VideoSample, width: number, height: number): Promise<Uint8Array> {
  const rect = { x: 0, y: 0, width, height };
  const bytes = new Uint8Array(sample.allocationSize({ rect }));
  const [luma, second, third] = await sample.copyTo(bytes, { rect });
  if (!luma || !second || !isPlanar(sample)) throw new Error("The browser's decoder gave a frame in an unknown form. Try again");
  const yuv = new Uint8Array((width * height * 3) / 2);
  for (let y = 0; y < height; y++) yuv.set(bytes.subarray(luma.offset + y * luma.stride, luma.offset + y * luma.stride + width), y * width);
  const half = width >> 1;
  const [blue, red] = [width * height, width * height + half * (height >> 1)];
  for (let y = 0; y < height >> 1; y++)
    for (let x = 0; x < half; x++) {
      // In NV12 the two take turns in one plane.
      yuv[blue + y * half + x] = bytes[second.offset + y * second.stride + (third ? x : 2 * x)] ?? 0;
      yuv[red + y * half + x] = bytes[third ? third.offset + y * third.stride + x : second.offset + y * second.stride + 2 * x + 1] ?? 0;
    }
  return yuv;
}
