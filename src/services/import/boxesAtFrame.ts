import type { ImportedTrack } from "@/formats";

/** A box as it was read, with its track and class in the files' own words. */
export type ReadBox = {
  readonly trackId: number;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** What was read at a frame, in order of track ids. */
export function boxesAtFrame(tracks: readonly ImportedTrack[], frame: number): ReadBox[] {
  return tracks.flatMap(({ trackId, label, boxes }) => {
    let [from, to] = [0, boxes.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((boxes[middle]?.frame ?? frame) < frame) from = middle + 1;
      else to = middle;
    }
    const found = boxes[from];
    if (found?.frame !== frame) return [];
    const { x, y, width, height } = found;
    return [{ trackId, label, x, y, width, height }];
  });
}
