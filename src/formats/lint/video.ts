import { BlobSource, EncodedPacketSink, Input, MP4 } from "mediabunny";
import { FileReport, openFile, type BundleReader, type VideoFacts } from "./bundle";
import type { FindingList } from "../finding";
import { framesPerSecond, measuredRate, secondsOf } from "@/core/timeline";

/** Times in the file are whole ticks, so a frame may be off by less than a tick. */
const TIME_TOLERANCE = 0.001;

/** Counts the frames of a video and checks that frame n is shown at its time. Null, with a finding, if it cannot be read. */
export async function lintVideo(bundle: BundleReader, path: string, findings: FindingList): Promise<VideoFacts | null> {
  const report = new FileReport(path, findings);
  if (!bundle.paths.includes(path)) {
    report.error("", "the video is missing", "export the bundle again");
    return null;
  }
  const blob = await openFile(bundle, path, findings);
  if (!blob) return null;
  const input = new Input({ source: new BlobSource(blob), formats: [MP4] });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) {
      report.error("", "the video contains no frames", "export the bundle again");
      return null;
    }
    const times: number[] = [];
    for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true }))
      times.push(packet.timestamp);
    times.sort((a, b) => a - b);
    const frames = times.length;
    const first = times[0] ?? 0;
    const last = times.at(-1) ?? 0;
    const fps = frames > 1 ? (measuredRate(frames - 1, last - first) ?? (frames - 1) / (last - first)) : 0;
    if (first > TIME_TOLERANCE)
      report.error(
        "frame 0",
        `the first frame has time ${first} s instead of 0`,
        "export the bundle again; players would show frames too late",
      );
    const late = times.findIndex((time, frame) => fps > 0 && Math.abs(time - first - secondsOf(frame, fps)) > TIME_TOLERANCE);
    if (late >= 0)
      report.error(
        `frame ${late}`,
        `its time is ${times[late]} s: the frame rate is not constant`,
        "export the bundle again; labels would drift away from frames",
      );
    return { frames, fps: framesPerSecond(fps), width: await track.getDisplayWidth(), height: await track.getDisplayHeight() };
  } catch (error) {
    report.error("", `the video cannot be read: ${error instanceof Error ? error.message : String(error)}`, "export the bundle again");
    return null;
  } finally {
    input.dispose();
  }
}
