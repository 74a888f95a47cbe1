import { IconBike, IconCar, IconDeviceMobile, IconWalk, type Icon } from "@tabler/icons-react";
import type { ActorType } from "@/core/document";

export const ACTOR_ICONS: Record<ActorType, Icon> = {
  pedestrian: IconWalk,
  cyclist: IconBike,
  vehicle: IconCar,
  distracted_driver: IconDeviceMobile,
};

/** The CSS variable with a type's colour in the current scheme. */
export const actorColor = (type: ActorType | "occluder"): string => `var(--actor-${type.replace("_", "-")})`;

/** A type's icon in its colour. */
export function ActorIcon({ type, size = 16 }: { type: ActorType; size?: number }) {
  const TypeIcon = ACTOR_ICONS[type];
  return <TypeIcon size={size} stroke={1.75} color={actorColor(type)} aria-hidden />;
}
