import { describe, expect, test } from "vitest";
import {
  createActor,
  createCamera,
  createOccluder,
  createRoadActor,
  createRoadScenario,
  createScenario,
  type OccluderKind,
  type Scenario,
  type SceneKind,
} from "../document";
import { foundAs } from "./ignored";
import { usualScenery } from "../world/scenery";
import { roadPlanSchema } from "../world/roads";
import { frameState, instancesOf, placedFrame } from ".";

const VIDEO = { width: 1280, height: 720, fps: 10, durationFrames: 20 };
type Parts = Partial<Parameters<typeof createScenario>[0]>;
const sceneWith = (kind: SceneKind, parts: Parts = {}) =>
  createScenario({ id: "s", style: "illustrated", video: VIDEO, scene: { kind, variant: 3 }, ...parts });
const ignoredAt = (scenario: Scenario, frame = 0) => frameState(scenario, frame).ignored ?? [];
const kindsAt = (scenario: Scenario, frame = 0) => ignoredAt(scenario, frame).map(({ kind, type }) => `${kind} ${type}`);

/** A van that stands with its lower left corner at x, y. */
const van = (x: number, y: number, width: number, height: number, parts: { onlyOccludes?: true } = {}) =>
  createActor({
    id: `van ${x}`,
    type: "vehicle",
    trackId: 1,
    startFrame: 0,
    endFrame: 20,
    size: { width, height },
    appearance: { model: "van" },
    waypoints: [{ x: x + width / 2, y }],
    ...parts,
  });

describe("what is drawn and not labelled", () => {
  test("in every scene of the picture world: parked cars are vehicles, signs and traffic lights none of our types", () => {
    const kinds = (kind: SceneKind) => [...new Set(kindsAt(sceneWith(kind)))].sort();
    expect(kinds("highway")).toEqual(["sign null"]);
    expect(kinds("urban_intersection")).toEqual(["traffic_light null"]);
    expect(kinds("school_zone")).toEqual(["sign null"]);
    expect(kinds("residential")).toEqual(["parked_car vehicle", "sign null"]);
    expect(kinds("parking_lot").every((kind) => /^parked_(car|van) vehicle$/.test(kind))).toBe(true);
    expect(kinds("in_cabin")).toEqual([]);
  });

  test("a region is the box of what is seen: smaller behind something, none behind what hides all of it", () => {
    const scene = (parts: Parts = {}) => sceneWith("residential", parts);
    const carOf = (scenario: Scenario) => ignoredAt(scenario).find(({ kind }) => kind === "parked_car")?.box;
    const whole = carOf(scene());
    expect(whole && [whole.width, whole.height]).toEqual([178, 78].map((side) => expect.closeTo(side, -0.5) as number));
    const { x, y, width, height } = whole ?? { x: 0, y: 0, width: 0, height: 0 };
    const wall = createOccluder({ id: "wall", kind: "wall", x: x + 10, y: y + height + 10, size: { width: 100, height: 140 } });
    const partly = carOf(scene({ occluders: [wall] }));
    expect(partly && partly.x > x + 30 && partly.x + partly.width === x + width).toBe(true);
    expect(carOf(scene({ occluders: [{ ...wall, size: { width: 700, height: 400 } }] }))).toBeUndefined();
  });

  test("sizes of the video scale regions, and those of scenery that is not drawn are left out", () => {
    const small = { ...VIDEO, width: 640, height: 360 };
    const [light] = ignoredAt(sceneWith("urban_intersection", { video: small }));
    expect(light?.box).toEqual({ x: 326, y: 90, width: 8, height: 23 });
    expect(ignoredAt(sceneWith("urban_intersection", { style: "schematic" }))).toEqual([]);
    const photograph = {
      ...sceneWith("urban_intersection"),
      scene: { kind: "urban_intersection", variant: 3, backgroundAsset: "photo" } as const,
    };
    expect(ignoredAt(photograph)).toEqual([]);
  });

  test("occluders that a detector may find, and actors that only hide others, in either world", () => {
    const kinds: OccluderKind[] = ["parked_car", "parked_van", "parked_bus", "sign", "wall", "tree", "hedge"];
    const occluders = kinds.map((kind, index) => createOccluder({ id: kind, kind, x: 90 + index * 180, y: 600 }));
    const scenario = sceneWith("highway", { occluders, actors: [van(1160, 400, 90, 90, { onlyOccludes: true })] });
    const expected = [
      "parked_bus vehicle",
      "parked_car vehicle",
      "parked_van vehicle",
      "sign null",
      "sign null",
      "sign null",
      "vehicle vehicle",
    ];
    expect(kindsAt(scenario).sort()).toEqual(expected);
    expect(kindsAt({ ...scenario, style: "schematic" })).toEqual(["vehicle vehicle"]);
    expect(["wall", "tree", "bin"].map((kind) => foundAs(kind as OccluderKind))).toEqual([undefined, undefined, undefined]);
  });

  test("on the road, scenery beside it: the pixels that its ids have, in each frame under a moving camera", () => {
    const bare = createRoadScenario({
      id: "road",
      plan: roadPlanSchema.parse({ kind: "street" }),
      video: { ...VIDEO, width: 640, height: 360 },
      cameras: [createCamera("dashcam", { ...VIDEO, width: 640, height: 360 })],
      ego: "ego",
      actors: [
        createRoadActor({
          kind: "car",
          id: "ego",
          trackId: 0,
          startFrame: 0,
          endFrame: 20,
          motion: { speed: 10 },
          waypoints: [-30, 10].map((x) => ({ x, y: -1.6 })),
        }),
      ],
    });
    const scenario: Scenario = { ...bare, ...(bare.road && { road: { ...bare.road, scenery: { ...usualScenery(4), density: 1 } } }) };
    const [first, later] = [ignoredAt(scenario, 0), ignoredAt(scenario, 12)];
    expect(first.some(({ kind, type }) => kind === "parked_car" && type === "vehicle")).toBe(true);
    for (const [frame, ignored] of [
      [0, first],
      [12, later],
    ] as const) {
      const placed = placedFrame(scenario, frame, false);
      if (!placed.road) throw new Error("a road has a view");
      const seen = instancesOf(placed, placed.road).seen();
      const boxes = new Map([...(placed.road.scenery ?? [])].map(({ item }, index) => [`scenery ${item.id}`, seen.get(index + 1)?.box]));
      for (const { key, box } of ignored) expect(box).toEqual(boxes.get(key));
    }
    const moved = later.filter(({ key, box }) => first.some((before) => before.key === key && before.box.x !== box.x));
    expect(moved.length).toBeGreaterThan(0);
  });
});
