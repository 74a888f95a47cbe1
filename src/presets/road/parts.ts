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
import type { Preset } from "../preset";

export const VIDEO = { width: 1280, height: 720, fps: 30 } as const;

/** Kilometres an hour as metres a second. */
export const kmh = (speed: number): number => speed / 3.6;

/** Seconds as frames. */
export const frames = (seconds: number): number => Math.round(seconds * VIDEO.fps);

/** A road of a kind; measures left out are its usual ones. */
export const roadOf = <Kind extends RoadKind>(kind: Kind, measures: Partial<PlanOf<Kind>> = {}): RoadPlan =>
  roadPlanSchema.parse({ kind, ...measures });

/** A camera of a preset on a road user of a kind. */
export const cameraOn = (kind: RoadUserKind, preset: CameraPresetId): RoadCamera =>
  createCamera(preset, VIDEO, roadUserOf(kind).dimensions);

/** What happens so many metres along the way, and how far to the left of its middle. */
type Station = Omit<Waypoint, "x" | "y" | "handles"> & { readonly metres: number; readonly left?: number };

/** Waypoints along lanes, one leading into the next. */
export function along(plan: RoadPlan, lanes: readonly string[], stations: readonly Station[]): Waypoint[] {
  const line = routeLine(roadLayout(plan), lanes);
  return stations.map(({ metres, left = 0, ...rest }) => {
    const place = placeAlong(line, metres);
    const { x, y } = add(place, scale(leftOf(place.direction), left));
    return { x: rounded(x), y: rounded(y), ...rest };
  });
}

/** To the centimetre, as somebody would write it. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

type CastMember = Omit<RoadActorParts, "trackId" | "startFrame" | "endFrame"> & Partial<Pick<RoadActorParts, "startFrame" | "endFrame">>;

type RoadPresetParts = Omit<RoadScenarioParts, "actors" | "video" | "name"> & {
  readonly title: string;
  readonly description: string;
  readonly seconds: number;
  /** In the order of their track ids; there from the first frame to the last unless they say otherwise. */
  readonly cast: readonly CastMember[];
};

/** A road scenario as the gallery lists it. */
export function roadPreset({ title, seconds, cast, ...parts }: RoadPresetParts): Preset {
  const durationFrames = frames(seconds);
  const actors = cast.map((member, trackId) => createRoadActor({ startFrame: 0, endFrame: durationFrames, ...member, trackId }));
  const scenario = createRoadScenario({ ...parts, name: title, video: { ...VIDEO, durationFrames }, actors });
  return { id: parts.id, title, description: parts.description, group: "road", scenario };
}
