import {
  OCCLUDER_SIZES,
  SPECIFIED_SIZES,
  type ActorType,
  type OccluderKind,
  type Scenario,
  type Size,
} from "@/core/document";
import { sizeAtRow } from "@/core/scene";

/** Sizes that look right on the illustrated streets, in pixels of a picture of 720 rows, for ground lines three quarters down. */
const ACTORS: Record<ActorType, Size> = {
  pedestrian: { width: 40, height: 104 },
  cyclist: { width: 78, height: 104 },
  vehicle: { width: 190, height: 80 },
  distracted_driver: { width: 60, height: 60 },
};
const OCCLUDERS: Record<OccluderKind, Size> = {
  wall: { width: 240, height: 84 },
  parked_car: { width: 190, height: 84 },
  parked_van: { width: 210, height: 128 },
  tree: { width: 140, height: 240 },
  hedge: { width: 230, height: 62 },
  sign: { width: 38, height: 136 },
};
/** Inside a car the driver fills the picture. */
const DRIVER_IN_CABIN: Size = { width: 360, height: 430 };

type Place = Pick<Scenario, "style" | "scene" | "video">;

/** What a body placed here is drawn smaller or larger by, for its distance and the picture's size. */
const factorAt = (place: Place, groundY: number): number => (place.video.height / 720) * sizeAtRow(place, groundY);

const scaled = ({ width, height }: Size, factor: number): Size => ({
  width: Math.max(2, Math.round(width * factor)),
  height: Math.max(2, Math.round(height * factor)),
});

/** The size of an actor as it is first placed: the specification's in `schematic`, else what looks right there. */
export function usualActorSize(place: Place, type: ActorType, groundY: number): Size {
  if (place.style === "schematic") return scaled(SPECIFIED_SIZES[type], place.video.height / 720);
  const inCabin = type === "distracted_driver" && place.scene.kind === "in_cabin";
  return scaled(inCabin ? DRIVER_IN_CABIN : ACTORS[type], factorAt(place, groundY));
}

/** The same for an occluder. */
export function usualOccluderSize(place: Place, kind: OccluderKind, groundY: number): Size {
  if (place.style === "schematic") return scaled(OCCLUDER_SIZES[kind], place.video.height / 720);
  return scaled(OCCLUDERS[kind], factorAt(place, groundY));
}
