import { LIMITS } from "@/core/document";
import { mixExtents, type Extent } from "../read/extent";
import type { CvatShape } from "./shapes";

/** A track's extent at a frame, and the shape that it comes from (the previous one, if it is interpolated). */
export type TrackFrame = { frame: number; extent: Extent; shape: CvatShape };

/** Edges that CVAT interpolated and wrote with two decimals are this close to the straight line, in pixels. */
const ROUNDING = 0.011;

/**
 * The shapes of a track in order of frames, one per frame. Tasks split into overlapping jobs contain a shape twice; if there is an
 * `outside` mark and a shape at one frame, the shape counts.
 */
export function withoutDoubles(shapes: readonly CvatShape[], onDouble: (dropped: CvatShape, alike: boolean) => void): CvatShape[] {
  const kept: CvatShape[] = [];
  for (const shape of shapes.toSorted((a, b) => a.frame - b.frame || Number(a.outside) - Number(b.outside))) {
    const before = kept.at(-1);
    if (before?.frame === shape.frame) onDouble(shape, shape.outside || isNear(before, shape));
    else kept.push(shape);
  }
  return kept;
}

/**
 * A track's frames: linear interpolation from shape to shape, as in CVAT; a shape marked `outside` ends the interval before it, and the
 * last one stays to the end of the video. Boxes that are not keyframes were interpolated by CVAT and rounded: they count only if they are
 * not on that line.
 * @param shapes in order of frames, one per frame @param stop last frame of the video, -1 if it is unknown
 */
export function* framesOfTrack(shapes: readonly CvatShape[], stop: number): Generator<TrackFrame, void, undefined> {
  const marks = withoutFilledIn(shapes);
  for (const [index, shape] of marks.entries()) {
    const { extent, frame } = shape;
    if (shape.outside || !extent) continue;
    yield { frame, extent, shape };
    const next = marks[index + 1];
    const end = next?.frame ?? stop + 1;
    // Broken numbers must not start a loop; the code that receives the frames refuses them.
    if (!Number.isInteger(frame) || !(end <= LIMITS.durationFrames.max)) continue;
    const to = next && !next.outside ? (next.extent ?? extent) : extent;
    for (let between = frame + 1; between < end; between++)
      yield { frame: between, extent: mixExtents(extent, to, (between - frame) / (end - frame)), shape };
  }
}

function withoutFilledIn(shapes: readonly CvatShape[]): CvatShape[] {
  const kept: CvatShape[] = [];
  for (let index = 0; index < shapes.length;) {
    const start = shapes[index];
    if (!start) break;
    kept.push(start);
    let next = index + 1;
    while (shapes[next] && !shapes[next]?.keyframe && shapes[next]?.element === "box" && !shapes[next]?.outside) next++;
    const end = shapes[next];
    const filled = shapes.slice(index + 1, next);
    // One that is elsewhere was moved by hand, or the line is a different one: then all stay.
    if (!end || end.outside || !filled.every((shape) => isOnLine(start, end, shape))) for (const shape of filled) kept.push(shape);
    index = next;
  }
  return kept;
}

function isOnLine(start: CvatShape, end: CvatShape, filled: CvatShape): boolean {
  if (start.outside || !start.extent || !end.extent) return false;
  return areNear(mixExtents(start.extent, end.extent, (filled.frame - start.frame) / (end.frame - start.frame)), filled.extent);
}

function isNear(a: CvatShape, b: CvatShape): boolean {
  return a.extent !== null && areNear(a.extent, b.extent);
}

function areNear(a: Extent, b: Extent | null): boolean {
  if (b === null) return false;
  const turn = ((((a.rotation - b.rotation) % 360) + 540) % 360) - 180;
  return [a.x - b.x, a.y - b.y, a.x + a.width - b.x - b.width, a.y + a.height - b.y - b.height, turn].every(
    (apart) => Math.abs(apart) <= ROUNDING,
  );
}
