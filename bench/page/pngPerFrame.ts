import createFFmpegCore from "@ffmpeg/core";
import coreUrl from "@ffmpeg/core/wasm?url";
import type { WholeScenario } from "@/core/document";
import { frameState } from "@/core/scene";
import { drawFrame, loadRenderAssets } from "@/render";

/**
 * The usual method of pages with ffmpeg.wasm: each frame becomes a PNG, each PNG a file in memory, and the encoder runs once at the end
 * with its default preset. @returns frames per second, from the loaded encoder to the finished file
 */
export async function pngPerFrame(scenario: WholeScenario, start: number, frames: number): Promise<{ fps: number; bytes: number }> {
  const module = await WebAssembly.compileStreaming(fetch(coreUrl));
  const core = await createFFmpegCore({
    instantiateWasm(imports, done) {
      // A page may not wait synchronously; the core waits for `done`.
      void WebAssembly.instantiate(module, imports).then((instance) => done(instance, module));
      return {};
    },
  });
  const { width, height, fps } = scenario.video;
  const assets = await loadRenderAssets(scenario);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("The browser refused a canvas");
  const began = performance.now();
  for (let frame = 0; frame < frames; frame++) {
    drawFrame(context, frameState(scenario, start + frame), assets);
    const picture = await canvas.convertToBlob({ type: "image/png" });
    core.FS.writeFile(`frame${String(frame).padStart(6, "0")}.png`, new Uint8Array(await picture.arrayBuffer()));
  }
  const status = core.exec("-framerate", String(fps), "-i", "frame%06d.png", "-c:v", "libx264", "-pix_fmt", "yuv420p", "video.mp4");
  if (status !== 0) throw new Error(`ffmpeg ended with ${status}`);
  const video = core.FS.readFile("video.mp4");
  return { fps: frames / ((performance.now() - began) / 1000), bytes: video.length };
}
