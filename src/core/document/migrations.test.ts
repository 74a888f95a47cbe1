import { expect, test } from "vitest";
import { frameState, type FrameState } from "../scene";
import document0 from "./fixtures/version-0.json";
import states0 from "./fixtures/version-0.states.json";
import document1 from "./fixtures/version-1.json";
import states1 from "./fixtures/version-1.states.json";
import document2 from "./fixtures/version-2.json";
import states2 from "./fixtures/version-2.states.json";
import { SCHEMA_VERSION, parseScenario, serializeScenario, validateScenario } from ".";

/** A document of each earlier version, and what version 2's program made of it at some frames. */
const EARLIER: readonly [unknown, readonly unknown[]][] = [
  [document0, states0],
  [document1, states1],
  [document2, states2],
];

test.each(EARLIER.map((fixture, version) => [version, ...fixture] as const))(
  "a document of version %i opens and is the same at every frame",
  (version, document, states) => {
    expect(document).toMatchObject({ schemaVersion: version });
    const scenario = validateScenario(document);
    expect(scenario.schemaVersion).toBe(SCHEMA_VERSION);
    // Keypoints and what is not labelled came later; they follow from what is drawn.
    for (const state of states) expect(plain(withoutLater(frameState(scenario, (state as FrameState).frame)))).toEqual(state);
    expect(parseScenario(serializeScenario(scenario))).toEqual(scenario);
  },
);

function withoutLater(state: FrameState): FrameState {
  const earlier = { ...state };
  delete earlier.ignored;
  return {
    ...earlier,
    bodies: state.bodies.map((body) => {
      const bare = { ...body };
      if (bare.kind === "actor") delete bare.keypoints;
      return bare;
    }),
  };
}

test("there is a document of every earlier version", () => {
  expect(EARLIER).toHaveLength(SCHEMA_VERSION);
});

test("weather and light of version 2 become two tracks, without keyframes that change nothing", () => {
  const { weather, light } = validateScenario(document2);
  expect(weather.map(({ frame, condition, intensity, fadeFrames }) => [frame, condition, intensity, fadeFrames])).toEqual([
    [0, "cloudy", 0.4, 0],
    [20, "sunny", 0, 20],
    [90, "rainy", 0.8, 50],
    [110, "sunny", 0, 10],
    [130, "sunny", 0.5, 20],
    [160, "sunny", 0, 16],
  ]);
  expect(light?.map(({ frame, condition, intensity, fadeFrames }) => [frame, condition, intensity, fadeFrames])).toEqual([
    [0, "day", 1, 0],
    [20, "night", 1, 20],
    [60, "dusk", 0.6, 15],
    [90, "day", 1, 50],
    [110, "low_sun", 0.5, 10],
    [130, "day", 1, 20],
    [160, "night", 0.5, 16],
    [180, "night", 0.25, 8],
  ]);
});

/** As it is read back from a file. */
const plain = (state: FrameState): unknown => JSON.parse(JSON.stringify(state));
