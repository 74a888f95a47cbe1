import type { Actor, ActorType, Occluder, OccluderKind, Point, Scenario } from "@/core/document";
import type { Box } from "@/core/scene/frameStateTypes";
import type { Alignment } from "../commands/align";
import type { Command } from "../commands/command";
import type { EncounterRules } from "./encounters";
import type { Snapped } from "../snapping";
import type { SessionData } from "../stores/session";
import type { Draft } from "../stores/transient";

/** Something that a drag holds: the point of the ground that it stands on and, in the picture, its box. */
export type Held = {
  readonly at: Point;
  readonly box: Box | null;
  /** On the road, half the width of a body that stands beside a kerb, not on it. */
  readonly aside?: number;
};

/** What a drag can snap to; distances and shifts in the unit of the ground. */
export type Snapper = {
  /** For something held that the pointer has moved so far. */
  readonly held: (held: Held, shift: Point, reach: number) => Snapped;
  /** @param aside half the width of what stands there, if it stands beside a kerb, not on it */
  readonly point: (point: Point, reach: number, aside?: number) => Snapped;
};

export type SnapSettings = Pick<SessionData, "snapping" | "gridSize" | "guides">;

/** What differs between worlds for somebody who edits: steps, new things, what to snap to, and how places are told. */
export type EditingRules = {
  /** Whether the ground is the picture itself. */
  readonly isPicture: boolean;
  /** Whether bodies have a box whose sides can be dragged. */
  readonly resizable: boolean;
  /** Steps of the arrow keys: alone, and with Shift. */
  readonly steps: { readonly near: number; readonly far: number };
  /** The shift of a duplicate from its original. */
  readonly beside: Point;
  /** Whether a place is within what a scenario shows. */
  readonly isInside: (scenario: Scenario, point: Point) => boolean;
  /** A point as it is stored after a drag. @param unit of the ground to a CSS pixel */
  readonly settled: (point: Point, unit: number) => Point;
  readonly snapper: (scenario: Scenario, frame: number, settings: SnapSettings, moving: ReadonlySet<string>) => Snapper;
  /** What a tool would place: shown beneath the pointer until it is pressed. */
  readonly standingDraft: (scenario: Scenario, type: ActorType, at: Point) => Draft;
  /** An actor that sets off along these points at a frame; of one point, it stands there. */
  readonly mover: (scenario: Scenario, type: ActorType, points: readonly Point[], frame: number) => Actor;
  /** The same while it is drawn, for a world in which actors may go another way than it is drawn; else null. */
  readonly followed: (scenario: Scenario, type: ActorType, points: readonly Point[], frame: number) => Actor | null;
  readonly continued: (actorId: string, points: readonly Point[]) => Command;
  /** Where a path goes on by key: straight ahead from its end. */
  readonly further: (scenario: Scenario, actor: Actor) => Point | null;
  /** An occluder at a point, or between two. */
  readonly occluder: (scenario: Scenario, kind: OccluderKind, from: Point, to: Point | null) => Occluder;
  readonly occluderDraft: (scenario: Scenario, kind: OccluderKind, from: Point, to: Point | null) => Draft;
  /** The upright box around a body on the ground, at a frame. */
  readonly groundBox: (scenario: Scenario, body: Actor | Occluder, frame: number) => Box;
  /** The alignment of ground boxes that looks like the one asked for. */
  readonly aligned: (alignment: Alignment) => Alignment;
  /** Half the width of something new that stands beside a kerb, not on it. */
  readonly asideOf: (what: ActorType | OccluderKind) => number;
  readonly encounters: EncounterRules;
  /** Metres to a unit of the ground, at a point. */
  readonly metresPerUnit: (scenario: Pick<Scenario, "scene" | "video">, point: Point) => number;
  /** A place in words. */
  readonly placeText: (point: Point) => string;
  /** What is measured at a point while something is drawn or dragged there; null for nothing. */
  readonly measure: (scenario: Scenario, what: Measured, point: Point) => string | null;
};

/** What is under way: a path from a point, or something moved from one. */
export type Measured = { readonly from: Point | null; readonly type: ActorType | null };
