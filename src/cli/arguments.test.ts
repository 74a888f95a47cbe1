import { expect, test } from "vitest";
import { joinedFormats } from "./arguments";

test("a list of formats is written with commas or spaces, in every command; what follows it is left alone", () => {
  const joined = (line: string) => joinedFormats(line.split(" ")).join(" ");
  expect(joined("datasets --formats json csv --out x")).toBe("datasets --formats json,csv --out x");
  expect(joined("render --formats coco, mot dart_out")).toBe("render --formats coco, mot dart_out");
  expect(joined("render --formats coco mot,kitti dart_out yolo")).toBe("render --formats coco,mot,kitti dart_out yolo");
  expect(joined("render --formats=coco mot dart_out")).toBe("render --formats=coco,mot dart_out");
  expect(joined("render yolo --formats xml coco --out x")).toBe("render yolo --formats xml coco --out x");
  expect(joined("export dart_out --formats none")).toBe("export dart_out --formats none");
  expect(joined("render --formats")).toBe("render --formats");
});
