import { expect, test } from "vitest";
import { createActor, createScenario } from "@/core/document";
import { initialSettings, withReading } from "./settings";
import { addImported, scenarioOf } from "./imported";

const actor = (id: string, trackId: number, x = 100) =>
  createActor({ id, type: "vehicle", trackId, startFrame: 0, endFrame: 20, waypoints: [{ x, y: 100 }] });
const video = { id: "s", name: " ", width: 640, height: 360, fps: 25 };

test("imported actors become a new scenario, or join the open one under free ids as one step", () => {
  const own = scenarioOf({ actors: [actor("a", 3)], ignoreRegions: [], frames: 20, background: null }, video);
  expect([own.name, own.video.durationFrames, own.actors.map(({ trackId }) => trackId)]).toEqual(["Imported annotations", 20, [3]]);
  const open = createScenario({
    id: "open",
    video: { width: 640, height: 360, fps: 30, durationFrames: 10 },
    actors: [{ ...actor("a", 3), endFrame: 10 }],
  });
  const joined = addImported({ actors: [actor("a", 3)], ignoreRegions: [], frames: 20, background: null }, open).apply(open);
  expect(joined.actors.map(({ id, trackId }) => [id, trackId])).toEqual([
    ["a", 3],
    ["a-2", 0],
  ]);
  expect(joined.video.durationFrames).toBe(20);
  expect([own, joined].map((scenario) => "ignoreRegions" in scenario)).toEqual([false, false]);
  const ignoreRegions = [{ startFrame: 0, endFrame: 9, x: 10, y: 20, width: 30, height: 40 }];
  const again = addImported({ actors: [], ignoreRegions, frames: 20, background: null }, joined).apply(joined);
  expect(addImported({ actors: [], ignoreRegions, frames: 20, background: null }, again).apply(again).ignoreRegions).toEqual([
    ...ignoreRegions,
    ...ignoreRegions,
  ]);
  expect(scenarioOf({ actors: [actor("a", 3)], ignoreRegions, frames: 20, background: null }, video).ignoreRegions).toEqual(ignoreRegions);
});

test("a reading chosen later determines size and rate of its video, and earlier choices stay", () => {
  const asked = {
    format: "coco" as const,
    video: {},
    classes: [],
    tracks: 0,
    boxes: 0,
    frames: 0,
    firstFrame: 0,
    questions: [],
    problems: [],
  };
  const before = { ...initialSettings(asked, "a.json"), choices: { car: "vehicle:van" } };
  expect([before.width, before.height, before.fps]).toEqual([1280, 720, 30]);
  const classes = ["car", "person"].map((label) => ({ label, tracks: 1, boxes: 1, suggested: null }));
  expect(withReading(before, { video: { width: 640, height: 360, fps: 25 }, classes })).toMatchObject({
    width: 640,
    height: 360,
    fps: 25,
    choices: { car: "vehicle:van", person: "" },
  });
});

test("what could not be saved is refused by its place before anything is opened or changed", () => {
  const broken = { actors: [actor("a", 0, 200_000)], ignoreRegions: [], frames: 20, background: null };
  expect(() => scenarioOf(broken, video)).toThrow(/actors\[0\]\.trajectory\.waypoints\[0\]\.x/);
  expect(() => addImported(broken, createScenario({ id: "open" }))).toThrow(/actors\[\d+\]\.trajectory\.waypoints\[0\]\.x/);
});
