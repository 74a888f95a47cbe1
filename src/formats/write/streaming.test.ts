import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { ACTOR_TYPES } from "@/core/document";
import { groundTruthJson, type GroundTruthRecord } from "@/core/truth";
import type { AnnotationSource } from "../types";
import { DEFAULT_WRITE_OPTIONS } from "../types";
import { DEFAULT_FORMATS } from "./formatIds";
import { writeAnnotations } from "./writeAnnotations";

const FRAMES = 6_000;
const ACTORS = 50;
const MEBIBYTE = 1024 * 1024;

/** More than three minutes at 30 frames per second with 50 actors that are all in the picture: 300,000 records, generated on demand. */
const source: AnnotationSource = {
  video: { name: "long", width: 1280, height: 720, fps: 30, totalFrames: FRAMES },
  tracks: Array.from({ length: ACTORS }, (_, trackId) => ({
    trackId,
    type: ACTOR_TYPES[trackId % 4] ?? "pedestrian",
    name: `Actor ${trackId}`,
    model: "adult",
  })),
  *frames() {
    for (let frame = 0; frame < FRAMES; frame++)
      yield { frame, weather: [{ condition: "sunny", intensity: 0.5 }], records: recordsAt(frame) };
  },
};

function recordsAt(frame: number): GroundTruthRecord[] {
  return Array.from({ length: ACTORS }, (_, track_id) => {
    const x = (frame + track_id * 23) % 1200;
    const box = { x, y: 10 + track_id * 12, width: 30, height: 80 };
    const visibility = (frame % 90) / 90;
    return {
      frame,
      timestamp: frame / 30,
      object_type: ACTOR_TYPES[track_id % 4] ?? "pedestrian",
      bounding_box: box,
      visible_box: box,
      confidence: 0.85 * visibility,
      track_id,
      visible: visibility > 0.5,
      visibility,
      truncation: 0,
      occluded_by: [],
    };
  });
}

test("minutes with 50 actors in every format of a bundle, and the ground truth, do not fill memory", { timeout: 240_000 }, () => {
  setFlagsFromString("--expose_gc");
  const collect = runInNewContext("gc") as () => void;
  const used = () => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return { heap: heapUsed / MEBIBYTE, buffers: arrayBuffers / MEBIBYTE };
  };
  const before = used();
  const most = { heap: 0, buffers: 0, part: 0 };
  let written = 0;
  let nextLook = 0;
  const take = (text: string) => {
    written += text.length;
    most.part = Math.max(most.part, text.length);
    if (written < nextLook) return;
    nextLook = written + 48 * MEBIBYTE;
    const now = used();
    most.heap = Math.max(most.heap, now.heap - before.heap);
    most.buffers = Math.max(most.buffers, now.buffers - before.buffers);
  };
  for (const { text } of writeAnnotations(source, DEFAULT_FORMATS, DEFAULT_WRITE_OPTIONS)) take(text);
  function* records() {
    for (const frame of source.frames()) yield frame.records;
  }
  for (const text of groundTruthJson({ width: 1280, height: 720, fps: 30, total_objects: ACTORS, total_frames: FRAMES }, records()))
    take(text);

  expect(written).toBeGreaterThan(300 * MEBIBYTE);
  expect(most.part).toBeLessThan(MEBIBYTE);
  // CVAT is ordered by track, but frames come in order of time: 40 bytes per box wait in typed arrays, which grow by doubling.
  expect(most.buffers).toBeLessThan(60);
  expect(most.heap).toBeLessThan(24);
});
