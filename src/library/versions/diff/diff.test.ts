import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createActor,
  createOccluder,
  createRoadActor,
  createRoadScenario,
  createScenario,
  serializeScenario,
  type WholeScenario,
  type Waypoint,
} from "@/core/document";
import { settled } from "@/core/relations";
import { usualRoadPlan } from "@/core/world/roads";
import { driverPosesSchema } from "@/core/driver/schema";
import { frameState } from "@/core/scene";
import { groundTruthFrames, groundTruthOf, type GroundTruthRecord } from "@/core/truth";
import type { FrameRange } from "@/core/timeline";
import { MemoryVersions } from "../testMemory";
import { Versions } from "../versions";
import { describeFrames, describeTrack, describeVersionDiff } from "./describe";
import { diffFrames } from "./frameDiff";
import { diffScenarios, diffWaypoints } from "./scenarioDiff";
import { TrackCollector } from "./trackFrames";
import { diffSides, sideOfPresent, sideOfVersion } from "./versionDiff";

const walk = (waypoints: Waypoint[], parts: Partial<WholeScenario> = {}): WholeScenario =>
  createScenario({
    id: "walk",
    name: "Walk",
    video: { width: 320, height: 180, fps: 10, durationFrames: 40 },
    actors: [
      createActor({ id: "walker", trackId: 3, type: "pedestrian", name: "Walker", startFrame: 0, endFrame: 40, waypoints }),
      createActor({ id: "other", trackId: 4, type: "vehicle", name: "Car", startFrame: 0, endFrame: 40, waypoints: [{ x: 40, y: 60 }] }),
    ],
    ...parts,
  });

const START = { x: 100, y: 150 };
const driver = createActor({
  ...{ id: "driver", trackId: 3, type: "distracted_driver", name: "Driver", startFrame: 0, endFrame: 40 },
  waypoints: [{ x: 160, y: 170 }],
});
const distracted = walk([], { scene: { kind: "in_cabin", variant: 1 }, actors: [driver] });
const base = walk([START, { x: 150, y: 150, at: 20 }, { x: 200, y: 150 }]);

describe("the comparison of versions", () => {
  it("reads one file at a time, however many were added", async () => {
    let open = 0;
    const entries = Array.from({ length: 50 }, (_, index) => ({ path: `${index}.json`, sha256: `${index}`, size: 2 }));
    const read = async () => {
      expect(++open).toBe(1);
      await Promise.resolve();
      open--;
      return "{}";
    };
    const none = { entries: [], read };
    expect((await diffSides(none, { entries, read })).added).toHaveLength(50);
    expect((await diffSides({ entries, read }, none)).removed).toHaveLength(50);
  });

  it("tells what an actor waits for, but not how long that makes it wait, which is worked out", async () => {
    const passing = (speed: number) => {
      const waiting = walk([
        { ...START, until: { when: "travelled", actor: "other", distance: 20 } },
        { x: 200, y: 150 },
      ]);
      const actors = waiting.actors.map((actor) =>
        actor.id === "other"
          ? {
              ...actor,
              trajectory: {
                ...actor.trajectory,
                waypoints: [
                  { x: 40, y: 60 },
                  { x: 40 + speed, y: 60 },
                ],
              },
            }
          : actor,
      );
      return settled({ ...waiting, actors });
    };
    const [slow, fast] = [passing(40), passing(100)];
    const waits = [slow, fast].map(({ actors }) => actors[0]?.trajectory.waypoints[0]?.wait);
    expect(waits[0]).toBeGreaterThan(Number(waits[1]));
    expect(slow.actors[0]?.endFrame).toBeGreaterThan(fast.actors[0]?.endFrame ?? Infinity);
    const diff = await diffScenarios(slow, fast);
    expect(diff.actors.changed.map(({ id }) => id)).toEqual(["other"]);
    expect(diff.frames.tracks.map(({ trackId }) => trackId)).toContain(3);
    const { actors } = await diffScenarios(slow, passing(40));
    expect(actors.changed).toEqual([]);
  });

  it("lists what changed in a scenario, and the frames and boxes that change with it", async () => {
    const memory = new MemoryVersions();
    const versions = new Versions(memory.storage, memory, () => new Date("2030-01-01T00:00:00Z"));
    memory.files
      .set("scenarios/walk.json", serializeScenario(base))
      .set("scenarios/old.json", serializeScenario({ ...base, id: "old", name: "Old" }));
    memory.files.set("notes.txt", "one").set("moved.txt", "moved");
    const first = await versions.create({ name: "1.0.0" });
    const changed: WholeScenario = {
      ...walk([START, { x: 150, y: 150, at: 20 }, { x: 200, y: 170 }]),
      weather: [...base.weather, { frame: 30, condition: "fog", intensity: 0.5, fadeFrames: 0 }],
      light: [
        { frame: 0, condition: "day", intensity: 1, fadeFrames: 0 },
        { frame: 35, condition: "dusk", intensity: 0.5, fadeFrames: 0 },
      ],
      occluders: [createOccluder({ id: "wall", kind: "wall", name: "Wall", x: 300, y: 60, size: { width: 20, height: 20 } })],
    };
    memory.files.set("scenarios/walk.json", serializeScenario(changed)).set("notes.txt", "two!").set("elsewhere.txt", "moved");
    memory.files.delete("scenarios/old.json");
    memory.files.delete("moved.txt");

    const diff = await diffSides(await sideOfVersion(versions, first), await sideOfPresent(versions));
    expect(describeVersionDiff(diff)).toEqual([
      "- scenarios/old.json (scenario “Old”)",
      "> moved.txt is now elsewhere.txt",
      "~ notes.txt (3 → 4 bytes)",
      "~ scenarios/walk.json",
      "  scenario “Walk”",
      "    weather at frame 30: none → fog 0.5",
      "    light at frame 0: none → day 1",
      "    light at frame 35: none → dusk 0.5",
      "    actor “Walker” (track 3)",
      "      waypoint 2: (200, 150) → (200, 170)",
      "    occluder “Wall” added",
      "    pictures change at 40 frames (0–39)",
      "    weather or light changes at 10 frames (30–39)",
      "    ground truth changes at 19 frames (21–39)",
      "      track 3 (pedestrian): box at 19 frames (21–39), by up to 19 px",
      "0 files unchanged",
    ]);
  });

  it("reports a change of depth order as a change of visibility, not of boxes", async () => {
    const wall = createOccluder({ id: "wall", kind: "wall", x: 150, y: 160, size: { width: 20, height: 60 } });
    const { frames } = await diffScenarios(base, { ...base, occluders: [wall] });
    const [track, second] = frames.tracks;
    expect(second).toBeUndefined();
    expect(track).toMatchObject({ trackId: 3, boxes: [], appears: [], disappears: [], largestShift: 0 });
    expect(track?.visibility.length).toBe(1);
    expect(frames.labels).toEqual(track?.visibility);
  });

  it("notices every key of the document, each as itself, and those that are drawn in the pictures", async () => {
    const { road } = createRoadScenario({ id: "road", plan: usualRoadPlan("street"), video: base.video });
    const picture = { name: "p.png", mediaType: "image/png", width: 1, height: 1, sha256: "a".repeat(64), data: "data:," } as const;
    // The type does not compile if a key is missing here.
    const changes: Record<keyof Omit<WholeScenario, "schemaVersion">, [change: Partial<WholeScenario>, isDrawn: boolean]> = {
      id: [{ id: "other" }, false],
      name: [{ name: "Other" }, false],
      description: [{ description: "Other" }, false],
      seed: [{ seed: 9 }, true],
      style: [{ style: "schematic" }, true],
      video: [{ video: { ...base.video, width: 640 } }, true],
      camera: [{ camera: { model: "M", view: "front", lens: "wide", signal: "HDMI" } }, false],
      scene: [{ scene: { kind: "residential", variant: 3 } }, true],
      road: [{ road }, true],
      sensor: [{ sensor: { exposure: 1, noise: 0, motionBlur: 0, lensDrops: 0, vignetting: 0, rollingShutter: 0 } }, true],
      weather: [{ weather: [{ frame: 0, condition: "snow", intensity: 1, fadeFrames: 0 }] }, true],
      light: [{ light: [{ frame: 0, condition: "night", intensity: 1, fadeFrames: 0 }] }, true],
      actors: [{ actors: [] }, true],
      occluders: [{ occluders: [createOccluder({ id: "wall", kind: "wall", x: 60, y: 60 })] }, true],
      ignoreRegions: [{ ignoreRegions: [{ startFrame: 0, endFrame: 3, x: 1, y: 2, width: 3, height: 4 }] }, false],
      generators: [
        { generators: [{ id: "g", kind: "cyclist_crossing", startSeconds: 0, durationSeconds: 1, laneY: 5, confidenceBase: 1 }] },
        false,
      ],
      markers: [{ markers: [{ frame: 1, name: "m" }] }, false],
      parameters: [{ parameters: [{ name: "p", value: 1 }] }, false],
      expressions: [{ expressions: { seed: "1" } }, false],
      assets: [{ assets: { p: picture } }, true],
    };
    for (const [key, [change, isDrawn]] of Object.entries(changes)) {
      const diff = await diffScenarios(base, { ...base, ...change });
      const named = [
        ...diff.values.map(({ path }) => path),
        ...(diff.weather.length > 0 ? ["weather"] : []),
        ...(diff.light.length > 0 ? ["light"] : []),
        ...(diff.actors.removed.length > 0 ? ["actors"] : []),
        ...(diff.occluders.added.length > 0 ? ["occluders"] : []),
      ];
      expect(named.map((path) => /^\w+/.exec(path)?.[0])).toEqual(expect.arrayContaining([key]));
      expect([key, diff.frames.pictures.length > 0]).toEqual([key, isDrawn]);
    }
  });

  it("notices every key of an annotation, each as what it is", () => {
    const box = { x: 1, y: 2, width: 3, height: 4 };
    const box_3d: NonNullable<GroundTruthRecord["box_3d"]> = {
      ...{ center: [1, 2, 3], dimensions: { length: 1, width: 2, height: 3 }, heading: 0, camera_center: [1, 2, 3], corners_px: null },
    };
    const record: GroundTruthRecord = {
      ...{ frame: 0, timestamp: 0, object_type: "pedestrian", track_id: 1, confidence: 1, bounding_box: box, visible_box: box },
      ...{ visible: true, visibility: 1, truncation: 0, occluded_by: [], box_3d, distance: 5, velocity: [1, 0], relative_velocity: null },
      ...{ pixels_seen: 12, pixels_whole: 12, alpha: 0, rotation_y: 0 },
    };
    const [walker, driver] = [groundTruthOf(frameState(base, 0))[0], groundTruthOf(frameState(distracted, 0))[0]];
    // The type does not compile if a key is missing here.
    const changes: { [Key in keyof Required<GroundTruthRecord>]: [GroundTruthRecord[Key], as: string | null] } = {
      frame: [1, null],
      timestamp: [1, null],
      track_id: [2, "appears"],
      bounding_box: [{ ...box, width: 5 }, "boxes"],
      visible_box: [null, "visibility"],
      visible: [false, "visibility"],
      visibility: [0.5, "visibility"],
      truncation: [0.5, "visibility"],
      occluded_by: [["wall"], "visibility"],
      keypoints: [walker?.keypoints, "visibility"],
      pixels_seen: [6, "visibility"],
      pixels_whole: [13, "visibility"],
      object_type: ["cyclist", "object_type"],
      confidence: [0.5, "confidence"],
      driver: [driver?.driver, "driver"],
      box_3d: [{ ...box_3d, heading: 1 }, "box_3d"],
      distance: [6, "distance"],
      velocity: [[2, 0], "velocity"],
      relative_velocity: [[2, 0], "relative_velocity"],
      alpha: [1, "alpha"],
      rotation_y: [1, "rotation_y"],
    };
    for (const [key, [value, as]] of Object.entries(changes)) {
      expect(value, key).toBeDefined();
      const collector = new TrackCollector();
      expect([key, collector.compare(7, [record], [{ ...record, [key]: value }])]).toEqual([key, as !== null]);
      const [track] = collector.tracks.reverse();
      const { appears = [], boxes = [], visibility = [], keys = [] } = track ?? {};
      const found = Object.entries({ appears, boxes, visibility }).flatMap(([kind, ranges]) => (ranges.length > 0 ? [kind] : []));
      expect([key, ...found, ...keys]).toEqual(as === null ? [key] : [key, as]);
    }
  });

  it("tells of regions to ignore, frame by frame, and of what else differs in an annotation", async () => {
    const region = { startFrame: 5, endFrame: 15, x: 1, y: 2, width: 30, height: 40 };
    const { frames } = await diffScenarios(
      { ...base, ignoreRegions: [region] },
      {
        ...base,
        ignoreRegions: [
          { ...region, startFrame: 10 },
          { ...region, type: "cyclist", startFrame: 14 },
        ],
      },
    );
    expect([framesOf(frames.ignored), frames.labels, frames.tracks]).toEqual([[5, 6, 7, 8, 9, 14], frames.ignored, []]);
    expect(describeFrames(frames)).toEqual([
      "regions to ignore change at 6 frames (5–9, 14)",
      "ground truth changes at 6 frames (5–9, 14)",
    ]);
    const withEyes = (eyes: number) => ({
      ...distracted,
      actors: [{ ...driver, driverPoses: driverPosesSchema.parse([{ at: 0, eyes }]) }],
    });
    const looks = await diffScenarios(withEyes(1), withEyes(0.5));
    expect(looks.frames.tracks.map(describeTrack)).toEqual(["track 3 (distracted_driver): driver at 40 frames (0–39)"]);
    expect(describeFrames(looks.frames)).toContain("ground truth changes at 40 frames (0–39)");
  });

  it("tells of a road's scenery, which is drawn and hides actors, and of traffic that drives on the other side", async () => {
    const video = { width: 160, height: 90, fps: 10, durationFrames: 4 };
    const walker = createRoadActor({
      kind: "adult",
      id: "walker",
      trackId: 1,
      startFrame: 0,
      endFrame: 4,
      waypoints: [
        { x: 0, y: 5 },
        { x: 6, y: 5 },
      ],
    });
    const scenario = createRoadScenario({ id: "street", plan: usualRoadPlan("street"), video, actors: [walker] });
    const { road } = scenario;
    if (!road) throw new Error("no road");
    const changed = async (change: Partial<typeof road>, from: Partial<typeof road> = {}) => {
      const { values, frames } = await diffScenarios(
        { ...scenario, road: { ...road, ...from } },
        { ...scenario, road: { ...road, ...change } },
      );
      return { paths: values.map(({ path }) => path), drawn: framesOf(frames.pictures) };
    };
    const scenery = { seed: 3, density: 0.75 };
    expect((await changed({})).drawn).toEqual([]);
    const added = await changed({ scenery });
    expect(added.paths.every((path) => path.startsWith("road.scenery"))).toBe(true);
    expect(added.drawn).toEqual([0, 1, 2, 3]);
    const reseeded = await changed({ scenery: { ...scenery, seed: 4 } }, { scenery });
    expect(reseeded).toEqual({ paths: ["road.scenery.seed"], drawn: [0, 1, 2, 3] });
    const mirrored = await changed({ plan: { ...road.plan, traffic: "left" } });
    expect(mirrored).toEqual({ paths: ["road.plan.traffic"], drawn: [0, 1, 2, 3] });
    const onLeft = await diffScenarios(base, { ...base, scene: { ...base.scene, traffic: "right" } });
    expect([onLeft.values.map(({ path }) => path), onLeft.frames.labels]).toEqual([["scene.traffic"], []]);
  });

  it("finds no change in an equal scenario, and none in its frames if only texts change", async () => {
    const renamed = { ...base, name: "Renamed", description: "Same pictures" };
    const diff = await diffScenarios(base, renamed);
    expect(diff.values.map(({ path }) => path)).toEqual(["name", "description"]);
    expect(diff.frames).toEqual({ framesBefore: 40, framesAfter: 40, labels: [], pictures: [], weather: [], ignored: [], tracks: [] });
  });

  it("reports exactly the frames whose ground truth differs, for any two paths", async () => {
    const waypoint = fc.record({ x: fc.integer({ min: -80, max: 400 }), y: fc.integer({ min: 20, max: 250 }) });
    const path = fc.array(waypoint, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(path, path, async (before, after) => {
        const [a, b] = [walk(before), walk(after)];
        const { labels, tracks } = await diffFrames(a, b);
        const [old, now] = [[...groundTruthFrames(a)], [...groundTruthFrames(b)]];
        const differing = old.flatMap((records, frame) => (JSON.stringify(records) === JSON.stringify(now[frame]) ? [] : [frame]));
        expect(framesOf(labels)).toEqual(differing);
        const walker = tracks.find(({ trackId }) => trackId === 3);
        const there = (records: GroundTruthRecord[] = []) => records.some(({ track_id }) => track_id === 3);
        expect(framesOf(walker?.appears ?? [])).toEqual(
          old.flatMap((records, frame) => (!there(records) && there(now[frame]) ? [frame] : [])),
        );
      }),
      { numRuns: 40, seed: 8 },
    );
  });

  it("describes a path's changes so that the later path can be reconstructed from the earlier", () => {
    const waypoint = fc.record({ x: fc.integer({ min: 0, max: 2 }), y: fc.integer({ min: 0, max: 1 }) });
    fc.assert(
      fc.property(fc.array(waypoint, { maxLength: 6 }), fc.array(waypoint, { maxLength: 6 }), (before, after) => {
        const changes = diffWaypoints(before, after);
        const rebuilt: (Waypoint | undefined)[] = [...before];
        for (const { index, after: now } of changes.filter((change) => change.before && change.after)) rebuilt[index] = now ?? undefined;
        for (const { index } of changes.filter((change) => !change.after).reverse()) rebuilt.splice(index, 1);
        for (const { index, after: now } of changes.filter((change) => !change.before)) rebuilt.splice(index, 0, now ?? undefined);
        expect(rebuilt).toEqual(after);
      }),
      { seed: 9 },
    );
  });
});

const framesOf = (ranges: readonly FrameRange[]): number[] =>
  ranges.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index));
