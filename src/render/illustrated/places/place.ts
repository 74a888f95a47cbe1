import type { SceneKind, TrafficSide } from "@/core/document";
import type { SCENE_GEOMETRY } from "@/core/scene";
import type { Context2D } from "../../surface";

/**
 * How a place is to look before the weather's light is applied. `lit`: windows, signs and signals shine; the difference from the same
 * place unlit is what reaches the camera at night in addition to the darkened picture.
 */
export type Look = {
  sky: "clear" | "overcast" | "night" | "dusk" | "low_sun";
  /** Whether clouds close the sky at dusk or at night. */
  clouded: boolean;
  /** Whether a clear sky is without its clouds. */
  cloudless: boolean;
  sunlit: boolean;
  wet: boolean;
  snowy: boolean;
  lit: boolean;
  /** Where the sun is when it is low, in units of 1280 × 720, and whether its disc is visible in the sky. */
  sun: { x: number; y: number };
  disc: boolean;
  variant: number;
  traffic: TrafficSide;
};

/** The rows between a lane's markings, in units of 1280 × 720. */
export type Lane = (typeof SCENE_GEOMETRY)[SceneKind]["lanes"][number];

/** A street lamp: its head at (x, headY), its light around (x, groundY). Units of 1280 × 720. */
export type Lamp = { x: number; headY: number; groundY: number; radiusX: number; radiusY: number };

/** A static scene, drawn in units of 1280 × 720 whatever the frame's size. */
export type Place = {
  kind: SceneKind;
  /** Row beyond which everything is far away. */
  horizon: number;
  lamps: readonly Lamp[];
  /** Where the sun is when it is low, in units of 1280 × 720. */
  sun: { x: number; y: number };
  /** Indoors: the windows (polygons), the only places where there is weather; null outdoors. */
  openings: readonly (readonly number[])[] | null;
  /** Areas of ground, by their rows, that reflect what is beyond them when wet. */
  wetGround: readonly { top: number; bottom: number }[];
  paint(context: Context2D, look: Look): void;
  /** Stars, lamps and their haze, drawn over the night's picture. */
  paintLights(context: Context2D, look: Look): void;
};

/** How strongly street lamps light a point on the ground, 0..1. */
export function lampLightAt(place: Place, x: number, y: number): number {
  let light = 0;
  for (const lamp of place.lamps) {
    const reach = Math.hypot((x - lamp.x) / lamp.radiusX, (y - lamp.groundY) / lamp.radiusY);
    if (reach < 1) light = Math.max(light, lampFalloff(reach));
  }
  return light;
}

/** Light at a share of a lamp's reach: 1 under it, 0 at the rim, smooth at both. */
export function lampFalloff(reach: number): number {
  const rest = 1 - Math.min(1, reach);
  return rest * rest * (3 - 2 * rest);
}

/** Starts a path around the windows of an indoor place. */
export function traceOpenings(context: Context2D, openings: readonly (readonly number[])[]): void {
  context.beginPath();
  for (const opening of openings) {
    context.moveTo(opening[0] ?? 0, opening[1] ?? 0);
    for (let index = 2; index < opening.length; index += 2) context.lineTo(opening[index] ?? 0, opening[index + 1] ?? 0);
    context.closePath();
  }
}
