import { expect, test } from "vitest";
import { withFrameRate } from "@/core/document";
import { evaluateDetections, scenarioFrames } from "@/detection";
import { ROAD_PRESETS } from "@/presets";

test.each(ROAD_PRESETS.map(({ id, scenario }) => [id, scenario] as const))(
  "the truth of the road preset %s, fed back as detections, scores 1",
  (_, preset) => {
    const scenario = withFrameRate(preset, 3);
    const truth = [...scenarioFrames(scenario)].flatMap((frame) => frame.truth);
    const visible = truth.filter(({ visibility }) => visibility > 0);
    const detections = visible.map(({ frame, timestamp, object_type, bounding_box, track_id }) => ({
      frame,
      timestamp,
      class_label: object_type,
      confidence: 0.9,
      bounding_box,
      track_id,
    }));
    const { overall, tracking, misses, false_alarms } = evaluateDetections(truth, detections, { fps: 3, picture: scenario.video }).report;
    expect([misses, false_alarms]).toEqual([[], []]);
    expect(overall).toMatchObject({ precision: 1, recall: 1, f1: 1, average_precision: 1, mean_iou: 1 });
    expect(tracking?.overall).toMatchObject({ hota: 1, mota: 1, idf1: 1, id_switches: 0 });
    expect(visible.length).toBeGreaterThan(30);
  },
);
