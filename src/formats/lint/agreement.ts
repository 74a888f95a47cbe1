import type { Box } from "@/core/scene";
import { suggestActorType } from "../classes";
import type { ImportedAnnotations, ImportedBox } from "../read/imported";
import { clipToFrame } from "../write/boxes";
import type { FileReport } from "./bundle";
import type { TruthBoxes, TruthIndex } from "./truth";

type Expected = (boxes: TruthBoxes) => Box | null;
const TOLERANCE = 0.01;
const OF_OTHER_EXPORT = "the files come from different exports, or one was changed; export the bundle again";

/**
 * Compares a format with the ground truth: same tracks, types, frames and boxes, whether whole, clipped or visible.
 * @param reportAt for the file that contains a frame, or all of them (null)
 */
export function lintAgreement(
  imported: ImportedAnnotations,
  truth: TruthIndex,
  hasTracks: boolean,
  reportAt: (frame: number | null) => FileReport,
): void {
  const kinds: Expected[] = [
    ({ whole }) => whole,
    ({ whole }) => clipToFrame(whole, truth.video),
    ({ visible }) => visible,
    // YOLO leaves out objects that cannot be seen.
    ({ whole, visible }) => visible && clipToFrame(whole, truth.video),
  ];
  if (!hasTracks) {
    const [best] = kinds.map((expected) => looseDifferences(imported, truth, expected)).sort((a, b) => a.length - b.length);
    for (const { place, frame, message } of best ?? []) reportAt(frame).error(place, message, OF_OTHER_EXPORT);
    return;
  }
  // The kind of box is the exporter's choice: the one that fits best is used, and differences from it are reported.
  const [best] = kinds.map((expected) => differences(imported, truth, expected)).sort((a, b) => a.length - b.length);
  for (const { place, frame, message } of best ?? []) reportAt(frame).error(place, message, OF_OTHER_EXPORT);
}

type Difference = { place: string; frame: number | null; message: string };

/** Without tracks: the same number of boxes at each frame, each matching one of the ground truth in type and place. */
function looseDifferences({ tracks }: ImportedAnnotations, truth: TruthIndex, expected: Expected): Difference[] {
  const found: Difference[] = [];
  const wantedAt = new Map<number, { type: string | undefined; box: Box }[]>();
  for (const [trackId, track] of truth.boxes)
    for (const [frame, real] of track) {
      const box = expected(real);
      const entry = box && { type: truth.types.get(trackId), box };
      const atFrame = wantedAt.get(frame);
      if (entry && atFrame) atFrame.push(entry);
      else if (entry) wantedAt.set(frame, [entry]);
    }
  for (const { label, boxes } of tracks)
    for (const box of boxes) {
      const wanted = wantedAt.get(box.frame) ?? [];
      const type = suggestActorType(label)?.type;
      const alike = wanted.filter((candidate) => !differs(box, candidate.box));
      const taken = alike.find((candidate) => candidate.type === type) ?? alike[0];
      const at = { place: `frame ${box.frame}`, frame: box.frame };
      if (!taken) found.push({ ...at, message: `the ground truth has no box ${text(box)} here` });
      else {
        if (taken.type !== type) found.push({ ...at, message: `a box is labelled "${label}", in the ground truth "${taken.type}"` });
        wanted.splice(wanted.indexOf(taken), 1);
      }
    }
  for (const [frame, missing] of wantedAt)
    if (missing.length > 0)
      found.push({ place: `frame ${frame}`, frame, message: `boxes of the ground truth are missing: ${missing.length}` });
  return found;
}

function differences({ tracks }: ImportedAnnotations, truth: TruthIndex, expected: Expected): Difference[] {
  const found: Difference[] = [];
  const seen = new Set<number>();
  for (const { trackId, label, boxes } of tracks) {
    seen.add(trackId);
    const track = truth.boxes.get(trackId);
    if (!track) {
      found.push({ place: `track ${trackId}`, frame: null, message: "the ground truth has no such track" });
      continue;
    }
    const type = suggestActorType(label)?.type;
    if (type !== truth.types.get(trackId))
      found.push({
        place: `track ${trackId}`,
        frame: null,
        message: `it is "${label}", in the ground truth "${truth.types.get(trackId)}"`,
      });
    const frames = new Set<number>();
    for (const box of boxes) {
      frames.add(box.frame);
      const real = track.get(box.frame);
      const wanted = real ? expected(real) : null;
      const at = { place: `track ${trackId}, frame ${box.frame}`, frame: box.frame };
      if (!wanted) found.push({ ...at, message: "the ground truth has no box here" });
      else if (differs(box, wanted)) found.push({ ...at, message: `its box is ${text(box)}, in the ground truth ${text(wanted)}` });
    }
    for (const [frame, real] of track)
      if (!frames.has(frame) && expected(real))
        found.push({ place: `track ${trackId}, frame ${frame}`, frame, message: "a box of the ground truth is missing" });
  }
  for (const [trackId, track] of truth.boxes)
    if (!seen.has(trackId) && [...track.values()].some((real) => expected(real)))
      found.push({ place: `track ${trackId}`, frame: null, message: "a track of the ground truth is missing" });
  return found;
}

function differs(box: ImportedBox, wanted: Box): boolean {
  return (["x", "y", "width", "height"] as const).some((side) => Math.abs(box[side] - wanted[side]) > TOLERANCE);
}

function text({ x, y, width, height }: Box): string {
  return `${x}, ${y}, ${width} × ${height}`;
}
