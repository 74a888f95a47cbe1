import { describe, expect, it } from "vitest";
import { PAD, boundedScale, fittedScale, frameAt, pixelsPerFrameAt, snapFrame, tickSteps, xOf, zoomShare, zoomedScale } from "./scale";

const WIDTH = 1024;
const FRAMES = 900;

describe("the timeline's scale", () => {
  it("shows the whole video when fitted, and maps frames to pixels and back", () => {
    const scale = fittedScale(FRAMES, WIDTH);
    expect(xOf(scale, 0)).toBe(PAD);
    expect(xOf(scale, FRAMES)).toBe(WIDTH - PAD);
    expect(frameAt(scale, xOf(scale, 123))).toBeCloseTo(123);
  });

  it("keeps the frame under the pointer in place while zooming, within the video's ends", () => {
    const zoomed = zoomedScale(fittedScale(FRAMES, WIDTH), 4, 600, FRAMES, WIDTH);
    expect(frameAt(zoomed, 600)).toBeCloseTo(frameAt(fittedScale(FRAMES, WIDTH), 600));
    const back = zoomedScale(zoomed, 0.001, 300, FRAMES, WIDTH);
    expect(back).toEqual(fittedScale(FRAMES, WIDTH));
    const end = boundedScale({ start: 5000, pixelsPerFrame: 10 }, FRAMES, WIDTH);
    expect(xOf(end, FRAMES)).toBeCloseTo(WIDTH - PAD);
  });

  it("zooms by a slider whose ends are the whole video and single frames", () => {
    for (const share of [0, 0.3, 1]) {
      const pixelsPerFrame = pixelsPerFrameAt(share, FRAMES, WIDTH);
      expect(zoomShare({ start: 0, pixelsPerFrame }, FRAMES, WIDTH)).toBeCloseTo(share);
    }
  });

  it("labels whole seconds when zoomed out and frames when zoomed in, never crowded", () => {
    expect(tickSteps({ start: 0, pixelsPerFrame: 1 }, 30)).toEqual({ major: 150, minor: 30 });
    expect(tickSteps({ start: 0, pixelsPerFrame: 20 }, 30)).toEqual({ major: 5, minor: 1 });
    for (const pixelsPerFrame of [0.001, 0.1, 3, 48])
      for (const fps of [1, 24, 25, 30, 60, 120]) {
        const { major, minor } = tickSteps({ start: 0, pixelsPerFrame }, fps);
        expect(major % minor).toBe(0);
        expect(major * pixelsPerFrame >= 72 || major === 3600 * fps).toBe(true);
      }
  });

  it("snaps to the nearest candidate in reach, otherwise to whole frames", () => {
    expect(snapFrame(100.4, [90, 103, 99], 3)).toEqual({ frame: 99, snapped: true });
    expect(snapFrame(100.4, [90, 110], 3)).toEqual({ frame: 100, snapped: false });
  });
});
