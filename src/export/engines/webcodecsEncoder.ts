import type { Quality } from "../types";
import type { VideoPacket } from "../segments/annexB";
import type { Segment } from "../segments/planSegments";
import { insertRepeats, takesRepeats } from "../segments/repeats";
import type { EncoderSettings, FrameSource, SegmentEncoder } from "./segmentEncoder";
import { framesPerSecond, secondsOf } from "@/core/timeline";

/** Encoders queue without limit, and each queued frame uses memory: at most this many may wait to be accepted … */
const MOST_QUEUED = 8;
/** … and at most this many may be inside. Firefox returns nothing before it has about 40. */
const MOST_IN_FLIGHT = 64;

const BITS_PER_PIXEL: Record<Exclude<Quality, "lossless">, number> = { draft: 0.05, standard: 0.12, high: 0.3 };

const REORDERED = "This browser's H.264 encoder drops or reorders frames; choose the engine ffmpeg, which keeps the order";

/** Presentation time of a segment's frame in microseconds. */
function timeOf(index: number, { fps }: EncoderSettings): number {
  return Math.round(secondsOf(index, fps) * 1e6);
}

/** Constrained Baseline: other profiles allow the encoder to reorder frames, as Firefox does. */
const PROFILE = "42e0";

/** Largest frame size and rate of H.264's levels, in macroblocks (ITU-T H.264, table A-1). */
const LEVELS = [
  [31, 3600, 108_000],
  [40, 8192, 245_760],
  [42, 8704, 522_240],
  [51, 36_864, 983_040],
  [52, 36_864, 2_073_600],
] as const;

/** The configuration for `VideoEncoder`, or null if the browser does not support it. */
export async function webcodecsConfiguration(
  { width, height, fps }: EncoderSettings,
  quality: Exclude<Quality, "lossless">,
): Promise<VideoEncoderConfig | null> {
  if (typeof VideoEncoder === "undefined") return null;
  const macroblocks = Math.ceil(width / 16) * Math.ceil(height / 16);
  const level = LEVELS.find(([, size, rate]) => macroblocks <= size && macroblocks * fps <= rate)?.[0] ?? 52;
  const configuration: VideoEncoderConfig = {
    codec: `avc1.${PROFILE}${level.toString(16).padStart(2, "0")}`,
    width,
    height,
    framerate: framesPerSecond(fps),
    bitrate: Math.round(width * height * fps * BITS_PER_PIXEL[quality]),
    bitrateMode: "variable",
    latencyMode: "quality",
    avc: { format: "annexb" },
  };
  const { supported } = await VideoEncoder.isConfigSupported(configuration);
  return supported ? configuration : null;
}

/** The browser's own H.264 encoder: faster, but another browser may give different bytes. */
export class WebCodecsEncoder implements SegmentEncoder {
  private constructor(
    private readonly settings: EncoderSettings,
    private readonly configuration: VideoEncoderConfig,
  ) {}

  static async create(settings: EncoderSettings, quality: Exclude<Quality, "lossless">): Promise<WebCodecsEncoder> {
    const configuration = await webcodecsConfiguration(settings, quality);
    if (!configuration) throw new Error("This browser has no H.264 encoder for this size; choose the engine ffmpeg");
    return new WebCodecsEncoder(settings, configuration);
  }

  async encode(segment: Segment, frames: FrameSource, onFrame: () => void): Promise<VideoPacket[]> {
    const packets: VideoPacket[] = [];
    const encoded: number[] = [];
    const repeated: boolean[] = [];
    // Another encoder may number its pictures differently: its first two show.
    let skipsRepeats = false;
    let inFlight = 0;
    let wake: () => void = () => {};
    const faults: Error[] = [];
    const encoder = new VideoEncoder({
      output: (chunk) => {
        if (chunk.timestamp !== timeOf(encoded[packets.length] ?? 0, this.settings)) faults.push(new Error(REORDERED));
        const data = new Uint8Array(chunk.byteLength);
        chunk.copyTo(data);
        packets.push({ data, isKey: chunk.type === "key" });
        if (packets.length === 2) skipsRepeats = takesRepeats(packets);
        inFlight--;
        onFrame();
        wake();
      },
      error: (error) => {
        faults.push(error);
        wake();
      },
    });
    encoder.ondequeue = () => wake();
    try {
      encoder.configure(this.configuration);
      let bytes = new Uint8Array(0);
      for (let frame = segment.start; frame < segment.end; frame++) {
        while ((encoder.encodeQueueSize >= MOST_QUEUED || inFlight >= MOST_IN_FLIGHT) && faults.length === 0)
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        throwFirst(faults);
        const change = await frames.nextAsync();
        repeated.push(change === null && skipsRepeats);
        if (change) bytes = unshared(change);
        else if (skipsRepeats) {
          onFrame();
          continue;
        }
        const picture = this.pictureOf(bytes, frame - segment.start);
        encoded.push(frame - segment.start);
        inFlight++;
        encoder.encode(picture, { keyFrame: frame === segment.start });
        picture.close();
      }
      await encoder.flush();
      throwFirst(faults);
      if (packets.length !== encoded.length) throw new Error(REORDERED);
    } finally {
      if (encoder.state !== "closed") encoder.close();
    }
    return insertRepeats(packets, repeated);
  }

  private pictureOf(frame: Uint8Array<ArrayBuffer>, index: number): VideoFrame {
    const { width, height, fps } = this.settings;
    return new VideoFrame(frame, {
      format: "I420",
      codedWidth: width,
      codedHeight: height,
      timestamp: timeOf(index, this.settings),
      duration: Math.round(secondsOf(1, fps) * 1e6),
      colorSpace: { primaries: "bt709", transfer: "bt709", matrix: "bt709", fullRange: false },
    });
  }
}

/** Browsers refuse to make a picture from shared memory. */
function unshared(frame: Uint8Array): Uint8Array<ArrayBuffer> {
  return frame.buffer instanceof ArrayBuffer ? new Uint8Array(frame.buffer, frame.byteOffset, frame.length) : new Uint8Array(frame);
}

function throwFirst([fault]: readonly Error[]): void {
  if (fault) throw fault;
}
