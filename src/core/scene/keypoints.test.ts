import { describe, expect, test } from "vitest";
import { JOINTS, type Joint } from "../bodies";
import { createActor, createCamera, createOccluder, createRoadActor, createRoadScenario, createScenario, type Scenario } from "../document";
import { roadPlanSchema } from "../world/roads";
import { frameState, visibleMaskOf, type Keypoints } from ".";

type Spot = { x: number; y: number; flag: number };

function spotsOf(keypoints: Keypoints | undefined): Record<Joint, Spot> {
  const spot = (name: Joint): Spot => {
    const [x = -1, y = -1, flag = -1] = (keypoints ?? []).slice(3 * JOINTS.indexOf(name));
    return { x, y, flag };
  };
  return Object.fromEntries(JOINTS.map((name) => [name, spot(name)])) as Record<Joint, Spot>;
}

function keypointsAt(scenario: Scenario, frame = 0, trackId = 0): Record<Joint, Spot> {
  const actor = frameState(scenario, frame).bodies.find((body) => body.kind === "actor" && body.trackId === trackId);
  return spotsOf(actor?.kind === "actor" ? actor.keypoints : undefined);
}

const VIDEO = { width: 640, height: 360, fps: 10, durationFrames: 20 };

/** A tall figure in the middle of the picture that moves by (dx, dy) and may turn with it. */
function inPicture(type: "pedestrian" | "cyclist", dx: number, dy: number, parts: Partial<Parameters<typeof createScenario>[0]> = {}) {
  const actor = createActor({
    id: "a",
    type,
    trackId: 0,
    startFrame: 0,
    endFrame: 20,
    size: { width: 100, height: 260 },
    waypoints: [
      { x: 320, y: 320 },
      { x: 320 + dx, y: 320 + dy },
    ],
  });
  return createScenario({ id: "s", video: VIDEO, actors: [actor], ...parts });
}

/** A person six metres in front of a dashcam, walking on a heading (0: the way the camera looks). */
function onRoad(
  kind: "adult" | "cyclist" | "wheelchair" | "motorcyclist" | "e_scooter" | "pram",
  heading: number,
  camera: "dashcam" | "surround_front" = "dashcam",
) {
  const along = (metres: number) => ({
    x: 7 + metres * Math.cos((heading * Math.PI) / 180),
    y: -1.6 + metres * Math.sin((heading * Math.PI) / 180),
  });
  return createRoadScenario({
    id: "road",
    plan: roadPlanSchema.parse({ kind: "street" }),
    video: VIDEO,
    cameras: [createCamera(camera, VIDEO)],
    ego: "ego",
    actors: [
      createRoadActor({ kind: "car", id: "ego", trackId: 9, startFrame: 0, endFrame: 20, waypoints: [{ x: 0, y: -1.6 }] }),
      createRoadActor({
        kind,
        id: "a",
        trackId: 0,
        startFrame: 0,
        endFrame: 20,
        motion: { speed: 0.4 },
        waypoints: [along(-0.2), along(0.6)],
      }),
    ],
  });
}

const PAIRS = ["eye", "ear", "shoulder", "elbow", "wrist", "hip", "ankle"] as const;

describe("keypoints", () => {
  test.each([
    ["a walker in the picture", (away: boolean) => inPicture("pedestrian", 0, away ? -30 : 30)],
    ["a cyclist in the picture", (away: boolean) => inPicture("cyclist", 0, away ? -30 : 30)],
    ["a walker on the road", (away: boolean) => onRoad("adult", away ? 0 : 180)],
    ["someone with a pram", (away: boolean) => onRoad("pram", away ? 0 : 180)],
    ["a wheelchair user", (away: boolean) => onRoad("wheelchair", away ? 0 : 180)],
    ["a cyclist on the road", (away: boolean) => onRoad("cyclist", away ? 0 : 180)],
    ["a rider of a scooter", (away: boolean) => onRoad("e_scooter", away ? 0 : 180)],
    ["a motorcyclist", (away: boolean) => onRoad("motorcyclist", away ? 0 : 180)],
  ] as const)(
    "%s: left and right are the person's own, from in front and from behind, and the face is hidden from behind",
    (who, scenario) => {
      const [front, back] = [keypointsAt(scenario(false)), keypointsAt(scenario(true))];
      for (const kind of PAIRS) {
        expect(front[`left_${kind}`].x, kind).toBeGreaterThan(front[`right_${kind}`].x);
        expect(back[`left_${kind}`].x, kind).toBeLessThan(back[`right_${kind}`].x);
      }
      // A motorcyclist's helmet covers the face.
      for (const name of who === "a motorcyclist" ? [] : (["nose", "left_eye", "right_eye"] as const))
        expect(front[name].flag, name).toBe(2);
      for (const name of ["nose", "left_eye", "right_eye"] as const) expect(back[name].flag, name).toBe(1);
      for (const name of ["left_shoulder", "right_shoulder"] as const) expect([front[name].flag, back[name].flag], name).toEqual([2, 2]);
      for (const { nose, left_shoulder: shoulder, left_hip: hip, left_ankle: ankle } of [front, back])
        expect(nose.y < shoulder.y && shoulder.y < hip.y && hip.y < ankle.y).toBe(true);
    },
  );

  test("someone who walks to the right shows the right side, to the left the left one; the far ear and eye are hidden", () => {
    const [right, left] = [keypointsAt(inPicture("pedestrian", 60, 0)), keypointsAt(inPicture("pedestrian", -60, 0))];
    expect([right.right_ear.flag, right.left_ear.flag, right.left_eye.flag, right.right_shoulder.flag]).toEqual([2, 1, 1, 2]);
    expect([left.right_ear.flag, left.left_ear.flag, left.right_eye.flag, left.left_shoulder.flag]).toEqual([1, 2, 1, 2]);
    const [ahead, back] = [keypointsAt(onRoad("adult", -90)), keypointsAt(onRoad("adult", 90))];
    expect([ahead.right_ear.flag, ahead.left_ear.flag, ahead.right_shoulder.flag, ahead.left_shoulder.flag]).toEqual([2, 1, 2, 1]);
    expect([back.right_ear.flag, back.left_ear.flag, back.right_shoulder.flag, back.left_shoulder.flag]).toEqual([1, 2, 1, 2]);
  });

  test("what an occluder covers is hidden, what is outside the picture is not labelled, and schematic rectangles have none", () => {
    const wall = createOccluder({ id: "w", kind: "wall", x: 320, y: 340, size: { width: 300, height: 120 } });
    const behind = keypointsAt(inPicture("pedestrian", 0, 10, { occluders: [wall] }));
    expect([behind.left_knee.flag, behind.right_ankle.flag, behind.nose.flag]).toEqual([1, 1, 2]);
    const scenario = inPicture("pedestrian", 0, 10);
    const low = { ...scenario, video: { ...scenario.video, height: 200 } };
    const cut = keypointsAt(low);
    expect(cut.left_ankle).toEqual({ x: 0, y: 0, flag: 0 });
    expect(cut.nose.flag).toBe(2);
    const flat = frameState({ ...scenario, style: "schematic" }, 0).bodies[0];
    expect(flat).not.toHaveProperty("keypoints");
  });

  test("random occlusion that hides an actor hides all of its keypoints", () => {
    const scenario = inPicture("pedestrian", 0, 10);
    const [actor] = scenario.actors;
    const hidden = { ...scenario, actors: actor ? [{ ...actor, flicker: { probability: 1, min: 0, max: 0 } }] : [] };
    expect(new Set(Object.values(keypointsAt(hidden)).map(({ flag }) => flag))).toEqual(new Set([1]));
  });

  test.each([
    ["picture", inPicture("cyclist", 120, 20)],
    ["picture", inPicture("pedestrian", 200, -40)],
    ["road", onRoad("cyclist", 100)],
    ["road, through a fisheye", onRoad("adult", 100, "surround_front")],
  ])("a visible keypoint is a pixel of the person (%s)", (_, scenario) => {
    let visible = 0;
    for (let frame = 0; frame < 20; frame += 3) {
      const state = frameState(scenario, frame);
      const seen = visibleMaskOf(state, 0);
      for (const { x, y, flag } of Object.values(keypointsAt(scenario, frame))) {
        if (flag !== 2 || !seen) continue;
        visible++;
        expect(seen.mask.data[(Math.floor(y) - seen.box.y) * seen.box.width + Math.floor(x) - seen.box.x]).toBe(1);
      }
    }
    expect(visible).toBeGreaterThan(20);
  });
});
