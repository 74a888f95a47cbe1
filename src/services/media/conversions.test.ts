import { expect, it } from "vitest";
import { CONVERSIONS, sheetFrames, type SourceVideo } from "./conversions";
import { framesDone } from "./convertVideo";

const source: SourceVideo = { width: 854, height: 480, fps: 29.97, frames: 300, quality: "high" };
const runsOf = (id: string, changed: Partial<SourceVideo> = {}) => {
  const conversion = CONVERSIONS.find((known) => known.id === id);
  return conversion?.runs({ ...source, ...changed }, "/input/file.mp4", "/output").map((run) => run.join(" ")) ?? [];
};

it("copies frames where the container allows it, and encodes them again where not", () => {
  for (const id of ["mov", "mkv"]) expect(runsOf(id)).toEqual([expect.stringContaining("-c copy")]);
  expect(runsOf("avi")[0]).toContain("-c:v mjpeg");
  expect(runsOf("half")[0]).toContain("scale=428:240");
});

it("says that a lossless video does not play in QuickTime, whatever its container", () => {
  const mov = CONVERSIONS.find(({ id }) => id === "mov");
  expect(mov?.describe(source)).toBe("QuickTime, the same frames");
  expect(mov?.describe({ ...source, quality: "lossless" })).toBe("The same frames; lossless does not play in QuickTime");
  const half = CONVERSIONS.find(({ id }) => id === "half");
  expect(half?.describe(source)).toBe("428 × 240 px, encoded again");
});

it("makes a GIF in two runs that hold no frames in memory, never larger or faster than the video", () => {
  expect(runsOf("gif")).toEqual([expect.stringContaining("fps=10,scale=480:270"), expect.stringContaining("paletteuse")]);
  expect(runsOf("gif", { width: 320, height: 180, fps: 5 })[0]).toContain("fps=5,scale=320:180");
});

it("spreads a contact sheet over the whole video, and takes every frame of a short one", () => {
  const long = sheetFrames({ frames: 300 });
  expect([long.length, long[0], long.at(-1)]).toEqual([20, 0, 299]);
  expect(new Set(long).size).toBe(20);
  expect(sheetFrames({ frames: 3 })).toEqual([0, 1, 2]);
  expect(sheetFrames({ frames: 1 })).toEqual([0]);
  expect(runsOf("sheet", { frames: 3 })[0]).toContain("tile=3x1");
});

it("reads how far ffmpeg is from what it logs", () => {
  expect(framesDone("frame=   52 fps= 24 q=3.0 size=     256kB time=00:00:01.70 bitrate=1232.9kbits/s speed=0.79x")).toBe(52);
  expect(framesDone("Output #0, gif, to '/output':")).toBeNull();
});
