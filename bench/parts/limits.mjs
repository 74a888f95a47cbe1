import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withBenchPage } from "../page.mjs";
import { median, timed } from "../processes.mjs";
import { FPS } from "./renders.mjs";

/** A section of each scenario in which something moves. */
const START_SECONDS = 10;
const SECONDS = 10;

/** Native ffmpeg with the settings of quality `standard`, on the raw frames that we render: no browser can be faster. */
export async function measureNative(settings, record) {
  for (const { id } of settings.scenarios) {
    const folder = mkdtempSync(join(tmpdir(), "jaywalk-bench-"));
    try {
      const raw = join(folder, "frames.yuv");
      const form = ["-f", "rawvideo", "-pix_fmt", "yuv420p"];
      const bundle = join(folder, "bundle");
      const parameters = [
        "--style",
        "schematic",
        "--quality",
        "lossless",
        "--formats",
        "none",
        "--duration",
        String(START_SECONDS + SECONDS),
      ];
      await timed(process.execPath, [settings.command, "render", id, ...parameters, "--out", bundle]);
      await timed("ffmpeg", ["-v", "error", "-ss", String(START_SECONDS), "-i", join(bundle, "video.mp4"), ...form, raw]);
      const walls = [];
      for (let run = 0; run < settings.runs; run++) {
        const encoder = ["-c:v", "libx264", "-preset", "ultrafast", "-qp", "23", "-x264-params", "cabac=1:bframes=0"];
        const input = ["-v", "error", "-y", ...form, "-s", "1280x720", "-r", String(FPS), "-i", raw];
        walls.push((await timed("ffmpeg", [...input, ...encoder, join(folder, "native.mp4")])).seconds);
      }
      const fps = (SECONDS * FPS) / median(walls);
      settings.say(`${id}, native ffmpeg: ${fps.toFixed(0)} frames/s`);
      record(`native/${id}`, { fps, runs: walls.length });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** The usual method of other pages (page/pngPerFrame.ts), with its encoder already loaded. */
export async function measurePngPerFrame(settings, record) {
  await withBenchPage(async (page) => {
    for (const { id } of settings.scenarios) {
      const speeds = [];
      for (let run = 0; run < settings.runs; run++) {
        const { fps } = await page.evaluate(
          ([name, start, frames]) => globalThis.bench.pngPerFrame(name, "schematic", start, frames),
          [id, START_SECONDS * FPS, 3 * FPS],
        );
        speeds.push(fps);
      }
      settings.say(`${id}, PNG per frame: ${median(speeds).toFixed(1)} frames/s`);
      record(`png/${id}`, { fps: median(speeds), runs: speeds.length });
    }
  });
}
