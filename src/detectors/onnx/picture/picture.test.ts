import fc from "fast-check";
import { expect, test } from "vitest";
import type { DetectorPicture } from "../../detector";
import { halfBits, halfValue } from "./half";
import { placementOf, toPicture } from "./placement";
import { type PixelRule, inputOf } from "./tensor";

const PLAIN: PixelRule = { type: "uint8", layout: "nhwc", channels: "rgb", scale: 1, mean: [0, 0, 0], std: [1, 1, 1], padding: 114 };

test("a letterboxed picture is where Ultralytics puts it", () => {
  const input = { width: 640, height: 640 };
  expect(placementOf({ width: 1280, height: 720 }, input, "letterbox")).toMatchObject({ left: 0, top: 140, width: 640, height: 360 });
  // The side is rounded, and of an odd rest the smaller half comes first.
  expect(placementOf({ width: 810, height: 1080 }, input, "letterbox")).toMatchObject({ left: 80, top: 0, width: 480, height: 640 });
  expect(placementOf({ width: 1000, height: 333 }, input, "letterbox")).toMatchObject({ left: 0, top: 213, width: 640, height: 213 });
  expect(placementOf({ width: 1280, height: 720 }, input, "letterbox-top-left")).toMatchObject({
    left: 0,
    top: 0,
    width: 640,
    height: 360,
  });
  expect(placementOf({ width: 5000, height: 1 }, input, "letterbox")).toMatchObject({ width: 640, height: 1 });
});

test("boxes come back from every placement to where they were, clipped to the picture", () => {
  const side = fc.integer({ min: 1, max: 3000 });
  const size = fc.record({ width: side, height: side });
  fc.assert(
    fc.property(size, size, fc.constantFrom("letterbox", "letterbox-top-left", "stretch"), (picture, input, resize) => {
      const placement = placementOf(picture, input, resize);
      const { left, top, width, height } = placement;
      const whole = toPicture({ left, top, right: left + width, bottom: top + height }, placement);
      expect(whole).toEqual({ left: 0, top: 0, right: picture.width, bottom: picture.height });
      expect(toPicture({ left: left - 9, top: top - 9, right: left + width + 9, bottom: top + height + 9 }, placement)).toEqual(whole);
      expect(toPicture({ left: left + width, top, right: left + width + 5, bottom: top + 5 }, placement)).toBeNull();
      expect(left + width).toBeLessThanOrEqual(input.width);
      expect(top + height).toBeLessThanOrEqual(input.height);
    }),
  );
});

test("pixels are put into the model's order, size and numbers", () => {
  const rgb = Uint8Array.from([10, 20, 30, 40, 50, 60]);
  const picture: DetectorPicture = { frame: 0, width: 2, height: 1, rgb };
  const input = { width: 2, height: 2 };
  const given = (rule: Partial<PixelRule>, resize: "letterbox-top-left" | "stretch" = "letterbox-top-left", size = input) => [
    ...inputOf(picture, size, placementOf(picture, size, resize), { ...PLAIN, ...rule }),
  ];
  expect(given({})).toEqual([10, 20, 30, 40, 50, 60, 114, 114, 114, 114, 114, 114]);
  expect(given({ channels: "bgr" })).toEqual([30, 20, 10, 60, 50, 40, 114, 114, 114, 114, 114, 114]);
  expect(given({ layout: "nchw" })).toEqual([10, 40, 114, 114, 20, 50, 114, 114, 30, 60, 114, 114]);
  expect(given({}, "stretch")).toEqual([10, 20, 30, 40, 50, 60, 10, 20, 30, 40, 50, 60]);
  // Between pixel centres: a quarter and three quarters of the way.
  expect(given({}, "stretch", { width: 4, height: 1 })).toEqual([10, 20, 30, 18, 28, 38, 33, 43, 53, 40, 50, 60]);
  expect(given({ type: "float32", scale: 0.1, mean: [1, 2, 3], std: [1, 2, 4] }, "stretch", { width: 2, height: 1 })).toEqual([
    0, 0, 0, 3, 1.5, 0.75,
  ]);
  expect(given({ type: "float16", scale: 0.1, mean: [0, 0, 0] }, "stretch", { width: 1, height: 1 })).toEqual(
    [2.5, 3.5, 4.5].map(halfBits),
  );
});

test("half precision: every one of its numbers survives, and what is between goes to the nearest, of two to the even", () => {
  for (let half = 0; half < 0x10000; half++) {
    const value = halfValue(half);
    if (Number.isNaN(value)) expect(halfValue(halfBits(value))).toBeNaN();
    else if (halfBits(value) !== half) throw new Error(`${half} becomes ${halfBits(value)}`);
  }
  expect([1 + 2 ** -11, 1 + 3 * 2 ** -11, 65519, 65520, 2 ** -25, 2 ** -25 * 1.01, -1e9].map(halfBits)).toEqual([
    0x3c00, 0x3c02, 0x7bff, 0x7c00, 0, 1, 0xfc00,
  ]);
});
