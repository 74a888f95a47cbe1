import { describe, expect, it } from "vitest";
import { cycleOf, jointsOf, JOINTS, bodyOf, type Point } from "../../bodies";
import { createCamera, createRoadActor, createRoadScenario, type RoadActorParts } from "../../document";
import { roadPlanSchema } from "../../world/roads";
import { ROAD_USERS } from "../../world";
import { placedFrame } from "..";
import { bodyMesh } from "./solidMesh";
import { detailOf } from "./detail";

const video = { width: 640, height: 360, fps: 30, durationFrames: 300 };

type Parts = Omit<RoadActorParts, "id" | "startFrame" | "endFrame">;

/** The body of a single actor at a frame of a street, seen from behind. */
function solidAt(parts: Parts, frame: number, weather: "sunny" | "rainy" = "sunny") {
  const camera = createCamera("roadside", video);
  const scenario = createRoadScenario({
    id: "look",
    plan: roadPlanSchema.parse({ kind: "street" }),
    video,
    cameras: [{ ...camera, carrier: "world", mount: { x: -25, y: 0, z: 6, yaw: 0, pitch: 0, roll: 0 } }],
    actors: [createRoadActor({ id: "own", startFrame: 0, endFrame: 300, ...parts })],
    weather: [{ frame: 0, condition: weather, intensity: 0.6, fadeFrames: 0 }],
  });
  const body = placedFrame(scenario, frame).bodies[0];
  if (!body?.solid) throw new Error("the actor is not in the picture");
  return body.solid;
}

const along = (metres: number) => [
  { x: 0, y: 0 },
  { x: metres, y: 0 },
];

describe("feet on the road", () => {
  it.each([
    ["adult", 1.4],
    ["adult", 3.4],
    ["child", 1.3],
    ["child", 3],
    ["white_cane", 0.9],
    ["dog", 1.6],
  ] as const)("of a %s at %d m/s move less than 2 cm a frame while they are on the ground", (kind, speed) => {
    const parts: Parts = { kind, trackId: 3, motion: { speed }, waypoints: along(20) };
    let compared = 0;
    let before: { solid: ReturnType<typeof solidAt>; positions: Float32Array } | null = null;
    for (let frame = 30; frame < 52; frame++) {
      const solid = solidAt(parts, frame);
      const { positions } = bodyMesh(solid, 1);
      if (before)
        for (let at = 0; at < positions.length; at += 3) {
          const isDown = [before.positions, positions].every((own) => (own[at + 2] ?? 1) < 0.004);
          if (!isDown) continue;
          compared++;
          const moved = solid.x + (positions[at] ?? 0) - before.solid.x - (before.positions[at] ?? 0);
          expect(Math.abs(moved), `frame ${frame}`).toBeLessThan(0.02);
        }
      before = { solid, positions };
    }
    expect(compared).toBeGreaterThan(20);
  });

  it("take longer steps when somebody runs", () => {
    const { dimensions } = ROAD_USERS.child;
    const look = { color: null, variant: 5 };
    expect(cycleOf("child", dimensions, { ...look, runs: true })).toBeGreaterThan(cycleOf("child", dimensions, look) ?? 9);
  });
});

describe("far away", () => {
  const bodiesOf = (kind: "adult" | "cyclist" | "wheelchair" | "car", detail: number) =>
    new Set(
      Array.from({ length: 200 }, (_, step) =>
        bodyMesh(solidAt({ kind, trackId: 2, motion: { speed: 1.3 }, waypoints: along(20) }, 30 + step), detail),
      ),
    ).size;

  it("few bodies are built for all phases of a movement, which truth and picture share", () => {
    expect(bodiesOf("adult", 1)).toBeGreaterThan(40);
    expect(bodiesOf("adult", 0.35)).toBeLessThanOrEqual(16);
    expect(bodiesOf("wheelchair", 0.35)).toBeLessThanOrEqual(16);
    expect(bodiesOf("car", 0.35)).toBe(1);
  });

  it("means fewer than 48 pixels high", () => {
    const camera = createCamera("roadside", video);
    const pose = {
      position: { x: 0, y: 0, z: 0 },
      rotation: [
        [0, -1, 0],
        [0, 0, -1],
        [1, 0, 0],
      ],
    } as const;
    const at = (x: number) => detailOf({ lens: camera.lens, pose }, { x, y: 0, z: 0, dimensions: ROAD_USERS.adult.dimensions });
    const far = (camera.lens.fy * ROAD_USERS.adult.dimensions.height) / 48;
    expect([at(far / 3), at(far - 0.1), at(far + 0.1)]).toEqual([1, 0.6, 0.35]);
  });
});

it.each(["car", "van", "truck", "bus", "motorcyclist", "e_scooter"] as const)(
  "a wheel of a %s turns once on a way as long as its circumference",
  (kind) => {
    const { dimensions } = ROAD_USERS[kind];
    const { positions, indices, colors } = bodyOf(kind, dimensions, { phase: 0, color: null, detail: 1 });
    const tyres = [...colors.keys()].filter((face) => colors[face] === 0xff2c2826);
    const diameter = Math.max(...tyres.flatMap((face) => [0, 1, 2].map((at) => positions[3 * (indices[3 * face + at] ?? 0) + 2] ?? 0)));
    // Rims with five spokes look the same after a fifth of a turn.
    const ratio = (5 * (cycleOf(kind, dimensions, { color: null }) ?? 0)) / (Math.PI * diameter);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.02);
  },
);

it("wheels roll without sliding: a fifth of a turn, after which they look the same, is a fifth of their circumference", () => {
  const { dimensions } = ROAD_USERS.car;
  const cycle = cycleOf("car", dimensions, { color: null }) ?? 0;
  expect(cycle * 5).toBeCloseTo(2 * Math.PI * 0.33, 1);
  const at = (metres: number) => solidAt({ kind: "car", trackId: 1, motion: { speed: metres }, waypoints: along(200) }, 30).look.phase;
  // After one second, in steps of a sixth of a spoke's way.
  expect(at(20 * cycle + 0.001)).toBe(0);
  expect(at(20.5 * cycle + 0.001)).toBe(0.5);
});

it("brake lamps are lit while a vehicle slows down, and indicators flash before a turn and in it, but not in a bend of the road", () => {
  const lampsOf = (parts: Partial<Parts>, frames: number[]) =>
    frames.map((frame) => solidAt({ kind: "car", trackId: 1, waypoints: along(60), ...parts }, frame).look.lamps ?? null);
  const stop = {
    motion: { speed: 10, deceleration: 4 },
    waypoints: [
      { x: 0, y: 0 },
      { x: 30, y: 0, hold: 60 },
      { x: 60, y: 0 },
    ],
  };
  expect(lampsOf(stop, [10, 70, 115]).map((lamps) => lamps?.brake === true)).toEqual([false, true, true]);
  const turning = (radius: number) => ({
    motion: { speed: 6 },
    waypoints: [
      { x: 0, y: 0 },
      { x: 25, y: 0 },
      { x: 25 + radius, y: radius },
      { x: 25 + radius, y: radius + 25 },
    ],
  });
  const flashes = lampsOf({ ...turning(8), curve: "smooth" }, [60, 65, 70, 75, 80, 85, 90, 95]);
  expect(flashes.some((lamps) => lamps?.left === true)).toBe(true);
  expect(flashes.some((lamps) => lamps?.left !== true)).toBe(true);
  expect(flashes.some((lamps) => lamps?.right === true)).toBe(false);
  expect(lampsOf({ motion: { speed: 6 } }, [0, 5, 10, 15, 20, 25])).toEqual(Array(6).fill(null));
});

it("a cyclist leans into a curve and steers", () => {
  const { dimensions } = ROAD_USERS.cyclist;
  const at = (lean: number): Point => {
    const joints = jointsOf("cyclist", dimensions, { phase: 0.1, color: null, detail: 1, lean });
    return joints?.[JOINTS.indexOf("nose")] ?? [0, 0, 0];
  };
  expect(at(6)[1]).toBeGreaterThan(at(0)[1] + 0.1);
  expect(at(-6)[1]).toBeLessThan(at(0)[1] - 0.1);
  const straight = bodyOf("cyclist", dimensions, { phase: 0.1, color: null, detail: 1 });
  expect(bodyOf("cyclist", dimensions, { phase: 0.1, color: null, detail: 1, steer: 12 }).positions).not.toEqual(straight.positions);
});

describe("who somebody is", () => {
  it("follows from the track id: the same id looks the same, others differ in more than their colour", () => {
    const look = { phase: 0.25, color: [200, 60, 60] as const, detail: 1 };
    for (const kind of ["adult", "child", "cyclist", "car"] as const) {
      const { dimensions } = ROAD_USERS[kind];
      const of = (variant: number) => bodyOf(kind, dimensions, { ...look, variant });
      expect(of(4)).toEqual(of(4));
      const others = [5, 6, 7, 8].filter((variant) => of(variant).positions.join() !== of(4).positions.join());
      expect(others.length, kind).toBeGreaterThan(1);
    }
  });

  it("a child has a larger head and shorter legs than a small adult", () => {
    const shares = (kind: "adult" | "child") => {
      const { dimensions } = ROAD_USERS[kind];
      const joints = jointsOf(kind, dimensions, { phase: null, color: null, detail: 1 }) ?? [];
      const at = (name: (typeof JOINTS)[number]) => joints[JOINTS.indexOf(name)] ?? [0, 0, 0];
      return { head: (dimensions.height - at("nose")[2]) / dimensions.height, legs: at("left_hip")[2] / dimensions.height };
    };
    expect(shares("child").head).toBeGreaterThan(1.3 * shares("adult").head);
    expect(shares("child").legs).toBeLessThan(0.95 * shares("adult").legs);
  });

  it("an umbrella is open in rain only, over half of the people, and within their dimensions", () => {
    const held = Array.from({ length: 20 }, (_, trackId) => {
      const parts: Parts = { kind: "adult", trackId, waypoints: along(20) };
      expect(solidAt(parts, 30).look.umbrella).toBeUndefined();
      const solid = solidAt(parts, 30, "rainy");
      expect(solid.dimensions).toEqual(ROAD_USERS.adult.dimensions);
      return solid.look.umbrella === true;
    });
    expect(held.filter(Boolean).length).toBeGreaterThan(4);
    expect(held.filter(Boolean).length).toBeLessThan(16);
  });
});
