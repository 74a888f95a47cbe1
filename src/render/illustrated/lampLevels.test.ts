import { describe, expect, test } from "vitest";
import { createActor, createScenario, type Actor, type Scenario } from "@/core/document";
import { placedFrame } from "@/core/scene";
import { lampLevels } from "./lampLevels";

function lampsAlong(type: Actor["type"], waypoints: Actor["trajectory"]["waypoints"], light?: Scenario["light"]) {
  const actor = createActor({ id: "a", trackId: 0, type, startFrame: 0, endFrame: 120, waypoints });
  const scenario = createScenario({ id: "s", style: "illustrated", ...(light ? { light } : {}), actors: [actor] });
  return Array.from({ length: 120 }, (_, frame) => {
    const state = placedFrame(scenario, frame);
    const [body] = state.bodies;
    if (!body) throw new Error(`nobody is in frame ${frame}`);
    return lampLevels(body, state);
  });
}

const night = (intensity: number): Scenario["light"] => [{ frame: 0, condition: "night", intensity, fadeFrames: 0 }];

describe("the lamps of a body", () => {
  test("brake lights are on from shortly before a vehicle slows down until shortly after, never at constant speed or at rest", () => {
    const braking = lampsAlong("vehicle", [
      { x: 300, y: 500, at: 0 },
      { x: 600, y: 500, at: 40 },
      { x: 660, y: 500, at: 60 },
      { x: 660, y: 500, at: 119 },
    ]);
    const burning = braking.flatMap(({ brake }, frame) => (brake ? [frame] : []));
    // It slows down at frame 40 and stops at 60, each with 0.2 s before and less than 0.3 s after it. In between it has constant speed,
    // from 69 on it stands, and at the end of its time it just disappears, which is not braking.
    const around = (frame: number) => Array.from({ length: 15 }, (_, index) => frame - 6 + index);
    expect(burning).toEqual([...around(40), ...around(60)]);
    // Drawn with a drag it has two waypoints: it stops at the second.
    expect(
      lampsAlong("vehicle", [
        { x: 300, y: 500 },
        { x: 600, y: 500, at: 40 },
      ]).some(({ brake }) => brake),
    ).toBe(true);
    expect(
      lampsAlong("vehicle", [
        { x: 300, y: 500 },
        { x: 900, y: 500 },
      ]).some(({ brake }) => brake),
    ).toBe(false);
    expect(
      lampsAlong("cyclist", [
        { x: 300, y: 500, at: 0 },
        { x: 600, y: 500, at: 40 },
        { x: 610, y: 500, at: 119 },
      ]).some(({ brake }) => brake),
    ).toBe(false);
  });

  test("the indicator on the side a vehicle turns to changes every third of a second, and none is on along a straight path", () => {
    // To the right, then towards the camera: the driver's right, which is the near side when driving to the right.
    const turning = lampsAlong("vehicle", [
      { x: 300, y: 300 },
      { x: 600, y: 300 },
      { x: 600, y: 600 },
    ]);
    const seen = turning.map(({ blinker }) => blinker);
    const first = seen.findIndex((blinker) => blinker !== null);
    expect(first).toBeGreaterThan(10);
    expect(new Set(seen.filter((blinker) => blinker !== null))).toEqual(new Set(["near", "right"]));
    const changes = seen.slice(first, first + 40).filter((blinker, index) => (blinker === null) !== (seen[first + index - 1] === null));
    // It comes on, and then changes every ten frames, at 30 frames per second.
    expect(changes.length).toBe(5);
    expect(
      lampsAlong("vehicle", [
        { x: 300, y: 300 },
        { x: 900, y: 300 },
      ]).every(({ blinker }) => blinker === null),
    ).toBe(true);
  });

  test("lamps come on when it gets dark, and people have none", () => {
    const way = [
      { x: 300, y: 500 },
      { x: 600, y: 500 },
    ];
    const levels = [0, 0.3, 0.6, 1].map((intensity) => lampsAlong("vehicle", way, night(intensity))[5]?.head ?? NaN);
    expect(levels[0]).toBe(0);
    expect([...levels].sort((a, b) => a - b)).toEqual(levels);
    expect(levels.at(-1)).toBe(1);
    expect(lampsAlong("pedestrian", way, night(1))[5]).toMatchObject({ head: 0, tail: 0, beam: 0 });
  });
});
