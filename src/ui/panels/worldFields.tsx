import type { ComponentType } from "react";
import { LIMITS, MOTION_LIMITS, type Actor, type Occluder, type Point } from "@/core/document";
import type { World } from "@/core/scene";
import { formatSeconds } from "@/core/text";
import { secondsOf } from "@/core/timeline";
import { useWorld } from "../context/EditorContext";
import { OrderFields } from "./actor/OrderFields";
import { PictureOccluderSize } from "./actor/PictureOccluderSize";
import { WaypointFields } from "./actor/WaypointFields";
import type { OccluderShapeProps } from "./bodyProps";
import { RoadOccluderShape } from "./road/actor/RoadOccluderShape";
import { RoadWaypointFields } from "./road/actor/RoadWaypointFields";

/** What panels show differently in a picture and on a road. */
type WorldFields = {
  /** The settings of a field for a coordinate. */
  readonly coordinate: {
    readonly unit: string;
    readonly units: Readonly<Record<string, number>>;
    readonly digits: number;
    readonly step?: number;
    readonly min: number;
    readonly max: number;
  };
  /** The fields of a selected waypoint. */
  readonly Waypoint: ComponentType<{ readonly actor: Actor; readonly index: number; readonly arrival: number }>;
  /** A waypoint's position and wait in a list. */
  readonly waypointPlace: (point: Point) => string;
  readonly waitText: (frames: number, fps: number) => string;
  /** How large an occluder is and how it stands. */
  readonly OccluderShape: ComponentType<OccluderShapeProps>;
  /** Which of the bodies is in front, where it does not follow from where they are. */
  readonly Order: ComponentType<{ readonly actors: readonly Actor[]; readonly occluders: readonly Occluder[] }>;
};

const FIELDS: Readonly<Record<World["kind"], WorldFields>> = {
  picture: {
    coordinate: { unit: "px", units: { px: 1 }, digits: 1, min: -LIMITS.coordinate, max: LIMITS.coordinate },
    Waypoint: WaypointFields,
    waypointPlace: ({ x, y }) => `${x.toFixed(0)}, ${y.toFixed(0)}`,
    waitText: (frames) => `waits ${frames} f`,
    OccluderShape: PictureOccluderSize,
    Order: OrderFields,
  },
  road: {
    coordinate: { unit: "m", units: { m: 1 }, digits: 2, step: 0.1, min: -MOTION_LIMITS.place, max: MOTION_LIMITS.place },
    Waypoint: RoadWaypointFields,
    waypointPlace: ({ x, y }) => `${x.toFixed(1)}, ${y.toFixed(1)} m`,
    waitText: (frames, fps) => `waits ${formatSeconds(secondsOf(frames, fps))}`,
    OccluderShape: RoadOccluderShape,
    Order: () => null,
  },
};

/** The fields of the scenario's world. */
export const useWorldFields = (): WorldFields => FIELDS[useWorld().kind];
