import type { Rgb } from "@/core/document";
import { cosDegrees, sinDegrees } from "@/core/exact";
import { HEADLAMP_HEIGHTS, aroundLooseBox, looseBox, type RoadView, type Solid, type WeatherLayer } from "@/core/scene";
import { MOST_LAMPS, type Lamp, type Shading } from "@/raster";
import { contrastLeft } from "@/core/weather";

const intensityIn = (weather: readonly WeatherLayer[], wanted: WeatherLayer["condition"]): number =>
  weather.reduce((sum, { condition, intensity }) => (condition === wanted ? sum + intensity : sum), 0);

/** How dark it is, 0 to 1: how much light headlamps throw. */
export const darkness = (weather: readonly WeatherLayer[]): number =>
  Math.min(1, Math.max(intensityIn(weather, "night"), 0.6 * intensityIn(weather, "dusk")));

/** How brightly the lamps of vehicles are lit, 0 to 1: drivers switch them on as it gets dark, wet or foggy. */
export const lampsLit = (weather: readonly WeatherLayer[]): number =>
  Math.min(
    1,
    Math.max(1.6 * darkness(weather), ...(["rainy", "fog", "snow"] as const).map((condition) => intensityIn(weather, condition))),
  );

/** Street lamps are lit a little before vehicles' lamps light anything. */
export const streetLampsLit = (weather: readonly WeatherLayer[]): number => Math.min(1, 2.5 * darkness(weather));

/** The distance in metres at which a low beam gives full light: about as far as a driver sees a pedestrian well. */
const FULL_AT = 26;
/** Colours of light; and strengths, as shares of a car's low beam. */
const WHITE: Rgb = [1, 0.97, 0.88];
const RED: Rgb = [1, 0.1, 0.06];
const STRENGTHS = { bicycle: 0.05, tail: 0.006, brake: 0.02 } as const;
/** Metres that are computed of the light of others, and to which side. */
const REACH = { headlamp: 60, bicycle: 16, tail: 7 } as const;
const ASIDE = 16;
/** The ego's own, in metres; there it fades out. */
const OWN_REACH = 260;
/** A camera this close to a lamp sees what reflectors send back (metres). */
const CLOSE = 4;
/** How much more light than white paint a reflector sends back to where it came from. */
const RETURNED = 60;

const BICYCLE_HEIGHT = 0.85;
const TAIL_HEIGHT = 0.8;

/** A street lamp: the light straight below it, as a share of full light; its colour; how far it is computed, in its own heights. */
const STREET = { below: 0.32, color: [1, 0.84, 0.58], reach: 4.2 } as const;

/** A lamp on a vehicle, or one on each side of it: in front of its body or behind it. */
export type VehicleLamp = {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Where it shines, in degrees counter-clockwise from x. */
  readonly heading: number;
  /** How far to either side of that point they are, in metres; 0 for a single lamp. */
  readonly apart: number;
  readonly kind: "headlamp" | "bicycle" | "tail" | "brake";
};

/** Deceleration (m/s²) above which brake lamps are lit. */
const BRAKES_ABOVE = 0.8;

/** How far lamps are from the middle, as a share of the width. */
const APART = 0.38;

/** The lamps of a body. Parked vehicles have theirs off. */
export function lampsOfBody(solid: Solid): VehicleLamp[] {
  const { body, heading, z, acceleration } = solid;
  const above = HEADLAMP_HEIGHTS[body];
  const isSingle = body === "motorcyclist" || above === undefined;
  const at = (along: number, height: number, kind: VehicleLamp["kind"], turned: number): VehicleLamp => ({
    x: solid.x + cosDegrees(heading) * along,
    y: solid.y + sinDegrees(heading) * along,
    z: z + height,
    heading: heading + turned,
    apart: isSingle ? 0 : APART * solid.dimensions.width,
    kind,
  });
  const reach = solid.dimensions.length / 2;
  const rear = at(-reach, TAIL_HEIGHT, acceleration < -BRAKES_ABOVE ? "brake" : "tail", 180);
  if (above !== undefined) return [at(reach, above, "headlamp", 0), rear];
  return body === "cyclist" || body === "e_scooter" ? [at(reach * 0.8, BICYCLE_HEIGHT, "bicycle", 0)] : [];
}

/** All lamps that shine on what the camera sees; null where it is light enough not to notice. */
export function shiningLamps(view: RoadView, weather: readonly WeatherLayer[]): Lamp[] | null {
  const dark = darkness(weather);
  if (dark <= 0) return null;
  const { camera, headlamp, casters, plan, streetLamps = [] } = view;
  const { position } = camera.pose;
  const full = FULL_AT * FULL_AT * dark * dark;
  const lamps: { distance: number; lamp: Lamp }[] = [];
  const add = (source: VehicleLamp, strength: number, color: Rgb, reach: number, region: Lamp["region"]) => {
    const [dx, dy, dz] = [source.x - position.x, source.y - position.y, source.z - position.z];
    const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
    const light: Rgb = [color[0] * strength * full, color[1] * strength * full, color[2] * strength * full];
    const shape: Lamp["shape"] = {
      kind: "beam",
      heading: [cosDegrees(source.heading), sinDegrees(source.heading)],
      height: source.z,
      kerb: plan.traffic === "left" ? 1 : -1,
      returned: distance < CLOSE ? RETURNED : 1,
    };
    lamps.push({ distance, lamp: { position: [dx, dy, dz], light, reach, region, shape } });
  };
  if (headlamp) add({ ...headlamp, apart: 0, kind: "headlamp" }, 1, WHITE, OWN_REACH, null);
  for (const { kind, solid } of casters) {
    if (kind !== "actor") continue;
    for (const source of lampsOfBody(solid)) {
      const reach = source.kind === "brake" ? REACH.tail : REACH[source.kind];
      const box = looseBox(camera, {
        x: source.x + (cosDegrees(source.heading) * reach) / 2,
        y: source.y + (sinDegrees(source.heading) * reach) / 2,
        z: 0,
        heading: source.heading,
        dimensions: { length: reach, width: Math.min(2 * reach, 2 * ASIDE), height: source.z + 1 },
      });
      if (!box) continue;
      const red = source.kind === "tail" || source.kind === "brake";
      const strength = source.kind === "headlamp" ? 1 : STRENGTHS[source.kind];
      add(source, strength, red ? RED : WHITE, reach, aroundLooseBox(box));
    }
  }
  for (const { x, y, z } of streetLamps) {
    const reach = STREET.reach * z;
    const box = looseBox(camera, { x, y, z: 0, heading: 0, dimensions: { length: 2 * reach, width: 2 * reach, height: z } });
    if (!box) continue;
    const [dx, dy, dz] = [x - position.x, y - position.y, z - position.z];
    const strength = STREET.below * z * z * dark * dark;
    const light: Rgb = [STREET.color[0] * strength, STREET.color[1] * strength, STREET.color[2] * strength];
    const lamp: Lamp = { position: [dx, dy, dz], light, reach, region: aroundLooseBox(box), shape: { kind: "pool" } };
    lamps.push({ distance: Math.sqrt(dx * dx + dy * dy + dz * dz), lamp });
  }
  return lamps
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_LAMPS)
    .map(({ lamp }) => lamp);
}

/** Fog in front of the camera lights up in its own headlamps: metres of it that they light, and its brightness. */
const LIT_AIR = { metres: 12, share: 0.34 } as const;
const AIR_COLOR: Rgb = [214, 212, 202];

/** The veil of the ego's own light in fog, rain or snow, mostly below the horizon; null without. @param extinction by the weather */
export function lampVeil(
  { headlamp }: RoadView,
  weather: readonly WeatherLayer[],
  rays: Float32Array,
  extinction: number,
): Shading["veil"] {
  const strength = headlamp ? darkness(weather) * LIT_AIR.share * (1 - contrastLeft(extinction, LIT_AIR.metres)) : 0;
  if (!headlamp || strength < 0.004) return null;
  const [c, s] = [cosDegrees(headlamp.heading), sinDegrees(headlamp.heading)];
  const shares = new Float32Array(rays.length / 4);
  for (let at = 0; at < shares.length; at++) {
    const [x = 0, y = 0, z = 0, length = 1] = [rays[4 * at], rays[4 * at + 1], rays[4 * at + 2], rays[4 * at + 3]];
    const ahead = Math.max(0, (x * c + y * s) / length);
    // From a slope of 1 in 4 above the horizon to as much below.
    const below = Math.max(0.25, Math.min(1, 0.6 - (2 * z) / length));
    shares[at] = strength * ahead * ahead * below;
  }
  return { color: AIR_COLOR, shares };
}
