import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LIMITS, createActor, createScenario, validateScenario } from "@/core/document";
import { frameState } from "@/core/scene";
import { readAnnotations } from "../read/readAnnotations";
import { scenarioSource } from "../scenarioSource";
import { inputFiles, textFile, written } from "../testing/bundle";
import { importedTracks, tracksOf } from "../testing/compare";
import { anySource } from "../testing/randomSource";
import { fitTracks, suggestMapping } from "./fitTracks";
import { importedVideo } from "./importedVideo";

/** The scenario that an import becomes. */
function scenarioOf(imported: Awaited<ReturnType<typeof readAnnotations>>, tolerance: number) {
  const { width = 1280, height = 720, fps = 30, totalFrames = 300 } = imported.video;
  const fitted = fitTracks(imported, { frame: { width, height }, tolerance, mapping: suggestMapping(imported) });
  return {
    fitted,
    scenario: validateScenario(
      createScenario({ id: "s", video: { width, height, fps, durationFrames: totalFrames }, actors: fitted.actors }),
    ),
  };
}

describe("imported tracks as actors", () => {
  test("at tolerance 0, annotations of any shape and with gaps are reproduced exactly at every frame of the scenario", async () => {
    await fc.assert(
      fc.asyncProperty(anySource, async (source) => {
        const video = { ...source.video, width: Math.max(64, source.video.width), height: Math.max(64, source.video.height) };
        const imported = await readAnnotations(inputFiles(written({ ...source, video }, "openlabel")));
        const { fitted, scenario } = scenarioOf(imported, 0);
        expect(fitted.exactBoxes).toBe(fitted.boxes);
        expect(tracksOf(scenarioSource(scenario))).toEqual(importedTracks(imported));
      }),
      { numRuns: 60 },
    );
  });

  test("at a tolerance, no corner and no side is off by more, and there are no more waypoints", async () => {
    await fc.assert(
      fc.asyncProperty(anySource, fc.integer({ min: 1, max: 20 }), async (source, tolerance) => {
        const imported = await readAnnotations(inputFiles(written(source, "openlabel")));
        const { fitted, scenario } = scenarioOf({ ...imported, video: { ...imported.video, width: 1280, height: 720 } }, tolerance);
        expect(fitted.waypoints).toBeLessThanOrEqual(
          scenarioOf({ ...imported, video: { ...imported.video, width: 1280, height: 720 } }, 0).fitted.waypoints,
        );
        for (const { trackId, boxes } of imported.tracks)
          for (const box of boxes) {
            const body = frameState(scenario, box.frame).bodies.find(
              (candidate) => candidate.kind === "actor" && candidate.trackId === trackId,
            );
            for (const side of ["x", "y", "width", "height"] as const)
              if (body) expect(Math.abs(body.box[side] - box[side])).toBeLessThanOrEqual(tolerance);
          }
      }),
      { numRuns: 40 },
    );
  });

  test("a tolerance does not make a box smaller than the factors of a waypoint can", async () => {
    // Heights by frame; the least that a waypoint can make of 76 pixels is 1.5.
    const heights = { 0: 76, 2: 50, 3: 9, 4: 3, 6: 4, 7: 5, 10: 6, 11: 7, 14: 51, 17: 8, 18: 10, 19: 11, 20: 12, 21: 13 };
    const rows = Object.entries(heights)
      .map(([frame, height]) => `${Number(frame) + 1},1,1,${2 - height},1,${height},1,1,1`)
      .join("\n");
    const imported = await readAnnotations([textFile("gt/gt.txt", rows)]);
    for (const tolerance of [1, 2, 5, 11, 20]) {
      const { actors } = fitTracks(imported, { frame: { width: 640, height: 480 }, tolerance, mapping: suggestMapping(imported) });
      const scenario = createScenario({ id: "s", video: { width: 640, height: 480, fps: 30, durationFrames: 22 }, actors });
      for (const box of imported.tracks[0]?.boxes ?? []) {
        const body = frameState(scenario, box.frame).bodies[0];
        for (const side of ["x", "y", "width", "height"] as const)
          if (body)
            expect(Math.abs(body.box[side] - box[side]), `${tolerance}, frame ${box.frame}, ${side}`).toBeLessThanOrEqual(tolerance);
      }
    }
  });

  test("straight movement at constant speed becomes two waypoints, whatever fractions of pixels it was rounded from", async () => {
    // At whole speeds, the specification's own doubles are occasionally just below whole pixels; 997 is prime.
    const speed = fc
      .integer({ min: -6000, max: 6000 })
      .filter((steps) => steps % 997 !== 0)
      .map((steps) => steps / 997);
    await fc.assert(
      fc.asyncProperty(speed, speed, async (speedX, speedY) => {
        const actor = createActor({
          id: "a",
          type: "cyclist",
          trackId: 5,
          startFrame: 10,
          endFrame: 110,
          waypoints: [
            { x: 640, y: 360 },
            { x: 640 + speedX * 100, y: 360 + (speedY * 100) / 3 },
          ],
        });
        const source = scenarioSource(createScenario({ id: "s", actors: [actor] }));
        const { fitted } = scenarioOf(await readAnnotations(inputFiles(written(source, "mot"))), 0);
        expect(fitted.exactBoxes).toBe(100);
        expect(fitted.waypoints).toBeLessThanOrEqual(3);
      }),
      { numRuns: 40 },
    );
  });

  test("tracks without a type or room, or with another size, are listed", async () => {
    const rows = ["1,1,10,10,20,40,1,1,1", "2,1,12,10,20,40,1,1,1", "4,1,18,10,20,40,1,1,1", "1,2,50,50,10.5,10,1,12,1"].join("\n");
    const imported = await readAnnotations([textFile("gt/gt.txt", rows)]);
    const { actors, problems } = fitTracks(imported, {
      frame: { width: 640, height: 480 },
      tolerance: 0,
      mapping: suggestMapping(imported),
    });
    expect(actors).toHaveLength(1);
    expect(actors[0]?.trackId).toBe(0);
    expect(problems.map(({ place, message }) => `${place}: ${message}`)).toEqual([
      'track 1: "reflection" is not an actor type; the track was left out',
      "track 0: absent at frame 2",
    ]);
    const withAll = fitTracks(
      { ...imported, video: { width: 1920, height: 1080 } },
      { frame: { width: 640, height: 480 }, tolerance: 0, mapping: { pedestrian: null, reflection: { type: "vehicle" } } },
    );
    expect(withAll.actors.map(({ type, trackId }) => [type, trackId])).toEqual([["vehicle", 1]]);
    expect(withAll.problems.map(({ message }) => message)).toContain(
      "the boxes are for a video of 1920 × 1080 pixels, but the scenario is 640 × 480",
    );
    expect(withAll.problems.map(({ message }) => message)).toContain("1 box has fractional pixels");
  });

  test("fractions of pixels are one note for all tracks, and advice names no option of the command line", async () => {
    const rows = [1, 2].map((id) => `1,${id},10.5,10,20,40,1,${id === 1 ? 1 : 12},1`).join("\n");
    const imported = await readAnnotations([textFile("gt/gt.txt", rows)]);
    const { problems } = fitTracks(imported, {
      frame: { width: 640, height: 480 },
      tolerance: 0,
      mapping: { pedestrian: { type: "pedestrian" }, reflection: { type: "vehicle" } },
    });
    expect(problems).toMatchObject([{ place: "", message: "2 boxes have fractional pixels" }]);
    const unknown = fitTracks(imported, { frame: { width: 640, height: 480 }, tolerance: 0, mapping: {} }).problems;
    const all = [...imported.problems, ...unknown, ...importedVideo(imported).notes];
    expect(all.map(({ option }) => option)).toEqual(
      expect.arrayContaining(["--reading first-pixel=0", "--class NAME=TYPE", "--size WxH", "--fps N"]),
    );
    for (const { message, advice } of all) expect(`${message} ${advice}`).not.toContain("--");
  });

  test.each([
    [641, 361, 642, 362],
    [40, 30, 64, 64],
    [10_000, 700, LIMITS.width.max, 700],
  ])("a video of %i × %i is not asked for a size that no scenario can have: it has %i × %i", (width, height, wide, high) => {
    const track = { trackId: 1, label: "pedestrian", boxes: [{ frame: 0, x: 1, y: 1, width: 5, height: 9 }] };
    const imported = { tracks: [track], video: { width, height } };
    const fit = (frame: { width: number; height: number }) =>
      fitTracks(imported, { frame, tolerance: 0, mapping: suggestMapping(imported) });
    expect(fit({ width: wide, height: high }).problems).toEqual([]);
    expect(fit({ width: wide, height: high + 2 }).problems).toMatchObject([{ severity: "warning", message: /^the boxes are for a video/ }]);
  });

  test("boxes at the limit of the coordinates become a scenario that can be saved, at any tolerance; those beyond are listed", async () => {
    const corners = [
      [99_900, 99_900, 100, 100],
      [-100_000, -100_000, 100, 100],
      [99_999.9, 99_999.9, 0.1, 0.1],
      [90_000, 99_980, 2, 20],
    ];
    const rows = [...corners, [99_999, 0, 2, 2], [0, 100_000, 2, 2]].flatMap((box, id) =>
      [1, 2, 3].map((frame) => `${frame},${id + 1},${box.join()},1,1,1`),
    );
    const imported = await readAnnotations([textFile("gt/gt.txt", rows.join("\n"))], { readings: { "first-pixel": "0" } });
    expect(imported.tracks.map(({ trackId }) => trackId)).toEqual([0, 1, 2, 3]);
    expect(imported.problems.filter(({ message }) => message === "the box extends beyond 100000 pixels")).toHaveLength(6);
    for (const tolerance of [0, 1, 20]) expect(scenarioOf(imported, tolerance).scenario.actors).toHaveLength(4);
  });

  test("a file of 5,000 rows of wandering boxes is fitted exactly", async () => {
    const rows: string[] = [];
    for (let frame = 1; frame <= 500; frame++)
      for (let id = 1; id <= 10; id++) {
        const wobble = (frame * 7919 * id) % 5;
        const place = [100 + ((frame * (id + 3)) >> 2) + wobble, 200 + wobble + id * 9];
        rows.push([frame, id, ...place, 40 + (frame >> 6), 80 + ((frame * id) >> 7), 1, 1, 1].join());
      }
    const imported = await readAnnotations([textFile("gt/gt.txt", rows.join("\n"))]);
    const fitted = fitTracks(imported, { frame: { width: 1280, height: 720 }, tolerance: 0, mapping: suggestMapping(imported) });
    expect([fitted.boxes, fitted.exactBoxes]).toEqual([5000, 5000]);
    const loose = fitTracks(imported, { frame: { width: 1280, height: 720 }, tolerance: 3, mapping: suggestMapping(imported) });
    expect(loose.waypoints).toBeLessThan(fitted.waypoints / 20);
  });
});
