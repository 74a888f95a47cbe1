import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonFault } from "@/core/document/jsonPlaces";
import { type ReadOptions, readDetections } from "./readDetections";

const EVENT = {
  id: "a",
  test_session_id: "s",
  timestamp: 1.5,
  confidence: 0.8,
  class_label: "cyclist",
  validation_result: "TP",
  created_at: "2025-01-01T00:00:00.000Z",
};
const BOX = { x: 1, y: 2, width: 3, height: 4 };
const PLAIN = {
  frame: null,
  timestamp: 1.5,
  class_label: "cyclist",
  confidence: 0.8,
  bounding_box: null,
  track_id: null,
};
const OPTIONS: ReadOptions = {
  coco: { categories: { 1: "pedestrian", 2: "cyclist" }, frameOf: (id) => (id >= 1 && id <= 90 ? id - 1 : undefined) },
  mot: { classes: { 1: "pedestrian", 3: "vehicle" }, pixelOrigin: 1, classLabel: undefined },
};
const read = (text: string, options = OPTIONS) => readDetections(text, "out.json", options);
const messageOf = (text: string, options = OPTIONS) => {
  try {
    read(text, options);
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "read without complaint";
};

describe("a detector's output is read in each format", () => {
  test("events as a list, under a key, or one per line; records of misses are not detections", () => {
    const miss = { ...EVENT, validation_result: "FN" };
    const boxed = { ...EVENT, frame: 45, bounding_box: BOX, track_id: 7 };
    const expected = [PLAIN, { ...PLAIN, frame: 45, bounding_box: BOX, track_id: 7 }];
    const list = [EVENT, miss, boxed];
    const lines = list.map((event) => JSON.stringify(event)).join("\n");
    for (const [text, format] of [
      [JSON.stringify(list), "json"],
      [`\uFEFF${JSON.stringify({ detections: list }, null, 2)}`, "json"],
      [JSON.stringify({ version: 1, events: list }), "json"],
      [`${lines}\r\n\n`, "ndjson"],
    ] as const)
      expect(readDetections(text, "x", { format })).toEqual({
        format,
        detections: expected,
        missRecords: 1,
        notes: [],
        pixelOrigin: null,
        every: 1,
      });
    expect(read(JSON.stringify(list)).format).toBe("json");
    expect(read(JSON.stringify({ detections: list })).format).toBe("json");
    expect(read(JSON.stringify({ detections: list }, null, 2)).format).toBe("json");
    expect(read(lines).format).toBe("ndjson");
    expect(read("").detections).toEqual([]);
    expect(read("[]").detections).toEqual([]);
  });

  test("COCO results, by image and category", () => {
    const row = { image_id: 46, category_id: 2, bbox: [1, 2, 3, 4], score: 0.8 };
    expect(read(JSON.stringify([row, { ...row, track_id: 3 }]))).toEqual({
      format: "coco",
      detections: [
        { ...PLAIN, timestamp: null, frame: 45, bounding_box: BOX },
        { ...PLAIN, timestamp: null, frame: 45, bounding_box: BOX, track_id: 3 },
      ],
      missRecords: 0,
      notes: [],
      pixelOrigin: null,
      every: 1,
    });
  });

  test("MOT results, with frames and pixels from 1", () => {
    const vehicle = { ...PLAIN, timestamp: null, class_label: "vehicle", frame: 0, bounding_box: BOX, track_id: 5 };
    expect(read("1,5,2,3,3,4,0.8,3,-1,-1\n1 5 2 3 3 4 0.8 3\n\n").detections).toEqual([vehicle, vehicle]);
    const untracked = readDetections("1,-1,1,2,3,4,0.8,-1,-1,-1", "x", {
      mot: { classes: {}, pixelOrigin: 0, classLabel: "vehicle" },
    });
    expect(untracked.detections).toEqual([{ ...vehicle, track_id: null }]);
  });
});

describe("files as other programs write them", () => {
  test("MOT results with the columns' names, with semicolons and decimal commas", () => {
    const mot = { classes: {}, pixelOrigin: 0 as const, classLabel: "vehicle" };
    const read = (text: string) => readDetections(text, "r.txt", { mot }).detections;
    const plain = read("1,4,10.5,20,30,40,0.5,-1,-1,-1\n");
    expect(plain[0]).toMatchObject({ frame: 0, track_id: 4, confidence: 0.5, bounding_box: { x: 10.5, y: 20, width: 30, height: 40 } });
    for (const text of [
      "frame,id,bb_left,bb_top,bb_width,bb_height,conf,x,y,z\n1,4,10.5,20,30,40,0.5,-1,-1,-1",
      "Frame_id;track_id;x;y;w;h;score\n1;4;10,5;20,0;30;40;0,5;-1;-1;-1\n",
      "1; 4; 10.5; 20; 30; 40; 0.5",
    ])
      expect(read(text), text).toEqual(plain);
  });

  test("MOT results: a confidence of -1 means that none is given, and world coordinates mean that there is no class", () => {
    const mot = { classes: { 1: "pedestrian" }, pixelOrigin: 1, classLabel: "pedestrian" } as const;
    const rows = ["1,7,11,21,5,6,-1,-1,-1,-1", "1,8,11,21,5,6,0.5,-1,-1,-1"].join("\n");
    const given = readDetections(rows, "r.txt", { mot });
    expect(given.detections.map(({ confidence }) => confidence)).toEqual([1, 0.5]);
    expect(given.notes).toEqual([expect.stringMatching(/^1 row gives no confidence \(-1\); 1 was assumed/)]);
    const world = ["1,7,11,21,5,6,0.9,-8.71,12.5,0", "2,7,11,21,5,6,0.9,3,12.6,0"].join("\n");
    expect(readDetections(world, "r.txt", { mot }).detections.map(({ class_label }) => class_label)).toEqual(["pedestrian", "pedestrian"]);
    const classed = ["1,7,11,21,5,6,0.9,1,0.5,-1", "2,7,11,21,5,6,0.9,1,-1,-1"].join("\n");
    expect(
      readDetections(classed, "r.txt", { mot: { ...mot, classLabel: "vehicle" } }).detections.map(({ class_label }) => class_label),
    ).toEqual(["pedestrian", "pedestrian"]);
    expect(() => readDetections(world, "r.txt", { mot: { ...mot, classLabel: undefined } })).toThrow(
      /names no class \(column 8 is a world position\)/,
    );
    expect(() => readDetections(rows.replace("-1,-1,-1,-1", "-2,-1,-1,-1"), "r.txt", { mot })).toThrow(
      /confidence -2 must be between 0 and 1/,
    );
  });

  test("a document that names which frames were shown to the detector", () => {
    const document = (every: unknown) => JSON.stringify({ detector: { name: "x" }, every, detections: [EVENT] });
    expect(read(document(6))).toMatchObject({ format: "json", every: 6 });
    for (const every of [0, -2, 1.5, "6", null]) expect(read(document(every)).every).toBe(1);
  });

  test("our document on one line is one document, whatever key comes first", () => {
    const document = { profile: "perfect", seed: 1, detection_events: [EVENT, EVENT], faults: [] };
    expect(read(JSON.stringify(document))).toEqual({
      format: "json",
      detections: [PLAIN, PLAIN],
      missRecords: 0,
      notes: [],
      pixelOrigin: null,
      every: 1,
    });
    expect(read(JSON.stringify(EVENT))).toEqual({
      format: "ndjson",
      detections: [PLAIN],
      missRecords: 0,
      notes: [],
      pixelOrigin: null,
      every: 1,
    });
    const wrong = { ...document, detection_events: [{ ...EVENT, confidence: 2 }] };
    expect(messageOf(JSON.stringify(wrong))).toContain("out.json:1: detection 1: confidence must be between 0 and 1");
  });

  test("COCO results may start with a nested object", () => {
    const row = { segmentation: { counts: "a", size: [1, 2] }, image_id: 1, category_id: 1, bbox: [1, 2, 3, 4], score: 1 };
    expect(read(JSON.stringify([row])).format).toBe("coco");
  });

  test("an unknown class number is a separate class", () => {
    const row = { image_id: 1, category_id: 9, bbox: [1, 2, 3, 4], score: 1 };
    expect(read(JSON.stringify([row])).detections[0]?.class_label).toBe("category 9");
    expect(read("1,1,1,1,5,5,1,8").detections[0]?.class_label).toBe("class 8");
  });
});

describe("faults are reported with file, line and remedy", () => {
  const pretty = (change: object) => JSON.stringify([EVENT, { ...EVENT, ...change }], null, 2);
  test.each([
    // Line 1 "[", 2–10 the first event, 11 "{", 12 id, 13 session, 14 timestamp, 15 confidence, 16 class_label.
    [pretty({ confidence: 1.4 }), "out.json:15: detection 2: confidence must be between 0 and 1, not 1.4"],
    [pretty({ timestamp: "1.5" }), 'out.json:14: detection 2: timestamp must be a number, not "1.5"; remove the quotes'],
    [pretty({ class_label: undefined }), "out.json:11: detection 2: class_label is missing; every detection needs it"],
    [pretty({ timestamp: undefined }), "out.json:11: detection 2: timestamp is missing; write the time in seconds, or `frame`"],
    [pretty({ timestamp: null }), "out.json:14: detection 2: timestamp is null; write the time in seconds, or `frame`"],
    ['{"timestamp": null, "class_label": "cyclist", "confidence": 1}', "out.json:1: timestamp is null; write the time"],
    ['{"info": {}, "images": [],\n"annotations": [{"image_id": 1}]}', "out.json:1: these are annotations"],
    [pretty({ bounding_box: { ...BOX, width: -3 } }), "out.json:22: detection 2: bounding_box.width must be at least 0, not -3"],
    [
      pretty({ bounding_box: [1, 2, 3, 4] }),
      'out.json:19: detection 2: bounding_box must be {"x", "y", "width", "height"} in pixels, not [1,2,3,4]',
    ],
    [pretty({ frame: 2.5 }), "out.json:19: detection 2: frame must be a whole number, not 2.5"],
    ["[\n  1\n]", "out.json:2: detection 1: must be an object such as"],
    ['[\n {"timestamp": 1,\n }]', 'out.json:3: not JSON: remove the comma before "}"'],
    ['[\n {"timestamp": 1\n "confidence": 1}]', 'out.json:3: not JSON: expected a comma or a closing bracket, not "confidence"'],
    ['[{"timestamp": 1}', "out.json:1: not JSON: unexpected end of the text"],
    ['{"boxes":\n []}', "out.json:1: must contain a list of detections"],
    [
      `${JSON.stringify(EVENT)}\n{"timestamp": NaN}\n`,
      "out.json:2: not JSON: NaN and Infinity (as written by Python) are not valid JSON numbers",
    ],
    [`${JSON.stringify(EVENT)}\n\n${JSON.stringify({ ...EVENT, confidence: null })}`, "out.json:3: confidence is missing"],
    [
      '[{"image_id": 1,\n"category_id": 1.5, "bbox": [1,2,3,4], "score": 1}]',
      "out.json:2: detection 1: category_id must be a whole number, not 1.5",
    ],
    [pretty({ bbox: [1, 2, 3, 4] }), "out.json:19: detection 2: bbox is not a known key; write `bounding_box`"],
    ['[{"image_id": 91, "category_id": 1, "bbox": [1,2,3,4], "score": 1}]', "image_id 91 is not an image of this video"],
    [
      '[{"image_id": 1, "category_id": 1,\n\n"bbox": [1,2,3], "score": 1}]',
      "out.json:3: detection 1: bbox must be [x, y, width, height] in pixels, not [1,2,3]",
    ],
    [
      "1,1,1,1,5,5,1,1\n0,1,1,1,5,5,1,1",
      "out.json:2: frame 0: MOTChallenge counts frames from 1; if this file counts from 0, add 1 to every frame",
    ],
    ["1,1,1,1,5,5", "out.json:1: has 6 columns"],
    ["1,1,1,x,5,5,1,1", 'out.json:1: column 4 (top) must be a number, not "x"'],
    ["1,1,1,1,5,5,37,1", "out.json:1: confidence 37 must be between 0 and 1; rescale the scores"],
    ["1,1,1,1,5,5,1,-1", "out.json:1: the row names no class (column 8 is -1); say which class it is, with --class-label NAME"],
    ["1,1,1,1,5,5,1,8.5", 'out.json:1: class "8.5" must be a whole number'],
    ["timestamp;class", "out.json:1: neither JSON nor rows of numbers"],
  ])("case %#", (text, message) => {
    expect(messageOf(text)).toContain(message);
  });

  test("formats that use numbers for names require the names", () => {
    expect(messageOf("1,1,1,1,5,5,1,1", {})).toContain("define what their class numbers mean");
    expect(messageOf('[{"image_id": 1}]', {})).toContain("the bundle's annotations/coco.json is needed too");
  });

  test("a file full of faults is not read to its end", () => {
    const text = JSON.stringify(Array.from({ length: 1000 }, () => ({})));
    expect(messageOf(text).split("\n")).toHaveLength(4);
  });

  test("the search for a fault accepts what JSON.parse accepts, and nothing else", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom(...'{}[],:"0e.-\\ \nt'), (json, at, character) => {
        const place = at % (json.length + 1);
        for (const text of [json, json.slice(0, place), json.slice(0, place) + character + json.slice(place)]) {
          let valid = true;
          try {
            JSON.parse(text);
          } catch {
            valid = false;
          }
          expect(jsonFault(text) === null, text).toBe(valid);
        }
      }),
      { numRuns: 500 },
    );
  });
});
