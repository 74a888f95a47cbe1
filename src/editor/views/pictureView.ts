import type { Actor, Occluder, Point } from "@/core/document";
import { worldOf } from "@/core/scene";
import { pointAtShare } from "@/core/timeline";
import { nearestOnPath, positionOnPath, segmentsOf } from "../commands/paths";
import { actorBox, occluderBox } from "../geometry";
import type { GroundView, LineSink, PathArrow } from "./groundView";

type Segment = ReturnType<typeof segmentsOf>[number];

const PICTURE = worldOf({ video: { width: 2, height: 2, fps: 30, durationFrames: 1 } });

function traceLine(line: LineSink, coordinates: readonly number[]): void {
  for (let index = 0; index + 1 < coordinates.length; index += 2) {
    const [x = 0, y = 0] = [coordinates[index], coordinates[index + 1]];
    if (index === 0) line.moveTo(x, y);
    else line.lineTo(x, y);
  }
}

/** Pieces of a curve that look like one. */
const PIECES = 24;

/** The way that an actor goes while it is present: x0, y0, x1, y1, … */
function shownWay(actor: Actor): number[] {
  const from = positionOnPath(PICTURE, actor, actor.startFrame);
  const to = positionOnPath(PICTURE, actor, actor.endFrame);
  return segmentsOf(actor.trajectory).flatMap((segment, index) => {
    if (!from || !to || index < from.segmentIndex || index > to.segmentIndex) return [];
    const begin = index === from.segmentIndex ? from.share : 0;
    const end = index === to.segmentIndex ? to.share : 1;
    const pieces = segment.controls ? PIECES : 1;
    return Array.from({ length: pieces + 1 }, (_, piece) => pointAtShare(segment, begin + ((end - begin) * piece) / pieces)).flatMap(
      ({ x, y }) => [x, y],
    );
  });
}

/** The picture world: the ground is the picture itself, and a body is its box. */
export const PICTURE_VIEW: GroundView = {
  kind: "picture",
  isPicture: true,
  followsPlayhead: false,
  carrier: null,
  world: PICTURE,
  project: (point) => point,
  unproject: (place) => place,
  shift: (_held, from, to) => ({ x: to.x - from.x, y: to.y - from.y }),
  unitAt: () => 1,
  step: (right, down) => ({ x: right, y: down }),
  directionAt: (_point, heading) => (-heading * Math.PI) / 180,
  actorOutline: (scenario, actor, frame) => {
    const box = actorBox(scenario, actor, frame);
    return { box, rank: box.y + box.height + (actor.depth ?? 0) };
  },
  occluderOutline: (occluder: Occluder) => {
    const box = occluderBox(occluder);
    return { box, rank: box.y + box.height + (occluder.depth ?? 0) };
  },
  tracePath: (line, { trajectory }) => {
    const [start] = trajectory.waypoints;
    if (start) line.moveTo(start.x, start.y);
    for (const { to, controls } of segmentsOf(trajectory)) {
      if (!controls) line.lineTo(to.x, to.y);
      else line.bezierCurveTo(controls[0].x, controls[0].y, controls[1].x, controls[1].y, to.x, to.y);
    }
  },
  traceShownPath: (line, actor) => traceLine(line, shownWay(actor)),
  traceLine,
  arrows: ({ trajectory }: Actor) => segmentsOf(trajectory).map(arrowOf),
  nearestOnPath,
};

function arrowOf(segment: Segment): PathArrow {
  const before = alongCurve(segment, 0.49);
  const at = alongCurve(segment, 0.51);
  return { at, direction: Math.atan2(at.y - before.y, at.x - before.x), length: segment.length };
}

function alongCurve(segment: Segment, t: number): Point {
  const { from, to, controls } = segment;
  if (!controls) return pointAtShare(segment, t);
  const s = 1 - t;
  const mix = (a: number, b: number, c: number, d: number) => s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
  return { x: mix(from.x, controls[0].x, controls[1].x, to.x), y: mix(from.y, controls[0].y, controls[1].y, to.y) };
}
