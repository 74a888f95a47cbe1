import { expect, it } from "vitest";
import { placeInFrame } from "./coverFit";

it.each([
  ["odd height", { width: 1242, height: 375 }, { width: 1242, height: 376 }, { width: 1242, height: 375 }],
  ["odd width", { width: 1241, height: 376 }, { width: 1242, height: 376 }, { width: 1241, height: 376 }],
  ["both odd", { width: 641, height: 361 }, { width: 642, height: 362 }, { width: 641, height: 361 }],
  ["odd height, made smaller", { width: 960, height: 290 }, { width: 1242, height: 376 }, { width: 1242, height: 375 }],
])("a background of %s keeps the positions of its pixels in the frame of even size", (_name, picture, frame, place) => {
  expect(placeInFrame(picture, frame)).toEqual({ x: 0, y: 0, ...place });
});

it.each([
  [
    { width: 1280, height: 720 },
    { width: 1280, height: 720 },
    { x: 0, y: 0, width: 1280, height: 720 },
  ],
  [
    { width: 960, height: 540 },
    { width: 1920, height: 1080 },
    { x: 0, y: 0, width: 1920, height: 1080 },
  ],
  [
    { width: 100, height: 100 },
    { width: 200, height: 100 },
    { x: 0, y: -50, width: 200, height: 200 },
  ],
  [
    { width: 400, height: 100 },
    { width: 200, height: 100 },
    { x: -100, y: 0, width: 400, height: 100 },
  ],
])("any other covers the frame: %j in %j", (picture, frame, place) => {
  expect(placeInFrame(picture, frame)).toEqual(place);
});
