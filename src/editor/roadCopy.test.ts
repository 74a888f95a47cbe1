import { describe, expect, it } from "vitest";
import { project } from "@/core/camera";
import { createActor, createOccluder, createScenario, validateScenario, type Scenario } from "@/core/document";
import { cameraAt, scenePose, worldOf } from "@/core/scene";
import { PRESETS } from "@/presets";
import { setScale } from "./commands/scenario";
import { roadCopyFault, roadCopyOf } from "./roadCopy";

/** Where the ground point of each actor of a road is in the picture at a frame. */
function seenAt(scenario: Scenario, frame: number): { id: string; u: number; v: number }[] {
  const { road } = scenario;
  if (!road) throw new Error("no road");
  const camera = cameraAt(scenario, road, frame);
  return scenario.actors.map((actor) => {
    const { x, y } = worldOf(scenario).poseAt(actor, frame);
    const { u, v } = project(camera, { x, y, z: 0 }) ?? { u: NaN, v: NaN };
    return { id: actor.id, u, v };
  });
}

describe("a road copy of a picture scenario", () => {
  const pictures = PRESETS.filter(({ scenario }) => roadCopyFault(scenario) === null);

  it("exists for every preset that is seen from outside, and is valid", () => {
    expect(pictures.length).toBeGreaterThan(8);
    for (const { id, scenario } of pictures) {
      const { scenario: copy, kept, lost } = roadCopyOf(scenario, `${id}-road`);
      expect(validateScenario(copy).road?.cameras).toHaveLength(1);
      expect(copy.road?.plan.traffic).toBe("left");
      expect(kept.length * lost.length, id).toBeGreaterThan(0);
      expect([copy.weather, copy.light, copy.markers, copy.video, copy.sensor]).toEqual([
        scenario.weather,
        scenario.light,
        scenario.markers,
        scenario.video,
        scenario.sensor,
      ]);
    }
  });

  const walker = createActor({
    id: "walker",
    trackId: 0,
    type: "pedestrian",
    perspective: true,
    startFrame: 0,
    endFrame: 300,
    curve: "linear",
    size: { width: 30, height: 90 },
    waypoints: [
      { x: 200, y: 450 },
      { x: 640, y: 600, at: 120, hold: 30 },
      { x: 1200, y: 690 },
    ],
  });
  const car = createActor({
    id: "car",
    trackId: 1,
    type: "vehicle",
    perspective: true,
    startFrame: 0,
    endFrame: 200,
    curve: "linear",
    size: { width: 239, height: 74 },
    waypoints: [
      { x: -300, y: 570 },
      { x: 1580, y: 570 },
    ],
  });
  const van = createOccluder({ id: "van", kind: "parked_van", x: 700, y: 560, size: { width: 300, height: 132 } });
  const street = createScenario({ id: "street", scene: { kind: "residential", variant: 0 }, actors: [walker, car], occluders: [van] });

  it.each([
    ["as it is", street],
    ["at another scale", setScale(80).apply(street)],
  ])("has every ground point where the picture has it, when it has it: %s", (_what, picture) => {
    const { scenario: copy } = roadCopyOf(picture, "copy");
    for (const [id, frame] of [
      ["walker", 0],
      ["walker", 120],
      ["walker", 149],
      ["car", 0],
      ["car", 100],
    ] as const) {
      const actor = picture.actors.find((candidate) => candidate.id === id);
      const seen = seenAt(copy, frame).find((candidate) => candidate.id === id);
      if (!actor || !seen) throw new Error(`no ${id}`);
      const { corner, width, height } = scenePose(picture, actor, frame);
      // Places are kept to the centimetre.
      expect(Math.abs(seen.u - corner.x - width / 2)).toBeLessThan(1);
      expect(Math.abs(seen.v - corner.y - height)).toBeLessThan(1);
    }
  });

  it("has dimensions of the models, and a metre as large as in the picture", () => {
    const { scenario: copy } = roadCopyOf(street, "copy");
    expect(copy.actors.map(({ size }) => size)).toEqual([
      { length: 0.6, width: 0.5, height: 1.8 },
      { length: 4.77, width: 1.83, height: 1.48 },
    ]);
    const tall = { ...walker, size: { width: 60, height: 180 } };
    expect(roadCopyOf({ ...street, actors: [tall] }, "copy").scenario.actors[0]?.size.height).toBeCloseTo(3.6, 2);
    expect(copy.occluders[0]?.size.length).toBeCloseTo(300 / (50 * (1 + 20 / 640)), 2);
    expect(copy.actors.map(({ appearance }) => appearance.model)).toEqual(["adult", "car"]);
  });

  it("says what it has not", () => {
    const driver = createActor({
      id: "driver",
      trackId: 5,
      type: "distracted_driver",
      startFrame: 0,
      endFrame: 9,
      waypoints: [{ x: 1, y: 500 }],
    });
    const shaking = { ...walker, jitter: { x: 2, y: 0 }, trajectory: { ...walker.trajectory, easing: "ease_in" as const } };
    const { scenario: copy, lost } = roadCopyOf({ ...street, actors: [shaking, driver] }, "copy");
    expect(copy.actors.map(({ id }) => id)).toEqual(["walker"]);
    expect(lost.join(" · ")).toMatch(/distracted driver.*Box jitter.*Easing of 1 actor/);
  });

  it("is refused of a cabin, of a road, and of a scale at which no camera is", () => {
    expect(roadCopyFault({ ...street, scene: { kind: "in_cabin", variant: 0 } })).toMatch(/cabin/);
    expect(roadCopyFault(roadCopyOf(street, "copy").scenario)).toMatch(/already/);
    expect(roadCopyFault(setScale(0.5).apply(street))).toMatch(/0\.5 px\/m, .* set a scale/);
  });
});
