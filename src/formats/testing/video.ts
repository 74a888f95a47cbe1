import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from "mediabunny";
import { framesPerSecond, secondsOf } from "@/core/timeline";

/** An MP4 with the given number of frames at a constant rate; nobody decodes them, so their content does not matter. */
export async function videoOf(
  frames: number,
  fps: number,
  width: number,
  height: number,
  timeOf = (frame: number) => secondsOf(frame, fps),
): Promise<Blob> {
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const source = new EncodedVideoPacketSource("vp9");
  output.addVideoTrack(source, { frameRate: framesPerSecond(fps) });
  await output.start();
  const decoderConfig = { codec: "vp09.00.10.08", codedWidth: width, codedHeight: height };
  for (let frame = 0; frame < frames; frame++) {
    const packet = new EncodedPacket(new Uint8Array([0x82, 0x49, 0x83, 0x42, frame & 255]), "key", timeOf(frame), secondsOf(1, fps));
    await source.add(packet, { decoderConfig });
  }
  await output.finalize();
  return new Blob([target.buffer ?? new ArrayBuffer(0)]);
}
