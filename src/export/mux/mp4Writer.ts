import { EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output, StreamTarget, type StreamTargetChunk } from "mediabunny";
import type { OutputFile } from "../storage/outputFolder";
import { clearTimes } from "./clearTimes";
import { COLOR_SPACE, type VideoFormat, type VideoWriter } from "./videoWriter";

/**
 * Writes H.264 packets as an MP4 whose index stands before the pictures, in room that is kept free for it: nothing is
 * written twice, and no more than a packet is in memory.
 */
export class Mp4Writer implements VideoWriter {
  private readonly output: Output;
  private readonly source = new EncodedVideoPacketSource("avc");
  private frame = 0;
  private indexPosition = 0;

  private constructor(
    private readonly file: OutputFile,
    private readonly format: VideoFormat,
  ) {
    const target = new StreamTarget(
      new WritableStream<StreamTargetChunk>({ write: ({ data, position }) => file.write(data, position) }),
    );
    const container = new Mp4OutputFormat({
      fastStart: "reserve",
      onMoov: (_data, position) => (this.indexPosition = position),
    });
    this.output = new Output({ format: container, target });
    this.output.addVideoTrack(this.source, { frameRate: format.fps, maximumPacketCount: format.frames });
  }

  static async open(file: OutputFile, format: VideoFormat): Promise<Mp4Writer> {
    const writer = new Mp4Writer(file, format);
    await writer.output.start();
    return writer;
  }

  /** Adds the next frame, as an H.264 byte stream (annex B); frame n is shown at n / fps. */
  async add(data: Uint8Array, isKey: boolean): Promise<void> {
    const { width, height, fps } = this.format;
    const packet = new EncodedPacket(data, isKey ? "key" : "delta", this.frame / fps, 1 / fps);
    const isFirst = this.frame === 0;
    this.frame++;
    await this.source.add(
      packet,
      isFirst
        ? { decoderConfig: { codec: codecOf(data), codedWidth: width, codedHeight: height, colorSpace: COLOR_SPACE } }
        : undefined,
    );
  }

  async finish(): Promise<void> {
    this.source.close();
    await this.output.finalize();
    clearTimes(this.file, this.indexPosition);
  }
}

/** RFC 6381 name of an H.264 stream: profile, constraints and level stand first in its parameter set. */
function codecOf(keyPacket: Uint8Array): string {
  for (let index = 0; index + 6 < keyPacket.length; index++) {
    const isStart = keyPacket[index] === 0 && keyPacket[index + 1] === 0 && keyPacket[index + 2] === 1;
    if (!isStart || ((keyPacket[index + 3] ?? 0) & 31) !== 7) continue;
    const hex = [...keyPacket.subarray(index + 4, index + 7)].map((byte) => byte.toString(16).padStart(2, "0"));
    return `avc1.${hex.join("")}`;
  }
  throw new Error("The encoder's first packet has no parameter set");
}
