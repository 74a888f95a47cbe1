import { describe, expect, test } from "vitest";
import type { RoadUserDetection } from "../classes/roadUsers";
import { trackRoadUsers } from "./trackRoadUsers";

function seen(frame: number, x: number, change: Partial<RoadUserDetection> = {}): RoadUserDetection {
  const box = { x, y: 100, width: 40, height: 80 };
  const about = { timestamp: frame / 30, class_label: "pedestrian" as const, confidence: 0.5, track_id: null, label: "person" };
  return { frame, bounding_box: box, ...about, ...change };
}
const ids = (detections: readonly RoadUserDetection[]) => trackRoadUsers(detections).map(({ track_id }) => track_id);

describe("ids for a detector that does not track", () => {
  test("an object keeps its id while it moves, also fast, once its velocity is known, and over a gap", () => {
    expect(ids([0, 6, 12, 18].map((frame) => seen(frame, frame * 3)))).toEqual([0, 0, 0, 0]);
    // 36 pixels from one frame to the next overlap too little without the velocity, which grew step by step.
    expect(ids([seen(0, 0), seen(1, 12), seen(2, 36), seen(3, 72), seen(5, 144)])).toEqual([0, 0, 0, 0, 0]);
  });

  test("two that pass each other keep theirs", () => {
    const frames = Array.from({ length: 21 }, (_, frame) => frame);
    const passing = frames.flatMap((frame) => [seen(frame, 10 * frame), seen(frame, 200 - 10 * frame)]);
    expect(ids(passing)).toEqual(frames.flatMap(() => [0, 1]));
  });

  test("another type, another place, or more than a second later is another object", () => {
    expect(ids([seen(0, 0), seen(1, 0, { class_label: "cyclist" })])).toEqual([0, 1]);
    expect(ids([seen(0, 0), seen(1, 30)])).toEqual([0, 1]);
    expect(ids([seen(0, 0), seen(30, 0)])).toEqual([0, 0]);
    expect(ids([seen(0, 0), seen(31, 0)])).toEqual([0, 1]);
  });

  test("the detector's own ids stay as they are", () => {
    const own = [seen(0, 0, { track_id: 7 }), seen(1, 0)];
    expect(trackRoadUsers(own)).toEqual(own);
    expect(trackRoadUsers([])).toEqual([]);
  });
});
