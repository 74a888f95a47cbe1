import { describe, expect, it } from "vitest";
import { createCamera, createRoadActor, createRoadOccluder, createRoadScenario, parseScenario, serializeScenario } from "../../document";
import { roadPlanSchema } from "../../world/roads";
import { frameState, placedFrame, visibleMaskOf, worldOf, type ActorState, type FrameState } from "..";
import { idsOfBodies } from "./drawRoad";
import { instancesOf } from "./instances";

const video = { width: 640, height: 360, fps: 30, durationFrames: 300 };
const dashcam = createCamera("dashcam", video);
const plan = roadPlanSchema.parse({ kind: "street", crossing: 20 });

/** A car at 40 km/h, a child who steps out behind a parked van, and somebody who walks towards the car. */
const street = createRoadScenario({
  id: "street",
  plan,
  video,
  cameras: [dashcam, createCamera("roadside", video)],
  ego: "ego",
  actors: [
    createRoadActor({
      kind: "car",
      id: "ego",
      trackId: 0,
      startFrame: 0,
      endFrame: 300,
      motion: { speed: 40 / 3.6 },
      waypoints: [
        { x: -55, y: -1.6 },
        { x: 55, y: -1.6 },
      ],
    }),
    createRoadActor({
      kind: "child",
      id: "child",
      trackId: 7,
      startFrame: 0,
      endFrame: 300,
      waypoints: [
        { x: 10, y: -6 },
        { x: 10, y: 5 },
      ],
    }),
    createRoadActor({
      kind: "adult",
      id: "adult",
      trackId: 9,
      startFrame: 0,
      endFrame: 300,
      waypoints: [
        { x: 30, y: 4.5 },
        { x: 0, y: 4.5 },
      ],
    }),
  ],
  occluders: [createRoadOccluder({ id: "van", kind: "parked_van", x: 5, y: -4.3 })],
});

const actorAt = (state: FrameState, trackId: number): ActorState | undefined =>
  state.bodies.find((body) => body.kind === "actor" && body.trackId === trackId) as ActorState | undefined;

describe("a road scenario", () => {
  it("is a document like any other", () => {
    expect(parseScenario(serializeScenario(street))).toEqual(street);
  });

  it("moves in metres: so far after so many frames", () => {
    const ego = street.actors[0];
    if (!ego) throw new Error("no ego");
    const world = worldOf(street);
    expect(world.poseAt(ego, 90).x).toBeCloseTo(-55 + (40 / 3.6) * 3, 9);
    expect(world.arrivalTimes(ego)[1]).toBeCloseTo((110 / (40 / 3.6)) * 30, 6);
  });

  it("has the child hidden by the van, then coming out from behind it, as pixels say", () => {
    const seen = [30, 60, 75, 90, 105].map((frame) => actorAt(frameState(street, frame), 7)?.visibility ?? 0);
    expect(seen[0]).toBeLessThan(0.1);
    expect(seen[4]).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(actorAt(frameState(street, 30), 7)?.occludedBy).toEqual(["van"]);
  });

  it("stands on pavements, which hide nobody’s feet, and steps over kerbs without a jump", () => {
    const adult = actorAt(frameState(street, 60), 9);
    expect(adult?.solid?.z).toBeCloseTo(0.12, 9);
    expect(adult?.visibility).toBe(1);
    const heights = Array.from({ length: 80 }, (_, index) => actorAt(placedFrame(street, index), 7)?.solid?.z ?? Number.NaN);
    expect(heights[0]).toBeCloseTo(0.12, 9);
    expect(heights.at(-1)).toBe(0);
    heights.slice(1).forEach((height, index) => expect(Math.abs(height - (heights[index] ?? 0))).toBeLessThan(0.03));
  });

  it("does not annotate the ego in its own camera, but in one by the road", () => {
    expect(actorAt(frameState(street, 150), 0)).toBeUndefined();
    const roadside = { ...street, road: { ...street.road, plan, cameras: street.road?.cameras ?? [], camera: "roadside" } };
    expect(actorAt(frameState(roadside, 170), 0)).toBeDefined();
  });

  it("has boxes, masks and counts that are those of the pixels drawn", () => {
    for (const frame of [0, 60, 100, 140]) {
      const state = frameState(street, frame);
      if (!state.road) throw new Error("no road");
      const ids = instancesOf(state, state.road).ids().slice();
      const idsOf = idsOfBodies(state, state.road);
      state.bodies.forEach((body, index) => {
        if (body.kind !== "actor") return;
        const own = [...ids.keys()].filter((pixel) => ids[pixel] === idsOf[index]);
        const [xs, ys] = [own.map((pixel) => pixel % video.width), own.map((pixel) => Math.floor(pixel / video.width))];
        expect(body.pixels?.seen).toBe(own.length);
        expect(visibleMaskOf(state, body.trackId)?.mask.area).toBe(own.length);
        if (own.length === 0) expect(body.visibleBox).toBeNull();
        else
          expect(body.visibleBox).toEqual({
            x: Math.min(...xs),
            y: Math.min(...ys),
            width: Math.max(...xs) - Math.min(...xs) + 1,
            height: Math.max(...ys) - Math.min(...ys) + 1,
          });
      });
    }
  });

  it("keeps a body that is so near that a lens's field does not hold it", () => {
    const lens = { model: "pinhole", fx: 620, fy: 620, cx: 320, cy: 180, distortion: [-0.3, 0, 0, 0, 0] } as const;
    const bus = createRoadActor({
      kind: "bus",
      id: "bus",
      trackId: 1,
      startFrame: 0,
      endFrame: 100,
      waypoints: [
        { x: 3.5, y: -30 },
        { x: 3.5, y: 30 },
      ],
      motion: { speed: 10 },
    });
    const near = createRoadScenario({
      id: "near",
      plan,
      video,
      cameras: [{ ...dashcam, carrier: "world", lens, mount: { x: 0, y: 0, z: 1.4, yaw: 0, pitch: 0, roll: 0 } }],
      actors: [bus],
    });
    expect(actorAt(frameState(near, 90), 1)?.pixels?.seen).toBeGreaterThan(200_000);
  });

  it("sees what random occlusion hides as far as anything else does, times the factor", () => {
    const [ego, child, adult] = street.actors;
    if (!ego || !child || !adult) throw new Error("nobody is there");
    const flickering = { ...street, actors: [ego, child, { ...adult, flicker: { probability: 1, min: 0.05, max: 0.05 } }] };
    const [plain, hidden] = [actorAt(frameState(street, 100), 9), actorAt(frameState(flickering, 100), 9)];
    expect(hidden?.visibility).toBeCloseTo((plain?.visibility ?? 0) * 0.05, 9);
    expect(hidden?.occludedBy).toEqual(plain?.occludedBy);
    expect(hidden?.visibleBox).toBeNull();
  });

  it("gives for a frame alone what it gives after others", () => {
    const alone = frameState(street, 100);
    // Another object, lest the frame is one that was kept.
    const again = { ...street };
    for (const frame of [99, 0, 250]) frameState(again, frame);
    expect(frameState(again, 100)).toEqual(alone);
    expect(placedFrame(street, 100).bodies.map(({ id }) => id)).toEqual(expect.arrayContaining(alone.bodies.map(({ id }) => id)));
  });
});

describe("what is large or out of sight", () => {
  const video = { width: 320, height: 180, fps: 30, durationFrames: 60 };

  it("a path behind the camera is in no picture, and one that passes beside it leaves the picture without a trace", () => {
    const behind = walkerFrom({ x: -30, y: 3 }, { x: -10, y: 3 });
    const passing = walkerFrom({ x: 12, y: 2 }, { x: -12, y: 2 }, 12);
    const { bodies } = frameState(watched([behind]), 0);
    expect(bodies).toEqual([]);
    const seen = Array.from({ length: 60 }, (_, frame) => frameState(watched([passing]), frame).bodies.length);
    expect(seen[0]).toBe(1);
    expect(seen.at(-1)).toBe(0);
    expect(seen.lastIndexOf(1)).toBe(seen.indexOf(0) - 1);
  });

  it("500 actors on a road of two kilometres: visible boxes lie within the picture, and no two actors share a pixel", () => {
    const crowd = Array.from({ length: 500 }, (_, index) => walkerFrom({ x: 4 + 2 * index, y: (index % 7) - 3 }, null, 1, index));
    const state = frameState(watched(crowd, 2000), 0);
    const shown = state.bodies.filter((body) => body.kind === "actor");
    expect(shown.length).toBeGreaterThan(20);
    let total = 0;
    for (const { visibleBox: box, pixels, visibility, truncation } of shown) {
      total += pixels?.seen ?? 0;
      expect([visibility, truncation].every((share) => share >= 0 && share <= 1)).toBe(true);
      if (!box) continue;
      expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= video.width && box.y + box.height <= video.height).toBe(true);
      expect(pixels?.seen).toBeLessThanOrEqual(box.width * box.height);
    }
    expect(total).toBeLessThan(video.width * video.height);
  });

  type Place = { readonly x: number; readonly y: number };
  const walkerFrom = (from: Place, to: Place | null, speed = 1, trackId = 0) =>
    createRoadActor({
      kind: "adult",
      id: `walker-${trackId}`,
      trackId,
      startFrame: 0,
      endFrame: 60,
      motion: { speed },
      waypoints: to ? [from, to] : [from],
    });
  const watched = (actors: ReturnType<typeof createRoadActor>[], length = 100) =>
    createRoadScenario({
      id: "watched",
      plan: roadPlanSchema.parse({ kind: "street", length }),
      video,
      cameras: [{ ...createCamera("roadside", video), carrier: "world", mount: { x: 0, y: 0, z: 1.5, yaw: 0, pitch: 0, roll: 0 } }],
      actors,
    });
});

function changeIn(document: Record<string, unknown>, part: string, change: object): void {
  document[part] = { ...(document[part] as object), ...change };
}

describe("a road scenario with a fault", () => {
  const faults: [what: string, change: (document: Record<string, unknown>) => void, message: RegExp][] = [
    ["an ego that does not exist", (document) => changeIn(document, "road", { ego: "nobody" }), /road\.ego: there is no actor "nobody"/],
    ["a camera that does not exist", (document) => changeIn(document, "road", { camera: "x" }), /road\.camera: there is no camera "x"/],
    [
      "a body without a length",
      (document) => {
        const [actor] = document["actors"] as { size: { length?: number } }[];
        delete actor?.size.length;
      },
      /actors\[0\]\.size\.length: missing/,
    ],
    [
      "a camera in the ground",
      (document) => {
        const [camera] = (document["road"] as { cameras: { mount: { z: number } }[] }).cameras;
        if (camera) camera.mount.z = -1;
      },
      /mount\.z: a camera must be 0\.05 to 1000 m above the ground/,
    ],
    [
      "a picture's background",
      (document) => changeIn(document, "scene", { pixelsPerMetre: 50 }),
      /scene\.pixelsPerMetre: belongs to the picture world/,
    ],
  ];
  it.each(faults)("says so: %s", (_what, change, message) => {
    const document = JSON.parse(serializeScenario(street)) as Record<string, unknown>;
    change(document);
    expect(() => parseScenario(JSON.stringify(document))).toThrow(message);
  });

  it("refuses in a picture scenario what only the road has", () => {
    const { road, ...picture } = street;
    expect(road).toBeDefined();
    expect(() => parseScenario(serializeScenario(picture))).toThrow(/size\.length: belongs to road scenarios/);
  });
});
