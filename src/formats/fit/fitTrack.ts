import { ACTOR_MODELS, LIMITS, createActor, type Actor, type ActorType, type Waypoint } from "@/core/document";
import { projectBox } from "@/core/scene/projection";
import { poseAt } from "@/core/timeline";
import type { Box } from "@/core/scene";
import type { ImportedTrack } from "../read/imported";
import { fitPieces, type Knot, type Shape, type ShapeSpan } from "./pieces";
import type { Span } from "./line";
import { spansOf, wholeBox } from "./spans";

/** Distance between an absent actor and the frame, in pixels. */
const ASIDE = 20;
/** Limits of the schema. */
const SCALE = { least: 0.02, greatest: 50 };
const STRETCH = { least: 0.001, greatest: 1000 };

export type FittedTrack = {
  actor: Actor;
  /** Largest deviation of a corner or a side from the imported boxes, in pixels. */
  deviation: number;
  /** The number of frames at which the imported boxes are reproduced exactly, and of all frames. */
  exactFrames: number;
  /** Ranges of frames at which the track is absent, half-open. */
  gaps: { start: number; end: number }[];
};

type Run = { firstFrame: number; boxes: Box[] };

/**
 * An actor that moves like an imported track. Corners and sides of its boxes stay within the tolerance (whole pixels; 0: every box
 * exactly). In gaps it waits outside the frame, where it is neither drawn nor annotated, so that it keeps a single track id.
 */
export function fitTrack(
  track: ImportedTrack,
  { type, model }: { type: ActorType; model?: string },
  frame: { width: number; height: number },
  tolerance: number,
): FittedTrack {
  const runs = gaplessRuns(track);
  const startFrame = runs[0]?.firstFrame ?? 0;
  const lastRun = runs.at(-1);
  const endFrame = lastRun ? lastRun.firstFrame + lastRun.boxes.length : startFrame + 1;
  const size = referenceSize(runs);
  const waypoints: Waypoint[] = [];
  const gaps: FittedTrack["gaps"] = [];
  runs.forEach((run, index) => {
    const before = runs[index - 1];
    if (before) {
      const gap = { start: before.firstFrame + before.boxes.length, end: run.firstFrame };
      gaps.push(gap);
      waypoints.push(aside(waypoints.at(-1), gap));
    }
    const knots = fewestKnots(run, size, tolerance);
    for (const knot of knots) waypoints.push(waypointAt(knot, size, startFrame));
  });
  const actor = createActor({
    id: `imported-${track.trackId}`,
    type,
    trackId: track.trackId,
    ...(track.name === undefined ? {} : { name: track.name.slice(0, 200) }),
    appearance: { model: model ?? ACTOR_MODELS[type][0] },
    size,
    startFrame,
    endFrame,
    waypoints,
    ...confidenceOf(track),
  });
  return { actor, gaps, ...compare(actor, runs) };

  /** A place outside the frame, on the nearer side, for the frames of a gap. */
  function aside(from: Waypoint | undefined, gap: { start: number; end: number }): Waypoint {
    const width = size.width * (from?.scale ?? 1) * (from?.stretch ?? 1);
    const toTheLeft = (from?.x ?? 0) < frame.width / 2;
    const hold = gap.end - gap.start - 1;
    return {
      ...from,
      x: Math.round(toTheLeft ? -width / 2 - ASIDE : frame.width + width / 2 + ASIDE),
      y: from?.y ?? 0,
      at: gap.start - startFrame,
      ...(hold > 0 ? { hold } : {}),
    };
  }
}

/** A side that keeps the actor's size can cost knots that changing it would save: then the boxes are fitted as at tolerance 0. */
function fewestKnots(run: Run, size: { width: number; height: number }, tolerance: number): Knot[] {
  const loose = fitPieces(runSpans(run, size, tolerance), run.firstFrame);
  if (tolerance === 0) return loose;
  const exact = fitPieces(runSpans(run, size, 0), run.firstFrame);
  return exact.length < loose.length ? exact : loose;
}

/** The ranges allowed by the boxes of a run and by the factors of a waypoint; sides that may keep the actor's own size do so throughout. */
function runSpans({ boxes }: Run, size: { width: number; height: number }, tolerance: number): ShapeSpan[] {
  const [least, greatest] = [size.height * SCALE.least, size.height * SCALE.greatest];
  const spans = boxes
    .map((box) => spansOf(box, tolerance))
    .map((span) => ({ ...span, height: withinFactors(span.height, least, greatest) }));
  const kept = (side: "width" | "height") => spans.every((span) => span[side].low <= size[side] && size[side] <= span[side].high);
  const width = kept("width") ? { low: size.width, high: size.width } : null;
  const height = kept("height") ? { low: size.height, high: size.height } : null;
  return spans.map((span) => ({ ...span, ...(width ? { width } : {}), ...(height ? { height } : {}) }));
}

/** The part of a range that factors can reach; where that is none of it, the end that is nearest. */
function withinFactors({ low, high }: Span, least: number, greatest: number): Span {
  return { low: Math.min(high, Math.max(low, least)), high: Math.max(low, Math.min(high, greatest)) };
}

/** Runs of boxes without gaps. */
function gaplessRuns({ boxes }: ImportedTrack): Run[] {
  const runs: Run[] = [];
  for (const box of boxes) {
    const run = runs.at(-1);
    if (run && run.firstFrame + run.boxes.length === box.frame) run.boxes.push(wholeBox(box));
    else runs.push({ firstFrame: box.frame, boxes: [wholeBox(box)] });
  }
  return runs;
}

/**
 * The size that the factors of waypoints refer to: the most frequent one or, if the others are too far from it, one in the middle of all.
 */
function referenceSize(runs: readonly Run[]): { width: number; height: number } {
  const counts = new Map<string, { box: Box; count: number }>();
  const range = { width: [Infinity, 0], height: [Infinity, 0] };
  for (const { boxes } of runs)
    for (const box of boxes) {
      const key = `${box.width}x${box.height}`;
      const known = counts.get(key);
      if (known) known.count++;
      else counts.set(key, { box, count: 1 });
      for (const side of ["width", "height"] as const)
        range[side] = [Math.min(range[side][0] ?? 0, box[side]), Math.max(range[side][1] ?? 0, box[side])];
    }
  let most = { box: { width: 2, height: 2 }, count: 0 };
  for (const candidate of counts.values()) if (candidate.count > most.count) most = candidate;
  const side = (usual: number, [least = usual, greatest = usual]: readonly number[]) => {
    const fits = greatest <= usual * 30 && least * 30 >= usual;
    return Math.min(Math.max(fits ? usual : Math.sqrt(least * greatest), LIMITS.extent.min), LIMITS.extent.max);
  };
  return { width: side(most.box.width, range.width), height: side(most.box.height, range.height) };
}

function waypointAt({ frame, shape }: Knot, size: { width: number; height: number }, startFrame: number): Waypoint {
  const scale = factor(shape.height / size.height, SCALE);
  const stretch = factor(shape.width / (size.width * scale), STRETCH);
  const { x, y } = groundOf(shape);
  return { x, y, at: frame - startFrame, ...(scale === 1 ? {} : { scale }), ...(stretch === 1 ? {} : { stretch }) };
}

function factor(ratio: number, { least, greatest }: { least: number; greatest: number }): number {
  return Math.min(Math.max(ratio, least), greatest);
}

function groundOf({ left, top, width, height }: Shape): { x: number; y: number } {
  return { x: withinScene(left + width / 2), y: withinScene(top + height) };
}

/** Imported boxes are within the limit; where the tolerance leads beyond it, the result is moved closer to them. */
function withinScene(value: number): number {
  return Math.min(Math.max(decimals(value), -LIMITS.coordinate), LIMITS.coordinate);
}

function decimals(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** Our files write base × visibility; other files rarely have it, and then the type's usual base stays. */
function confidenceOf({ boxes }: ImportedTrack): { confidenceBase?: number } {
  let best = 0;
  let base: number | undefined;
  for (const { visibility = 1, confidence } of boxes) {
    if (confidence === undefined || visibility <= best) continue;
    best = visibility;
    base = Math.min(confidence / visibility, 1);
  }
  return base === undefined ? {} : { confidenceBase: Math.round(base * 1e6) / 1e6 };
}

function compare(actor: Actor, runs: readonly Run[]): Pick<FittedTrack, "deviation" | "exactFrames"> {
  let deviation = 0;
  let exactFrames = 0;
  for (const { firstFrame, boxes } of runs)
    boxes.forEach((box, index) => {
      const fitted = projectBox(poseAt(actor, firstFrame + index), { x: 0, y: 0 });
      const off = Math.max(...(["x", "y", "width", "height"] as const).map((side) => Math.abs(fitted[side] - box[side])));
      deviation = Math.max(deviation, off);
      if (off === 0) exactFrames++;
    });
  return { deviation, exactFrames };
}
