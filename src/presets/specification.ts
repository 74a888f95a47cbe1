import { createScenario, withCondition, type Condition, type Generator, type SceneSettings } from "@/core/document";
import { scenarioFromGenerators, type Preset } from "./preset";

/** The specification's intensity for every suite video. */
const SUITE_INTENSITY = 0.5;
const FPS = 30;

const HIGHWAY_CROSSING: readonly Generator[] = [
  {
    id: "crossing",
    kind: "moving_pedestrian",
    startSeconds: 10,
    durationSeconds: 8,
    from: { x: 50, y: 300 },
    to: { x: 600, y: 350 },
    confidenceBase: 0.87,
  },
  { id: "traffic", kind: "vehicle_sequence", startSeconds: 5, count: 3, laneY: 400, spacing: 100, speedVariation: 0.1 },
];

const URBAN_MULTI_OBJECT: readonly Generator[] = [
  ...[0, 1, 2].map((index): Generator => ({
    id: `crossing-${index}`,
    kind: "moving_pedestrian",
    startSeconds: 5 + index * 3,
    durationSeconds: 6,
    from: { x: 100 + index * 150, y: 200 },
    to: { x: 200 + index * 150, y: 500 },
    // In the specification's own arithmetic, to the last digit.
    confidenceBase: 0.85 - index * 0.05,
  })),
  { id: "cyclist", kind: "cyclist_crossing", startSeconds: 15, durationSeconds: 4, laneY: 300, confidenceBase: 0.82 },
  { id: "traffic", kind: "vehicle_sequence", startSeconds: 20, count: 5, laneY: 450, spacing: 100, speedVariation: 0.3 },
];

const CHALLENGING: readonly Generator[] = [
  {
    id: "crossing",
    kind: "moving_pedestrian",
    startSeconds: 10,
    durationSeconds: 5,
    from: { x: 300, y: 250 },
    to: { x: 400, y: 300 },
    confidenceBase: 0.65,
  },
  { id: "cyclist", kind: "cyclist_crossing", startSeconds: 25, durationSeconds: 2, laneY: 350, confidenceBase: 0.7 },
  { id: "traffic", kind: "vehicle_sequence", startSeconds: 5, count: 8, laneY: 400, spacing: 100, speedVariation: 0.4 },
];

type Entry = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly seconds: number;
  readonly scene: SceneSettings["kind"];
  readonly weather: Condition;
  readonly generators: readonly Generator[];
};

const SCENARIOS: readonly Entry[] = [
  {
    id: "highway_pedestrian_crossing",
    title: "Highway, pedestrian crossing",
    description: "A pedestrian crosses a highway while three vehicles pass.",
    seconds: 30,
    scene: "highway",
    weather: "sunny",
    generators: HIGHWAY_CROSSING,
  },
  {
    id: "urban_intersection_multi_object",
    title: "Urban intersection, many road users",
    description: "Three pedestrians, a cyclist and five vehicles at an intersection.",
    seconds: 45,
    scene: "urban_intersection",
    weather: "sunny",
    generators: URBAN_MULTI_OBJECT,
  },
  {
    id: "challenging_conditions",
    title: "Challenging conditions",
    description: "A pedestrian of low confidence, a fast cyclist and eight overlapping vehicles in rain.",
    seconds: 60,
    scene: "highway",
    weather: "rainy",
    generators: CHALLENGING,
  },
];

const SUITE: readonly Entry[] = [
  {
    id: "highway_simple",
    title: "Highway, simple",
    description: "Simple highway scenario with pedestrian crossing",
    seconds: 30,
    scene: "highway",
    weather: "sunny",
    generators: HIGHWAY_CROSSING,
  },
  {
    id: "urban_complex",
    title: "Urban, complex",
    description: "Complex urban intersection with multiple objects",
    seconds: 45,
    scene: "urban_intersection",
    weather: "cloudy",
    generators: URBAN_MULTI_OBJECT,
  },
  {
    id: "challenging_weather",
    title: "Challenging weather",
    description: "Challenging conditions with rain and low visibility",
    seconds: 60,
    scene: "highway",
    weather: "rainy",
    generators: CHALLENGING,
  },
  {
    id: "night_conditions",
    title: "Night",
    description: "Night conditions with reduced visibility",
    seconds: 30,
    scene: "highway",
    weather: "night",
    generators: HIGHWAY_CROSSING,
  },
  {
    id: "performance_test_long",
    title: "Performance test, long",
    description: "Long duration video for performance testing",
    seconds: 120,
    scene: "urban_intersection",
    weather: "sunny",
    generators: CHALLENGING,
  },
];

function presetFrom(entry: Entry, group: Preset["group"]): Preset {
  const { id, title, description } = entry;
  const scenario = scenarioFromGenerators(
    withCondition(
      createScenario({
        id,
        name: id,
        description,
        seed: 42,
        video: { width: 1280, height: 720, fps: FPS, durationFrames: Math.trunc(entry.seconds * FPS) },
        scene: { kind: entry.scene, variant: 0 },
      }),
      entry.weather,
      SUITE_INTENSITY,
    ),
    entry.generators,
  );
  return { id, title, description, group, scenario };
}

/** The specification's three scenarios. */
export const SPECIFIED_PRESETS: readonly Preset[] = SCENARIOS.map((entry) => presetFrom(entry, "specification"));

/** The specification's five suite videos. */
export const SUITE_PRESETS: readonly Preset[] = SUITE.map((entry) => presetFrom(entry, "suite"));
