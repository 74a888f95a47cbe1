import { describe, expect, it } from "vitest";
import { SCENE_KINDS, createActor, createScenario, dimensionsOf, modelSize, type Actor, type SceneKind } from "../document";
import { frameState } from ".";

const FRAMES = 100;

/** The boxes of an actor along its path, frame by frame. */
function boxesOf(
  kind: SceneKind,
  parts: Partial<Actor> & Pick<Actor, "type">,
  waypoints: Actor["trajectory"]["waypoints"],
  curve: "linear" | "smooth" = "linear",
) {
  const actor = createActor({ id: "a", trackId: 0, startFrame: 0, endFrame: FRAMES, perspective: true, ...parts, waypoints, curve });
  const scenario = createScenario({
    id: "s",
    scene: { kind, variant: 0 },
    video: { width: 1280, height: 720, fps: 30, durationFrames: FRAMES },
    actors: [actor],
  });
  return Array.from({ length: FRAMES }, (_, frame) => {
    const [body] = frameState(scenario, frame).bodies;
    if (body?.kind !== "actor") throw new Error(`nobody is in frame ${frame}`);
    return body;
  });
}

const ON_THE_STREET = SCENE_KINDS.filter((kind) => kind !== "in_cabin");

describe("with perspective", () => {
  it.each(ON_THE_STREET)("a pedestrian who crosses from the near side to the far one becomes smaller all along the way (%s)", (kind) => {
    const heights = boxesOf(kind, { type: "pedestrian", size: { width: 34, height: 87 } }, [
      { x: 600, y: 700 },
      { x: 640, y: 330 },
    ]).map(({ box }) => box.height);
    heights.slice(1).forEach((height, index) => expect(height).toBeLessThanOrEqual(heights[index] ?? 0));
    expect(heights.at(-1)).toBeLessThan((heights[0] ?? 0) * 0.62);
  });

  it("boxes stay on the ground line, wherever they are", () => {
    for (const { box, groundY } of boxesOf("highway", { type: "cyclist" }, [
      { x: 200, y: 650 },
      { x: 900, y: 340 },
    ]))
      expect(Math.abs(box.y + box.height - groundY)).toBeLessThanOrEqual(2);
  });

  it("a car that turns into the side street becomes small there, and as narrow as it is from behind", () => {
    const { length, width } = dimensionsOf("vehicle", "car");
    const size = modelSize("vehicle", "car", 50);
    const bodies = boxesOf(
      "urban_intersection",
      { type: "vehicle", size },
      [
        { x: 300, y: 420 },
        { x: 900, y: 420 },
        { x: 1045, y: 330 },
        { x: 1045, y: 220 },
      ],
      "smooth",
    );
    const [first, last] = [bodies[0]?.box, bodies.at(-1)?.box];
    expect((first?.width ?? 0) / (first?.height ?? 1)).toBeGreaterThan(2.9);
    expect((last?.width ?? 0) / (last?.height ?? 1)).toBeCloseTo((width / length) * (size.width / size.height), 0);
    expect(last?.height).toBeLessThan((first?.height ?? 0) / 2);
    expect(bodies.at(-1)?.facing).toBe("back");
    // Nothing jumps on the way: from one frame to the next the box changes by a few pixels.
    bodies.slice(1).forEach(({ box }, index) => expect(Math.abs(box.width - (bodies[index]?.box.width ?? 0))).toBeLessThan(18));
  });

  it.each(["pedestrian", "cyclist"] as const)(
    "a %s that turns off passes through every view between side and end, and its box never jumps",
    (type) => {
      const bodies = boxesOf(
        "urban_intersection",
        { type, size: modelSize(type, "", 50) },
        [
          { x: 300, y: 640 },
          { x: 600, y: 640 },
          { x: 660, y: 600 },
          { x: 660, y: 380 },
        ],
        "smooth",
      );
      const views = [...new Set(bodies.map(({ facing, turn = 0 }) => `${facing} ${turn}`))];
      // A smooth path swings out a little before its bend.
      expect(views.filter((view) => view !== "right 1")).toEqual([
        "right 0",
        "right -1",
        "right -2",
        "right -3",
        "right -4",
        "right -5",
        "back 0",
      ]);
      bodies.slice(1).forEach(({ box }, index) => expect(Math.abs(box.width - (bodies[index]?.box.width ?? 0))).toBeLessThan(14));
    },
  );

  it("nothing changes for actors without it", () => {
    const boxes = boxesOf("urban_intersection", { type: "vehicle", perspective: false, size: { width: 80, height: 40 } }, [
      { x: 300, y: 420 },
      { x: 900, y: 200 },
    ]);
    expect(new Set(boxes.map(({ box }) => `${box.width} ${box.height}`))).toEqual(new Set(["80 40"]));
  });
});
