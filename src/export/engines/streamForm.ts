import { splitPackets, type VideoPacket } from "../segments/annexB";
import { splitIvf } from "../segments/ivf";
import { insertRepeats } from "../segments/repeats";
import { PIXEL_FORMATS, type FrameLayout } from "../picture/frameLayout";
import type { Quality, VideoCodec } from "../types";
import { vp8Parameters, x264Parameters } from "./ffmpegSettings";

/** How ffmpeg is to encode, and how its output is split into packets. */
export type StreamForm = {
  /** Of the frames that ffmpeg reads, by its name. */
  pixelFormat: string;
  parameters: readonly string[];
  /** Whether repeated frames are inserted by `packetsOf`; otherwise the encoder gets them like any other. */
  skipsRepeats: boolean;
  /** @param repeated for every frame, whether it was left out */
  packetsOf(stream: Uint8Array, repeated: readonly boolean[]): VideoPacket[];
};

export function streamForm(codec: VideoCodec, quality: Quality, layout: FrameLayout): StreamForm {
  const pixelFormat = PIXEL_FORMATS[layout];
  return codec === "h264"
    ? {
        pixelFormat,
        parameters: [...x264Parameters(quality, layout), "-f", "h264"],
        skipsRepeats: true,
        packetsOf: (stream, repeated) => insertRepeats(splitPackets(stream), repeated),
      }
    : { pixelFormat, parameters: [...vp8Parameters(quality), "-f", "ivf"], skipsRepeats: false, packetsOf: splitIvf };
}
