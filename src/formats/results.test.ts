import { expect, test } from "vitest";
import { createActor, createScenario } from "@/core/document";
import { detectionProfile, gatherStream, scenarioFrames, simulateDetections, streamCsv, type DetectionEvent } from "@/detection";
import { readDetections } from "@/formats/detections";
import { COCO_CATEGORIES, KITTI_CLASSES, MOT_CLASSES } from "./classes";
import { detectionResults, type ResultFormat } from "./results";

const scenario = createScenario({
  id: "s",
  video: { width: 640, height: 360, fps: 10, durationFrames: 30 },
  actors: [
    createActor({
      id: "a",
      trackId: 0,
      type: "pedestrian",
      startFrame: 0,
      endFrame: 30,
      waypoints: [
        { x: 60, y: 200 },
        { x: 500, y: 200 },
      ],
    }),
    createActor({ id: "b", trackId: 5, type: "vehicle", startFrame: 3, endFrame: 30, waypoints: [{ x: 300, y: 320 }] }),
  ],
});
const profile = detectionProfile("good_day_camera");
if (!profile) throw new Error("the profile is gone");
const { events } = gatherStream(simulateDetections(() => scenarioFrames(scenario), profile, { seed: 3, video: scenario.video }));
const text = (format: ResultFormat, of: readonly DetectionEvent[] = events, motOrigin: 0 | 1 = 1) =>
  [...detectionResults(format, of, { motOrigin })].join("");

const reported = events.map(({ frame, class_label, confidence, bounding_box, track_id }) => ({
  frame,
  class_label,
  confidence,
  bounding_box,
  track_id,
}));
const options = {
  coco: { categories: Object.fromEntries(COCO_CATEGORIES.map(({ id, name }) => [id, name])), frameOf: (id: number) => id - 1 },
  mot: {
    classes: Object.fromEntries(Object.entries(MOT_CLASSES).map(([name, number]) => [number, name])),
    pixelOrigin: 1 as const,
    classLabel: undefined,
  },
};

test("COCO and MOTChallenge results, read back, equal the stream", () => {
  const coco = readDetections(text("coco"), "r.json", options);
  expect(coco.detections).toEqual(reported.map((detection) => ({ ...detection, timestamp: null })));
  const mot = readDetections(text("mot"), "r.txt", options);
  expect(mot.format).toBe("mot");
  mot.detections.forEach(({ bounding_box, track_id, ...rest }, index) => {
    const { bounding_box: box, track_id: id = 0, ...expected } = reported[index] ?? {};
    expect({ ...rest, track_id }).toEqual({ ...expected, timestamp: null, track_id: id + 1 });
    for (const side of ["x", "y", "width", "height"] as const) expect(bounding_box?.[side]).toBeCloseTo(box?.[side] ?? NaN, 6);
  });
  expect(text("mot", events.slice(0, 1), 0).split(",").slice(2, 4).map(Number)).toEqual([
    events[0]?.bounding_box?.x,
    events[0]?.bounding_box?.y,
  ]);
});

test("KITTI results have 18 columns, the last the score, with the frames and ids of the truth", () => {
  const rows = text("kitti")
    .trim()
    .split("\n")
    .map((row) => row.split(" "));
  expect(rows).toHaveLength(events.length);
  rows.forEach((row, index) => {
    const { frame, track_id, class_label, confidence, bounding_box: box } = events[index] ?? {};
    expect(row).toHaveLength(18);
    expect([row[0], row[1], row[2], row[17]]).toEqual([
      String(frame),
      String(track_id),
      { pedestrian: "Pedestrian", vehicle: "Car" }[class_label ?? ""],
      String(confidence),
    ]);
    expect(Number(row[8]) - Number(row[6])).toBeCloseTo(box?.width ?? NaN, 1);
  });
});

test("no reports give an empty list, misses are not rows, and what a format cannot represent is refused", () => {
  expect([text("coco", []), text("mot", []), text("kitti", [])]).toEqual(["[]\n", "", ""]);
  const [event] = events;
  if (!event) throw new Error("nothing was reported");
  expect(text("mot", [{ ...event, validation_result: "FN" }])).toBe("");
  const { id, test_session_id, timestamp, confidence, class_label, validation_result, created_at } = event;
  expect(() => text("coco", [{ id, test_session_id, timestamp, confidence, class_label, validation_result, created_at }])).toThrow(
    /reports times but no boxes/,
  );
  expect(() => text("kitti", [{ ...event, class_label: "dog" }])).toThrow(/"dog" is not a class of these results/);
});

test("KITTI results and our own table, read back, equal the stream; faults are reported with their lines", () => {
  const kitti = readDetections(text("kitti"), "r.txt", { ...options, kitti: { classes: KITTI_CLASSES } });
  expect([kitti.format, kitti.notes]).toEqual(["kitti", []]);
  expect(kitti.detections.map(({ frame, class_label, confidence, track_id }) => ({ frame, class_label, confidence, track_id }))).toEqual(
    reported.map(({ frame, class_label, confidence, track_id }) => ({ frame, class_label, confidence, track_id })),
  );
  for (const [index, { bounding_box: box }] of kitti.detections.entries()) {
    const written = reported[index]?.bounding_box;
    expect(box?.x).toBeCloseTo(written?.x ?? Number.NaN, 2);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeCloseTo((written?.y ?? Number.NaN) + (written?.height ?? 0), 2);
  }
  const label = "0 7 Car -1 -1 -10 10 20 30 40 -1 -1 -1 -1000 -1000 -1000 -10";
  const bare = readDetections(
    `${label}\n0 -1 DontCare -1 -1 -10 1 2 3 4 -1 -1 -1 -1000 -1000 -1000 -10\n1 8 Tram ${label.split(" ").slice(3).join(" ")} 0.5\n`,
    "r.txt",
    { kitti: { classes: KITTI_CLASSES } },
  );
  expect(bare.detections.map(({ class_label, confidence }) => [class_label, confidence])).toEqual([
    ["vehicle", 1],
    ["Tram", 0.5],
  ]);
  expect(bare.notes).toHaveLength(1);
  expect(() => readDetections(`${label} 0.5\n${label} 7`, "r.txt")).toThrow('r.txt:2: score "7" must be between 0 and 1');

  const table = readDetections([...streamCsv({ events })].join(""), "r.csv");
  expect(table.format).toBe("csv");
  expect(table.detections).toEqual(readDetections(JSON.stringify(events), "r.json").detections);
  const quoted = readDetections('class_label,confidence,frame\r\n"a, ""b""\n c",0.5,3\r\n', "r.csv");
  expect(quoted.detections.map(({ class_label, frame }) => [class_label, frame])).toEqual([['a, "b"\n c', 3]]);
  expect(() => readDetections('class_label,confidence,frame\n"a\n",0.5,3\nb,x,4\n', "r.csv")).toThrow(
    'r.csv:4: confidence must be a number, not "x"',
  );
  expect(() => readDetections("class_label,confidence,frame\nb,0.5\n", "r.csv")).toThrow("r.csv:2: has 2 columns, the header has 3");
});
