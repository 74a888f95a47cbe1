import { WebMOutputFormat } from "mediabunny";
import type { OutputFile } from "../storage/outputFolder";
import { PacketWriter } from "./packetWriter";
import type { VideoFormat, VideoWriter } from "./videoWriter";

/** Writes VP8 packets as a WebM file; it tells nothing of the machine or the day. */
export async function openWebm(file: OutputFile, format: VideoFormat): Promise<VideoWriter> {
  const writer = new PacketWriter(file, format, { container: new WebMOutputFormat(), codec: "vp8", codecOf: () => "vp8" });
  await writer.start();
  return writer;
}
