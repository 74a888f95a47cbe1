import { expect, it } from "vitest";
import { createActor, createOccluder, createScenario, type Actor, type SlimScenario } from "@/core/document";
import { pixelsPerMetreAt } from "@/core/scene";
import { poseAt } from "@/core/timeline";
import { crossingOf, setSpeed, setTiming, shiftActors, waitAt } from "@/editor";
import { evaluate } from "../../fields/numberExpression";
import { encounterFacts, firstSeenFact, firstSeenFrame } from "./encounterText";
import { worldOf } from "@/core/scene";

const PICTURE = worldOf(createScenario({ id: "any" }));

const FPS = 30;
const ROW = 540;
const EMPTY = createScenario({
  id: "street",
  video: { width: 1280, height: 720, fps: FPS, durationFrames: 8 * FPS },
  scene: { kind: "residential", variant: 0, pixelsPerMetre: 60 },
});
const METRE = pixelsPerMetreAt(EMPTY, ROW);
const CROSSING = 900;

/** Eight seconds of a street: a car from the left, a parked van before the crossing point, a child behind it. */
function street(): SlimScenario {
  const always = { startFrame: 0, endFrame: 8 * FPS };
  const car = createActor({
    id: "car",
    trackId: 0,
    type: "vehicle",
    ...always,
    waypoints: [
      { x: CROSSING - 40 * METRE, y: ROW },
      { x: CROSSING + 60 * METRE, y: ROW },
    ],
  });
  const child = createActor({
    id: "child",
    trackId: 1,
    type: "pedestrian",
    ...always,
    waypoints: [
      { x: CROSSING, y: ROW - 120 },
      { x: CROSSING, y: ROW },
      { x: CROSSING, y: ROW + 100 },
    ],
  });
  const van = createOccluder({ id: "van", kind: "parked_van", x: CROSSING, y: ROW - 60, size: { width: 240, height: 220 } });
  return {
    ...EMPTY,
    occluders: [van],
    actors: [
      { ...car, name: "Car" },
      { ...child, name: "Child" },
    ],
  };
}

/** What a speed field does with the typed text. */
function typed(scenario: SlimScenario, id: string, text: string): SlimScenario {
  const speed = evaluate(text, { "px/s": 1, "m/s": METRE, "km/h": METRE / 3.6 });
  if ("fault" in speed) throw new Error(speed.fault);
  return setSpeed([id], speed.value / FPS).apply(scenario);
}

function both(scenario: SlimScenario): readonly [Actor, Actor] {
  const [car, child] = scenario.actors;
  if (!car || !child) throw new Error("an actor is gone");
  return [car, child];
}

const factsAt = (scenario: SlimScenario, frame: number) => Object.fromEntries(encounterFacts(scenario, both(scenario), frame));
const passings = (scenario: SlimScenario) => crossingOf(scenario, ...both(scenario))?.frames ?? [0, 0];

it("reports what a test engineer asks about a car at 40 km/h and a child from behind a van, and what another speed changes", async () => {
  let scenario = typed(typed(street(), "car", "40 km/h"), "child", "5 km/h");
  // The speed that was typed is the speed that is driven.
  const [car] = both(scenario);
  const metresASecond = ((poseAt(car, 31).ground.x - poseAt(car, 30).ground.x) * FPS) / METRE;
  expect(metresASecond * 3.6).toBeCloseTo(40, 0);

  // The child starts so that it is in the car's way when that arrives.
  const [carThere, childThere] = passings(scenario);
  scenario = shiftActors(["child"], Math.round(carThere - childThere)).apply(scenario);
  const [arrives] = passings(scenario);
  expect(factsAt(scenario, 0)["At the crossing point"]).toBe(`They collide at frame ${Math.round(arrives)}`);

  // 20 m before the child's position in its way, the car needs 20 / 11.11 = 1.80 s.
  const standing = {
    ...scenario,
    actors: [car, { ...both(scenario)[1], trajectory: { ...both(scenario)[1].trajectory, waypoints: [{ x: CROSSING, y: ROW }] } }],
  };
  expect(factsAt(standing, Math.round((20 / (40 / 3.6)) * FPS))).toMatchObject({ "Distance now": "20.0 m", "Time to collision": "1.80 s" });
  expect(factsAt(standing, 8 * FPS - 1)["Time to collision"]).toBe("Not on a collision course");

  // When the child is first visible, and how long the car then takes.
  const [, child] = both(scenario);
  const seen = await firstSeenFrame(scenario, child, new AbortController().signal);
  if (seen === null) throw new Error("the child is never seen");
  const left = (arrives - seen) / FPS;
  expect(left).toBeGreaterThan(0.1);
  const [term, text] = firstSeenFact(child, seen, arrives, FPS);
  expect([term, text]).toEqual(["Child first seen", expect.stringMatching(new RegExp(`^Frame ${seen}, .* before the other arrives$`))]);
  expect(Number(/([\d.]+) s before/.exec(text)?.[1])).toBeCloseTo(left, 1);
  expect(firstSeenFact(child, undefined, null, FPS)[1]).toBe("…");
  expect(firstSeenFact(child, null, null, FPS)[1]).toBe("Never");

  // Another speed of the car: by how many frames they now miss, and who is first.
  const faster = typed(scenario, "car", "50 km/h");
  expect(factsAt(faster, 0)["At the crossing point"]).toMatch(/^They miss each other by \d+ frames \(.*\): Car gets there first$/);

  // A stop of a second in the middle of the road is kept, and what follows is delayed by as much.
  const stopped = setTiming({ actorId: "child", index: 1 }, { hold: FPS }).apply(scenario);
  const waiting = both(stopped)[1];
  expect(waitAt(PICTURE, waiting, 1)).toBe(FPS);
  expect(waiting.endFrame - both(scenario)[1].endFrame).toBe(FPS);
  expect(factsAt(stopped, 0)["At the crossing point"]).toMatch(/^They collide at frame/);
});
