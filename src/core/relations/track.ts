import type { Actor, Scenario } from "../document/schema";
import type { Footprint, RoadMotion, Vector2 } from "../world";

/** What is asked of a scenario: its rate and its world. */
export type Setting = Pick<Scenario, "video" | "road">;

/** A body at a moment: in pixels or metres, and those a second. */
export type TrackState = { readonly footprint: Footprint; readonly velocity: Vector2; readonly speed: number };

/** A point of a path, and how far along it is. */
export type PathVertex = Vector2 & { readonly distance: number };

/**
 * An actor's motion as relations need it, with the waits that are known so far; the same questions in both worlds. Times are seconds of
 * the video, distances pixels of a picture or metres on a road.
 */
export type Track = {
  readonly actor: Actor;
  /** The first and last moment at which the actor is there. */
  readonly from: number;
  readonly to: number;
  readonly length: number;
  /** How far along the path each waypoint is. */
  readonly stations: readonly number[];
  /** How long it stands at each waypoint by itself, in seconds. */
  readonly holds: readonly number[];
  /** The path, without any offset. */
  readonly line: readonly PathVertex[];
  /** Its highest speed. */
  readonly fastest: number;
  readonly stateAt: (seconds: number) => TrackState;
  /** When it first has moved so far along its path; null if it never has. At a place where it waits, before the wait. */
  readonly reachedAt: (distance: number) => number | null;
  /** Where its middle is so far along the path. */
  readonly placeAt: (distance: number) => Vector2;
  /** The footprint of the body so far along the path. */
  readonly footprintAt: (distance: number) => Footprint;
  /**
   * The point that another body's middle is at when this one's front, so far along its path, reaches it at a share of its width from its
   * left side.
   */
  readonly contactAt: (distance: number, share: number, other: Footprint) => Vector2;
  /** The motion on a road, by which two variants of a track are compared. */
  readonly motion: RoadMotion | null;
};
