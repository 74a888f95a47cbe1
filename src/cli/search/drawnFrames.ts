import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WholeScenario } from "@/core/document";
import type { DetectorPicture } from "@/detectors/detector";
import { rgbFromI420 } from "@/detectors/picture/fromI420";
import { drawnFrameName } from "@/export/jobs";
import { browserlessRenderer } from "@/export/picture/browserlessRenderer";
import type { RoadFrameRenderer } from "@/export/picture/roadFrameRenderer";
import type { FrameSource } from "@/search/evaluate/drawnDetector";
import { appFolder } from "../headless/appFolder";
import { HeadlessSession } from "../headless/session";
import { makeOwnedFolder, removeFolder } from "../files/ownedFolder";
import { beforeShutdown } from "../shutdown";

const PREFIX = "jaywalk-frames-";
/** Frames that the browser draws at a time, and that are on disk meanwhile. */
const BATCH = 24;

/**
 * Frames as they would go into a lossless video. Those of a road are drawn here; those of a picture, in one headless browser, which is
 * started by the first.
 */
export function drawnFrames(): FrameSource {
  let session: HeadlessSession | null = null;
  const close = async () => {
    await session?.close();
    session = null;
  };
  const opened = async () => {
    // A browser that crashed is replaced for the next scenario.
    if (session?.ended) await close();
    return (session ??= await HeadlessSession.open(appFolder()));
  };
  return {
    frames: (scenario, frames, signal) => {
      const renderer = browserlessRenderer(scenario);
      return renderer ? framesOf(renderer, scenario, frames, signal) : pictureFrames(scenario, frames, signal, opened);
    },
    close,
  };
}

async function* framesOf(
  renderer: RoadFrameRenderer,
  { video: { width, height } }: WholeScenario,
  frames: readonly number[],
  signal: AbortSignal,
): AsyncGenerator<DetectorPicture> {
  const yuv = new Uint8Array(renderer.frameBytes);
  for (const frame of frames) {
    signal.throwIfAborted();
    renderer.forget();
    await renderer.renderAsync(frame, yuv);
    yield { frame, width, height, rgb: rgbFromI420(yuv, width, height) };
  }
}

async function* pictureFrames(
  scenario: WholeScenario,
  frames: readonly number[],
  signal: AbortSignal,
  opened: () => Promise<HeadlessSession>,
): AsyncGenerator<DetectorPicture> {
  const { width, height } = scenario.video;
  const folder = await makeOwnedFolder(tmpdir(), PREFIX);
  const keep = beforeShutdown(() => removeFolder(folder));
  try {
    for (let start = 0; start < frames.length; start += BATCH) {
      signal.throwIfAborted();
      const batch = frames.slice(start, start + BATCH);
      await (await opened()).frames(scenario, batch, folder);
      for (const frame of batch)
        yield { frame, width, height, rgb: rgbFromI420(await readFile(join(folder, drawnFrameName(frame))), width, height) };
    }
  } finally {
    await removeFolder(folder);
    keep();
  }
}
