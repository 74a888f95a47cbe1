import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { decode } from "fast-png";
import { HeadlessSession } from "@/cli/headless/session";
import { createCamera, serializeScenario, withCondition, withFrameRate } from "@/core/document";
import { ROAD_PRESETS } from "@/presets";
import { streetScenario } from "@/render/road/testing/streetScenario";
import { areasByColor } from "./support/actorAreas";
import { jaywalk } from "./support/commandLine";
import { digestsIn, frameDigests } from "./support/frameDigests";

const folder = mkdtempSync(join(tmpdir(), "jaywalk-road-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const video = { width: 320, height: 180, fps: 30, durationFrames: 160 };

test("a road scenario is the same for one, two and four workers as in Node, and its lossless video decodes to that", async () => {
  const scenario = withCondition(streetScenario("dashcam", video), "rainy", 0.7);
  const file = join(folder, "wet.json");
  writeFileSync(file, serializeScenario(scenario));
  const inNode = await frameDigests(scenario, { start: 0, end: video.durationFrames });
  expect(new Set(inNode).size).toBe(video.durationFrames);
  for (const workers of ["1", "2", "4"]) {
    const out = join(folder, `wet-${workers}`);
    jaywalk("render", file, "--quality", "lossless", "--formats", "none", "--workers", workers, "--out", out);
    expect(digestsIn(readFileSync(join(out, "frames.md5"), "utf8")), `${workers} workers`).toEqual(inNode);
  }
  const decoded = execFileSync("ffmpeg", ["-v", "error", "-i", join(folder, "wet-2", "video.mp4"), "-f", "framemd5", "-"], {
    encoding: "utf8",
  });
  expect(digestsIn(decoded)).toEqual(inNode);
});

type Annotation = {
  frame: number;
  track_id: number;
  visible_box: { x: number; y: number; width: number; height: number } | null;
  pixels_seen: number;
};

/** The annotations of a bundle, whose frames' pixels are compared with them. */
function truthOf(directory: string) {
  const { annotations } = JSON.parse(readFileSync(join(directory, "ground_truth.json"), "utf8")) as { annotations: Annotation[] };
  return {
    annotations,
    /** Compares a frame in style instances. @param data bytes, red, green and blue first @returns how many actors are seen in it */
    compare(frame: number, data: ArrayLike<number>, width: number, channels: number): number {
      const found = areasByColor(data, width, channels);
      let seen = 0;
      for (const { track_id, visible_box, pixels_seen } of annotations.filter((annotation) => annotation.frame === frame)) {
        const color = `${(track_id + 1) & 255} ${(track_id + 1) >> 8} 255`;
        const area = found.get(color);
        found.delete(color);
        const box = area ? { x: area.left, y: area.top, width: area.right - area.left, height: area.bottom - area.top } : null;
        expect(box, `frame ${frame}, track ${track_id}`).toEqual(visible_box);
        expect(area?.pixels ?? 0, `frame ${frame}, track ${track_id}`).toBe(pixels_seen);
        if (area) seen++;
      }
      expect([...found.keys()], `frame ${frame}: nobody else`).toEqual([]);
      return seen;
    },
  };
}

test("in style instances, the pixels of every actor lie exactly where the truth says", () => {
  const frames = 24;
  const file = join(folder, "street.json");
  writeFileSync(file, serializeScenario(streetScenario("dashcam", { ...video, durationFrames: frames })));
  const out = join(folder, "instances");
  jaywalk("render", file, "--style", "instances", "--images", "png", "--weather", "fog:1", "--formats", "yolo", "--out", out);
  const truth = truthOf(out);
  const images = join(out, "annotations", "yolo", "images", "train");
  const names = readdirSync(images).sort();
  expect(names).toHaveLength(frames);
  let seen = 0;
  names.forEach((name, frame) => {
    const { data, width, channels } = decode(readFileSync(join(images, name)));
    seen += truth.compare(frame, data, width, channels);
  });
  expect(seen).toBeGreaterThan(frames);
});

test("in the decoded lossless video of every road preset, each actor has the very pixels that the truth tells", async () => {
  test.setTimeout(180_000);
  const session = await HeadlessSession.open(fileURLToPath(new URL("../dist", import.meta.url)));
  try {
    for (const { id, scenario } of ROAD_PRESETS)
      await test.step(id, async () => {
        // One frame a second shows the whole course of events in a short video.
        const slow = withFrameRate(scenario, 1);
        const { width, height, durationFrames: frames } = slow.video;
        const out = join(folder, id);
        await session.export({ scenario: slow, engine: "ffmpeg", quality: "lossless", instances: true, formats: [] }, out, () => undefined);
        const truth = truthOf(out);
        const file = join(out, "video.mp4");
        const raw = { encoding: "buffer", maxBuffer: 2 ** 30 } as const;
        const pixels = execFileSync("ffmpeg", ["-v", "error", "-i", file, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"], raw);
        const frameBytes = 3 * width * height;
        expect(pixels.length).toBe(frames * frameBytes);
        let seen = 0;
        for (let frame = 0; frame < frames; frame++)
          seen += truth.compare(frame, pixels.subarray(frame * frameBytes, (frame + 1) * frameBytes), width, 3);
        expect(seen).toBeGreaterThan(frames / 2);
        const digests = execFileSync("ffmpeg", ["-v", "error", "-i", file, "-f", "framemd5", "-"], { encoding: "utf8" });
        expect(digestsIn(digests)).toEqual(digestsIn(readFileSync(join(out, "frames.md5"), "utf8")));
      });
  } finally {
    await session.close();
  }
});

test("several cameras of a road in one export, with maps of pixels: the same bytes with one worker and two, and no findings", () => {
  const scenario = streetScenario("dashcam", { ...video, durationFrames: 12 });
  const pole = { ...createCamera("roadside", video), id: "pole" };
  const road = scenario.road && { ...scenario.road, cameras: [...scenario.road.cameras, pole] };
  const file = join(folder, "cameras.json");
  writeFileSync(file, serializeScenario({ ...scenario, ...(road && { road }) }));
  const [one, two] = [1, 2].map((workers) => {
    const out = join(folder, `cameras-${workers}`);
    jaywalk("render", file, "--cameras", "all", "--formats", "coco,instance,depth,flow", "--workers", String(workers), "--out", out);
    return out;
  });
  if (one === undefined || two === undefined) throw new Error("both renders are needed");
  expect(readFileSync(join(one, "manifest.json")).equals(readFileSync(join(two, "manifest.json")))).toBe(true);
  const cameras = readdirSync(join(one, "cameras"));
  expect(cameras.sort()).toEqual(road?.cameras.map(({ id }) => id).sort());
  for (const camera of cameras) expect(readdirSync(join(one, "cameras", camera, "annotations/pixels/flow"))).toHaveLength(11);
  expect(jaywalk("lint", one)).toContain("no problems found");
});
