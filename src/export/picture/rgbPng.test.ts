import { decode } from "fast-png";
import { expect, test } from "vitest";
import { rgbPng } from "./rgbPng";

test("a PNG has three channels, the pixels as drawn, and the same bytes each time", () => {
  const [width, height] = [37, 11];
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, index) => (index % 4 === 3 ? 255 : (index * 7919) % 256));
  const png = rgbPng({ width, height, data });
  // Colour type 2 of the header: red, green, blue.
  expect([png[24], png[25]]).toEqual([8, 2]);
  const read = decode(png);
  expect([read.width, read.height, read.channels]).toEqual([width, height, 3]);
  expect([...read.data]).toEqual([...data].filter((_, index) => index % 4 !== 3));
  expect(rgbPng({ width, height, data })).toEqual(png);
});
