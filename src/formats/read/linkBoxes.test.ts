import { expect, test } from "vitest";
import { textFile } from "../testing/bundle";
import { linkBoxes, MAX_PAIRS_A_FRAME } from "./linkBoxes";
import { readAnnotations } from "./readAnnotations";

const FRAMES = 20;

test("a thousand boxes per frame side by side become a thousand tracks, and only neighbours are compared", () => {
  const boxes = Array.from({ length: FRAMES }, (_, frame) =>
    Array.from({ length: 1000 }, (_box, index) => ({
      label: "car",
      box: { frame, x: (index % 100) * 30 + frame, y: Math.floor(index / 100) * 50, width: 24, height: 40 },
    })),
  ).flat();
  const reported: number[] = [];
  const { tracks, unlinkedFrames, pairs } = linkBoxes(boxes, (done) => reported.push(done));
  expect([tracks.length, unlinkedFrames]).toEqual([1000, []]);
  for (const track of tracks) {
    expect(track.boxes).toHaveLength(FRAMES);
    expect(new Set(track.boxes.map(({ x, y, frame }) => `${x - frame} ${y}`)).size).toBe(1);
  }
  // Comparing every box with every other would be a million comparisons per frame.
  expect(pairs / (FRAMES - 1)).toBeLessThanOrEqual(40_000);
  expect(reported).toEqual([5000, 10_000, 15_000, 20_000]);
});

test("boxes of different widths are linked from the same overlap onwards, whichever is the wider", () => {
  const pair = (before: [x: number, width: number], after: [x: number, width: number]) =>
    linkBoxes([before, after].map(([x, width], frame) => ({ label: "car", box: { frame, x, y: 0, width, height: 10 } }))).tracks.length;
  for (const [before, after] of [
    [
      [0, 100],
      [70, 30],
    ],
    [
      [70, 30],
      [0, 100],
    ],
    [
      [0, 100],
      [0, 31],
    ],
    [
      [0, 31],
      [0, 100],
    ],
  ] as [[number, number], [number, number]][])
    expect(pair(before, after)).toBe(1);
  for (const [before, after] of [
    [
      [0, 100],
      [71, 29],
    ],
    [
      [71, 29],
      [0, 100],
    ],
    [
      [0, 100],
      [60, 100],
    ],
  ] as [[number, number], [number, number]][])
    expect(pair(before, after)).toBe(2);
});

test("a frame whose boxes are all on top of each other is left unlinked, with a finding that names it; the others are linked", async () => {
  const heap = (frame: number) => Array.from({ length: 500 }, (_, index) => `${frame},-1,${10 + index / 1000},10,20,40,1`);
  const rows = [...heap(1), ...heap(2), "4,-1,10,10,20,40,1", "5,-1,11,10,20,40,1"];
  const { tracks, problems } = await readAnnotations([textFile("det/det.txt", rows.join("\n"))]);
  expect(tracks).toHaveLength(1001);
  expect(tracks.at(-1)?.boxes.map(({ frame }) => frame)).toEqual([3, 4]);
  expect(problems).toContainEqual(
    expect.objectContaining({
      severity: "warning",
      message: `1 frame has more than ${MAX_PAIRS_A_FRAME} pairs of boxes without a track id; the first is frame 1`,
    }),
  );
});
