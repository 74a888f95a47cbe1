import { describe, expect, it } from "vitest";
import { createCamera, createRoadActor, createRoadScenario } from "../../document";
import { hashUnit } from "../../random";
import { overlap, type Footprint, type Mover } from "../../world";
import { roadPlanSchema } from "../../world/roads";
import { groundTruthJson } from "../json";
import { groundTruthHeader } from "../records";
import { groundTruthRoad } from ".";
import { criticalityTold } from "../testing/criticality";
import { firstContact, leastGap } from "./contact";
import { encounterAt } from "./criticality";
import type { Passage } from "./passage";
import { postEncroachment } from "./encroachment";

const draw = (pair: number, what: number, from: number, to: number) => from + (to - from) * hashUnit(941, pair, what);

/** One that moves at a constant velocity, looking where it goes or anywhere. */
function mover(pair: number, who: number): Mover {
  const of = (what: number, from: number, to: number) => draw(pair, who * 20 + what, from, to);
  const footprint = { x: of(1, -25, 25), y: of(2, -25, 25), heading: of(3, -180, 180), length: of(4, 0.3, 12), width: of(5, 0.3, 2.6) };
  return { footprint, velocity: { x: of(6, -14, 14), y: of(7, -14, 14) } };
}

const after = ({ footprint, velocity }: Mover, seconds: number): Footprint => ({
  ...footprint,
  x: footprint.x + velocity.x * seconds,
  y: footprint.y + velocity.y * seconds,
});

const passage = (one: Mover, from = 0, to = 6): Passage => ({ from, to, at: (seconds) => ({ ...one, footprint: after(one, seconds) }) });

describe("criticality", () => {
  it("tells the time to collision that a simulation at 1 kHz finds, for any two rectangles", () => {
    let [collisions, misses] = [0, 0];
    for (let pair = 0; pair < 160; pair++) {
      const [ego, other] = [mover(pair, 0), mover(pair, 1)];
      let met: number | null = null;
      for (let step = 0; step <= 6000 && met === null; step++)
        if (overlap(after(ego, step / 1000), after(other, step / 1000))) met = step / 1000;
      const { ttc, gap, ttc_line_of_sight: straight, drac } = encounterAt(0, ego, other);
      if (met === null) {
        expect(ttc === null || ttc > 5.999 || grazes(ego, other, ttc)).toBe(true);
        misses++;
        continue;
      }
      expect(Math.abs((ttc ?? Infinity) - met)).toBeLessThanOrEqual(0.0011);
      if (gap > 0) {
        expect(straight).toBeGreaterThan(0);
        expect(drac).toBeGreaterThan(0);
      }
      collisions++;
    }
    expect(Math.min(collisions, misses)).toBeGreaterThan(10);
  });

  it("tells the post-encroachment time that a simulation finds, also of those who meet", () => {
    let found = 0;
    for (let pair = 0; pair < 400 && found < 6; pair++) {
      const [ego, other] = [mover(pair, 2), mover(pair, 3)];
      const step = 0.01;
      const places = [ego, other].map((one) => Array.from({ length: 601 }, (_, index) => after(one, index * step)));
      let least = Infinity;
      places[0]?.forEach((mine, first) =>
        places[1]?.forEach((theirs, second) => {
          if (
            Math.abs(first - second) < least &&
            Math.abs(mine.x - theirs.x) < 16 &&
            Math.abs(mine.y - theirs.y) < 16 &&
            overlap(mine, theirs)
          )
            least = Math.abs(first - second);
        }),
      );
      if (least === Infinity || least === 0) continue;
      const pet = postEncroachment(passage(ego), passage(other));
      expect(Math.abs((pet ?? Infinity) - least * step)).toBeLessThanOrEqual(2 * step);
      // The simulation's steps only ever make it longer.
      expect(pet).toBeLessThanOrEqual(least * step + 1e-9);
      found++;
    }
    expect(found).toBe(6);
  });

  it("has for a walker who crosses before a car what follows on paper", () => {
    const car: Mover = { footprint: { x: -30, y: 0, heading: 0, length: 4, width: 2 }, velocity: { x: 10, y: 0 } };
    const walker: Mover = { footprint: { x: 0, y: -3, heading: 90, length: 0.6, width: 0.5 }, velocity: { x: 0, y: 2 } };
    // The walker's back leaves the car's way at y = 1: after (1 + 0.3 + 3) ÷ 2 s; the car's front is at x = −0.25 after 27.75 ÷ 10 s.
    expect(postEncroachment(passage(car), passage(walker))).toBeCloseTo(2.775 - 2.15, 4);
    expect(postEncroachment(passage(walker), passage(car))).toBeCloseTo(0.625, 4);
    expect(firstContact(passage(car), passage(walker))).toBeNull();
    const { gap, closing_speed: closing, ttc, ttc_line_of_sight: straight, drac } = encounterAt(0, car, walker);
    expect(ttc).toBeNull();
    expect(drac).toBeNull();
    // From the car's front right corner (−28, −1) to the walker's nearest corner (−0.25, −2.7).
    expect(gap).toBeCloseTo(Math.hypot(27.75, 1.7), 5);
    expect(closing).toBeCloseTo((10 * 27.75 + 2 * 1.7) / gap, 5);
    expect(straight).toBeCloseTo(gap / (closing ?? 0), 5);
  });

  it("knows of no collision of two who follow each other at one speed, however it was rounded", () => {
    const at = (x: number, speed: number): Mover => ({
      footprint: { x, y: 0, heading: 0, length: 4.5, width: 1.8 },
      velocity: { x: speed, y: 0 },
    });
    expect(encounterAt(0, at(0, 13.9 + 2e-11), at(15, 13.9))).toMatchObject({ ttc: null, ttc_line_of_sight: null, drac: null });
  });

  it("knows where on the ego’s front, when and how fast it hits", () => {
    const car: Mover = { footprint: { x: -22, y: 0, heading: 0, length: 4, width: 2 }, velocity: { x: 10, y: 0 } };
    const standing: Mover = { footprint: { x: 0.3, y: -0.5, heading: 90, length: 0.6, width: 0.6 }, velocity: { x: 0, y: 0 } };
    const contact = firstContact(passage(car), passage(standing));
    expect(contact?.seconds).toBeCloseTo(2, 6);
    expect(contact?.share).toBeCloseTo(0.75, 3);
    expect(contact?.speed).toBeCloseTo(10, 6);
    expect(postEncroachment(passage(car), passage(standing))).toBe(0);
    expect(leastGap(passage(car), passage(standing))).toBe(0);
    expect(leastGap(passage(car, 0, 1), passage(standing, 0, 1))).toBeCloseTo(10, 6);
    expect(encounterAt(0, car, standing)).toMatchObject({ gap: 20, closing_speed: 10, ttc: 2, ttc_line_of_sight: 2, drac: 2.5 });
  });

  it("is told of every annotated actor and the ego, in the frames of the range, and of none without an ego", () => {
    const video = { width: 640, height: 360, fps: 30, durationFrames: 120 };
    const walker = {
      kind: "adult",
      trackId: 4,
      startFrame: 30,
      endFrame: 120,
      waypoints: [
        { x: 20, y: -6 },
        { x: 20, y: 6 },
      ],
    } as const;
    const scenario = createRoadScenario({
      id: "meeting",
      plan: roadPlanSchema.parse({ kind: "street" }),
      video,
      cameras: [createCamera("dashcam", video)],
      ego: "ego",
      actors: [
        createRoadActor({
          kind: "car",
          id: "ego",
          trackId: 0,
          startFrame: 0,
          endFrame: 120,
          motion: { speed: 10 },
          waypoints: [
            { x: -20, y: -1.6 },
            { x: 50, y: -1.6 },
          ],
        }),
        createRoadActor({ ...walker, id: "walker" }),
        createRoadActor({ ...walker, id: "hidden", trackId: 5, hidden: true }),
      ],
    });
    const range = { start: 20, end: 80 };
    const criticality = criticalityTold(scenario, range);
    const camera = groundTruthRoad(scenario, range)?.camera;
    expect(Object.keys(criticality)).toEqual(["4"]);
    expect(criticality["4"]?.frames.map(({ frame }) => frame)).toEqual(Array.from({ length: 50 }, (_, index) => index + 10));
    expect(criticality["4"]?.minimum_gap).toBeGreaterThan(0);
    expect(camera?.poses.map(({ frame }) => frame)).toEqual(Array.from({ length: 60 }, (_, index) => index));
    const pole = createRoadScenario({
      id: "pole",
      plan: roadPlanSchema.parse({ kind: "street" }),
      video,
      actors: [createRoadActor({ ...walker, id: "walker" })],
    });
    expect(criticalityTold(pole, { start: 0, end: 120 })).toEqual({});
    expect(groundTruthRoad(pole, { start: 0, end: 120 })?.camera.poses).toHaveLength(1);
  });
});

it("is written in small pieces, each worked out when it is read, however long a scenario is", () => {
  const video = { width: 320, height: 180, fps: 30, durationFrames: 2400 };
  const parts = { startFrame: 0, endFrame: 2400, waypoints: [{ x: 0, y: 1.6 }] };
  const scenario = createRoadScenario({
    id: "long",
    plan: roadPlanSchema.parse({ kind: "street" }),
    video,
    cameras: [createCamera("dashcam", video)],
    ego: "ego",
    actors: [
      createRoadActor({
        ...parts,
        kind: "car",
        id: "ego",
        trackId: 0,
        motion: { speed: 0.2 },
        waypoints: [0, 60].map((x) => ({ x, y: -1.6 })),
      }),
      createRoadActor({ ...parts, kind: "adult", id: "walker", trackId: 1 }),
    ],
  });
  const range = { start: 0, end: 2400 };
  const pieces = [...groundTruthJson(groundTruthHeader(scenario, range), [], [], [], groundTruthRoad(scenario, range))];
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(32_000);
  const { criticality, camera } = JSON.parse(pieces.join("")) as {
    criticality: Record<string, { frames: unknown[] }>;
    camera: { poses: unknown[] };
  };
  expect(criticality["1"]?.frames).toHaveLength(2400);
  expect(camera.poses).toHaveLength(2400);
});

/** Whether two only touch for less than the simulation's step. */
function grazes(ego: Mover, other: Mover, ttc: number): boolean {
  return !overlap(after(ego, ttc + 0.0011), after(other, ttc + 0.0011));
}
