import { splitPackets, type VideoPacket } from "../segments/annexB";
import { splitIvf } from "../segments/ivf";
import { insertRepeats } from "../segments/repeats";
import type { Quality } from "../types";
import { vp8Parameters, x264Parameters } from "./ffmpegSettings";

/** H.264 goes into the MP4, VP8 into the WebM. */
export type VideoCodec = "h264" | "vp8";

/** How ffmpeg is to encode, and how its output is split into packets. */
export type StreamForm = {
  parameters: readonly string[];
  /** Whether repeated frames are inserted by `packetsOf`; otherwise the encoder gets them like any other. */
  skipsRepeats: boolean;
  /** @param repeated for every frame, whether it was left out */
  packetsOf(stream: Uint8Array, repeated: readonly boolean[]): VideoPacket[];
};

export function streamForm(codec: VideoCodec, quality: Quality): StreamForm {
  return codec === "h264"
    ? {
        parameters: [...x264Parameters(quality), "-f", "h264"],
        skipsRepeats: true,
        packetsOf: (stream, repeated) => insertRepeats(splitPackets(stream), repeated),
      }
    : { parameters: [...vp8Parameters(quality), "-f", "ivf"], skipsRepeats: false, packetsOf: splitIvf };
}
