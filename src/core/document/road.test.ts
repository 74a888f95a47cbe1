import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldOfView } from "../camera";
import { placedFrame } from "../scene";
import { ROAD_USER_KINDS } from "../world";
import { ROAD_KINDS, roadPlanSchema, usualRoadPlan } from "../world/roads";
import {
  OCCLUDER_KINDS,
  createCamera,
  createRoadActor,
  createRoadOccluder,
  createRoadScenario,
  ScenarioError,
  camerasOf,
  salvageScenario,
  validateScenario,
  withFrameRate,
  withSize,
  type RoadCamera,
  type Scenario,
} from ".";

const video = { width: 1280, height: 720, fps: 30, durationFrames: 120 };

/** Everybody on a street, with every camera. */
const crowd = (plan = usualRoadPlan("street")): Scenario =>
  createRoadScenario({
    id: "crowd",
    plan,
    video,
    ego: "ego",
    cameras: ["dashcam", "rear", "side_left", "side_right", "roadside", "surround_front"].map((preset) => createCamera(preset, video)),
    camera: "dashcam",
    actors: [
      createRoadActor({
        kind: "car",
        id: "ego",
        trackId: 0,
        startFrame: 0,
        endFrame: 120,
        waypoints: [
          { x: -30, y: -1.6 },
          { x: 40, y: -1.6 },
        ],
      }),
      ...ROAD_USER_KINDS.map((kind, index) =>
        createRoadActor({
          kind,
          id: `actor-${index}`,
          trackId: index + 1,
          startFrame: 0,
          endFrame: 120,
          waypoints: [
            { x: -10 + 3 * index, y: 5 },
            { x: -10 + 3 * index, y: -5, hold: 30, speed: 1 },
            { x: -8 + 3 * index, y: -5 },
          ],
        }),
      ),
    ],
    occluders: OCCLUDER_KINDS.map((kind, index) => createRoadOccluder({ id: kind, kind, x: 6 * index, y: -7, heading: 20 * index })),
  });

const raw = (scenario: object): Record<string, unknown> => JSON.parse(JSON.stringify(scenario)) as Record<string, unknown>;

describe("a road scenario's document", () => {
  it("holds every kind of road, road user, occluder and camera", () => {
    for (const kind of ROAD_KINDS) expect(validateScenario(raw(crowd(usualRoadPlan(kind))))).toEqual(crowd(usualRoadPlan(kind)));
  });

  it("sees as wide in another size, and has everything where it was", () => {
    const scenario = crowd();
    const smaller = withSize(scenario, 640, 480);
    validateScenario(raw(smaller));
    scenario.road?.cameras.forEach(({ lens }, index) => {
      const other = smaller.road?.cameras[index]?.lens;
      if (!other) throw new Error("no lens");
      const [before, after] = [fieldOfView(lens, video), fieldOfView(other, smaller.video)];
      expect(after.horizontal).toBeCloseTo(before.horizontal ?? 0, 6);
    });
    expect(smaller.actors).toEqual(scenario.actors);
  });

  it("keeps its times in seconds at another frame rate", () => {
    const slower = withFrameRate(crowd(), 15);
    expect(slower.actors[1]?.trajectory.waypoints[1]).toMatchObject({ hold: 15, speed: 1 });
    const [before, after] = [placedFrame(crowd(), 60), placedFrame(slower, 30)];
    const place = (state: typeof before) => state.bodies.map(({ id, solid }) => [id, solid?.x.toFixed(6), solid?.y.toFixed(6)]);
    expect(place(after)).toEqual(place(before));
  });
});

describe("opening part of a road scenario", () => {
  it("leaves out the camera that sees nothing, and shows another", () => {
    const { road, ...rest } = crowd();
    if (!road) throw new Error("no road");
    const [dashcam, ...others] = road.cameras;
    const broken = { ...rest, road: { ...road, cameras: [{ ...dashcam, lens: { ...dashcam?.lens, fx: 0 } }, ...others] } };
    const { scenario, leftOut } = salvageScenario(raw(broken));
    expect(scenario.road?.camera).toBe("rear");
    expect(scenario.actors.length).toBe(rest.actors.length);
    expect(leftOut[0]).toMatch(/a camera \(road\.cameras\[0\]\.lens\.fx: a focal length must be from 1 to 1000000 pixels, not 0/);
  });

  it("shows the road from a pole where the ego is gone, whose cameras go with it", () => {
    const { actors, ...rest } = crowd();
    const { scenario } = salvageScenario(raw({ ...rest, actors: actors.slice(1) }));
    expect(scenario.road?.ego).toBeUndefined();
    expect(scenario.road?.cameras.map(({ id }) => id)).toEqual(["roadside"]);
  });

  it("gives a road whose measures do not go together those that are usual for its kind", () => {
    const { road, ...rest } = crowd();
    for (const plan of [
      { kind: "roundabout", arms: 6 },
      { kind: "roundabout", islandRadius: 40, ringWidth: 12, armLength: 70 },
    ]) {
      const { scenario, leftOut } = salvageScenario(raw({ ...rest, road: { ...road, plan } }));
      expect(scenario.road?.plan.kind).toBe("roundabout");
      expect(scenario.actors.length).toBe(rest.actors.length);
      expect(leftOut.length).toBeGreaterThan(0);
    }
  });

  it("sees less from left to right in a portrait picture, where a wide lens would show nothing in its corners", () => {
    const portrait = withSize(crowd(), 1080, 1920);
    expect(validateScenario(raw(portrait))).toEqual(portrait);
    const [, , , , , eye] = portrait.road?.cameras ?? [];
    expect(eye && fieldOfView(eye.lens, portrait.video).horizontal).toBeLessThan(190);
  });

  it("opens whatever was done to it as a scenario that is valid, and names what was left out", () => {
    const scenario = raw(crowd());
    const values = fc.constantFrom<unknown>(null, NaN, -1, 0, 1e9, "", "nobody", [], {}, true);
    const paths: (string | number)[][] = [];
    const collect = (value: unknown, path: (string | number)[]) => {
      if (path.length > 0) paths.push(path);
      if (typeof value === "object" && value !== null)
        for (const [key, inner] of Object.entries(value)) collect(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    };
    collect(scenario["road"], ["road"]);
    collect((scenario["actors"] as unknown[])[1], ["actors", 1]);
    collect((scenario["occluders"] as unknown[])[1], ["occluders", 1]);
    fc.assert(
      fc.property(fc.constantFrom(...paths), values, (path, value) => {
        const document = raw(scenario);
        const parent = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], document);
        (parent as Record<string | number, unknown>)[path.at(-1) ?? ""] = value;
        const opened = salvageScenario(document);
        expect(validateScenario(raw(opened.scenario))).toEqual(opened.scenario);
        expect(opened.scenario.road).toBeDefined();
        placedFrame(opened.scenario, 60);
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it("says which measure of a road does not go with the others", () => {
    expect(() =>
      validateScenario(
        raw({ ...crowd(), road: { ...crowd().road, plan: { ...roadPlanSchema.parse({ kind: "x_junction" }), armLength: 20 } } }),
      ),
    ).toThrow(/road\.plan\.armLength: must be at least/);
  });
});

describe("a camera that sees nothing, or a scenario without its ego, is refused in one clear line", () => {
  const faultsAfter = (change: (document: Scenario) => object): string[] => {
    try {
      validateScenario(change(crowd()));
      return [];
    } catch (error) {
      if (error instanceof ScenarioError) return error.faults.map(({ path, message }) => `${path}: ${message}`);
      throw error;
    }
  };
  const withCamera = (change: (camera: RoadCamera) => object) => (document: Scenario) => {
    const cameras = camerasOf(document);
    return { ...document, road: { ...document.road, cameras: cameras.map((each) => (each.id === "roadside" ? change(each) : each)) } };
  };
  const at = (z: number, y: number) => withCamera((camera) => ({ ...camera, mount: { ...camera.mount, x: 0, y, z } }));

  it.each([
    [0, 0, "a camera must be 0.05 to 1000 m above the ground, not 0"],
    [-3, 0, "a camera must be 0.05 to 1000 m above the ground, not -3"],
    [0.1, 5, "a camera that stands in the world must be at least 0.17 m high, above any kerb, not 0.1"],
  ])("in the ground: %s m high at y %s", (z, y, message) => {
    expect(faultsAfter(at(z, y))).toEqual([`road.cameras[4].mount.z: ${message}`]);
  });

  it("but not one just above the pavement", () => {
    expect(faultsAfter(at(0.18, 5))).toEqual([]);
  });

  it.each([0, -5, null])("with the focal length %s", (fx) => {
    expect(faultsAfter(withCamera((camera) => ({ ...camera, lens: { ...camera.lens, fx } })))).toEqual([
      `road.cameras[4].lens.fx: a focal length must be from 1 to 1000000 pixels, not ${fx}`,
    ]);
  });

  it("without the ego, with no camera at all, with a picture of no size, or on an unknown road", () => {
    expect(faultsAfter((document) => ({ ...document, road: { ...document.road, ego: "nobody" } }))).toEqual([
      'road.ego: there is no actor "nobody"',
    ]);
    expect(faultsAfter((document) => ({ ...document, road: { ...document.road, cameras: [] } }))).toEqual([
      "road.cameras: must have at least 1 entry",
    ]);
    expect(faultsAfter((document) => ({ ...document, video: { ...video, width: 0 } }))).toEqual([
      "video.width: must be at least 64, not 0",
    ]);
    const [fault, ...more] = faultsAfter((document) => ({ ...document, road: { ...document.road, plan: { kind: "motorway" } } }));
    expect(more).toEqual([]);
    expect(fault).toMatch(/^road\.plan\.kind: must be "street" or "curve" or .* or "roundabout" or "network", not "motorway"$/);
    expect(faultsAfter((document) => ({ ...document, road: { ...document.road, plan: { kind: "street", length: 5000 } } }))).toEqual([
      "road.plan.length: must be at most 2000, not 5000",
    ]);
  });
});
