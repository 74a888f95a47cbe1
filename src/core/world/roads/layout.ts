import type { Polyline } from "../polyline";
import type { GroundPose } from "../pose";
import type { Vector2 } from "../vector";

/** Corners of a simple polygon, counter-clockwise, in metres. */
export type Outline = readonly Vector2[];

/** What the ground is made of; grass where no surface is defined. */
export type SurfaceKind = "carriageway" | "parking" | "shoulder" | "pavement" | "island" | "verge";

/** A piece of ground at a height above the carriageway (metres). Later ones cover earlier ones. */
export type Surface = { readonly kind: SurfaceKind; readonly outline: Outline; readonly height: number };

export type MarkingKind =
  "centre_line" | "lane_line" | "edge_line" | "bay_line" | "stop_line" | "give_way_line" | "zebra" | "zigzag" | "lettering";

/** Road markings. */
export type Marking = { readonly kind: MarkingKind; readonly outline: Outline };

/** The edge of a raised surface. The carriageway is to the left of the line. */
export type Kerb = { readonly line: Polyline; readonly height: number };

export type Turn = "straight" | "left" | "right";

/** A lane in its direction of travel. */
export type Lane = {
  readonly id: string;
  /** Whether it connects two lanes across a junction. */
  readonly kind: "driving" | "junction" | "shoulder";
  readonly centre: Polyline;
  /** Metres. */
  readonly width: number;
  /** Kilometres per hour. */
  readonly speedLimit: number;
  /** Where it leads in a junction; "straight" outside of junctions. */
  readonly turn: Turn;
  /** Ids of the lanes that continue from its end. */
  readonly successors: readonly string[];
};

/** A pedestrian crossing: its outline, its centre line from kerb to kerb, and its width. */
export type Crossing = { readonly id: string; readonly outline: Outline; readonly line: Polyline; readonly width: number };

/**
 * Where a lane's traffic waits: the near edge of the line, from left to right in the direction of travel. It is on the lane or, if turns
 * begin before it and the lane therefore ends there, straight ahead of the lane.
 */
export type StopLine = { readonly laneId: string; readonly from: Vector2; readonly to: Vector2; readonly kind: "stop" | "give_way" };

/** A parking bay: its centre, the heading of a car that drove in forwards, and its size. */
export type ParkingBay = GroundPose & { readonly id: string; readonly length: number; readonly width: number };

/** The geometry computed from a road plan, in metres in the ground frame, whose origin is the centre of the plan. */
export type RoadLayout = {
  readonly surfaces: readonly Surface[];
  readonly markings: readonly Marking[];
  readonly kerbs: readonly Kerb[];
  readonly lanes: readonly Lane[];
  readonly crossings: readonly Crossing[];
  readonly stopLines: readonly StopLine[];
  readonly bays: readonly ParkingBay[];
  /** Two corners of the bounding rectangle. */
  readonly extent: { readonly from: Vector2; readonly to: Vector2 };
};

/** A layout under construction. */
export type LayoutParts = {
  readonly [Part in keyof Omit<RoadLayout, "extent">]: RoadLayout[Part][number][];
};

export const emptyParts = (): LayoutParts => ({
  surfaces: [],
  markings: [],
  kerbs: [],
  lanes: [],
  crossings: [],
  stopLines: [],
  bays: [],
});

/** Height of kerbs, pavements and islands (metres). */
export const KERB_HEIGHT = 0.12;
