import type { ImportedBox, ImportedTrack } from "./imported";

/** Overlap (intersection over union) from which two boxes at neighbouring frames count as one object. */
const LINKED_ABOVE = 0.3;

/**
 * The most pairs compared in one frame. A thousand boxes side by side need about ten thousand; a frame with more than this has its boxes
 * on top of each other, where overlap says nothing, and a file of such frames would take minutes.
 */
export const MAX_PAIRS_A_FRAME = 200_000;

/** Boxes between two reports of progress. */
const PROGRESS_STEP = 5000;

type Loose = { label: string; box: ImportedBox };
type OpenTrack = Omit<ImportedTrack, "trackId">;

export type LinkedBoxes = {
  tracks: OpenTrack[];
  /** Frames with too many pairs: their boxes start separate tracks. */
  unlinkedFrames: number[];
  /** Pairs of boxes compared, in all frames together. */
  pairs: number;
};

/**
 * Joins boxes without ids into tracks: at each frame, the pair with the largest overlap first, within a class. A frame without a match
 * ends a track. @param onProgress called from time to time with the number of boxes assigned to tracks
 */
export function linkBoxes(boxes: readonly Loose[], onProgress: (boxes: number) => void = () => {}): LinkedBoxes {
  const byFrame = new Map<number, Loose[]>();
  for (const loose of boxes) {
    const atFrame = byFrame.get(loose.box.frame);
    if (atFrame) atFrame.push(loose);
    else byFrame.set(loose.box.frame, [loose]);
  }
  const result: LinkedBoxes = { tracks: [], unlinkedFrames: [], pairs: 0 };
  let open: OpenTrack[] = [];
  let frameBefore = -2;
  let done = 0;
  for (const frame of [...byFrame.keys()].sort((a, b) => a - b)) {
    const here = byFrame.get(frame) ?? [];
    const { trackOf, pairs } = match(frame === frameBefore + 1 ? open : [], here);
    result.pairs += pairs;
    if (trackOf === null) result.unlinkedFrames.push(frame);
    open = here.map(({ label, box }, index) => {
      const track = trackOf?.get(index);
      if (track) {
        track.boxes.push(box);
        return track;
      }
      const started = { label, boxes: [box] };
      result.tracks.push(started);
      return started;
    });
    if (Math.floor((done + here.length) / PROGRESS_STEP) > Math.floor(done / PROGRESS_STEP)) onProgress(done + here.length);
    done += here.length;
    frameBefore = frame;
  }
  return result;
}

/** Which open track each box continues, by the box's index; null if there are too many pairs to compare. */
function match(open: readonly OpenTrack[], here: readonly Loose[]): { trackOf: Map<number, OpenTrack> | null; pairs: number } {
  const byLeft = open
    .flatMap((track, index) => {
      const last = track.boxes.at(-1);
      return last ? [{ track, index, last }] : [];
    })
    .sort((a, b) => a.last.x - b.last.x);
  const found: { track: OpenTrack; index: number; box: number; overlap: number }[] = [];
  let pairs = 0;
  for (const [box, loose] of here.entries()) {
    const { x, width } = loose.box;
    // The shared width is at least that share of either width, which limits how far apart left edges are.
    const furthest = x + (1 - LINKED_ABOVE) * width;
    for (let at = firstFrom(byLeft, x - (1 / LINKED_ABOVE - 1) * width); at < byLeft.length; at++) {
      const candidate = byLeft[at];
      if (!candidate || candidate.last.x > furthest) break;
      if (++pairs > MAX_PAIRS_A_FRAME) return { trackOf: null, pairs };
      const overlap = candidate.track.label === loose.label ? overlapOf(candidate.last, loose.box) : 0;
      if (overlap >= LINKED_ABOVE) found.push({ track: candidate.track, index: candidate.index, box, overlap });
    }
  }
  found.sort((a, b) => b.overlap - a.overlap || a.index - b.index || a.box - b.box);
  const trackOf = new Map<number, OpenTrack>();
  const taken = new Set<number>();
  for (const { track, index, box } of found) {
    if (taken.has(index) || trackOf.has(box)) continue;
    taken.add(index);
    trackOf.set(box, track);
  }
  return { trackOf, pairs };
}

/** Index of the first whose left edge is not left of this. */
function firstFrom(byLeft: readonly { last: ImportedBox }[], left: number): number {
  let low = 0;
  let high = byLeft.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((byLeft[middle]?.last.x ?? 0) < left) low = middle + 1;
    else high = middle;
  }
  return low;
}

function overlapOf(a: ImportedBox, b: ImportedBox): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}
