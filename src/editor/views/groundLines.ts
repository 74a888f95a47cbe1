import type { Actor, Point } from "@/core/document";
import type { World } from "@/core/scene";
import type { GroundView, LineSink, PathArrow } from "./groundView";
import { shareAlong } from "./outline";

/*
 * Lines on the ground as shown on a sheet: from a view's projection of points, paths can be drawn and positions on them found.
 */

type Project = GroundView["project"];

/** A position of a line on the sheet, and the share of the line's length on the ground up to it. */
type Step = Point & { readonly share: number };

/** Pieces no longer than this (metres) look straight through any lens. */
const PIECE = 1.5;
/** Maximum number of pieces of a line. */
const MOST_PIECES = 400;
/** Number of bisections to find where a line leaves the view. */
const HALVINGS = 12;

/**
 * The visible parts of a line on the ground, on the sheet. @param fine whether straight pieces may appear bent
 */
export function runsOf(coordinates: readonly number[], project: Project, fine: boolean): Step[][] {
  const points = pointsOf(coordinates);
  const length = points.at(-1)?.along ?? 0;
  const runs: Step[][] = [];
  let run: Step[] | null = null;
  let before: { readonly x: number; readonly y: number; readonly along: number; readonly seen: Point | null } | null = null;
  const shareOf = (along: number) => (length > 0 ? along / length : 0);
  for (const { x, y, along } of fine ? divided(points, length) : points) {
    const seen = project({ x, y });
    if (before && (before.seen === null) !== (seen === null)) {
      const edge = edgeBetween(before.seen ? before : { x, y, along }, before.seen ? { x, y, along } : before, project);
      if (edge) {
        if (run === null) runs.push((run = []));
        run.push({ ...edge.seen, share: shareOf(edge.along) });
      }
      if (!seen) run = null;
    }
    if (seen) {
      if (run === null) runs.push((run = []));
      run.push({ ...seen, share: shareOf(along) });
    }
    before = { x, y, along, seen };
  }
  return runs;
}

type GroundStep = Point & { readonly along: number };

function pointsOf(coordinates: readonly number[]): GroundStep[] {
  const points: GroundStep[] = [];
  let along = 0;
  for (let index = 0; index + 1 < coordinates.length; index += 2) {
    const [x = 0, y = 0] = [coordinates[index], coordinates[index + 1]];
    const last = points.at(-1);
    if (last) along += Math.hypot(x - last.x, y - last.y);
    points.push({ x, y, along });
  }
  return points;
}

function* divided(points: readonly GroundStep[], length: number): Generator<GroundStep> {
  const piece = Math.max(PIECE, length / MOST_PIECES);
  let last: GroundStep | null = null;
  for (const point of points) {
    const from: GroundStep | null = last;
    if (from) {
      const count = Math.ceil((point.along - from.along) / piece);
      for (let step = 1; step < count; step++) yield mixed(from, point, step / count);
    }
    yield point;
    last = point;
  }
}

const mixed = (from: GroundStep, to: GroundStep, share: number): GroundStep => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
  along: from.along + (to.along - from.along) * share,
});

/** The last visible position on the way from a visible point to an invisible one. */
function edgeBetween(inside: GroundStep, outside: GroundStep, project: Project): { seen: Point; along: number } | null {
  let [low, high] = [0, 1];
  let found: { seen: Point; along: number } | null = null;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    const point = mixed(inside, outside, middle);
    const seen = project(point);
    if (seen) {
      low = middle;
      found = { seen, along: point.along };
    } else high = middle;
  }
  return found;
}

/** Places of a path that is sampled. */
const SAMPLES = 120;

/** The way that an actor goes while it is present: x0, y0, x1, y1, … */
function shownWay(world: World, actor: Actor): number[] {
  const [from, to] = [world.distanceAt(actor, actor.startFrame), world.distanceAt(actor, actor.endFrame)];
  return Array.from({ length: SAMPLES + 1 }, (_, sample) => world.placeAlong(actor, from + ((to - from) * sample) / SAMPLES)).flatMap(
    ({ x, y }) => [x, y],
  );
}

/** What a view that has to project each point knows about paths. */
export function lineTools(
  world: World,
  project: Project,
  fine: boolean,
): Pick<GroundView, "tracePath" | "traceShownPath" | "traceLine" | "arrows" | "nearestOnPath"> {
  const legs = new WeakMap<Actor, readonly Step[][][]>();
  const legsOf = (actor: Actor): readonly Step[][][] => {
    const known = legs.get(actor);
    if (known) return known;
    const made = dividedAt(world.pathPolyline(actor), world.stations(actor)).map((leg) => runsOf(leg, project, fine));
    legs.set(actor, made);
    return made;
  };
  const trace = (line: LineSink, runs: readonly Step[][]) => {
    for (const run of runs)
      run.forEach(({ x, y }, index) => {
        if (index === 0) line.moveTo(x, y);
        else line.lineTo(x, y);
      });
  };
  return {
    // As one line: at the waypoints, legs would be joined without the corner that lines have.
    tracePath: (line, actor) => trace(line, runsOf(world.pathPolyline(actor), project, fine)),
    traceShownPath: (line, actor) => trace(line, runsOf(shownWay(world, actor), project, fine)),
    traceLine: (line, coordinates) => trace(line, runsOf(coordinates, project, fine)),
    arrows: (actor) => legsOf(actor).flatMap((runs) => runs.flatMap(arrowInMiddle)),
    nearestOnPath: (actor, place, reach = Infinity) => {
      let best: { segmentIndex: number; share: number; distance: number } | undefined;
      legsOf(actor).forEach((runs, segmentIndex) => {
        for (const run of runs)
          run.forEach((to, index) => {
            const from = run[index - 1];
            if (!from) return;
            const along = shareAlong(from, to, place);
            const distance = Math.hypot(place.x - from.x - (to.x - from.x) * along, place.y - from.y - (to.y - from.y) * along);
            if (distance > Math.min(reach, best?.distance ?? Infinity)) return;
            best = { segmentIndex, share: from.share + (to.share - from.share) * along, distance };
          });
      });
      return best;
    },
  };
}

/** A line divided at positions along it; each part has its own ends. */
function dividedAt(coordinates: readonly number[], stations: readonly number[]): number[][] {
  const points = pointsOf(coordinates);
  return stations.slice(1).map((end, index) => {
    const start = stations[index] ?? 0;
    const inner = points.filter(({ along }) => along > start && along < end);
    return [pointAlong(points, start), ...inner, pointAlong(points, end)].flatMap(({ x, y }) => [x, y]);
  });
}

function pointAlong(points: readonly GroundStep[], along: number): Point {
  const after = Math.max(
    1,
    points.findIndex((point) => point.along >= along),
  );
  const [from, to] = [points[after - 1] ?? { x: 0, y: 0, along: 0 }, points[after]];
  if (!to || to.along === from.along) return from;
  return mixed(from, to, Math.min(1, Math.max(0, (along - from.along) / (to.along - from.along))));
}

function arrowInMiddle(run: readonly Step[]): PathArrow[] {
  const lengths = run.map((to, index) => {
    const from = run[index - 1] ?? to;
    return Math.hypot(to.x - from.x, to.y - from.y);
  });
  const length = lengths.reduce((sum, piece) => sum + piece, 0);
  let passed = 0;
  for (const [index, piece] of lengths.entries()) {
    const [from, to] = [run[index - 1], run[index]];
    if (from && to && piece > 0 && passed + piece >= length / 2) {
      const share = (length / 2 - passed) / piece;
      const at = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
      return [{ at, direction: Math.atan2(to.y - from.y, to.x - from.x), length }];
    }
    passed += piece;
  }
  return [];
}
