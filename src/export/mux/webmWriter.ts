import { EncodedPacket, EncodedVideoPacketSource, Output, StreamTarget, WebMOutputFormat, type StreamTargetChunk } from "mediabunny";
import type { OutputFile } from "../storage/outputFolder";
import { COLOR_SPACE, type VideoFormat, type VideoWriter } from "./videoWriter";

/** Writes VP8 packets as a WebM file; it tells nothing of the machine or the day. */
export class WebmWriter implements VideoWriter {
  private readonly output: Output;
  private readonly source = new EncodedVideoPacketSource("vp8");
  private frame = 0;

  private constructor(
    file: OutputFile,
    private readonly format: VideoFormat,
  ) {
    const target = new StreamTarget(
      new WritableStream<StreamTargetChunk>({ write: ({ data, position }) => file.write(data, position) }),
    );
    this.output = new Output({ format: new WebMOutputFormat(), target });
    this.output.addVideoTrack(this.source, { frameRate: format.fps });
  }

  static async open(file: OutputFile, format: VideoFormat): Promise<WebmWriter> {
    const writer = new WebmWriter(file, format);
    await writer.output.start();
    return writer;
  }

  async add(data: Uint8Array, isKey: boolean): Promise<void> {
    const { width, height, fps } = this.format;
    const packet = new EncodedPacket(data, isKey ? "key" : "delta", this.frame / fps, 1 / fps);
    const isFirst = this.frame === 0;
    this.frame++;
    await this.source.add(packet, isFirst ? { decoderConfig: { codec: "vp8", codedWidth: width, codedHeight: height, colorSpace: COLOR_SPACE } } : undefined);
  }

  async finish(): Promise<void> {
    this.source.close();
    await this.output.finalize();
  }
}
