import { EncodedPacket, EncodedVideoPacketSource, Output, StreamTarget, type OutputFormat, type StreamTargetChunk } from "mediabunny";
import type { OutputFile } from "../storage/outputFolder";
import { COLOR_SPACES, type VideoFormat, type VideoWriter } from "./videoWriter";
import { framesPerSecond, secondsOf } from "@/core/timeline";

export type Container = {
  readonly container: OutputFormat;
  readonly codec: "avc" | "vp8";
  /** RFC 6381 name of the stream, from its first packet. */
  readonly codecOf: (keyPacket: Uint8Array) => string;
};

/** Writes packets, one per frame, into a file as they come: no more than one packet is in memory. Call `start` first. */
export class PacketWriter implements VideoWriter {
  private readonly output: Output;
  private readonly source: EncodedVideoPacketSource;
  private frame = 0;

  constructor(
    file: OutputFile,
    private readonly format: VideoFormat,
    private readonly kind: Container,
  ) {
    const target = new StreamTarget(new WritableStream<StreamTargetChunk>({ write: ({ data, position }) => file.write(data, position) }));
    this.source = new EncodedVideoPacketSource(kind.codec);
    this.output = new Output({ format: kind.container, target });
    this.output.addVideoTrack(this.source, { frameRate: framesPerSecond(format.fps), maximumPacketCount: format.frames });
  }

  start(): Promise<void> {
    return this.output.start();
  }

  async add(data: Uint8Array, isKey: boolean): Promise<void> {
    const { width, height, fps, layout } = this.format;
    const packet = new EncodedPacket(data, isKey ? "key" : "delta", secondsOf(this.frame, fps), secondsOf(1, fps));
    const isFirst = this.frame === 0;
    this.frame++;
    await this.source.add(
      packet,
      isFirst
        ? { decoderConfig: { codec: this.kind.codecOf(data), codedWidth: width, codedHeight: height, colorSpace: COLOR_SPACES[layout] } }
        : undefined,
    );
  }

  async finish(): Promise<void> {
    this.source.close();
    await this.output.finalize();
  }
}
