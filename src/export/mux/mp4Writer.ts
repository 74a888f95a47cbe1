import { Mp4OutputFormat } from "mediabunny";
import type { OutputFile } from "../storage/outputFolder";
import { clearTimes } from "./clearTimes";
import { PacketWriter } from "./packetWriter";
import type { VideoFormat, VideoWriter } from "./videoWriter";

/**
 * Writes H.264 packets (Annex B byte streams) as an MP4 whose index comes before the pictures, in space reserved for it: nothing is
 * written twice.
 */
export async function openMp4(file: OutputFile, format: VideoFormat): Promise<VideoWriter> {
  let indexPosition = 0;
  const container = new Mp4OutputFormat({
    fastStart: "reserve",
    onMoov: (_data, position) => (indexPosition = position),
  });
  const writer = new PacketWriter(file, format, { container, codec: "avc", codecOf });
  await writer.start();
  return {
    add: (data, isKey) => writer.add(data, isKey),
    finish: async () => {
      await writer.finish();
      clearTimes(file, indexPosition);
    },
  };
}

/** RFC 6381 name of an H.264 stream: profile, constraints and level are at the start of its parameter set. */
function codecOf(keyPacket: Uint8Array): string {
  for (let index = 0; index + 6 < keyPacket.length; index++) {
    const isStart = keyPacket[index] === 0 && keyPacket[index + 1] === 0 && keyPacket[index + 2] === 1;
    if (!isStart || ((keyPacket[index + 3] ?? 0) & 31) !== 7) continue;
    const hex = [...keyPacket.subarray(index + 4, index + 7)].map((byte) => byte.toString(16).padStart(2, "0"));
    return `avc1.${hex.join("")}`;
  }
  throw new Error("The encoder's first packet has no parameter set");
}
