import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  MAX_SCENARIO_BYTES,
  ScenarioError,
  assertScenarioSize,
  createActor,
  createScenario,
  generateActors,
  nextTrackId,
  parseScenario,
  serializeScenario,
  validateScenario,
  withFrameRate,
  withSeed,
  withSize,
  withoutNoise,
  type Actor,
  type Generator,
} from ".";
import { SPECIFIED_SIZES } from "./constants";
import { dimensionsOf } from "./dimensions";

const walker = createActor({
  id: "walker",
  trackId: 0,
  type: "pedestrian",
  startFrame: 0,
  endFrame: 100,
  waypoints: [
    { x: 0, y: 300 },
    { x: 100, y: 300, at: 40, hold: 10 },
    { x: 200, y: 300 },
  ],
});
const scenario = createScenario({ id: "street", actors: [walker] });

function faultsOf(raw: unknown): string {
  try {
    validateScenario(raw);
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  throw new Error("the document was accepted");
}

/** The plain document with one place changed. */
function changed(path: readonly (string | number)[], value: unknown): unknown {
  const copy: unknown = JSON.parse(serializeScenario(scenario));
  let place = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) place = place[key] as Record<string | number, unknown>;
  const last = path.at(-1);
  if (last !== undefined) place[last] = value;
  return copy;
}

describe("a scenario document", () => {
  it("is read back from its file unchanged, and gives the same bytes whatever the order of its keys", () => {
    const text = serializeScenario(scenario);
    expect(parseScenario(text)).toEqual(scenario);
    const { schemaVersion, id, name, video, ...rest } = scenario;
    expect(serializeScenario({ ...rest, video, name, id, schemaVersion })).toBe(text);
  });

  it.each([
    [["video", "durationFrames"], 0, "video.durationFrames: must be at least 1, not 0"],
    [["video", "width"], 1281, "video.width: must be even"],
    [["video", "height"], 100_000, "video.height: must be at most"],
    [["video", "fps"], 12.5, "video.fps: must be a whole number from 1 to 120, or 23.976 or 29.97 or 47.952 or 59.94 or 119.88, not 12.5"],
    [["actors", 0, "size", "width"], -4, "actors[0].size.width"],
    [["actors", 0, "trajectory", "waypoints", 1, "x"], NaN, "actors[0].trajectory.waypoints[1].x"],
    [["actors", 0, "trajectory", "waypoints", 2, "at"], 45, "actors[0].trajectory.waypoints[2].at: must be later than frame 50"],
    [["actors", 0, "endFrame"], 0, "actors[0].endFrame: must be after startFrame"],
    [["actors", 0, "colour"], "red", "actors[0].colour: unknown key"],
    [["actors", 0, "appearance", "spriteAsset"], "dog", 'actors[0].appearance.spriteAsset: there is no asset "dog"'],
    [["weather", 0, "frame"], 3, "weather[0].frame: the first keyframe must be at frame 0"],
    [["weather", 0, "condition"], "hail", 'weather[0].condition: must be "sunny" or'],
    [["extra"], true, "extra: unknown key"],
    [["actors", 0, "appearance", "spriteAsset"], "toString", 'actors[0].appearance.spriteAsset: there is no asset "toString"'],
    [["schemaVersion"], 99, "schemaVersion: version 99 is newer"],
    [["schemaVersion"], "1", "schemaVersion: must be a whole number from 0 to"],
  ])("with %j = %j is refused, naming the place", (path, value, message) => {
    expect(faultsOf(changed(path, value))).toContain(message);
  });

  it("refuses two actors with one id or track id", () => {
    const twice = changed(["actors"], [walker, walker]);
    expect(faultsOf(twice)).toContain('actors[1].id: "walker" is used twice');
    expect(faultsOf(twice)).toContain("actors[1].trackId: 0 is used twice");
  });

  it("refuses files that are not scenarios, saying what they are and what to do", () => {
    expect(() => parseScenario("{ not json")).toThrow(/not JSON .*choose a scenario\.json/);
    expect(() => parseScenario("[]")).toThrow("not a scenario");
    expect(() => parseScenario('{"images": [], "annotations": []}')).toThrow(/Import annotations/);
    const proto = serializeScenario(scenario).replace(/"assets": \{[^}]*\}/, '"assets": {"__proto__": {}}');
    expect(() => parseScenario(proto)).toThrow("assets.__proto__: an asset cannot have this id");
    expect(() => assertScenarioSize(2 * 1024 ** 3)).toThrow(/2048 MB; a scenario can be at most 64 MB/);
    expect(() => assertScenarioSize(0)).toThrow("empty");
    expect(() => assertScenarioSize(MAX_SCENARIO_BYTES)).not.toThrow();
  });

  it("of version 0 is upgraded to the present version", () => {
    const { weather, generators, markers, ...rest } = scenario;
    expect([weather.length, generators.length, markers.length]).toEqual([1, 0, 0]);
    const lifted = validateScenario({ ...rest, schemaVersion: 0, weatherCondition: "fog", weatherIntensity: 0.3 });
    expect(lifted.weather).toEqual([{ frame: 0, condition: "fog", intensity: 0.3, fadeFrames: 0 }]);
  });

  it("never makes the reader hang or fail otherwise, whatever is in the file", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => validateScenario(value)).toThrow(ScenarioError);
      }),
    );
  });
});

describe("a change of frame rate", () => {
  it("keeps every time in seconds and gives a valid document, at any rate", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), (fps) => {
        const result = withFrameRate(scenario, fps);
        expect(() => validateScenario(result)).not.toThrow();
        expect(result.video.durationFrames / fps).toBeCloseTo(10, 0);
      }),
    );
    expect(withFrameRate(scenario, 60).actors[0]?.trajectory.waypoints[1]).toMatchObject({ at: 80, hold: 20 });
  });
});

describe("generators", () => {
  const sequence: Generator = {
    id: "traffic",
    kind: "vehicle_sequence",
    startSeconds: 1,
    count: 4,
    laneY: 400,
    spacing: 100,
    speedVariation: 0.3,
  };
  const context = { seed: 1, video: scenario.video, firstTrackId: 0, noise: true };

  it("vary speeds within their limits, depending on the seed and not on the other actors", () => {
    const frames = (seed: number) => generateActors(sequence, { ...context, seed }).map((actor) => actor.endFrame - actor.startFrame);
    // (1280 + 160) px at 256 px/s × (1 ± 0.3), at 30 frames per second
    for (const duration of frames(1)) {
      expect(duration).toBeGreaterThanOrEqual(Math.floor(((1440 / 256) * 30) / 1.3));
      expect(duration).toBeLessThanOrEqual(Math.ceil(((1440 / 256) * 30) / 0.7));
    }
    expect(frames(1)).not.toEqual(frames(2));
    expect(generateActors({ ...sequence, count: 2 }, context)).toEqual(generateActors(sequence, context).slice(0, 2));
  });

  it("make their actors again with another seed, and leave the user's own alone", () => {
    const actors = generateActors(sequence, { ...context, firstTrackId: 1 });
    const busy = { ...scenario, generators: [sequence], actors: [walker, ...actors] };
    const reseeded = withSeed(busy, 99);
    expect(reseeded.actors[0]).toBe(walker);
    expect(reseeded.actors.slice(1).map((actor) => actor.endFrame)).not.toEqual(actors.map((actor) => actor.endFrame));
    expect(nextTrackId(busy)).toBe(5);
  });

  it("keep a motion that somebody has given to one of their actors, whatever is redrawn", () => {
    const [first, ...others] = generateActors(sequence, { ...context, firstTrackId: 1 });
    if (!first) throw new Error("the sequence is empty");
    const parked = { ...first, startFrame: 0, endFrame: 60, trajectory: { ...first.trajectory, waypoints: [{ x: 600, y: 500 }] } };
    const busy = { ...scenario, generators: [sequence], actors: [parked, ...others] };
    for (const changed of [withSeed(busy, 99), withoutNoise(busy)]) {
      expect(changed.actors[0]).toMatchObject({ startFrame: 0, endFrame: 60, trajectory: parked.trajectory });
      expect(changed.actors[1]?.endFrame).not.toBe(busy.actors[1]?.endFrame);
    }
    // An actor that still moves as it was generated still does so at another frame rate and size.
    const slower = withoutNoise(withFrameRate(withSize(busy, 640, 360), 24));
    const even = generateActors(slower.generators[0] ?? sequence, { ...context, video: slower.video, noise: false });
    expect(slower.actors.slice(1).map(({ startFrame, endFrame }) => ({ startFrame, endFrame }))).toEqual(
      even.slice(1).map(({ startFrame, endFrame }) => ({ startFrame, endFrame })),
    );
  });

  it("with a scale for models, make actors of their models' sizes and in perspective, from beside the frame; without, as specified", () => {
    const specified = generateActors(sequence, context);
    for (const { size, perspective } of specified) expect([size, perspective]).toEqual([SPECIFIED_SIZES.vehicle, undefined]);
    const scaled: Generator = { ...sequence, modelScale: { x: 60, y: 60 } };
    const actors = generateActors(scaled, context);
    const { length, height } = dimensionsOf("vehicle", "car");
    expect(actors.map(({ size, perspective }) => [size, perspective])).toEqual(
      actors.map(() => [{ width: length * 60, height: height * 60 }, true]),
    );
    for (const { size, trajectory } of actors) {
      const [start, end] = trajectory.waypoints.map(({ x }) => x);
      expect([(start ?? 0) + size.width / 2 <= 0, (end ?? 0) - size.width / 2 >= scenario.video.width]).toEqual([true, true]);
    }
    const ground = (made: Actor[]) => made.map(({ trajectory }) => trajectory.waypoints.map(({ y }) => y));
    expect(ground(actors)).toEqual(ground(specified));
    const doubled = withSize({ ...scenario, generators: [scaled], actors }, 2560, 1440);
    const again = generateActors(doubled.generators[0] ?? scaled, { ...context, video: doubled.video });
    expect(again.map(({ size }) => size)).toEqual(doubled.actors.map(({ size }) => size));
    expect(again[0]?.size.width).toBeCloseTo(2 * length * 60, 6);
  });

  it("follow a change of picture size", () => {
    const busy = { ...scenario, generators: [sequence], actors: generateActors(sequence, context) };
    const doubled = withSize(busy, 2560, 1440);
    const regenerated = generateActors(doubled.generators[0] ?? sequence, { ...context, video: doubled.video });
    expect(regenerated.map(({ size, trajectory, endFrame }) => ({ size, trajectory, endFrame }))).toEqual(
      doubled.actors.map(({ size, trajectory, endFrame }) => ({ size, trajectory, endFrame })),
    );
  });

  it("of a crowd remain its own after a change of picture size, except those moved by hand", () => {
    const crowd = {
      id: "g1",
      kind: "pedestrian_crowd",
      startSeconds: 0,
      durationSeconds: 6,
      count: 5,
      from: { x: 201, y: 501 },
      to: { x: 903, y: 507 },
      spread: 50,
    } as const;
    const [first, ...others] = generateActors(crowd, context);
    if (!first) throw new Error("the crowd is empty");
    const moved = { ...first, trajectory: { ...first.trajectory, waypoints: [{ x: 600, y: 500 }] } };
    const larger = withSize({ ...scenario, generators: [crowd], actors: [moved, ...others] }, 1920, 1080);
    const regenerated = generateActors(larger.generators[0] ?? crowd, { ...context, video: larger.video });
    expect(larger.actors.slice(1).map(({ trajectory }) => trajectory)).toEqual(regenerated.slice(1).map(({ trajectory }) => trajectory));
    expect(larger.actors[0]?.trajectory.waypoints).toEqual([{ x: 900, y: 750 }]);
  });
});
