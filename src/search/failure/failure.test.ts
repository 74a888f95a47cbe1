import { expect, it } from "vitest";
import { createActor, createScenario } from "@/core/document";
import { roadPlanSchema } from "@/core/world/roads";
import { detectionProfile, type Detection } from "@/detection";
import type { Answer } from "../evaluate/answer";
import { USUAL_JUDGING, sightingsOf } from "../evaluate/sightings";
import { simulatedDetector } from "../evaluate/simulated";
import { TruthOfScenarios } from "../evaluate/truth";
import { approachScenario, walkerScenario } from "../testing";
import { criterionText, parseCriterion } from "./criterion";
import { assertJudgeable } from "./judgeable";
import { meetingsOf } from "./meeting";
import { verdictOf } from "./verdict";

const walker = walkerScenario(30);

/** The answer of a detector that reports everything exactly, except at some frames. */
function answerWithout(missed: readonly number[], scenario = walker, every = 1): Answer {
  const { truth, ignored } = new TruthOfScenarios(every).of(scenario);
  const detections = truth
    .filter(({ frame }) => !missed.includes(frame))
    .map(({ frame, timestamp, object_type, bounding_box, track_id }): Detection => ({
      frame,
      timestamp,
      class_label: object_type,
      confidence: 0.8,
      bounding_box,
      track_id,
    }));
  return { truth, ignored, detections, every };
}

const verdict = (answer: Answer, text: string, scenario = walker) => verdictOf(scenario, answer, parseCriterion(text), USUAL_JUDGING);

it("counts the frames in a row at which a track is missed, and shows the middle of the longest run", () => {
  const answer = answerWithout([3, 4, 10, 11, 12, 20]);
  expect(verdict(answer, "missed 3 frames")).toMatchObject({ failed: true, value: 3, track: 7, frame: 11 });
  expect(verdict(answer, "missed for 4 frames in a row of pedestrian")).toMatchObject({ failed: false, value: 3 });
  expect(verdict(answerWithout([]), "missed 1 frame")).toMatchObject({ failed: false, value: 0, track: null, frame: null });
  // Shown every third frame, a detector that misses two pictures one after the other has missed six frames.
  expect(verdict(answerWithout([9, 12], walker, 3), "missed 6 frames")).toMatchObject({ failed: true, value: 6, frame: 9 });
});

it("judges recall and average precision, and what is found with too little confidence is missed", () => {
  expect(verdict(answerWithout([0, 1, 2]), "recall below 0.95")).toMatchObject({ failed: true, value: 0.9 });
  expect(verdict(answerWithout([0, 1, 2]), "recall below 0.9")).toMatchObject({ failed: false, value: 0.9 });
  expect(verdict(answerWithout([]), "AP below 0.5 of pedestrian")).toMatchObject({ failed: false, value: 1 });
  expect(verdict(answerWithout(Array.from({ length: 20 }, (_, frame) => frame)), "ap below 0.5").failed).toBe(true);
  const faint = { ...answerWithout([]), detections: answerWithout([]).detections.map((it) => ({ ...it, confidence: 0.2 })) };
  expect(verdict(faint, "recall below 0.5")).toMatchObject({ failed: true, value: 0 });
});

it("grades: the more is missed and the less confident the rest, the lower, also before anything fails", () => {
  const grades = [[], [5], [5, 6], [5, 6, 7, 8]].map((missed) => verdict(answerWithout(missed), "missed 3 frames").grade);
  expect(grades).toEqual([...grades].sort((a, b) => b - a));
  const unsure = { ...answerWithout([]), detections: answerWithout([]).detections.map((it) => ({ ...it, confidence: 0.5 })) };
  expect(verdict(unsure, "missed 3 frames").grade).toBeLessThan(grades[0] ?? 0);
});

it("says on the road how many metres or seconds before the meeting an actor is first seen", () => {
  const scenario = approachScenario();
  const [meeting] = meetingsOf(scenario, { of: "adult" });
  // 80 m between the middles, less half a car and half a step, at 10 m/s from frame 0.
  expect(meeting?.gapAt(0)).toBeCloseTo(80 - 4.77 / 2 - 0.3, 1);
  expect(meeting?.frame).toBe(59);
  const until40 = Array.from({ length: 40 }, (_, frame) => frame);
  const answer = answerWithout(until40, scenario);
  const gap = meeting?.gapAt(40) ?? NaN;
  expect(verdict(answer, "seen later than 40 m of adult", scenario)).toMatchObject({ failed: true, track: 1, frame: 40 });
  expect(verdict(answer, "seen later than 30 m", scenario)).toMatchObject({ failed: false, value: gap });
  expect(verdict(answer, "seen later than 2 s", scenario)).toMatchObject({ failed: true, value: 1.9 });
  const blind = answerWithout(
    Array.from({ length: 60 }, (_, frame) => frame),
    scenario,
  );
  expect(verdict(blind, "seen later than 1 s", scenario)).toMatchObject({ failed: true, value: null, frame: 59 });
});

it("finds the meeting in a picture: where an actor and a vehicle are nearest to each other", () => {
  const scenario = createScenario({
    id: "crossing",
    actors: [
      ...walker.actors,
      createActor({
        id: "car",
        trackId: 8,
        type: "vehicle",
        startFrame: 0,
        endFrame: 30,
        waypoints: [
          { x: 580, y: 320 },
          { x: 60, y: 320 },
        ],
      }),
    ],
  });
  const [meeting] = meetingsOf(scenario, { of: "walker" });
  expect(meeting?.frame).toBe(15);
  expect(meeting?.gapAt(0)).toBeCloseTo(Math.hypot(520, 20), 6);
  assertJudgeable(scenario, parseCriterion("seen later than 100 px"));
});

it.each([
  "missed 5 frames",
  "missed 1 frame of child",
  "seen later than 20.5 m",
  "seen later than 2 s of adult",
  "AP below 0.6",
  "recall below 0.85 of vehicle",
])("reads what it writes: %s", (text) => expect(criterionText(parseCriterion(text))).toBe(text));

it.each([
  "",
  "missed",
  "missed 0 frames",
  "seen later than 20",
  "seen later than 0 m",
  "AP below 2",
  "recall above 0.5",
  "missed 5 frames of",
])("refuses “%s” and tells the forms it knows", (text) =>
  expect(() => parseCriterion(text)).toThrow(/use "missed 5 frames", "seen later than 20 m"/),
);

it("refuses what a scenario cannot be judged by", () => {
  const judge =
    (text: string, scenario = walker) =>
    () =>
      assertJudgeable(scenario, parseCriterion(text));
  expect(judge("missed 5 frames of bus")).toThrow(/no annotated actor "bus".*walker/);
  expect(judge("missed 5 frames", createScenario({ id: "empty" }))).toThrow(/no annotated actors/);
  expect(judge("AP below 0.5 of walker")).toThrow(/average precision is of a class/);
  expect(judge("seen later than 20 m")).toThrow(/no metres: use px or s/);
  expect(judge("seen later than 20 px")).toThrow(/nobody in the scenario meets a vehicle/);
  expect(judge("seen later than 20 px", approachScenario())).toThrow(/in metres: use m or s/);
  const approach = approachScenario();
  const { plan = FLAT, cameras = [], camera = "" } = approach.road ?? {};
  expect(judge("seen later than 2 s", { ...approach, road: { plan, cameras, camera } })).toThrow(/no ego to meet/);
});

const FLAT = roadPlanSchema.parse({ kind: "street" });

it("asks the simulated detector, which finds everything in sunshine and less in dense fog", async () => {
  const detector = simulatedDetector(detectionProfile("poor_night_camera"), 1);
  const recall = async (intensity: number) => {
    const scenario = { ...walkerScenario(200), weather: [{ frame: 0, condition: "fog" as const, intensity, fadeFrames: 0 }] };
    const sightings = sightingsOf(scenario, await detector.answer(scenario, new AbortController().signal), USUAL_JUDGING);
    return sightings.filter(({ found }) => found !== null).length / sightings.length;
  };
  expect(await recall(0)).toBeGreaterThan(0.7);
  expect(await recall(1)).toBeLessThan(0.5);
  expect(() => simulatedDetector(detectionProfile("spec_raspberry_pi"), 1)).toThrow(/reports no boxes/);
});
