import type { ImportedBox, ImportedTrack } from "./imported";

/** Overlap (intersection over union) from which two boxes at neighbouring frames are taken for one object. */
const LINKED_ABOVE = 0.3;

type Loose = { label: string; box: ImportedBox };

/**
 * Joins boxes without ids into tracks: at each frame, the pair with the largest overlap first, within a class. A frame
 * without a match ends a track.
 */
export function linkBoxes(boxes: readonly Loose[]): Omit<ImportedTrack, "trackId">[] {
  const byFrame = new Map<number, Loose[]>();
  for (const loose of boxes) {
    const atFrame = byFrame.get(loose.box.frame);
    if (atFrame) atFrame.push(loose);
    else byFrame.set(loose.box.frame, [loose]);
  }
  const tracks: Omit<ImportedTrack, "trackId">[] = [];
  let open: Omit<ImportedTrack, "trackId">[] = [];
  let frameBefore = -2;
  for (const frame of [...byFrame.keys()].sort((a, b) => a - b)) {
    const here = byFrame.get(frame) ?? [];
    const candidates = frame === frameBefore + 1 ? open : [];
    const pairs: { track: number; box: number; overlap: number }[] = [];
    candidates.forEach((track, trackIndex) => {
      const last = track.boxes.at(-1);
      here.forEach((loose, boxIndex) => {
        const overlap = last && loose.label === track.label ? overlapOf(last, loose.box) : 0;
        if (overlap >= LINKED_ABOVE) pairs.push({ track: trackIndex, box: boxIndex, overlap });
      });
    });
    pairs.sort((a, b) => b.overlap - a.overlap || a.track - b.track || a.box - b.box);
    const trackOf = new Map<number, number>();
    const taken = new Set<number>();
    for (const { track, box } of pairs) {
      if (taken.has(track) || trackOf.has(box)) continue;
      taken.add(track);
      trackOf.set(box, track);
    }
    open = here.map(({ label, box }, index) => {
      const joined = trackOf.get(index);
      const track = joined === undefined ? undefined : candidates[joined];
      if (track) {
        track.boxes.push(box);
        return track;
      }
      const started = { label, boxes: [box] };
      tracks.push(started);
      return started;
    });
    frameBefore = frame;
  }
  return tracks;
}

function overlapOf(a: ImportedBox, b: ImportedBox): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}
