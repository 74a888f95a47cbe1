import { placeAlong, type LinePlace } from "../polyline";
import { headingOf } from "../pose";
import { add, leftOf, scale, type Vector2 } from "../vector";
import type { Lane, RoadLayout } from "../roads/layout";
import { lanesAt } from "../roads/query";
import { groundOf, type Ground } from "./ground";

/** Metres to the right of a lane that are searched for the end of the road, in steps. */
const FURTHEST = 18;
const STEP = 0.25;
const FINE = 0.01;

/** A place beside a lane: where the kerb and the back of the pavement are, in metres to the right of the lane's centre line. */
export type FrontagePlace = {
  readonly along: LinePlace;
  /** Degrees: the direction in which the lane's traffic goes. */
  readonly heading: number;
  readonly kerb: number;
  readonly back: number;
  /** The point so far to the right. */
  readonly beside: (metres: number) => Vector2;
};

/** The right-hand side of a road, along its outermost lane. */
class Frontage {
  private readonly known = new Map<number, FrontagePlace | null>();

  constructor(
    readonly lane: Lane,
    private readonly ground: Ground,
  ) {}

  get length(): number {
    return this.lane.centre.length;
  }

  /** The place at a distance along the lane; null where another road joins. */
  at(distance: number): FrontagePlace | null {
    const known = this.known.get(distance);
    if (known !== undefined) return known;
    const place = this.measured(distance);
    this.known.set(distance, place);
    return place;
  }

  private measured(distance: number): FrontagePlace | null {
    const along = placeAlong(this.lane.centre, distance);
    const right = scale(leftOf(along.direction), -1);
    const beside = (metres: number) => add(along, scale(right, metres));
    const isRoad = (metres: number) => {
      const kind = this.ground.at(beside(metres))?.kind;
      return kind === "carriageway" || kind === "parking" || kind === "shoulder";
    };
    const isGround = (metres: number) => this.ground.at(beside(metres)) !== null;
    const kerb = endOf(isRoad, this.lane.width / 2 - 2 * FINE);
    const back = kerb === null ? null : endOf(isGround, kerb - 2 * FINE);
    return kerb === null || back === null ? null : { along, heading: headingOf(along.direction), kerb, back, beside };
  }
}

/** How far something goes on from a start, which is within it; null if it goes on for too long. */
function endOf(goesOn: (metres: number) => boolean, start: number): number | null {
  let metres = start;
  while (goesOn(metres)) {
    metres += STEP;
    if (metres > FURTHEST) return null;
  }
  for (let back = 0; back < STEP && metres > start && !goesOn(metres - FINE); back += FINE) metres -= FINE;
  return metres;
}

export type { Frontage };

// A layout is computed once for each plan.
const known = new WeakMap<RoadLayout, readonly Frontage[]>();

/** The sides of all roads: of each road, along the lane that has no other to its right. */
export function frontagesOf(layout: RoadLayout): readonly Frontage[] {
  const before = known.get(layout);
  if (before) return before;
  const outermost = layout.lanes.filter((lane) => lane.kind !== "junction" && isOutermost(layout, lane));
  const found = outermost.map((lane) => new Frontage(lane, groundOf(layout)));
  known.set(layout, found);
  return found;
}

function isOutermost(layout: RoadLayout, { id, centre, width }: Lane): boolean {
  const place = placeAlong(centre, centre.length / 2);
  const beside = add(place, scale(leftOf(place.direction), -width / 2 - 0.5));
  return lanesAt(layout, beside).every(({ lane }) => lane.kind === "junction" || lane.id === id);
}
