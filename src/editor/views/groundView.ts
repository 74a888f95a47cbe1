import type { Actor, Occluder, Point, Scenario } from "@/core/document";
import type { World } from "@/core/scene";
import type { BodyOutline } from "./outline";

/** A place on a path: a segment (from waypoint `segmentIndex` to the next) and a share of its length, 0..1. */
type PathPlace = { readonly segmentIndex: number; readonly share: number };

/** What lines are drawn to: a canvas context or a `Path2D`. */
export type LineSink = Pick<Path2D, "moveTo" | "lineTo" | "bezierCurveTo">;

/** A position for an arrow in a path's direction: radians on the sheet, and the length of its leg. */
export type PathArrow = { readonly at: Point; readonly direction: number; readonly length: number };

/**
 * How a view of the stage shows the ground: on a flat sheet, in pixels of the picture or, in the plan, in metres with y downwards. The
 * sheet as a whole is then zoomed and panned (`View`). Tools and overlays work with points on the ground, in the world's unit, and with
 * positions on the sheet; only a view can convert between the two.
 */
export type GroundView = {
  readonly kind: "picture" | "plan" | "camera";
  /** Whether its sheet is the picture, on which guides and regions to ignore are shown. */
  readonly isPicture: boolean;
  /** Whether what it shows over the picture is another at each frame, whatever is selected: as its camera moves. */
  readonly followsPlayhead: boolean;
  readonly world: World;
  /** The actor that carries the camera of this view and is not visible in it; null for none. */
  readonly carrier: string | null;
  /** The position of a point on the ground on the sheet; null if the view does not show it. */
  readonly project: (point: Point) => Point | null;
  /** The point on the ground at a position on the sheet; null if there is none, as above the horizon. */
  readonly unproject: (place: Point) => Point | null;
  /** How far a point on the ground moves with the pointer from one position to another; null if there is no ground. */
  readonly shift: (held: Point, from: Point, to: Point) => Point | null;
  /** Size of one unit of the sheet on the ground, sideways, at a point. */
  readonly unitAt: (point: Point) => number;
  /** The step on the ground for an arrow key's step on the sheet: to the right, and down. */
  readonly step: (right: number, down: number) => Point;
  /** The direction on the sheet, in radians, of a heading (degrees counter-clockwise on the ground) at a point. */
  readonly directionAt: (point: Point, heading: number) => number;
  /** How the view shows an actor at a frame, even outside of its time span; null if it does not show it. */
  readonly actorOutline: (scenario: Scenario, actor: Actor, frame: number) => BodyOutline | null;
  readonly occluderOutline: (occluder: Occluder) => BodyOutline | null;
  /** Draws the whole path of an actor. */
  readonly tracePath: (line: LineSink, actor: Actor) => void;
  /** Draws the part of an actor's path that it goes while it is present. */
  readonly traceShownPath: (line: LineSink, actor: Actor) => void;
  /** Draws a line on the ground: x0, y0, x1, y1, … */
  readonly traceLine: (line: LineSink, coordinates: readonly number[]) => void;
  readonly arrows: (actor: Actor) => readonly PathArrow[];
  /** The position on an actor's path nearest to a position on the sheet, at most `reach` away. */
  readonly nearestOnPath: (actor: Actor, place: Point, reach?: number) => (PathPlace & { readonly distance: number }) | undefined;
};
