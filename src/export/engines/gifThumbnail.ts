import createFFmpegCore from "@ffmpeg/core";
import type { FrameRenderer } from "../picture/frameRenderer";
import type { FrameRange } from "../types";

const MOST_FRAMES = 48;
const WIDTH = 320;
const FRAMES_PER_SECOND = 8;

/**
 * A small animated GIF of the whole range: frames at even distances, so that its size does not grow with length.
 * @throws Error when ffmpeg does
 */
export async function gifThumbnail(module: WebAssembly.Module, renderer: FrameRenderer, { start, end }: FrameRange): Promise<Uint8Array<ArrayBuffer>> {
  const count = Math.min(MOST_FRAMES, end - start);
  const first = renderer.draw(start);
  const height = Math.max(2, Math.round((WIDTH * first.height) / first.width));
  const context = new OffscreenCanvas(WIDTH, height).getContext("2d", { alpha: false, willReadFrequently: true });
  if (!context) throw new Error("The browser refused a canvas for the thumbnail");
  context.imageSmoothingQuality = "high";
  const pixels = new Uint8Array(count * WIDTH * height * 4);
  for (let index = 0; index < count; index++) {
    context.drawImage(renderer.draw(start + Math.floor(((end - start) * index) / count)), 0, 0, WIDTH, height);
    pixels.set(context.getImageData(0, 0, WIDTH, height).data, index * WIDTH * height * 4);
  }
  const core = await createFFmpegCore({
    instantiateWasm(imports, done) {
      const instance = new WebAssembly.Instance(module, imports);
      done(instance, module);
      return instance.exports;
    },
  });
  core.FS.writeFile("frames.rgba", pixels);
  const status = core.exec(
    ...["-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgba", "-s", `${WIDTH}x${height}`, "-r", String(FRAMES_PER_SECOND), "-i", "frames.rgba"],
    ...["-filter_complex", "split[a][b];[a]palettegen[p];[b][p]paletteuse=dither=bayer", "-fflags", "+bitexact", "thumbnail.gif"],
  );
  if (status !== 0) throw new Error(`The thumbnail could not be made: ffmpeg ended with status ${status}`);
  return core.FS.readFile("thumbnail.gif");
}
