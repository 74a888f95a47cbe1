import { describe, expect, test } from "vitest";
import { ACTOR_MODELS, createActor, createScenario, type Actor } from "../document";
import { figureOfBody, frameState, type ActorState } from ".";

type Way = Actor["trajectory"]["waypoints"];

/** The only actor at each of 120 frames, with the figure that is drawn for it. */
function along(type: Actor["type"], model: string, waypoints: Way, curve: Actor["trajectory"]["curve"] = "linear") {
  const made = createActor({
    id: "a",
    trackId: 0,
    type,
    appearance: { model },
    size: { width: 120, height: 80 },
    startFrame: 0,
    endFrame: 120,
    waypoints,
  });
  const scenario = createScenario({ id: "s", style: "illustrated", actors: [{ ...made, trajectory: { ...made.trajectory, curve } }] });
  return Array.from({ length: 120 }, (_, frame) => {
    const state = frameState(scenario, frame);
    const body = state.bodies.find((other): other is ActorState => other.kind === "actor");
    if (!body) throw new Error(`nobody is in frame ${frame}`);
    return { body, figure: figureOfBody(body, state) };
  });
}

/** Where each part with a given role is, for comparison. */
const placesOf = ({ parts }: ReturnType<typeof figureOfBody>, role: RegExp) =>
  JSON.stringify(
    parts
      .flatMap((part) => [part, ...(part.details ?? [])])
      .filter((part) => role.test(part.role))
      .map(({ polygon }) => polygon),
  );

const LEGS = /^(trousers|skin|shoe)/;
const SPOKES = /^rim/;

describe("figures move with the distance they cover", () => {
  test("legs are where the walked distance puts them, at any speed, and stop while the pedestrian does", () => {
    for (const model of ACTOR_MODELS.pedestrian) {
      const slow = along("pedestrian", model, [
        { x: 200, y: 400 },
        { x: 319, y: 400 },
      ]);
      const fast = along("pedestrian", model, [
        { x: 200, y: 400, at: 0 },
        { x: 319, y: 400, at: 40 },
        { x: 319, y: 400, at: 119 },
      ]);
      for (const { body, figure } of fast) {
        // If a distance is on the border of two phases, rounding decides.
        const same = slow.find(({ body: other }) => Math.abs(other.distance - body.distance) < 1e-6);
        if (same) expect(figure, `${model} ${body.distance}`).toBe(same.figure);
      }
      expect(new Set(slow.map(({ figure }) => placesOf(figure, LEGS))).size, model).toBe(16);
      expect(new Set(fast.slice(50).map(({ figure }) => figure)).size, model).toBe(1);
    }
  });

  test("spokes turn while wheels roll, once per circumference, and stop with the vehicle", () => {
    const radii = { car: 0.18, hatchback: 0.18, van: 0.15, truck: 0.14, bus: 0.13 };
    for (const model of ACTOR_MODELS.vehicle) {
      // A fifth of a turn, after which five spokes look alike, in 40 frames; then a stop.
      const fifth = (2 * Math.PI * radii[model] * 80) / 5;
      const rolling = along("vehicle", model, [
        { x: 400, y: 400, at: 0 },
        { x: 400 + fifth, y: 400, at: 40 },
        { x: 400 + fifth, y: 400, at: 119 },
      ]);
      const seen = rolling.slice(0, 40).map(({ figure }) => placesOf(figure, SPOKES));
      expect(new Set(seen).size, model).toBe(4);
      expect(seen.filter((place, frame) => frame > 0 && place !== seen[frame - 1]).length, model).toBe(3);
      expect(new Set(rolling.slice(45).map(({ figure }) => figure)).size, model).toBe(1);
    }
    const cycling = along("cyclist", "city_bike", [
      { x: 200, y: 400 },
      { x: 400, y: 400 },
    ]);
    for (const role of [SPOKES, LEGS]) expect(new Set(cycling.map(({ figure }) => placesOf(figure, role))).size).toBeGreaterThan(7);
  });

  test("the visible side follows the path: right, towards the camera, left, away", () => {
    const square: Way = [
      { x: 300, y: 200 },
      { x: 600, y: 200 },
      { x: 600, y: 500 },
      { x: 300, y: 500 },
      { x: 300, y: 200 },
    ];
    for (const type of ["pedestrian", "cyclist", "vehicle"] as const) {
      const turns = along(type, ACTOR_MODELS[type][0], square).map(({ body }) => body.facing);
      expect(
        turns.filter((facing, frame) => facing !== turns[frame - 1]),
        type,
      ).toEqual(["right", "front", "left", "back"]);
    }
  });
});
