import { expect, test } from "vitest";
import { createActor, createScenario } from "@/core/document";
import {
  DETECTION_PROFILES,
  USUAL_IOU,
  detectionProfile,
  evaluateDetections,
  expectedCounts,
  gatherStream,
  scenarioFrames,
  simulateDetections,
} from "@/detection";
import { PRESETS } from "@/presets";
import { OUTCOMES, countMarks, packStream } from "./streamView";

const video = { width: 640, height: 360, fps: 10, durationFrames: 80 };
const scenario = createScenario({
  id: "marks",
  video,
  weather: [{ frame: 0, condition: "rainy", intensity: 0.7, fadeFrames: 0 }],
  actors: [0, 1, 2].map((trackId) =>
    createActor({
      id: `actor-${trackId}`,
      trackId,
      type: trackId === 1 ? "vehicle" : "pedestrian",
      startFrame: 0,
      endFrame: 80,
      waypoints: [
        { x: 60 + trackId * 150, y: 250 + trackId * 30 },
        { x: 200 + trackId * 150, y: 250 + trackId * 30 },
      ],
    }),
  ),
});
const frames = [...scenarioFrames(scenario)];
const visible = frames.flatMap(({ truth }) => truth).filter(({ visibility }) => visibility > 0).length;

for (const name of ["poor_night_camera", "lossy_network", "unstable_tracker", "slow_edge_device", "perfect"])
  test(`marks of ${name} are the counts that were injected, each at its frame and with its box`, () => {
    const stream = gatherStream(simulateDetections(() => frames, detectionProfile(name), { seed: 3, video }));
    const view = packStream(stream, frames, video.fps);
    const expected = expectedCounts(stream.faults, visible, USUAL_IOU);
    expect(view.totals).toEqual({ TP: expected.true_positives, FP: expected.false_positives, FN: expected.false_negatives });
    expect(countMarks(view, 0, video.durationFrames)).toEqual(OUTCOMES.map((outcome) => view.totals[outcome]));
    for (let frame = 0; frame < video.durationFrames; frame++) {
      const reported = stream.events.filter((event) => event.frame === frame).map((event) => Math.fround(event.bounding_box?.x ?? NaN));
      const shown: number[] = [];
      for (let place = view.starts[frame] ?? 0; place < (view.starts[frame + 1] ?? 0); place++)
        if (OUTCOMES[view.outcomes[place] ?? 9] !== "FN") shown.push(view.boxes[4 * place] ?? NaN);
      expect(shown.sort()).toEqual(reported.sort());
    }
    if (name === "perfect") expect([...view.faultFrames]).toEqual([]);
    else
      expect([...view.faultFrames]).toEqual(
        [...new Set(stream.faults.filter(({ kind }) => kind !== "deviation").map(({ frame }) => frame))].sort((a, b) => a - b),
      );
  });

test("a stream without boxes is placed at the frames of its times", () => {
  const stream = gatherStream(simulateDetections(() => frames, detectionProfile("spec_raspberry_pi"), { seed: 1, video }));
  const view = packStream(stream, frames, video.fps);
  expect(view.hasBoxes).toBe(false);
  expect(view.totals.TP + view.totals.FN).toBe(frames.flatMap(({ truth }) => truth).length);
  expect(view.totals.FP).toBe(Math.floor(frames.flatMap(({ truth }) => truth).length * 0.15));
});

// Objects of one class pass, meet and hide each other here, so that a report could be about a neighbour.
// Reports are made from annotations, whatever world they are of: those of the picture world are computed quickly.
test.each(PRESETS.filter(({ scenario }) => !scenario.road).map(({ id, scenario: preset }) => [id, preset] as const))(
  "an evaluator counts in %s what was injected, and the panel shows it: every sensor, eight seeds",
  (_, preset) => {
    const shortVideo = { ...preset.video, durationFrames: Math.min(preset.video.durationFrames, 200) };
    const shortFrames = [...scenarioFrames({ ...preset, video: shortVideo })];
    const truth = shortFrames.flatMap((frame) => frame.truth);
    const seen = truth.filter(({ visibility }) => visibility > 0).length;
    for (const profile of DETECTION_PROFILES.filter(({ model }) => model === "sensor"))
      for (let seed = 1; seed <= 8; seed++) {
        const stream = gatherStream(simulateDetections(() => shortFrames, profile, { seed, video: shortVideo }));
        const detections = stream.events.map(({ frame = null, bounding_box = null, track_id = null, ...event }) => ({
          ...event,
          frame,
          bounding_box,
          track_id,
        }));
        const { overall, tracking } = evaluateDetections(truth, detections, { fps: shortVideo.fps, picture: shortVideo }).report;
        const expected = expectedCounts(stream.faults, seen, USUAL_IOU);
        const { TP, FP, FN } = packStream(stream, shortFrames, shortVideo.fps).totals;
        const where = `${profile.name}, seed ${seed}`;
        expect({ ...overall, ...tracking?.overall }, where).toMatchObject(expected);
        expect([TP, FP, FN], where).toEqual([expected.true_positives, expected.false_positives, expected.false_negatives]);
      }
  },
  120_000,
);
