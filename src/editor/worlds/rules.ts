import type { MotionFault } from "@/core/motion";
import type { Actor, Occluder, OccluderKind, Point, Scenario } from "@/core/document";
import type { Box } from "@/core/scene/frameStateTypes";
import type { Alignment } from "../commands/align";
import type { Command } from "../commands/command";
import type { EncounterRules } from "./encounters";
import type { Snapped } from "../snapping";
import type { NewActor, SessionData } from "../stores/session";
import type { Draft } from "../stores/transient";

/** A dragged object: its ground point and, in the picture, its box. */
export type Held = {
  readonly at: Point;
  readonly box: Box | null;
  /** On the road, half the width of a body that is placed beside a kerb, not on it. */
  readonly aside?: number;
};

/** What a drag can snap to; distances and shifts in the unit of the ground. */
export type Snapper = {
  /** For a dragged object and the distance that the pointer has moved. */
  readonly held: (held: Held, shift: Point, reach: number) => Snapped;
  /** @param aside half the width of a body that is placed beside a kerb, not on it */
  readonly point: (point: Point, reach: number, aside?: number) => Snapped;
};

export type SnapSettings = Pick<SessionData, "snapping" | "gridSize" | "guides">;

/** How editing differs between worlds: step sizes, new objects, snapping, and how positions are described. */
export type EditingRules = {
  /** Whether the ground is the picture itself. */
  readonly isPicture: boolean;
  /** Whether bodies have a box whose sides can be dragged. */
  readonly resizable: boolean;
  /** Steps of the arrow keys: alone, and with Shift. */
  readonly steps: { readonly near: number; readonly far: number };
  /** The shift of a duplicate from its original. */
  readonly beside: Point;
  /** Whether a position is within the area that a scenario shows. */
  readonly isInside: (scenario: Scenario, point: Point) => boolean;
  /** A point rounded for storage after a drag. @param unit size of a CSS pixel on the ground */
  readonly settled: (point: Point, unit: number) => Point;
  readonly snapper: (scenario: Scenario, frame: number, settings: SnapSettings, moving: ReadonlySet<string>) => Snapper;
  /** The object that a tool would place, shown beneath the pointer until it is pressed. */
  readonly standingDraft: (scenario: Scenario, what: NewActor, at: Point) => Draft;
  /** An actor that starts along these points at a frame; with a single point, it stands there. */
  readonly mover: (scenario: Scenario, what: NewActor, points: readonly Point[], frame: number) => Actor;
  /** The same while it is being drawn, if actors of this world may follow a different path than drawn; otherwise null. */
  readonly followed: (scenario: Scenario, what: NewActor, points: readonly Point[], frame: number) => Actor | null;
  readonly continued: (actorId: string, points: readonly Point[]) => Command;
  /** The next point of a path extended by keyboard: straight ahead from its end. */
  readonly further: (scenario: Scenario, actor: Actor) => Point | null;
  /** An occluder at a point, or between two. */
  readonly occluder: (scenario: Scenario, kind: OccluderKind, from: Point, to: Point | null) => Occluder;
  readonly occluderDraft: (scenario: Scenario, kind: OccluderKind, from: Point, to: Point | null) => Draft;
  /** The upright box around a body on the ground, at a frame. */
  readonly groundBox: (scenario: Scenario, body: Actor | Occluder, frame: number) => Box;
  /** The alignment of ground boxes that corresponds to the requested one on screen. */
  readonly aligned: (alignment: Alignment) => Alignment;
  /** Half the width of a new body that is placed beside a kerb, not on it. */
  readonly asideOf: (what: NewActor | OccluderKind) => number;
  readonly encounters: EncounterRules;
  /** Metres per unit of the ground at a point. */
  readonly metresPerUnit: (scenario: Pick<Scenario, "scene" | "video">, point: Point) => number;
  /** The name of what a tool creates. */
  readonly nameOf: (what: NewActor) => string;
  /** A position, with its unit as a symbol and as a word. */
  readonly placeText: (point: Point) => string;
  readonly placeInWords: (point: Point) => string;
  /** The directions along which a body at a point can be turned, with a name of what has them. */
  readonly directionsAt: (point: Point) => readonly { readonly name: string; readonly heading: number }[];
  /** Where an occluder stands that is added from a list. */
  readonly placeOfNew: (scenario: Scenario) => Point;
  /** What of an actor's motion no body can do. */
  readonly motionFaults: (scenario: Scenario, actor: Actor) => readonly MotionFault[];
  /** Measurements shown at a point while drawing or dragging; null for none. */
  readonly measure: (scenario: Scenario, what: Measured, point: Point) => string | null;
};

/** The gesture in progress: a path from a point, or something moved from one. */
export type Measured = { readonly from: Point | null; readonly actor: NewActor | null };
