import { WebMOutputFormat } from "mediabunny";
import type { OutputFile } from "../storage/outputFolder";
import { PacketWriter } from "./packetWriter";
import type { VideoFormat, VideoWriter } from "./videoWriter";

/** Writes VP8 packets as a WebM file, which contains nothing about the machine or the date. */
export async function openWebm(file: OutputFile, format: VideoFormat): Promise<VideoWriter> {
  const writer = new PacketWriter(file, format, { container: new WebMOutputFormat(), codec: "vp8", codecOf: () => "vp8" });
  await writer.start();
  return writer;
}
