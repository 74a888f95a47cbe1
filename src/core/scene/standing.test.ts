import { expect, test } from "vitest";
import { createActor, createScenario, type Actor, type Curve, type Waypoint } from "../document";
import { poseAt } from "../timeline";
import { frameState } from ".";

const moving = (type: Actor["type"], curve: Curve, waypoints: readonly Waypoint[]) =>
  createActor({ id: "a", trackId: 0, type, curve, size: { width: 160, height: 68 }, startFrame: 0, endFrame: 200, waypoints });

/** What the only actor shows at each frame: which side, and whether it indicates. */
function shown(actor: Actor) {
  const scenario = createScenario({ id: "s", actors: [actor] });
  return Array.from({ length: 200 }, (_, frame) => {
    const body = frameState(scenario, frame).bodies.find((other) => other.kind === "actor");
    return body?.kind === "actor" ? { facing: body.facing, turning: body.turning } : null;
  });
}

test.each(["linear", "smooth", "bezier"] as const)(
  "a car that stops at two keyframes in one place neither turns round nor indicates, on a %s path",
  (curve) => {
    const stop = { x: 640, y: 500 };
    const there = { x: 1000, y: 500 };
    for (const pause of [stop, { x: 640.01, y: 499.99 }]) {
      const car = moving("vehicle", curve, [there, { ...stop, at: 60 }, { ...pause, at: 120 }, { x: 200, y: 500 }]);
      expect(new Set(shown(car).map((state) => JSON.stringify(state))), JSON.stringify(pause)).toEqual(
        new Set([JSON.stringify({ facing: "left", turning: null })]),
      );
    }
    // At either end of the path, and where three waypoints are in one place.
    for (const waypoints of [
      [there, { ...there, at: 60 }, stop],
      [there, { ...stop, at: 60 }, { ...stop, at: 100 }, stop],
    ])
      expect(new Set(shown(moving("vehicle", curve, waypoints)).map((state) => state?.facing))).toEqual(new Set(["left"]));
  },
);

test("a body keeps its last heading while it stands still, and one that never moves faces the camera", () => {
  const corner = moving("vehicle", "linear", [
    { x: 200, y: 300 },
    { x: 400, y: 300, at: 50 },
    { x: 400, y: 300, at: 100 },
    { x: 400, y: 600 },
  ]);
  expect([20, 50, 75, 99].map((frame) => poseAt(corner, frame).heading)).toEqual([0, 0, 0, 0]);
  expect(poseAt(corner, 101).heading).toBeCloseTo(Math.PI / 2);
  const standing = moving("pedestrian", "linear", [
    { x: 300, y: 400 },
    { x: 300, y: 400 },
  ]);
  expect(shown(standing)[50]?.facing).toBe("front");
});
