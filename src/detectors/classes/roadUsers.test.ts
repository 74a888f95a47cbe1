import { describe, expect, test } from "vitest";
import type { FoundObject } from "../detector";
import { USUAL_CLASS_MAP, type ClassMap } from "./classMap";
import { USUAL_CONFIDENCE, roadUsersOf } from "./roadUsers";

const PICTURE = { width: 1280, height: 720 };

function found(label: string, confidence: number, [x, y, width, height]: [number, number, number, number]): FoundObject {
  return { label, confidence, box: { x, y, width, height } };
}

function reported(objects: readonly FoundObject[], classMap: ClassMap = USUAL_CLASS_MAP) {
  const options = { picture: PICTURE, frame: 30, timestamp: 1, classMap, confidence: USUAL_CONFIDENCE };
  return roadUsersOf(objects, options).map(({ class_label, label, confidence, bounding_box: { x, y, width, height } }) => [
    class_label,
    label,
    confidence,
    [x, y, width, height],
  ]);
}

describe("a detector's classes as road users", () => {
  test("COCO's classes get our names; what is no road user, unknown or uncertain is left out", () => {
    expect(
      reported([
        found("person", 0.5, [10, 10, 20, 50]),
        found("Truck", 0.9, [200, 100, 90, 60]),
        found("bus", 0.8, [400, 100, 90, 60]),
        found("dog", 0.9, [300, 300, 40, 30]),
        found("zeppelin", 0.9, [0, 0, 40, 30]),
        found("toString", 0.9, [0, 0, 40, 30]),
        found("person", 0.2499, [600, 10, 20, 50]),
      ]),
    ).toEqual([
      ["vehicle", "Truck", 0.9, [200, 100, 90, 60]],
      ["vehicle", "bus", 0.8, [400, 100, 90, 60]],
      ["pedestrian", "person", 0.5, [10, 10, 20, 50]],
    ]);
  });

  test("a rider and a bicycle are one cyclist, a rider and a motorcycle one vehicle, with the box around both", () => {
    expect(
      reported([
        found("person", 0.8, [100, 100, 40, 90]),
        found("bicycle", 0.6, [90, 140, 70, 60]),
        found("person", 0.5, [300, 100, 40, 90]),
        found("motorcycle", 0.7, [290, 130, 80, 70]),
      ]),
    ).toEqual([
      ["vehicle", "motorcycle", 0.7, [290, 100, 80, 100]],
      ["cyclist", "bicycle", 0.6, [90, 100, 70, 100]],
    ]);
  });

  test("one two-wheeler that is reported as a bicycle and as a motorcycle is the more certain of them", () => {
    const place: [number, number, number, number] = [500, 300, 110, 100];
    expect(reported([found("bicycle", 0.4, place), found("motorcycle", 0.3, place), found("person", 0.35, place)])).toEqual([
      ["cyclist", "bicycle", 0.4, place],
    ]);
  });

  test("a pedestrian beside a bicycle, far behind it, or more certain than a mere trace of one remains a pedestrian", () => {
    const pedestrians = (objects: FoundObject[]) => reported(objects).filter(([type]) => type === "pedestrian").length;
    expect(pedestrians([found("person", 0.6, [100, 100, 40, 90]), found("bicycle", 0.6, [130, 140, 70, 60])])).toBe(1);
    expect(pedestrians([found("person", 0.6, [110, 150, 8, 18]), found("bicycle", 0.6, [90, 140, 70, 60])])).toBe(1);
    expect(pedestrians([found("person", 0.9, [100, 100, 40, 90]), found("bicycle", 0.3, [90, 120, 70, 70])])).toBe(1);
  });

  test("each two-wheeler takes one rider, and one without is reported alone", () => {
    expect(
      reported([
        found("bicycle", 0.7, [90, 140, 70, 60]),
        found("person", 0.6, [100, 100, 40, 90]),
        found("person", 0.5, [118, 104, 40, 86]),
        found("bicycle", 0.4, [900, 140, 70, 60]),
      ]).map(([type]) => type),
    ).toEqual(["cyclist", "pedestrian", "cyclist"]);
  });

  test("one vehicle that is reported as a car and as a truck counts once; two cars side by side are two", () => {
    expect(reported([found("car", 0.7, [100, 100, 80, 40]), found("truck", 0.5, [104, 98, 80, 44])])).toHaveLength(1);
    expect(reported([found("car", 0.7, [100, 100, 80, 40]), found("car", 0.5, [120, 100, 80, 40])])).toHaveLength(2);
  });

  test("boxes end at the picture's edges, and have two decimals", () => {
    expect(reported([found("car", 0.123456 + 0.5, [-20, 700.1234, 100.5, 90])])).toEqual([
      ["vehicle", "car", 0.6235, [0, 700.12, 80.5, 19.88]],
    ]);
    expect(reported([found("car", 0.7, [-200, 0, 100, 90])])).toEqual([]);
  });

  test("another map gives other meanings", () => {
    const objects = [found("person", 0.5, [10, 10, 20, 50]), found("sheep", 0.5, [300, 10, 50, 20])];
    expect(reported(objects, { sheep: "vehicle" }).map(([type]) => type)).toEqual(["vehicle"]);
  });
});
