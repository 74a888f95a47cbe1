import { describe, expect, it } from "vitest";
import { createCamera, createRoadActor, createRoadScenario, type Scenario, type Waypoint } from "../document";
import { roadStateOf } from "../scene";
import { roadPlanSchema } from "../world/roads";
import { lightsOf, signalAspect, type SignalPhaseStart } from "../world/scenery";
import { relationFaults, relationsOf, settled } from ".";

const video = { width: 640, height: 360, fps: 30, durationFrames: 900 };
const plan = roadPlanSchema.parse({ kind: "x_junction", control: "signals" });
const stopLine = lightsOf(plan).find(({ id }) => id === "west_in_1")?.place.x ?? 0;

/** A car that comes to a junction from the west, and a person at the crossing of that road. */
function junction(signals: readonly SignalPhaseStart[] | undefined, lights = { car: "west_in_1", walker: "west_crossing" }): Scenario {
  const car = createRoadActor({
    kind: "car",
    id: "car",
    name: "car",
    trackId: 0,
    startFrame: 0,
    endFrame: 600,
    motion: { speed: 10 },
    waypoints: [
      { x: stopLine - 40, y: -1.75 },
      { x: stopLine - 3, y: -1.75, until: { when: "green", light: lights.car } },
      { x: 40, y: -1.75 },
    ],
  });
  const walker = createRoadActor({
    kind: "adult",
    id: "walker",
    name: "walker",
    trackId: 1,
    startFrame: 0,
    endFrame: 600,
    waypoints: [
      { x: stopLine + 3, y: -6, until: { when: "green", light: lights.walker } },
      { x: stopLine + 3, y: 6 },
    ],
  });
  const made = createRoadScenario({
    id: "junction",
    plan,
    video,
    cameras: [createCamera("roadside", video)],
    ego: "car",
    actors: [car, walker],
    ...(signals && { scenery: { seed: 1, density: 0.5, signals: [...signals] } }),
  });
  return settled(made);
}

const waitOf = ({ actors }: Scenario, id: string): Waypoint["wait"] =>
  actors.find((actor) => actor.id === id)?.trajectory.waypoints.find(({ until }) => until)?.wait;
const momentOf = (scenario: Scenario, id: string) => relationsOf(scenario).find(({ actorId }) => actorId === id)?.moment ?? null;

describe("waiting at a traffic light", () => {
  it("lasts until it is green, and follows when its phases change", () => {
    for (const green of [240, 301, 400]) {
      const made = junction([
        { frame: 0, phase: "side" },
        { frame: green, phase: "main" },
      ]);
      expect(momentOf(made, "car")).toBeCloseTo(green / 30, 6);
      const { road } = made;
      const [car] = made.actors;
      if (!road || !car) throw new Error("the scenario has no road");
      expect(roadStateOf(made, road, car, green - 1).speed).toBe(0);
      expect(roadStateOf(made, road, car, green - 1).footprint.x).toBeCloseTo(stopLine - 3, 6);
      expect(roadStateOf(made, road, car, green + 15).speed).toBeGreaterThan(0.5);
    }
  });

  it("is passed without stopping while it is green or flashes, and is over at once for those who stand there", () => {
    for (const phase of ["main", "flashing"] as const) {
      const made = junction([{ frame: 0, phase }]);
      expect(waitOf(made, "car"), phase).toBeUndefined();
      expect(momentOf(made, "car")).toBeCloseTo(3.7, 6);
    }
    // People cross a road while the other one has green.
    expect(momentOf(junction([{ frame: 0, phase: "side" }]), "walker")).toBe(0);
  });

  it("follows the usual cycle where no phases are given", () => {
    const made = junction(undefined);
    const moment = momentOf(made, "walker") ?? 0;
    expect(moment).toBeCloseTo(14, 6);
    expect(signalAspect(undefined, 30, "main", moment * 30 - 1)).toBe("red");
    const soon = junction([
      { frame: 0, phase: "main" },
      { frame: 60, phase: "side" },
      { frame: 120, phase: "red" },
      { frame: 200, phase: "side" },
      { frame: 400, phase: "main" },
    ]);
    // The first time, the side road’s green is too short for people to get any.
    expect(momentOf(soon, "walker")).toBeCloseTo(200 / 30, 6);
    expect(momentOf(soon, "car")).toBeCloseTo(400 / 30, 6);
  });

  it("never ends where the light stays red or there is none, which is told", () => {
    const red = junction([{ frame: 0, phase: "side" }]);
    expect(waitOf(red, "car")).toBe("never");
    expect(relationFaults(red).map(({ message }) => message)).toEqual([
      "“car” never leaves waypoint 2: the light of west_in_1 never gets green again",
    ]);
    const [missing] = relationFaults(junction([{ frame: 0, phase: "main" }], { car: "ring_1", walker: "east_crossing" }));
    expect(missing?.message).toMatch(/“car” never leaves waypoint 2: there is no traffic light “ring_1”; there are .*west_in_1/);
  });
});
