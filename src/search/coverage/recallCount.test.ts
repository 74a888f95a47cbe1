import { expect, it } from "vitest";
import { createScenario, type Scenario } from "@/core/document";
import type { Detection } from "@/detection";
import type { Answer } from "../evaluate/answer";
import { USUAL_JUDGING } from "../evaluate/sightings";
import { TruthOfScenarios } from "../evaluate/truth";
import { parseCriterion } from "../failure/criterion";
import { verdictOf } from "../failure/verdict";
import { walkerScenario } from "../testing";
import { countsOf } from "./recallCount";

/** Everybody is found exactly, and there is a pedestrian in every frame where nobody is. */
function answerWithGhost(scenario: Scenario): Answer {
  const { truth, ignored } = new TruthOfScenarios(1).of(scenario);
  const found = truth.map(({ frame, timestamp, object_type, bounding_box, track_id }): Detection => ({
    ...{ frame, timestamp, class_label: object_type, confidence: 0.8, bounding_box, track_id },
  }));
  const ghosts = found.map((detection) => ({ ...detection, track_id: null, bounding_box: GHOST }));
  return { truth, ignored, detections: [...found, ...ghosts], every: 1 };
}
const GHOST = { x: 400, y: 20, width: 40, height: 80 };

it("counts false positives and what is clear to see, class by class", () => {
  const tall = walkerScenario(10);
  expect(countsOf(tall, answerWithGhost(tall), USUAL_JUDGING)).toEqual({
    ...{ seen: 10, found: 10, falsePositives: 10, frames: 10 },
    clear: { pedestrian: { seen: 10, found: 10 }, cyclist: { seen: 0, found: 0 }, vehicle: { seen: 0, found: 0 } },
  });
  const small = walkerScenario(10, 60);
  expect(countsOf(small, { ...answerWithGhost(small), detections: [] }, USUAL_JUDGING)).toMatchObject({
    ...{ seen: 10, found: 0, falsePositives: 0 },
    clear: { pedestrian: { seen: 0, found: 0 } },
  });
});

it("counts no false positive in a region to ignore, whether the user drew it or the scene has a parked car there", () => {
  const walker = walkerScenario(10);
  const region = { startFrame: 0, endFrame: 4, x: 390, y: 0, width: 100, height: 120 };
  const ignoring = { ...walker, ignoreRegions: [region] };
  expect(countsOf(ignoring, answerWithGhost(ignoring), USUAL_JUDGING).falsePositives).toBe(6);
  const ofCyclists = { ...walker, ignoreRegions: [{ ...region, type: "cyclist" as const }] };
  expect(countsOf(ofCyclists, answerWithGhost(ofCyclists), USUAL_JUDGING).falsePositives).toBe(10);
  // A search's average precision honours them, too.
  const worse = verdictOf(walker, answerWithGhost(walker), parseCriterion("AP below 1"), USUAL_JUDGING);
  const whole = { ...walker, ignoreRegions: [{ ...region, endFrame: 10 }] };
  const better = verdictOf(whole, answerWithGhost(whole), parseCriterion("AP below 1"), USUAL_JUDGING);
  expect([worse.failed, better.failed]).toEqual([true, false]);

  const lot = createScenario({ ...walker, style: "illustrated", scene: { kind: "parking_lot", variant: 0 } });
  const answer = answerWithGhost(lot);
  const box = answer.ignored.find(({ kind }) => kind === "parked_car")?.bounding_box ?? GHOST;
  const car = { frame: 0, timestamp: 0, class_label: "vehicle", confidence: 0.8, bounding_box: box, track_id: null } as const;
  const pedestrian = { ...car, class_label: "pedestrian" as const };
  expect(countsOf(lot, { ...answer, detections: [car, pedestrian] }, USUAL_JUDGING).falsePositives).toBe(1);
});
