import { expect, it } from "vitest";
import { createRoadActor, withCondition, withSensor, type Condition, type Scenario } from "@/core/document";
import { frameState } from "@/core/scene";
import { groundTruthIgnoreRegions, groundTruthOf, wholeRange } from "@/core/truth";
import { approachScenario, walkerScenario } from "../testing";
import { TruthOfScenarios } from "./truth";

const EVERY = 20;
const REGION = { startFrame: 10, endFrame: 50, x: 100, y: 100, width: 80, height: 80 };
const parkingLot = (): Scenario<never> => ({
  ...walkerScenario(60),
  ...{ style: "illustrated", scene: { kind: "parking_lot", variant: 0 }, ignoreRegions: [REGION] },
});

/** What the files of an export say about every n-th frame. */
function exported(scenario: Scenario) {
  const frames = Array.from({ length: Math.ceil(scenario.video.durationFrames / EVERY) }, (_, index) => index * EVERY);
  return {
    truth: frames.flatMap((frame) => groundTruthOf(frameState(scenario, frame))),
    ignored: groundTruthIgnoreRegions(scenario, wholeRange(scenario), frames),
  };
}

/** Five people on the road: some have umbrellas. */
function crowd(): Scenario<never> {
  const base = approachScenario();
  const people = [2, 3, 4, 5, 6].map((trackId) =>
    createRoadActor({
      ...{ id: `adult-${trackId}`, trackId, kind: "adult", startFrame: 0, endFrame: 60 },
      waypoints: [
        { x: 0, y: -3 + trackId },
        { x: 10, y: -3 + trackId },
      ],
    }),
  );
  return { ...base, actors: [...base.actors, ...people] };
}

const variantsOf = (scenario: Scenario): Scenario[] => [
  ...(["sunny", "rainy", "snow", "night", "fog", "low_sun"] satisfies Condition[]).map((name) => withCondition(scenario, name, 1)),
  withSensor(scenario, { noise: 1, motionBlur: 1, exposure: 1, lensDrops: 1, vignetting: 1 }),
  { ...scenario, style: scenario.style === "schematic" ? "illustrated" : "schematic" },
];

it.each([
  ["a road with umbrellas in rain", crowd()],
  ["a car park in pictures, with regions to ignore", parkingLot()],
])("is what an export of the same scenario says, whatever was asked before: %s", (_, scenario) => {
  const truths = new TruthOfScenarios(EVERY);
  for (const variant of variantsOf(scenario)) expect(truths.of(variant)).toEqual(exported(variant));
});

it("is computed once for scenarios that differ only in what no label depends on", () => {
  const truths = new TruthOfScenarios(EVERY);
  const scenario = crowd();
  expect(truths.of(withCondition(scenario, "fog", 0.5))).toBe(truths.of(withCondition(scenario, "night", 1)));
  expect(truths.of(withCondition(scenario, "rainy", 1))).not.toBe(truths.of(withCondition(scenario, "sunny", 0)));
});
