import type { FrameRenderer } from "../picture/frameRenderer";
import { GIF_RATE, gifFrames } from "../gifFrames";
import type { FrameRange } from "@/core/timeline";
import { startCore } from "./coreModule";
import { setDelays } from "./gifDelays";

const WIDTH = 320;

/**
 * A small animated GIF of the whole range, which lasts as long as its video.
 * @throws Error if ffmpeg fails
 */
export async function gifThumbnail(
  module: WebAssembly.Module,
  renderer: FrameRenderer,
  range: FrameRange,
  fps: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { frames, delays } = gifFrames(range, fps);
  const first = await renderer.draw(range.start);
  const height = Math.max(2, Math.round((WIDTH * first.height) / first.width));
  const context = new OffscreenCanvas(WIDTH, height).getContext("2d", { alpha: false, willReadFrequently: true });
  if (!context) throw new Error("The browser could not create a canvas for the thumbnail");
  context.imageSmoothingQuality = "high";
  const pixels = new Uint8Array(frames.length * WIDTH * height * 4);
  for (const [index, frame] of frames.entries()) {
    context.drawImage(await renderer.draw(frame), 0, 0, WIDTH, height);
    pixels.set(context.getImageData(0, 0, WIDTH, height).data, index * WIDTH * height * 4);
  }
  const core = await startCore(module);
  core.FS.writeFile("frames.rgba", pixels);
  const status = core.exec(
    ...[
      "-loglevel",
      "error",
      "-f",
      "rawvideo",
      "-pix_fmt",
      "rgba",
      "-s",
      `${WIDTH}x${height}`,
      "-r",
      String(GIF_RATE),
      "-i",
      "frames.rgba",
    ],
    ...["-filter_complex", "split[a][b];[a]palettegen[p];[b][p]paletteuse=dither=bayer", "-fflags", "+bitexact", "thumbnail.gif"],
  );
  if (status !== 0) throw new Error(`The thumbnail could not be made: ffmpeg ended with status ${status}`);
  const gif = core.FS.readFile("thumbnail.gif");
  setDelays(gif, delays);
  return gif;
}
