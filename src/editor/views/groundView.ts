import type { Actor, Occluder, Point, Scenario } from "@/core/document";
import type { World } from "@/core/scene";
import type { BodyOutline } from "./outline";

/** A place on a path: a segment (from waypoint `segmentIndex` to the next) and a share of its length, 0..1. */
type PathPlace = { readonly segmentIndex: number; readonly share: number };

/** What draws lines: a canvas, or a path of one. */
export type LineSink = Pick<Path2D, "moveTo" | "lineTo" | "bezierCurveTo">;

/** Where an arrow may say which way a path goes: its direction on the sheet in radians, and the length of the leg that it is on. */
export type PathArrow = { readonly at: Point; readonly direction: number; readonly length: number };

/**
 * How a view of the stage shows the ground: on a flat sheet, whose places are pixels of the picture or, in the plan, metres with y
 * downwards. The sheet as a whole is then zoomed and panned (`View`). Tools and what lies over the picture know points of the
 * ground, in the world's unit, and places on the sheet; only a view knows how the two go together.
 */
export type GroundView = {
  readonly kind: "picture" | "plan" | "camera";
  /** Whether its sheet is the picture, where guides and regions to ignore lie. */
  readonly isPicture: boolean;
  readonly world: World;
  /** The actor that carries what is looked through, and is not seen; null for none. */
  readonly carrier: string | null;
  /** Where a point of the ground is on the sheet; null where the view does not show it. */
  readonly project: (point: Point) => Point | null;
  /** The point of the ground at a place of the sheet; null where there is none, as above the horizon. */
  readonly unproject: (place: Point) => Point | null;
  /** By how much a point of the ground moves with a pointer that goes from one place to another; null where there is no ground. */
  readonly shift: (held: Point, from: Point, to: Point) => Point | null;
  /** Units of the ground to one of the sheet, sideways, at a point. */
  readonly unitAt: (point: Point) => number;
  /** The direction on the sheet, in radians, of a heading (degrees counter-clockwise as one sees the ground) at a point. */
  /** The step of the ground for one of the sheet by key: to the right, and down. */
  readonly step: (right: number, down: number) => Point;
  readonly directionAt: (point: Point, heading: number) => number;
  /** What the view shows of an actor at a frame, also outside its span; null for nothing. */
  readonly actorOutline: (scenario: Scenario, actor: Actor, frame: number) => BodyOutline | null;
  readonly occluderOutline: (occluder: Occluder) => BodyOutline | null;
  /** Draws the whole path of an actor. */
  readonly tracePath: (line: LineSink, actor: Actor) => void;
  /** Draws a line of the ground: x0, y0, x1, y1, … */
  readonly traceLine: (line: LineSink, coordinates: readonly number[]) => void;
  readonly arrows: (actor: Actor) => readonly PathArrow[];
  /** The place on an actor's path that is nearest to a place on the sheet, no further than `reach` off. */
  readonly nearestOnPath: (actor: Actor, place: Point, reach?: number) => (PathPlace & { readonly distance: number }) | undefined;
};
