import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { decode } from "fast-png";
import { serializeScenario, withCondition } from "@/core/document";
import { streetScenario } from "@/render/road/testing/streetScenario";
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

type Annotation = { frame: number; track_id: number; visible_box: { x: number; y: number; width: number; height: number } | null };

test("in style instances, the pixels of every actor lie exactly where the truth says", () => {
  const frames = 24;
  const file = join(folder, "street.json");
  writeFileSync(file, serializeScenario(streetScenario("dashcam", { ...video, durationFrames: frames })));
  const out = join(folder, "instances");
  jaywalk("render", file, "--style", "instances", "--images", "png", "--weather", "fog:1", "--formats", "yolo", "--out", out);
  const { annotations } = JSON.parse(readFileSync(join(out, "ground_truth.json"), "utf8")) as {
    annotations: (Annotation & { pixels_seen?: number })[];
  };
  const images = join(out, "annotations", "yolo", "images", "train");
  const names = readdirSync(images).sort();
  expect(names).toHaveLength(frames);
  let seen = 0;
  names.forEach((name, frame) => {
    const { data, width, channels } = decode(readFileSync(join(images, name)));
    const found = new Map<string, { pixels: number; left: number; top: number; right: number; bottom: number }>();
    for (let at = 0; at < data.length; at += channels) {
      const color = Array.from(data.slice(at, at + 3)).join(" ");
      if (color === "0 0 0") continue;
      const [x, y] = [(at / channels) % width, Math.floor(at / channels / width)];
      const known = found.get(color) ?? { pixels: 0, left: x, top: y, right: x + 1, bottom: y + 1 };
      found.set(color, {
        pixels: known.pixels + 1,
        left: Math.min(known.left, x),
        top: known.top,
        right: Math.max(known.right, x + 1),
        bottom: y + 1,
      });
    }
    for (const { track_id, visible_box, pixels_seen } of annotations.filter((annotation) => annotation.frame === frame)) {
      const color = `${(track_id + 1) & 255} ${(track_id + 1) >> 8} 255`;
      const area = found.get(color);
      found.delete(color);
      const box = area ? { x: area.left, y: area.top, width: area.right - area.left, height: area.bottom - area.top } : null;
      expect(box, `frame ${frame}, track ${track_id}`).toEqual(visible_box);
      if (pixels_seen !== undefined) expect(area?.pixels ?? 0, `frame ${frame}, track ${track_id}`).toBe(pixels_seen);
      if (area) seen++;
    }
    expect([...found.keys()], `frame ${frame}: nobody else`).toEqual([]);
  });
  expect(seen).toBeGreaterThan(frames);
});
