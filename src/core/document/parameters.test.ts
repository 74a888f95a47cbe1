import { describe, expect, it } from "vitest";
import {
  createActor,
  createRoadActor,
  createRoadOccluder,
  createRoadScenario,
  createScenario,
  faultsOfChange,
  released,
  salvageScenario,
  serializeScenario,
  usualMotion,
  validateScenario,
  withFrameRate,
  withSize,
  type Parameter,
} from ".";
import { usualRoadPlan } from "../world/roads";

const speed: Parameter = { name: "speed", unit: "km/h", value: 54, from: 10, to: 60, step: 5 };
const gap: Parameter = { name: "gap", unit: "m", value: 2.5 };
const lead: Parameter = { name: "lead", unit: "s", value: 0, expression: "gap / 5 m * 4 s" };

const road = (parameters: readonly Parameter[] = [speed, gap, lead]) =>
  createRoadScenario({
    id: "meeting",
    plan: usualRoadPlan("street"),
    parameters,
    expressions: { seed: "round(gap / 1 m * 10)", "road.plan.laneWidth": "gap + 50 cm", "sensor.noise": "30 %" },
    sensor: { exposure: 0, noise: 0, motionBlur: 0, lensDrops: 0, vignetting: 0, rollingShutter: 0 },
    weather: [{ frame: 0, condition: "fog", intensity: 0, fadeFrames: 0, expressions: { intensity: "lead / 4 s" } }],
    actors: [
      {
        ...createRoadActor({
          id: "car",
          trackId: 1,
          kind: "car",
          startFrame: 0,
          endFrame: 300,
          waypoints: [
            { x: -40, y: 0 },
            { x: 40, y: 0 },
          ],
        }),
        expressions: { "motion.speed": "speed", startFrame: "lead" },
      },
      createRoadActor({
        id: "child",
        trackId: 2,
        kind: "child",
        startFrame: 0,
        endFrame: 300,
        waypoints: [
          { x: 0, y: 5, expressions: { y: "-(gap × 2)", speed: "min(speed, 5 km/h)" } },
          { x: 0, y: -5 },
        ],
      }),
    ],
  });

const faultsOf = (raw: unknown): string[] => {
  try {
    validateScenario(raw);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
};

describe("parameters of a scenario", () => {
  it("give numbers their values in the units in which these are stored, and the file has both", () => {
    const scenario = validateScenario(road());
    const [car, child] = scenario.actors;
    expect(scenario.parameters?.map(({ value }) => value)).toEqual([54, 2.5, 2]);
    expect(scenario.seed).toBe(25);
    expect(scenario.road?.plan).toMatchObject({ laneWidth: 3 });
    expect(scenario.sensor?.noise).toBe(0.3);
    expect(scenario.weather[0]?.intensity).toBe(0.5);
    expect([car?.motion?.speed, car?.startFrame]).toEqual([15, 60]);
    expect(child?.trajectory.waypoints[0]).toMatchObject({ y: -5, speed: 5 / 3.6 });
    // What has its values already is the same object, and the file says the same when it is opened again.
    expect(validateScenario(JSON.parse(serializeScenario(scenario)))).toEqual(scenario);
    const faster = validateScenario({ ...scenario, parameters: [{ ...speed, value: 36 }, gap, lead] });
    expect(faster.actors[0]?.motion?.speed).toBe(10);
    expect(faster.actors[1]).toEqual(child);
    // A file written by hand need not have the values that follow.
    const { seed, ...rest } = JSON.parse(serializeScenario(scenario)) as Record<string, unknown>;
    expect(seed).toBe(25);
    expect(validateScenario(rest)).toEqual(scenario);
  });

  it.each([
    ["an unknown name", [speed, gap], /actors\[0\]\.expressions\.startFrame: “lead”: there is no parameter “lead”; there are speed, gap/],
    [
      "a circle",
      [speed, { ...gap, expression: "lead * 1 m/s" }, lead],
      /parameters\[2\]\.expression: it needs itself: gap → lead → gap; give one of them a value/,
    ],
    ["a value out of its range", [{ ...speed, value: 70 }, gap, lead], /parameters\[0\]\.value: must be from 10 to 60 km\/h, not 70$/],
    [
      "a result out of its range",
      [speed, gap, { ...lead, to: 1 }],
      /parameters\[2\]\.value: must be at most 1 s, not 2; it follows from “gap \/ 5 m \* 4 s”/,
    ],
    [
      "a result that the document cannot have",
      [speed, { ...gap, value: 9 }, lead],
      /weather\[0\]\.intensity: must be at most 1, not 1\.8; it follows from “lead \/ 4 s”/,
    ],
    ["another unit", [speed, { ...gap, unit: "s" }, lead], /expressions\.y: “-\(gap × 2\)”: it gives s, where m is needed/],
    ["a name twice", [speed, gap, lead, gap], /parameters\[3\]\.name: "gap" is used twice/],
    ["a function’s name", [speed, gap, lead, { name: "min", value: 1 }], /is the name of a function/],
    ["a range without extent", [{ ...speed, from: 60 }, gap, lead], /parameters\[0\]\.to: must be more than `from` \(60\), not 60/],
  ] as const)("refuse %s with the place and the reason", (_, parameters, message) => {
    expect(faultsOf({ ...road(), parameters }).join()).toMatch(message);
  });

  it("refuse expressions where nothing can follow from one, and name what can", () => {
    const scenario = road();
    const [car, child] = scenario.actors;
    const wrong = (expressions: Record<string, string>) => faultsOf({ ...scenario, actors: [{ ...car, expressions }, child] }).join();
    expect(wrong({ trackId: "3" })).toMatch(
      /actors\[0\]\.expressions\.trackId: cannot follow from an expression; these can: startFrame, endFrame, size\.width/,
    );
    expect(wrong({ __proto__x: "3" })).toMatch(/cannot follow/);
    expect(wrong({ "motion.speed": "gap" })).toMatch(/“gap”: it gives m, where m\/s is needed/);
    const { sensor, ...perfect } = scenario;
    expect(sensor).toBeDefined();
    expect(faultsOf(perfect).join()).toMatch(/there is no `sensor` here that could have it/);
    expect(
      faultsOf({ ...scenario, occluders: [{ ...createRoadOccluder({ id: "o", kind: "bin", x: 0, y: 0 }), expressions: { x: 5 } }] }).join(),
    ).toMatch(/occluders\[0\]\.expressions\.x: must be a text/);
  });

  it("let go of a number that is set in another way, and only of that", () => {
    const scenario = validateScenario(road());
    const actors = scenario.actors.map((actor) => ({ ...actor, motion: { ...usualMotion(actor), speed: 3 } }));
    const free = released({ ...scenario, actors });
    expect(free.actors[0]?.expressions).toEqual({ startFrame: "lead" });
    expect(free.actors[1]).toBe(actors[1]);
    expect(validateScenario(free).actors[0]?.motion?.speed).toBe(3);
    expect(released(scenario)).toBe(scenario);
  });

  it("keep their meaning at another frame rate and in another picture size", () => {
    expect(withFrameRate(validateScenario(road()), 25).actors[0]?.startFrame).toBe(50);
    const picture = validateScenario(
      createScenario({
        id: "picture",
        parameters: [{ name: "row", unit: "px", value: 500 }],
        actors: [
          createActor({
            id: "a",
            trackId: 1,
            type: "pedestrian",
            startFrame: 0,
            endFrame: 90,
            waypoints: [
              { x: 0, y: 1, expressions: { x: "row / 5", y: "row" } },
              { x: 900, y: 500, expressions: { x: "0" } },
            ],
          }),
        ],
      }),
    );
    const small = withSize(picture, 640, 180);
    expect(small.actors[0]?.trajectory.waypoints[0]).toMatchObject({
      x: 50,
      y: 125,
      expressions: { x: "(row / 5) × 0.5", y: "(row) × 0.25" },
    });
    expect(validateScenario(small)).toEqual(small);
    expect(withSize(small, 1280, 720)).toEqual(picture);
  });

  it("leave out the expression, not the actor, where only part of a document can be opened", () => {
    const { scenario, leftOut } = salvageScenario({ ...road([{ ...speed, value: 20 }, gap]), style: "illustrated" });
    expect(leftOut.join("\n")).toMatch(/a value \(actors\[0\]\.expressions\.startFrame: “lead”: there is no parameter “lead”/);
    expect(scenario.actors).toHaveLength(2);
    expect(scenario.actors[0]).toMatchObject({ expressions: { "motion.speed": "speed" }, startFrame: 0 });
  });

  it("are checked when they change, like any other part", () => {
    const scenario = validateScenario(road());
    expect(faultsOfChange(scenario, { ...scenario, parameters: [speed, gap, lead, { ...gap, value: 3 }] })).toEqual([
      { path: "parameters[3].name", message: '"gap" is used twice' },
    ]);
    const long = Array.from({ length: 201 }, (_, index): Parameter => ({ name: `p${index}`, value: 1 }));
    expect(faultsOfChange(scenario, { ...scenario, parameters: long })[0]?.message).toMatch(/at most 200 parameters/);
  });
});
