import { expect, test } from "vitest";
import { evaluateDetections } from "../evaluation/evaluate";
import { truthAt } from "../evaluation/testCases";
import { expectedCounts } from "./expectedCounts";
import { DETECTION_PROFILES } from "./profiles";
import { simulateDetections } from "./simulate";
import { gatherStream } from "./streamFiles";

const VIDEO = { width: 320, height: 180, fps: 25, durationFrames: 100 };

/** Ten pedestrians and cyclists who pass through each other, in and out of the picture on all sides, some of them unseen for a while. */
const CROWD = Array.from({ length: VIDEO.durationFrames }, (_, frame) => ({
  frame,
  timestamp: frame / VIDEO.fps,
  weather: [{ condition: "cloudy", intensity: 0.4 } as const],
  truth: Array.from({ length: 10 }, (_, track) =>
    truthAt(
      frame,
      track,
      { x: (track % 2 ? 300 - 4 * frame : 4 * frame - 60) + 5 * track, y: 110 + 3 * track - Math.round(frame / 3), width: 40, height: 70 },
      {
        object_type: track % 3 === 0 ? "cyclist" : "pedestrian",
        timestamp: frame / VIDEO.fps,
        visibility: (frame + 7 * track) % 40 < 4 ? 0 : 0.5 + track / 20,
      },
    ),
  ).filter(({ bounding_box: box }) => box.x < VIDEO.width && box.x + box.width > 0),
}));

test.each(DETECTION_PROFILES.filter((profile) => profile.model === "sensor").map((profile) => [profile.name, profile] as const))(
  "in a crowd at the picture's edges an evaluator finds exactly what %s injects",
  (_, profile) => {
    const truth = CROWD.flatMap((frame) => frame.truth);
    const visible = truth.filter(({ visibility }) => visibility > 0).length;
    for (const seed of [1, 2, 3]) {
      const { events, faults } = gatherStream(simulateDetections(() => CROWD, profile, { seed, video: VIDEO }));
      const detections = events.map(({ frame = null, bounding_box = null, track_id = null, ...event }) => ({
        ...event,
        frame,
        bounding_box,
        track_id,
      }));
      const { overall, tracking } = evaluateDetections(truth, detections, { fps: VIDEO.fps, picture: VIDEO }).report;
      const { id_switches, fragmentations, ...counts } = expectedCounts(faults, visible, 0.5);
      expect(overall).toMatchObject(counts);
      expect(tracking?.overall).toMatchObject({ id_switches, fragmentations });
    }
  },
);
