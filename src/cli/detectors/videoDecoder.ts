import { counted } from "@/core/text";
import { openAsBlob } from "node:fs";
import type { DetectorPicture } from "@/detectors/detector";
import { framesByBundledFFmpeg } from "./bundledFFmpeg";
import { framesByFFmpeg, type WantedFrames } from "./videoFrames";

/**
 * A video's frames, by the machine's own ffmpeg or, where there is none or it gives no frame (versions before 5.1 do not know all options),
 * by the one that comes with Jaywalk, which is slower. Both give the same pixels.
 * @param bundled the latter; for tests, which have not built it
 * @throws Error that names the file if it cannot be decoded, or is not the video that its bundle tells of
 */
export async function* framesOfVideo(
  wanted: WantedFrames,
  signal: AbortSignal,
  bundled = framesByBundledFFmpeg,
): AsyncGenerator<DetectorPicture> {
  await assertVideo(wanted);
  let hasBegun = false;
  try {
    for await (const picture of framesByFFmpeg(wanted, signal)) {
      hasBegun = true;
      yield picture;
    }
  } catch (error) {
    if (hasBegun || signal.aborted) throw error;
    yield* bundled(wanted, signal);
  }
}

/** Decoders give whatever there is; a video of another size would be cut into the wrong frames. */
async function assertVideo({ file, width, height, frames }: WantedFrames): Promise<void> {
  const { BlobSource, Input, MP4 } = await import("mediabunny");
  const input = new Input({ source: new BlobSource(await openAsBlob(file)), formats: [MP4] });
  try {
    const track = (await input.canRead()) ? await input.getPrimaryVideoTrack() : null;
    if (!track) throw new Error(`${file} is not an MP4 with a video track; render the bundle again`);
    const size = [await track.getCodedWidth(), await track.getCodedHeight()];
    const { packetCount } = await track.computePacketStats();
    if (size[0] === width && size[1] === height && packetCount === frames) return;
    throw new Error(
      `${file} is not the video of this bundle: it has ${counted(packetCount, "frame")} of ${size.join(" × ")}, ` +
        `but the scenario says ${frames} of ${width} × ${height}; render the bundle again`,
    );
  } finally {
    input.dispose();
  }
}
