import { expect, test } from "vitest";
import { createActor } from "../document/defaults";
import type { Waypoint } from "../document/schema";
import { turningAt } from "./turning";

const FPS = 30;
const vehicle = (waypoints: readonly Waypoint[], type: "vehicle" | "pedestrian" = "vehicle") =>
  createActor({ id: "a", trackId: 0, type, startFrame: 0, endFrame: 200, waypoints });

test("a vehicle signals before it turns and while it does, to its driver's side, and not on a straight path", () => {
  // 100 frames to the right, then as long down the frame, towards the camera: a turn to the driver's right.
  const turn = vehicle([
    { x: 0, y: 300 },
    { x: 400, y: 300 },
    { x: 400, y: 700 },
  ]);
  const signals = (actor: typeof turn) => Array.from({ length: 200 }, (_, frame) => turningAt(actor, frame, FPS));
  const right = signals(turn);
  expect(right.slice(0, 60)).toEqual(new Array(60).fill(null));
  expect(right.slice(66, 106)).toEqual(new Array(40).fill("right"));
  expect(right.slice(112)).toEqual(new Array(88).fill(null));
  // Up the frame instead: to the left. And the same turn driven from the right: to the left, too.
  expect(
    signals(
      vehicle([
        { x: 0, y: 600 },
        { x: 400, y: 600 },
        { x: 400, y: 200 },
      ]),
    )[90],
  ).toBe("left");
  expect(
    signals(
      vehicle([
        { x: 800, y: 300 },
        { x: 400, y: 300 },
        { x: 400, y: 700 },
      ]),
    )[90],
  ).toBe("left");
  expect(
    signals(
      vehicle([
        { x: 0, y: 300 },
        { x: 400, y: 300 },
        { x: 800, y: 320 },
      ]),
    ),
  ).toEqual(new Array(200).fill(null));
  expect(
    signals(
      vehicle([
        { x: 0, y: 300 },
        { x: 400, y: 300 },
        { x: 0, y: 300 },
      ]),
    ),
  ).toEqual(new Array(200).fill(null));
  expect(
    signals(
      vehicle(
        [
          { x: 0, y: 300 },
          { x: 400, y: 300 },
          { x: 400, y: 700 },
        ],
        "pedestrian",
      ),
    ),
  ).toEqual(new Array(200).fill(null));
});
