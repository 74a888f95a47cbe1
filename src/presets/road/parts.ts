import {
  createCamera,
  createRoadActor,
  createRoadScenario,
  type CameraPresetId,
  type RoadActorParts,
  type RoadCamera,
  type RoadScenarioParts,
  type Waypoint,
} from "@/core/document";
import { add, leftOf, placeAlong, roadUserOf, scale, type RoadUserKind } from "@/core/world";
import { roadLayout, roadPlanSchema, routeLine, type PlanOf, type RoadKind, type RoadPlan } from "@/core/world/roads";
import type { SignalPhaseStart } from "@/core/world/scenery";
import type { Preset } from "../preset";

export const VIDEO = { width: 1280, height: 720, fps: 30 } as const;

/** Converts kilometres per hour to metres per second. */
export const kmh = (speed: number): number => speed / 3.6;

/** Converts seconds to frames. */
export const frames = (seconds: number): number => Math.round(seconds * VIDEO.fps);

/** A road of a kind; omitted measures have their defaults. */
export const roadOf = <Kind extends RoadKind>(kind: Kind, measures: Partial<PlanOf<Kind>> = {}): RoadPlan =>
  roadPlanSchema.parse({ kind, ...measures });

/** A camera preset on a road user of a kind. */
export const cameraOn = (kind: RoadUserKind, preset: CameraPresetId): RoadCamera =>
  createCamera(preset, VIDEO, roadUserOf(kind).dimensions);

/** A waypoint at a distance in metres along a lane, and its offset to the left of the centre line. */
type Station = Omit<Waypoint, "x" | "y" | "handles"> & { readonly metres: number; readonly left?: number };

/** Waypoints along consecutive lanes. */
export function along(plan: RoadPlan, lanes: readonly string[], stations: readonly Station[]): Waypoint[] {
  const line = routeLine(roadLayout(plan), lanes);
  return stations.map(({ metres, left = 0, ...rest }) => {
    const place = placeAlong(line, metres);
    const { x, y } = add(place, scale(leftOf(place.direction), left));
    return { x: rounded(x), y: rounded(y), ...rest };
  });
}

/** Rounded to centimetres, as a person would write it. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

type CastMember = Omit<RoadActorParts, "trackId" | "startFrame" | "endFrame"> & Partial<Pick<RoadActorParts, "startFrame" | "endFrame">>;

type RoadPresetParts = Omit<RoadScenarioParts, "actors" | "video" | "name"> & {
  readonly title: string;
  readonly description: string;
  readonly seconds: number;
  /** In order of track ids; present from the first frame to the last by default. */
  readonly cast: readonly CastMember[];
  /** Phases of traffic lights; the usual cycle if omitted. */
  readonly signals?: readonly SignalPhaseStart[];
};

/** A road scenario as the gallery lists it. */
export function roadPreset({ title, seconds, cast, signals, ...parts }: RoadPresetParts): Preset {
  const durationFrames = frames(seconds);
  const actors = cast.map((member, trackId) => createRoadActor({ startFrame: 0, endFrame: durationFrames, ...member, trackId }));
  const scenery = { seed: parts.seed ?? 1, density: 0.75, ...(signals && { signals: [...signals] }) };
  const scenario = createRoadScenario({ scenery, ...parts, name: title, video: { ...VIDEO, durationFrames }, actors });
  return { id: parts.id, title, description: parts.description, group: "road", scenario };
}
