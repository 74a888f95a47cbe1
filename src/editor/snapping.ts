import type { Point, Scenario, VideoSettings } from "@/core/document";
import type { Box } from "@/core/scene/frameStateTypes";
import { actorBox, isPresent, occluderBox } from "./geometry";
import { laneLines } from "./lanes";
import type { SessionData } from "./stores/session";

/** A line that something snapped to, for the stage to draw: at x (or y) `at`, from `from` to `to` along the other axis. */
export type SnapLine = { readonly axis: "x" | "y"; readonly at: number; readonly from: number; readonly to: number };

/** A position to snap to, and the part of the line that shows why. */
type Candidate = { readonly at: number; readonly from: number; readonly to: number };

export type SnapField = { readonly x: readonly Candidate[]; readonly y: readonly Candidate[]; readonly grid: number | null };

/** A part of the road that something snapped to: its name and, of a bay, the heading of what is parked there, in degrees. */
export type SnapTarget = { readonly name: string; readonly heading?: number };

export type Snapped = {
  readonly dx: number;
  readonly dy: number;
  readonly lines: readonly SnapLine[];
  readonly target?: SnapTarget;
};

export const NO_SNAP: Snapped = { dx: 0, dy: 0, lines: [] };

/** Everything to snap to at a frame, except the bodies that are themselves being moved. */
export function snapField(
  scenario: Scenario,
  frame: number,
  { snapping, gridSize, guides }: Pick<SessionData, "snapping" | "gridSize" | "guides">,
  moving: ReadonlySet<string>,
): SnapField {
  const { video } = scenario;
  const x: Candidate[] = [];
  const y: Candidate[] = [];
  if (!snapping.enabled) return { x, y, grid: null };
  if (snapping.frame) {
    for (const at of [0, video.width / 2, video.width]) x.push({ at, from: 0, to: video.height });
    for (const at of [0, video.height / 2, video.height]) y.push({ at, from: 0, to: video.width });
  }
  if (snapping.guides) {
    for (const at of guides.x) x.push({ at, from: 0, to: video.height });
    for (const at of guides.y) y.push({ at, from: 0, to: video.width });
  }
  if (snapping.lanes) for (const at of laneLines(scenario)) y.push({ at, from: 0, to: video.width });
  if (snapping.actors) for (const box of otherBoxes(scenario, frame, moving)) addBox(box, x, y);
  return { x, y, grid: snapping.grid ? gridSize : null };
}

function otherBoxes(scenario: Scenario, frame: number, moving: ReadonlySet<string>): Box[] {
  const { actors, occluders } = scenario;
  return [
    ...actors.filter((actor) => isPresent(actor, frame) && !moving.has(actor.id)).map((actor) => actorBox(scenario, actor, frame)),
    ...occluders.filter(({ id, hidden }) => !hidden && !moving.has(id)).map(occluderBox),
  ];
}

function addBox({ x: left, y: top, width, height }: Box, x: Candidate[], y: Candidate[]): void {
  for (const at of [left, left + width / 2, left + width]) x.push({ at, from: top, to: top + height });
  for (const at of [top, top + height]) y.push({ at, from: left, to: left + width });
}

/** The shift that snaps a box's edges or centre, at most `reach` pixels each way. */
export function snapBox(box: Box, field: SnapField, reach: number): Snapped {
  const { x, y, width, height } = box;
  return snapEdges([x + width / 2, x, x + width], [y + height, y], box, field, reach);
}

export function snapPoint(point: Point, field: SnapField, reach: number): Snapped {
  return snapEdges([point.x], [point.y], { ...point, width: 0, height: 0 }, field, reach);
}

function snapEdges(xs: readonly number[], ys: readonly number[], box: Box, field: SnapField, reach: number): Snapped {
  const horizontal = nearest(xs, field.x, field.grid, reach);
  const vertical = nearest(ys, field.y, field.grid, reach);
  if (!horizontal && !vertical) return NO_SNAP;
  const dx = horizontal?.shift ?? 0;
  const dy = vertical?.shift ?? 0;
  const lines: SnapLine[] = [];
  if (horizontal?.candidate) lines.push(lineTo("x", horizontal.candidate, box.y + dy, box.y + box.height + dy));
  if (vertical?.candidate) lines.push(lineTo("y", vertical.candidate, box.x + dx, box.x + box.width + dx));
  return { dx, dy, lines };
}

function nearest(values: readonly number[], candidates: readonly Candidate[], grid: number | null, reach: number) {
  let best: { shift: number; candidate: Candidate | null } | null = null;
  for (const value of values)
    for (const candidate of candidates) {
      const shift = candidate.at - value;
      if (Math.abs(shift) <= Math.min(reach, best ? Math.abs(best.shift) - 1e-9 : Infinity)) best = { shift, candidate };
    }
  const [first] = values;
  if (best || grid === null || first === undefined) return best;
  return { shift: Math.round(first / grid) * grid - first, candidate: null };
}

const lineTo = (axis: "x" | "y", { at, from, to }: Candidate, start: number, end: number): SnapLine => ({
  axis,
  at,
  from: Math.min(from, start),
  to: Math.max(to, end),
});

/** Whether a point is within the picture. */
export const inFrame = ({ x, y }: Point, { width, height }: VideoSettings): boolean => x >= 0 && x < width && y >= 0 && y < height;
