import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import type { EngineName, Quality } from "@/export";
import { frameRateOf } from "@/core/timeline";
import { ExportServer } from "./support/exportServer";

/** How players and readers interpret the video file itself: sizes, rates, times and colours, whichever engine wrote it. */

const folder = mkdtempSync(join(tmpdir(), "jaywalk-video-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FRAMES = 20;
/** The range starts after the scenario's first frame. */
const START = 37;

type Video = {
  readonly engine: EngineName;
  readonly quality: Quality;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
};
const VIDEOS: readonly Video[] = [
  { engine: "ffmpeg", quality: "standard", width: 1280, height: 720, fps: 29.97 },
  { engine: "ffmpeg", quality: "draft", width: 878, height: 726, fps: 12 },
  { engine: "ffmpeg", quality: "high", width: 878, height: 726, fps: 23.976 },
  { engine: "ffmpeg", quality: "lossless", width: 878, height: 726, fps: 50 },
  { engine: "webcodecs", quality: "standard", width: 1280, height: 720, fps: 29.97 },
  { engine: "webcodecs", quality: "draft", width: 878, height: 726, fps: 25 },
  { engine: "webcodecs", quality: "high", width: 878, height: 726, fps: 59.94 },
];

/** Exports part of a scene with a large pure red actor in its centre. @returns the MP4's bytes */
async function exported(page: Page, video: Video): Promise<Buffer> {
  const text = await page.evaluate(
    async ({ engine, quality, width, height, fps, start, end }) => {
      const { findPreset, withSize, withStyle, exportScenario } = globalThis.selfTest;
      const preset = findPreset("dart_out");
      const model = preset?.scenario.actors[0];
      if (!preset || !model) throw new Error("the preset is missing");
      const red = {
        ...model,
        id: "red",
        trackId: 77,
        appearance: { ...model.appearance, color: "#ff0000" },
        size: { width: 400, height: 300 },
        startFrame: 0,
        endFrame: 300,
        trajectory: { ...model.trajectory, waypoints: [{ x: width / 2, y: height / 2 + 150 }] },
      };
      const sized = withStyle(withSize(preset.scenario, width, height), "schematic");
      const weather = [{ frame: 0, condition: "sunny" as const, intensity: 0, fadeFrames: 0 }];
      const scenario = { ...sized, weather, occluders: [], actors: [...sized.actors.slice(1), red], video: { ...sized.video, fps } };
      const result = await exportScenario({ scenario, engine, quality, range: { start, end }, formats: [] });
      const file = result.files.find(({ path }) => path === "video.mp4");
      if (!file) throw new Error("there is no video");
      const bytes = new Uint8Array(await file.blob.arrayBuffer());
      await result.discard();
      let binary = "";
      for (let position = 0; position < bytes.length; position += 8192)
        binary += String.fromCharCode(...bytes.subarray(position, position + 8192));
      return btoa(binary);
    },
    { ...video, start: START, end: START + FRAMES },
  );
  return Buffer.from(text, "base64");
}

type Probed = { streams?: Record<string, string | number>[]; frames?: { pts: number }[] };
const probe = (...parameters: string[]) =>
  JSON.parse(execFileSync("ffprobe", ["-v", "error", "-of", "json", ...parameters]).toString()) as Probed;

test("every engine and quality writes exact rates and times, even sizes and true colours, at any size and first frame", async ({
  page,
}) => {
  const server = await ExportServer.start({});
  try {
    await page.goto(`${server.origin}/selftest.html?drive`);
    await page.waitForFunction(() => "selfTest" in globalThis);
    for (const video of VIDEOS)
      await test.step(`${video.engine}, ${video.quality}, ${video.width} × ${video.height}, ${video.fps} fps`, async () => {
        const { width, height, fps } = video;
        const bytes = await exported(page, video);
        const path = join(folder, "video.mp4");
        writeFileSync(path, bytes);
        const { numerator, denominator } = frameRateOf(fps);
        const rate = `${numerator}/${denominator}`;
        const colors = { color_space: "bt709", color_primaries: "bt709", color_transfer: "bt709", color_range: "tv" };
        const [stream = {}] = probe("-count_frames", "-show_streams", path).streams ?? [];
        expect(stream).toMatchObject({
          codec_name: "h264",
          pix_fmt: "yuv420p",
          width,
          height,
          r_frame_rate: rate,
          avg_frame_rate: rate,
          ...colors,
        });
        expect(stream).toMatchObject({ nb_read_frames: String(FRAMES), start_pts: 0, start_time: "0.000000", has_b_frames: 0 });
        // The last frame has a duration, too.
        const [ticks = 0, second = 1] = String(stream["time_base"]).split("/").map(Number);
        expect(Number(stream["duration_ts"]) * ticks * numerator).toBe(FRAMES * denominator * second);
        const { frames = [] } = probe("-show_frames", "-show_entries", "frame=pts", path);
        expect(frames.map(({ pts }) => pts * ticks * numerator)).toEqual(
          Array.from({ length: FRAMES }, (_, frame) => frame * denominator * second),
        );

        // The colour description is in the stream itself and not only in the container; the index comes before the pictures.
        const raw = join(folder, "video.h264");
        execFileSync("ffmpeg", ["-v", "error", "-y", "-i", path, "-c", "copy", "-f", "h264", raw]);
        expect(probe("-show_streams", raw).streams?.[0]).toMatchObject(colors);
        expect(bytes.indexOf("colr")).toBeGreaterThan(0);
        expect(bytes.indexOf("moov")).toBeLessThan(bytes.indexOf("mdat"));
        expect(bytes.indexOf("elst")).toBe(-1);
        const picture = execFileSync("ffmpeg", ["-v", "error", "-i", path, "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"], {
          maxBuffer: 1 << 25,
        });
        const middle = ((height / 2) * width + width / 2) * 3;
        const [red = 0, green = 255, blue = 255] = picture.subarray(middle, middle + 3);
        // A browser's own encoder decides how precisely it rounds: one step of Cb or Cr is two of red, green or blue. Another matrix is
        // more than 15 away.
        const tolerance = video.engine === "ffmpeg" ? 2 : 5;
        expect(red).toBeGreaterThanOrEqual(255 - tolerance);
        expect(Math.max(green, blue)).toBeLessThanOrEqual(tolerance);
      });
  } finally {
    await server.close();
  }
});
