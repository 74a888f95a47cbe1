import { TAU, cos, sin } from "@/core/exact";
import { poseOn, valueOf, type Geometry, type LinePose } from "./geometry";

/** A cubic that holds from a place on: `at` metres after the start of its road or lane section. */
export type Cubic = { readonly at: number; readonly coefficients: readonly [number, number, number, number] };

export type RoadMark = {
  /** Metres after the start of the section. */
  readonly at: number;
  readonly type: string;
  readonly width: number;
};

export type OdrLane = {
  /** Above 0 to the left of the line, below 0 to its right, from the line outwards. */
  readonly id: number;
  readonly type: string;
  readonly widths: readonly Cubic[];
  /** Whether `widths` are distances of the outer edge from the line instead. */
  readonly isBorder: boolean;
  readonly marks: readonly RoadMark[];
  /** Kilometres per hour; null for that of the road. */
  readonly speedLimit: number | null;
  readonly predecessor: number | null;
  readonly successor: number | null;
};

export type OdrSection = { readonly s: number; readonly end: number; readonly lanes: readonly OdrLane[] };

export type RoadContact = "start" | "end";
export type OdrLink =
  { readonly kind: "road"; readonly id: string; readonly contact: RoadContact } | { readonly kind: "junction"; readonly id: string };

/** Places beside a road's line: metres along it, and metres to its left. */
export type RoadPlace = { readonly s: number; readonly t: number };

/** A road of OpenDRIVE with what is needed to find any place on it. */
export class OdrRoad {
  constructor(
    readonly id: string,
    readonly name: string,
    readonly length: number,
    /** The junction that it crosses; null for none. */
    readonly junction: string | null,
    readonly isLeftHand: boolean,
    readonly geometries: readonly Geometry[],
    readonly laneOffsets: readonly Cubic[],
    readonly sections: readonly OdrSection[],
    readonly predecessor: OdrLink | null,
    readonly successor: OdrLink | null,
    readonly speedLimits: readonly { readonly s: number; readonly limit: number }[],
  ) {}

  /** The line at a distance along it; beyond its ends it continues straight. */
  lineAt(s: number): LinePose {
    const within = Math.min(Math.max(s, 0), this.length);
    const geometry = this.geometries.findLast((one) => one.s <= within + 1e-9) ?? this.geometries[0];
    if (!geometry) return { x: s, y: 0, heading: 0, curvature: 0 };
    const pose = poseOn(geometry, within - geometry.s);
    const beyond = s - within;
    if (beyond === 0) return pose;
    return { x: pose.x + beyond * cos(pose.heading), y: pose.y + beyond * sin(pose.heading), heading: pose.heading, curvature: 0 };
  }

  /** A place beside the line in the ground frame, and the heading of the line there. */
  worldAt({ s, t }: RoadPlace): LinePose {
    const { x, y, heading, curvature } = this.lineAt(s);
    return { x: x - t * sin(heading), y: y + t * cos(heading), heading, curvature };
  }

  sectionAt(s: number): OdrSection | null {
    return this.sections.findLast((section) => section.s <= s + 1e-9) ?? this.sections[0] ?? null;
  }

  /** How far to its left the line of lane 0 is. */
  laneOffsetAt(s: number): number {
    return cubicAt(this.laneOffsets, s);
  }

  /** Both edges of a lane, in metres to the left of the line; null if there is no such lane there. */
  edgesAt(s: number, id: number, section = this.sectionAt(s)): { readonly inner: number; readonly outer: number } | null {
    const zero = this.laneOffsetAt(s);
    if (!section) return null;
    if (id === 0) return { inner: zero, outer: zero };
    const side = Math.sign(id);
    let edge = zero;
    const lanes = section.lanes.filter((lane) => Math.sign(lane.id) === side).sort((a, b) => Math.abs(a.id) - Math.abs(b.id));
    for (const lane of lanes) {
      const width = cubicAt(lane.widths, s - section.s);
      const outer = lane.isBorder ? zero + width : edge + side * Math.max(0, width);
      if (lane.id === id) return { inner: edge, outer };
      edge = outer;
    }
    return null;
  }

  /** The middle of a lane, in metres to the left of the line. */
  middleAt(s: number, id: number): number | null {
    const edges = this.edgesAt(s, id);
    return edges && (edges.inner + edges.outer) / 2;
  }

  /** The lane that contains a place; the outermost one if it is beyond all, or 0 if there is none on that side. */
  laneAt({ s, t }: RoadPlace): number {
    const section = this.sectionAt(s);
    const side = t >= this.laneOffsetAt(s) ? 1 : -1;
    const lanes = (section?.lanes ?? []).filter(({ id }) => Math.sign(id) === side).sort((a, b) => Math.abs(a.id) - Math.abs(b.id));
    const found = lanes.find(({ id }) => {
      const edges = this.edgesAt(s, id, section);
      return edges !== null && side * t <= side * edges.outer;
    });
    return (found ?? lanes.at(-1))?.id ?? 0;
  }

  /** The direction of travel in a lane: 1 along the line, −1 against it. */
  directionOf(id: number): 1 | -1 {
    return id > 0 !== this.isLeftHand ? -1 : 1;
  }

  /** Kilometres per hour; null if the road says nothing. */
  speedLimitAt(s: number): number | null {
    return this.speedLimits.findLast((record) => record.s <= s + 1e-9)?.limit ?? null;
  }

  /**
   * The place of a point beside the line, nearest to the line.
   * @param near metres along the line to search around, within `reach`; without them the whole line is searched
   */
  placeOf(point: { readonly x: number; readonly y: number }, near?: number, reach = 20): RoadPlace & { readonly away: number } {
    const [from, to] = near === undefined ? [0, this.length] : [Math.max(0, near - reach), Math.min(this.length, near + reach)];
    const steps = Math.min(MOST_STEPS, Math.max(8, Math.ceil((to - from) / SEARCH_STEP)));
    const squareAt = (s: number) => {
      const line = this.lineAt(s);
      return (line.x - point.x) * (line.x - point.x) + (line.y - point.y) * (line.y - point.y);
    };
    let best = from;
    let least = Infinity;
    for (let step = 0; step <= steps; step++) {
      const s = from + ((to - from) * step) / steps;
      const square = squareAt(s);
      if (square < least) [best, least] = [s, square];
    }
    let [low, high] = [Math.max(0, best - (to - from) / steps), Math.min(this.length, best + (to - from) / steps)];
    for (let step = 0; step < GOLDEN_STEPS; step++) {
      const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
      if (squareAt(a) < squareAt(b)) high = b;
      else low = a;
    }
    const s = (low + high) / 2;
    const line = this.lineAt(s);
    const [dx, dy] = [point.x - line.x, point.y - line.y];
    const along = dx * cos(line.heading) + dy * sin(line.heading);
    return { s: clampOver(s, along, this.length), t: dy * cos(line.heading) - dx * sin(line.heading), away: Math.sqrt(squareAt(s)) };
  }
}

const SEARCH_STEP = 2;
const MOST_STEPS = 2000;
const GOLDEN_STEPS = 50;

/** Before a road's start and beyond its end, places continue straight. */
function clampOver(s: number, along: number, length: number): number {
  if (s < 1e-6 && along < 0) return along;
  if (s > length - 1e-6 && along > 0) return length + along;
  return s;
}

/** The value at a place of the last cubic that begins at or before it; 0 before the first. */
export function cubicAt(cubics: readonly Cubic[], place: number): number {
  const cubic = cubics.findLast(({ at }) => at <= place + 1e-9);
  return cubic ? valueOf(cubic.coefficients, place - cubic.at) : 0;
}

/** An angle from −π to π. */
export function withinTurn(angle: number): number {
  const within = angle % TAU;
  if (within > Math.PI) return within - TAU;
  return within < -Math.PI ? within + TAU : within;
}
