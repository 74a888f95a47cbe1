import { expect, it } from "vitest";
import type { Scenario } from "../document";
import { MOST_STILL_PIXELS, framesWithinStillMemory, pixelsOf, stillAt, stillsShown } from "./backgroundStills";

const stills = [0, 1, 2, 5, 9].map((frame) => ({ frame, asset: `still-${frame}` }));

it("shows at each frame the last still that has started, as a search through all of them would", () => {
  for (let frame = 0; frame < 12; frame++) expect(stillAt(stills, frame)).toBe(stills.findLast((still) => still.frame <= frame));
  expect(stillAt([{ frame: 3, asset: "late" }], 2)).toBeUndefined();
  expect(stillAt([], 0)).toBeUndefined();
});

it("lists the stills of a range of frames, including the one that started before it", () => {
  const shown = (start: number, end: number) => stillsShown(stills, start, end).map(({ frame }) => frame);
  expect(shown(0, 12)).toEqual([0, 1, 2, 5, 9]);
  expect(shown(3, 5)).toEqual([2]);
  expect(shown(4, 6)).toEqual([2, 5]);
  expect(shown(9, 10)).toEqual([9]);
  expect(stillsShown([{ frame: 3, asset: "late" }], 0, 3)).toEqual([]);
});

it("knows how many consecutive frames always fit into memory with their stills", () => {
  const asset = { name: "", mediaType: "image/jpeg" as const, width: 1000, height: 1000, sha256: "", data: "" };
  const withStills = (frames: readonly number[]): Pick<Scenario, "scene" | "assets"> => ({
    scene: { kind: "highway", variant: 0, backgroundStills: frames.map((frame) => ({ frame, asset: `still-${frame}` })) },
    assets: Object.fromEntries(frames.map((frame) => [`still-${frame}`, asset])),
  });
  const most = MOST_STILL_PIXELS / pixelsOf(asset);
  const every = (step: number, count: number) => Array.from({ length: count }, (_, index) => index * step);
  expect(framesWithinStillMemory(withStills(every(1, most)))).toBe(Infinity);
  for (const step of [1, 2, 5]) {
    const scenario = withStills(every(step, 100));
    const { backgroundStills = [] } = scenario.scene;
    const fitting = framesWithinStillMemory(scenario);
    const held = (length: number) =>
      Math.max(...every(1, 100 * step - length).map((start) => stillsShown(backgroundStills, start, start + length).length));
    expect([held(fitting), held(fitting + 1)]).toEqual([most, most + 1]);
  }
});
