import { expect, test } from "vitest";
import { boxesAtFrame } from "./boxesAtFrame";

test("the boxes of a frame are those of every track that is there, gaps and ends left out", () => {
  const box = (frame: number) => ({ frame, x: 10 * frame, y: 2, width: 3, height: 4 });
  const tracks = [
    { trackId: 1, label: "car", boxes: [box(0), box(1), box(5), box(6)] },
    { trackId: 4, label: "person", boxes: [box(5)] },
    { trackId: 9, label: "person", boxes: [] },
  ];
  const at = (frame: number) => boxesAtFrame(tracks, frame).map(({ trackId, label, x }) => [trackId, label, x]);
  expect([0, 1, 3, 5, 6, 7].map(at)).toEqual([
    [[1, "car", 0]],
    [[1, "car", 10]],
    [],
    [
      [1, "car", 50],
      [4, "person", 50],
    ],
    [[1, "car", 60]],
    [],
  ]);
});
