import type { Polyline } from "../polyline";
import type { GroundPose } from "../pose";
import type { Vector2 } from "../vector";

/** Corners of a simple polygon, counter-clockwise, in metres. */
export type Outline = readonly Vector2[];

/** What the ground is made of; where none is, there is grass. */
export type SurfaceKind = "carriageway" | "parking" | "shoulder" | "pavement" | "island" | "verge";

/** A piece of ground, at a height above the carriageway (metres). Later ones lie on earlier ones. */
export type Surface = { readonly kind: SurfaceKind; readonly outline: Outline; readonly height: number };

export type MarkingKind = "centre_line" | "lane_line" | "edge_line" | "bay_line" | "stop_line" | "give_way_line" | "zebra" | "zigzag";

/** Paint on the carriageway. */
export type Marking = { readonly kind: MarkingKind; readonly outline: Outline };

/** The edge of what is raised. The carriageway is to the left of the line. */
export type Kerb = { readonly line: Polyline; readonly height: number };

export type Turn = "straight" | "left" | "right";

/** A lane in its direction of travel. */
export type Lane = {
  readonly id: string;
  /** A junction lane leads from one lane to another over a junction's area. */
  readonly kind: "driving" | "junction" | "shoulder";
  readonly centre: Polyline;
  /** Metres. */
  readonly width: number;
  /** Kilometres an hour. */
  readonly speedLimit: number;
  /** How it turns; of a lane of a road "straight". */
  readonly turn: Turn;
  /** Ids of the lanes that go on where this one ends. */
  readonly successors: readonly string[];
};

/** Where people cross: its outline, the way across in its middle, from kerb to kerb, and its width. */
export type Crossing = { readonly id: string; readonly outline: Outline; readonly line: Polyline; readonly width: number };

/**
 * Where a lane's traffic waits: the edge that it comes to first, from its left to its right. It lies on the lane or, where the lane
 * ends before it because its traffic begins to turn there, straight ahead.
 */
export type StopLine = { readonly laneId: string; readonly from: Vector2; readonly to: Vector2; readonly kind: "stop" | "give_way" };

/** A place to park: its middle, the heading of a car that drove in forwards, and its size. */
export type ParkingBay = GroundPose & { readonly id: string; readonly length: number; readonly width: number };

/** A road plan worked out; everything in metres in the ground frame, whose origin is the middle of the plan. */
export type RoadLayout = {
  readonly surfaces: readonly Surface[];
  readonly markings: readonly Marking[];
  readonly kerbs: readonly Kerb[];
  readonly lanes: readonly Lane[];
  readonly crossings: readonly Crossing[];
  readonly stopLines: readonly StopLine[];
  readonly bays: readonly ParkingBay[];
  /** The corners of the upright rectangle around it all. */
  readonly extent: { readonly from: Vector2; readonly to: Vector2 };
};

/** A layout while it is being put together. */
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

/** Metres by which kerbs, pavements and islands are raised. */
export const KERB_HEIGHT = 0.12;
