import type { Rgb, Condition } from "@/core/document";
import { css } from "../color";
import { createSurface, type Surface } from "../surface";
import {
  BACKLIT,
  CLOUDY,
  DUSK_AMBIENT,
  DUSK_LAMPS,
  FOG_COLOR,
  GLARE_COLOR,
  GLARE_REACH,
  LAMP_LIGHT,
  NIGHT_AMBIENT,
  RAINY,
  SNOWY,
  SNOW_HAZE,
  fogDensity,
  glareFalloff,
  skyLight,
  type Light,
} from "./light";
import { glow } from "./places/kit";
import { lampFalloff, traceOpenings, type Look, type Place } from "./places/place";

/**
 * A scene as it is painted once: in the sun, under a closed sky, under snow, under an evening sky, against a clear night, or under one
 * weather at full intensity.
 */
export type Painting = Condition | "overcast" | "snowbound" | "evening" | "cloudless";

/**
 * Applies the light and the haze of a weather at full intensity to a scene painted for it.
 * @param drawn not a photograph
 * @param open whether the sky is open, so that a low sun lights a path on the ground
 */
export function layWeather(surface: Surface, painting: Painting, place: Place, drawn: boolean, open = true): void {
  switch (painting) {
    case "sunny":
    case "overcast":
    case "snowbound":
    case "evening":
    case "cloudless":
      return;
    case "cloudy":
      lay(surface, skyLight(place, CLOUDY));
      return;
    case "rainy":
      if (drawn) mirrorInWetGround(surface, place);
      lay(surface, skyLight(place, RAINY));
      return;
    case "night":
      darken(surface, place, NIGHT_AMBIENT, 1);
      return;
    case "dusk":
      darken(surface, place, DUSK_AMBIENT, DUSK_LAMPS);
      return;
    case "fog":
      fog(surface, place, 1);
      return;
    case "snow":
      lay(surface, skyLight(place, SNOWY));
      fog(surface, place, SNOW_HAZE);
      return;
    case "low_sun":
      lay(surface, skyLight(place, BACKLIT));
      glare(surface, place, open);
  }
}

/** A low sun's path of light on the ground, if it is out, and its veil over everything; the disc is part of the sky. */
function glare({ context }: Surface, place: Place, open: boolean): void {
  const { x, y } = place.sun;
  if (open && !place.openings) {
    const horizon = Math.max(place.horizon, y);
    context.globalCompositeOperation = "lighter";
    glow(context, [255, 214, 150], x, horizon + (720 - horizon) * 0.42, 150, (720 - horizon) * 0.62, 0.34);
    context.globalCompositeOperation = "source-over";
  }
  context.save();
  context.translate(x, y);
  context.scale(GLARE_REACH.x, GLARE_REACH.y);
  const gradient = context.createRadialGradient(0, 0, 0, 0, 0, 1);
  for (let step = 0; step <= 20; step++)
    gradient.addColorStop(step / 20, css(GLARE_COLOR, glareFalloff(step / 20, place.openings !== null)));
  context.fillStyle = gradient;
  context.fillRect(-10, -10, 20, 20);
  context.restore();
}

const scaled = (color: Rgb, factor: number): Rgb => [
  Math.round(color[0] * factor),
  Math.round(color[1] * factor),
  Math.round(color[2] * factor),
];

/** Applies one light to the whole picture. */
function lay({ context }: Surface, { multiply, add }: Light): void {
  context.globalCompositeOperation = "multiply";
  context.fillStyle = css(scaled(multiply, 255));
  context.fillRect(0, 0, 1280, 720);
  context.globalCompositeOperation = "lighter";
  context.fillStyle = css(scaled(add, 1));
  context.fillRect(0, 0, 1280, 720);
  context.globalCompositeOperation = "source-over";
}

/** A faint, streaked reflection of what is beyond each area of wet ground. */
function mirrorInWetGround(surface: Surface, place: Place): void {
  const { context, canvas, width, height } = surface;
  const copy = createSurface(width, height, true);
  copy.context.drawImage(canvas, 0, 0);
  context.save();
  for (const { top, bottom } of place.wetGround) {
    const [from, to] = [(top / 720) * height, (bottom / 720) * height];
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.save();
    context.beginPath();
    context.rect(0, from, width, to - from);
    context.clip();
    // Many faint images, each displaced and stretched slightly differently, represent one blurred by the rough ground.
    context.globalAlpha = 0.026;
    for (const shift of [-9, -6, -3, 0, 3, 6, 9])
      for (const stretch of [1.1, 1.45, 1.9]) {
        context.setTransform(1, 0, 0, -stretch, (shift / 1280) * width, from * (1 + stretch));
        context.drawImage(copy.canvas, 0, 0);
      }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 1;
    const gradient = context.createLinearGradient(0, from, 0, to);
    gradient.addColorStop(0, "rgba(190,204,220,0.12)");
    gradient.addColorStop(1, "rgba(190,204,220,0.02)");
    context.fillStyle = gradient;
    context.fillRect(0, from, width, to - from);
    context.restore();
  }
  context.restore();
}

/** Every pixel times the light that reaches it: what the sky still gives everywhere, and lamps around their bases. */
function darken(surface: Surface, place: Place, ambient: Rgb, lamps: number): void {
  const map = createSurface(surface.width, surface.height, true);
  const { context } = map;
  context.setTransform(surface.width / 1280, 0, 0, surface.height / 720, 0, 0);
  context.fillStyle = css(scaled(ambient, 255));
  context.fillRect(0, 0, 1280, 720);
  context.globalCompositeOperation = "lighten";
  for (const lamp of place.lamps) {
    context.save();
    context.translate(lamp.x, lamp.groundY);
    context.scale(lamp.radiusX, lamp.radiusY);
    const gradient = context.createRadialGradient(0, 0, 0, 0, 0, 1);
    for (let step = 0; step <= 10; step++) {
      const light = lampFalloff(step / 10);
      const at = (index: 0 | 1 | 2) => Math.round(255 * (ambient[index] + LAMP_LIGHT[index] * light * lamps));
      gradient.addColorStop(step / 10, css([at(0), at(1), at(2)]));
    }
    context.fillStyle = gradient;
    context.fillRect(-1, -1, 2, 2);
    context.restore();
  }
  surface.context.save();
  surface.context.setTransform(1, 0, 0, 1, 0, 0);
  surface.context.globalCompositeOperation = "multiply";
  surface.context.drawImage(map.canvas, 0, 0);
  surface.context.restore();
}

/** Adds what shines by itself, whatever is over the picture: the difference between the place with its lights on and off. */
export function addLights(surface: Surface, place: Place, off: Look, on: Look): void {
  const { width, height } = surface;
  const lights = createSurface(width, height, true);
  lights.context.setTransform(width / 1280, 0, 0, height / 720, 0, 0);
  place.paint(lights.context, off);
  const unlit = createSurface(width, height, true);
  unlit.context.drawImage(lights.canvas, 0, 0);
  place.paint(lights.context, on);
  lights.context.setTransform(1, 0, 0, 1, 0, 0);
  lights.context.globalCompositeOperation = "difference";
  lights.context.drawImage(unlit.canvas, 0, 0);
  surface.context.save();
  surface.context.setTransform(1, 0, 0, 1, 0, 0);
  surface.context.globalCompositeOperation = "lighter";
  surface.context.drawImage(lights.canvas, 0, 0);
  surface.context.restore();
}

/** Fog thickens with the distance that a row of the picture represents; it hardly enters a car. */
function fog({ context }: Surface, place: Place, share: number): void {
  const gradient = context.createLinearGradient(0, 0, 0, 720);
  for (let step = 0; step <= 40; step++) gradient.addColorStop(step / 40, css(FOG_COLOR, fogDensity(place, step * 18) * share));
  context.fillStyle = gradient;
  context.fillRect(0, 0, 1280, 720);
  if (!place.openings) return;
  traceOpenings(context, place.openings);
  context.fillStyle = css(FOG_COLOR, 0.86 * share);
  context.fill();
}
