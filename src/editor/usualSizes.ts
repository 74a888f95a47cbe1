import {
  ACTOR_MODELS,
  OCCLUDER_SIZES,
  SPECIFIED_SIZES,
  dimensionsOf,
  modelSize,
  type Actor,
  type ActorType,
  type OccluderKind,
  type Scenario,
  type Size,
} from "@/core/document";
import { scaleOfScene, sizeAtRow } from "@/core/scene";

/** Sizes of occluders that look right on the illustrated streets, in pixels of a picture of 720 rows, three quarters of the way down. */
const OCCLUDERS: Record<OccluderKind, Size> = {
  wall: { width: 240, height: 84 },
  parked_car: { width: 190, height: 84 },
  parked_van: { width: 210, height: 128 },
  parked_bus: { width: 607, height: 156 },
  bus_shelter: { width: 210, height: 128 },
  container: { width: 303, height: 130 },
  bin: { width: 30, height: 46 },
  tree: { width: 140, height: 240 },
  hedge: { width: 230, height: 62 },
  sign: { width: 38, height: 136 },
};
/** What the size of a body in a picture depends on. */
export type Place = Pick<Scenario, "style" | "scene" | "video">;

/** The factor by which a body placed here is drawn smaller or larger, for its distance and the picture's size. */
const factorAt = (place: Place, groundY: number): number => (place.video.height / 720) * sizeAtRow(place, groundY);

const scaled = ({ width, height }: Size, factor: number): Size => ({
  width: Math.max(2, Math.round(width * factor)),
  height: Math.max(2, Math.round(height * factor)),
});

/**
 * The size of a newly placed actor, on the scene's reference row: its model's own by the scene's scale, or in `schematic` the
 * specification's for its type, scaled between models by their sizes in metres.
 */
export function usualActorSize(place: Place, type: ActorType, model: string = ACTOR_MODELS[type][0]): Size {
  if (place.style !== "schematic") return modelSize(type, model, scaleFor(place, type));
  const usual = dimensionsOf(type, ACTOR_MODELS[type][0]);
  const { length, height } = dimensionsOf(type, model);
  const { width, height: rows } = SPECIFIED_SIZES[type];
  return scaled({ width: (width * length) / usual.length, height: (rows * height) / usual.height }, place.video.height / 720);
}

/** How the actors of a new generator are scaled; undefined in `schematic`, where they have the specification's sizes. */
export function newModelScale(place: Place, type: ActorType): { x: number; y: number } | undefined {
  if (place.style === "schematic") return undefined;
  const scale = scaleFor(place, type);
  return { x: scale, y: scale };
}

/** Inside a car only its driver is as near as the scale says; anyone passing its windows is as far away as on a street. */
function scaleFor(place: Place, type: ActorType): number {
  const { scene, video } = place;
  return scaleOfScene(
    scene.kind === "in_cabin" && type !== "distracted_driver" ? { scene: { kind: "highway", variant: 0 }, video } : place,
  );
}

/**
 * The size that a model would have in an actor's place in a picture: of its own where it has perspective, else as its first ground line
 * makes it.
 */
export function usualModelSize(place: Place, { type, perspective, trajectory }: Actor, model: string): Size {
  const { width, height } = usualActorSize(place, type, model);
  const factor = perspective === true || place.style === "schematic" ? 1 : sizeAtRow(place, trajectory.waypoints[0]?.y ?? 0);
  return { width: width * factor, height: height * factor };
}

/** The size of a newly placed occluder on a ground line. */
export function usualOccluderSize(place: Place, kind: OccluderKind, groundY: number): Size {
  if (place.style === "schematic") return scaled(OCCLUDER_SIZES[kind], place.video.height / 720);
  return scaled(OCCLUDERS[kind], factorAt(place, groundY));
}
